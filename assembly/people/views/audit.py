"""The journal: every act, who did it and when."""

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assembly.audit.models import AuditEvent
from assembly.audit.selectors import in_words
from assembly.audit.sentences import SENTENCES
from assembly.people.doors import needs_right
from assembly.people.forms import EventFilter
from assembly.people.permissions import VIEW_EVENTS

PAGE = 50


def rooms() -> list[tuple[str, str]]:
    """Return the rooms whose events have sentences: their kinds' first word and their name."""
    names = {kind.partition(".")[0] for kind in SENTENCES}
    configs = {config.name.rpartition(".")[2]: config for config in apps.get_app_configs()}
    return sorted(
        ((name, str(configs[name].verbose_name)) for name in names if name in configs),
        key=lambda pair: pair[1],
    )


@needs_right(VIEW_EVENTS)
def events(request: HttpRequest) -> HttpResponse:
    """List events, the newest first."""
    form = EventFilter(request.GET, rooms=rooms())
    found = AuditEvent.objects.order_by("-pk")
    if form.is_valid():
        values = form.cleaned_data
        found = found.of_room(values["room"]) if values["room"] else found
        found = found.filter(stream=values["stream"].strip()) if values["stream"] else found
        found = found.since(values["since"]) if values["since"] else found
        found = found.until(values["until"]) if values["until"] else found
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(zip(page, in_words(page), strict=True))
    return render(request, "audit/events.html", {"form": form, "page": page, "rows": rows})
