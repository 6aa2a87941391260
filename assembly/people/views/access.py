"""The journal of views: who looked at whose personal data, when and on which page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assembly.audit.models import AccessLog
from assembly.common.sheets import asks_for_sheet, sheet_response
from assembly.people.doors import SignedInRequest, needs_right
from assembly.people.forms import AccessFilter
from assembly.people.models import Person
from assembly.people.permissions import SECRETARIAT, VIEW_ACCESS
from assembly.people.selectors import names_of_persons, names_of_users
from assembly.people.views.saved_views import opens_with_saved_view

PAGE = 50
MOST_ROWS = 10_000
MOST_PERSONS = 200


def chosen_views(request: SignedInRequest) -> tuple[AccessFilter, Any]:
    """Return the filter and the views it names, the newest first."""
    form = AccessFilter(request.GET)
    form.is_valid()
    values: dict[str, Any] = form.cleaned_data
    found = AccessLog.objects.order_by("-at", "-pk")
    if words := values.get("person"):
        persons = Person.objects.matching(words).values_list("pk", flat=True)[:MOST_PERSONS]
        found = found.filter(subject__in=[f"person:{pk}" for pk in persons])
    if number := values.get("number"):
        found = found.filter(subject=f"person:{number}")
    if words := values.get("viewer"):
        viewers = Person.objects.matching(words).exclude(user=None).values_list("user_id", flat=True)
        found = found.filter(viewer_id__in=list(viewers[:MOST_PERSONS]))
    if since := values.get("since"):
        found = found.filter(at__date__gte=since)
    if until := values.get("until"):
        found = found.filter(at__date__lte=until)
    return form, found


def lines_of(views: Any) -> list[tuple[AccessLog, str, str, int | None]]:
    """Return each view with the names of who looked and of whose data, and the key of the person's card."""
    listed = list(views)
    viewers = names_of_users(view.viewer_id for view in listed)
    keys = {view.pk: _person_key(view.subject) for view in listed}
    persons = names_of_persons(keys.values())
    lists = {
        "persons": _("List of persons"),
        "messages": _("List of letters"),
        "appeals": _("Citizens' appeals"),
        "own_officers": _("Officers of a state body"),
    }
    rows = []
    for view in listed:
        key = keys[view.pk]
        whose = persons.get(key, "") if key else lists.get(view.subject, "") or _numbered(view.subject)
        rows.append((view, viewers.get(view.viewer_id, f"№ {view.viewer_id}"), whose or view.subject, key))
    return rows


def _numbered(subject: str) -> str:
    """Return the words for a record that is no person: an appeal, a table that was uploaded."""
    kind, _colon, number = subject.partition(":")
    words = {"citizenappeal": _("Appeal"), "register_import": _("Import of a table")}.get(kind, "")
    return f"{words} № {number}" if words else ""


def _person_key(subject: str) -> int | None:
    room, _colon, number = subject.partition(":")
    return int(number) if room == "person" and number.isdigit() else None


@opens_with_saved_view
@needs_right(VIEW_ACCESS)
def access_list(request: SignedInRequest) -> HttpResponse:
    """List the views of personal data; ``?format=xlsx`` gives the same rows as a sheet."""
    form, found = chosen_views(request)
    if asks_for_sheet(request):
        rows = [(view.at, who, whose, view.page) for view, who, whose, _key in lines_of(found[:MOST_ROWS])]
        headings = (_("When"), _("Who looked"), _("Whose data"), _("Page"))
        return sheet_response(file_name="views", title=_("Journal of views"), headings=headings, rows=rows)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": lines_of(page), "legal": SECRETARIAT}
    return render(request, "people/access_list.html", context)
