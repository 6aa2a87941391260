"""How public pages name a decision: ``{% load decisions %}``."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from assembly.bodies.enums import BodyKind
from assembly.common.names import EN, RU, language_now
from assembly.decisions.models import Decision

register = template.Library()


@register.filter
def decision_name(decision: Decision) -> str:
    """Return which organ's decision it is, with its number."""
    if decision.body.kind == BodyKind.COUNCIL:
        return _("Decision of the Council № %(number)s") % {"number": decision.number}
    return _("Decision of the Session № %(number)s") % {"number": decision.number}


@register.filter
def title_lang(decision: Decision) -> str:
    """Return the attribute that marks a Russian title on an English page; nothing elsewhere."""
    if language_now() == EN and not decision.act.title_en:
        return format_html(' lang="{}"', RU)
    return ""
