"""The page of the law."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assembly.common.names import language_now
from assembly.documents.selectors import settings_on
from assembly.law.paragraphs import CHAPTERS
from assembly.portal.public_page import public_page
from assembly.portal.selectors.law import acts_on, organ_rules_on


@public_page
def law(request: HttpRequest) -> HttpResponse:
    """Show the acts in their editions, the cited text, the rules with today's numbers, the defaults."""
    on = timezone.localdate()
    context = {
        "acts": acts_on(on),
        "chapters": CHAPTERS,
        "rules": organ_rules_on(on),
        "settings": settings_on(on),
        "is_russian": language_now() == "ru",
    }
    return render(request, "portal/law.html", context)
