"""The agenda as staff prepare it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assembly.common.errors import DomainError
from assembly.common.views import act
from assembly.meetings.enums import ItemState
from assembly.meetings.forms import DraftForm, ItemForm
from assembly.meetings.models import AgendaItem
from assembly.meetings.pages import agenda_of, meeting_chip
from assembly.meetings.permissions import EDIT_AGENDA
from assembly.meetings.selectors import is_going
from assembly.meetings.services.agenda import (
    add_item,
    attach_new_draft,
    change_item,
    revise_draft,
    withdraw_item,
)
from assembly.meetings.views.common import actor_of, meeting_for


def _agenda_url(*, meeting_id: int, item_id: int) -> str:
    del item_id  # the agenda is one page for all its items
    return reverse("meetings:agenda", args=[meeting_id])


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show the agenda and add an item at its end; what was typed stays when it is refused."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, EDIT_AGENDA, now)
    form, refusal = ItemForm(request.POST or None, meeting=meeting), None
    if request.method == "POST" and form.is_valid():
        try:
            add_item(meeting_id=meeting.pk, actor=actor_of(request), at=now, **_values(form))
        except DomainError as error:
            refusal = error
        else:
            messages.success(request, _("The item is on the agenda."))
            return redirect("meetings:agenda", meeting_id=meeting.pk)
    context = {
        "meeting": meeting,
        "chip": meeting_chip(meeting),
        "lines": agenda_of(meeting),
        "form": form,
        "refusal": refusal,
        "is_going": is_going(meeting),
        "planned": ItemState.PLANNED,
        "current": ItemState.CURRENT,
    }
    return render(request, "meetings/agenda.html", context, status=_status(form, refusal))


@require_http_methods(["GET", "HEAD", "POST"])
def item_change(request: HttpRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Change the words or the competence of an item that has not begun."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, EDIT_AGENDA, now)
    item = get_object_or_404(AgendaItem, pk=item_id, meeting=meeting)
    initial = {
        "title_kk": item.title_kk,
        "title_ru": item.title_ru,
        "title_en": item.title_en,
        "competence": item.competence,
        "rapporteur": item.rapporteur_id,
    }
    form, refusal = ItemForm(request.POST or None, meeting=meeting, initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item_id=item.pk, actor=actor_of(request), at=now, **_values(form))
        except DomainError as error:
            refusal = error
        else:
            messages.success(request, _("The item is changed."))
            return redirect("meetings:agenda", meeting_id=meeting.pk)
    context = {"meeting": meeting, "item": item, "form": form, "refusal": refusal}
    return render(request, "meetings/item_change.html", context, status=_status(form, refusal))


@act(to=_agenda_url, done=gettext_lazy("The item is off the agenda."))
def item_withdraw(request: HttpRequest, meeting_id: int, item_id: int) -> None:
    """Take an item off the agenda."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, EDIT_AGENDA, now)
    item = get_object_or_404(AgendaItem, pk=item_id, meeting=meeting)
    withdraw_item(item_id=item.pk, actor=actor_of(request), at=now)


@require_http_methods(["GET", "HEAD", "POST"])
def item_draft(request: HttpRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Write the draft of an item, or a new version of it; long texts are kept on the device meanwhile."""
    now = timezone.now()
    meeting = meeting_for(request, meeting_id, EDIT_AGENDA, now)
    item = get_object_or_404(AgendaItem.objects.select_related("draft"), pk=item_id, meeting=meeting)
    form, refusal = DraftForm(request.POST or None, initial=_draft_initial(item)), None
    if request.method == "POST" and form.is_valid():
        try:
            _write_draft(item, form.cleaned_data, request, now)
        except DomainError as error:
            refusal = error
        else:
            messages.success(request, _("The draft is attached."))
            return redirect("meetings:agenda", meeting_id=meeting.pk)
    context = {"meeting": meeting, "item": item, "form": form, "refusal": refusal}
    return render(request, "meetings/item_draft.html", context, status=_status(form, refusal))


def _write_draft(item: AgendaItem, values: dict[str, Any], request: HttpRequest, now: Any) -> None:
    if item.draft_id is None:
        attach_new_draft(item_id=item.pk, actor=actor_of(request), at=now, **values)
        return
    texts = {"text_kk": values["text_kk"], "text_ru": values["text_ru"]}
    revise_draft(item_id=item.pk, actor=actor_of(request), at=now, **texts)


def _draft_initial(item: AgendaItem) -> dict[str, str]:
    latest = item.draft.latest if item.draft else None
    return {
        "title_kk": item.draft.title_kk if item.draft else item.title_kk,
        "title_ru": item.draft.title_ru if item.draft else item.title_ru,
        "text_kk": latest.text_kk if latest else "",
        "text_ru": latest.text_ru if latest else "",
    }


def _values(form: ItemForm) -> dict[str, Any]:
    values = form.cleaned_data
    rapporteur = values["rapporteur"]
    return {
        "title_kk": values["title_kk"],
        "title_ru": values["title_ru"],
        "title_en": values["title_en"],
        "competence": values["competence"],
        "rapporteur_id": rapporteur.pk if rapporteur else None,
    }


def _status(form: Any, refusal: DomainError | None) -> int:
    if refusal is not None:
        return refusal.status
    return 422 if form.is_bound and form.errors else 200
