"""The journal: every act, who did it and when."""

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assembly.audit.models import AuditEvent
from assembly.audit.querysets import EventQuerySet
from assembly.audit.selectors import in_words
from assembly.audit.sentences import SENTENCES
from assembly.common.names import language_now
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.people.doors import needs_right
from assembly.people.forms import EventFilter
from assembly.people.permissions import VIEW_EVENTS
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50
MOST_ROWS = 10_000


def rooms() -> list[tuple[str, str]]:
    """Return the rooms whose events have sentences: their kinds' first word and their name."""
    names = {kind.partition(".")[0] for kind in SENTENCES}
    configs = {config.name.rpartition(".")[2]: config for config in apps.get_app_configs()}
    return sorted(
        ((name, str(configs[name].verbose_name)) for name in names if name in configs),
        key=lambda pair: pair[1],
    )


@opens_with_saved_view
@needs_right(VIEW_EVENTS)
def events(request: HttpRequest) -> HttpResponse:
    """List events, the newest first; ``?format=xlsx`` gives the same rows as a sheet."""
    form = EventFilter(request.GET, rooms=rooms())
    found = AuditEvent.objects.order_by("-pk")
    if form.is_valid():
        values = form.cleaned_data
        found = found.of_room(values["room"]) if values["room"] else found
        found = found.filter(stream=values["stream"].strip()) if values["stream"] else found
        found = found.since(values["since"]) if values["since"] else found
        found = found.until(values["until"]) if values["until"] else found
    if asks_for_sheet(request):
        return _sheet(found[:MOST_ROWS])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(zip(page, in_words(page), strict=True))
    return render(request, "audit/events.html", {"form": form, "page": page, "rows": rows})


def _sheet(found: EventQuerySet) -> HttpResponse:
    events_found = list(found)
    lines = zip(events_found, in_words(events_found), strict=True)
    return sheet_response(
        file_name="journal",
        title=_("Journal of acts"),
        headings=[_("When"), _("What happened"), _("Who"), _("Basis"), _("Object"), "№"],
        rows=[
            (
                event.at,
                line.what,
                line.more,
                line.legal_ref.cite(language_now()) if line.legal_ref else "",
                event.stream,
                event.number,
            )
            for event, line in lines
        ],
    )
