"""The agenda: items, their drafts, their course."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from assembly.audit.services.chain import record
from assembly.bodies.models import Body
from assembly.common.clock import day_of
from assembly.common.errors import TransitionRefused
from assembly.documents.models import Document, Version
from assembly.documents.services.versions import add_version, create_document
from assembly.law.competences import Competence, competence_of
from assembly.meetings.enums import ItemEvent, ItemState, MeetingState
from assembly.meetings.hindrances import require_unhindered
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.permissions import EDIT_AGENDA, RUN_MEETING
from assembly.meetings.refusals import (
    AnotherItemCurrent,
    CompetenceOfAnother,
    ExclusiveCompetence,
    MeetingEnded,
    MeetingNotOpen,
    TitleMissing,
)
from assembly.meetings.services.flow import ITEM_FLOW
from assembly.meetings.services.locks import lock_item, lock_meeting
from assembly.people.models import User
from assembly.people.rights import require_right

DRAFT_KIND = "decision"
ENDED = frozenset({MeetingState.CLOSED, MeetingState.CANCELLED})


@transaction.atomic
def add_item(
    *,
    meeting_id: int,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    competence: str,
    rapporteur_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> AgendaItem:
    """Put an item at the end of the agenda.

    Args:
        meeting_id: the sitting; it has not ended.
        title_kk: title in Kazakh; ``title_ru`` and ``title_en`` likewise.
        title_ru: title in Russian.
        title_en: title in English, where there is one.
        competence: a code of ``assembly.law.competences`` that the law gives to the organ that meets.
        rapporteur_id: the person who reports, if known.
        actor: who edits; needs ``meetings.edit_agenda``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not edit the agenda.
        MeetingEnded: the sitting has ended.
        TitleMissing: the Kazakh or the Russian title is missing.
        ExclusiveCompetence: the item is exclusively the Session's (п. 8).
        CompetenceOfAnother: the law gives the item to another organ.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, EDIT_AGENDA, on=day_of(at), subject=meeting.body)
    _require_going(meeting)
    require_titles(title_kk, title_ru)
    found = require_competence(meeting.body, competence)

    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=last + 1,
        title_kk=title_kk,
        title_ru=title_ru,
        title_en=title_en,
        competence=competence,
        rapporteur_id=rapporteur_id,
    )

    _record(item, "meetings.item_added", actor, at, competence=competence, source=found.legal_ref.code)
    return item


@transaction.atomic
def change_item(
    *,
    item_id: int,
    title_kk: str,
    title_ru: str,
    title_en: str = "",
    competence: str,
    rapporteur_id: int | None = None,
    actor: User | None,
    at: datetime,
) -> AgendaItem:
    """Change the words or the competence of an item that has not begun; arguments as in ``add_item``.

    Raises:
        NotAllowed, MeetingEnded, TitleMissing, ExclusiveCompetence, CompetenceOfAnother: as in ``add_item``.
        TransitionRefused: the item has begun or is withdrawn.
    """
    item = lock_item(item_id)
    require_right(actor, EDIT_AGENDA, on=day_of(at), subject=item.meeting.body)
    _require_going(item.meeting)
    if item.state != ItemState.PLANNED:
        raise TransitionRefused(state=item.state, event="change")
    require_titles(title_kk, title_ru)
    found = require_competence(item.meeting.body, competence)

    item.title_kk, item.title_ru, item.title_en = title_kk, title_ru, title_en
    item.competence, item.rapporteur_id = competence, rapporteur_id
    item.save(update_fields=["title_kk", "title_ru", "title_en", "competence", "rapporteur"])

    _record(item, "meetings.item_changed", actor, at, competence=competence, source=found.legal_ref.code)
    return item


@transaction.atomic
def withdraw_item(*, item_id: int, actor: User | None, at: datetime) -> AgendaItem:
    """Take an item off the agenda before it begins; its number stays empty, so that no other moves.

    Raises:
        NotAllowed: ``actor`` may not edit the agenda.
        MeetingEnded: the sitting has ended.
        TransitionRefused: the item has begun or is withdrawn.
    """
    item = lock_item(item_id)
    require_right(actor, EDIT_AGENDA, on=day_of(at), subject=item.meeting.body)
    _require_going(item.meeting)
    next_state = ITEM_FLOW.next_state(ItemState(item.state), ItemEvent.WITHDRAW)
    require_unhindered(item.meeting, ItemEvent.WITHDRAW)

    item.state = next_state
    item.save(update_fields=["state"])

    _record(item, "meetings.item_withdrawn", actor, at)
    return item


@transaction.atomic
def attach_draft(*, item_id: int, document_id: int, actor: User | None, at: datetime) -> AgendaItem:
    """Attach the draft that the body may adopt on this item; a later one replaces it.

    Raises:
        NotAllowed: ``actor`` may not edit the agenda.
        MeetingEnded: the sitting has ended.
        TransitionRefused: the item was considered or withdrawn.
    """
    item = lock_item(item_id)
    require_right(actor, EDIT_AGENDA, on=day_of(at), subject=item.meeting.body)
    _require_going(item.meeting)
    if item.state not in {ItemState.PLANNED, ItemState.CURRENT}:
        raise TransitionRefused(state=item.state, event="attach_draft")

    item.draft = Document.objects.get(pk=document_id)
    item.save(update_fields=["draft"])

    _record(item, "meetings.draft_attached", actor, at, document=document_id)
    return item


@transaction.atomic
def attach_new_draft(
    *,
    item_id: int,
    title_kk: str,
    title_ru: str,
    text_kk: str,
    text_ru: str,
    actor: User | None,
    at: datetime,
) -> AgendaItem:
    """Write a draft decision and attach it to an item.

    Args:
        item_id: the item; it is planned or under consideration.
        title_kk: title of the decision in Kazakh.
        title_ru: title of the decision in Russian.
        text_kk: text in Kazakh; may still be missing when the Russian one is there, and the reverse.
        text_ru: text in Russian.
        actor: who writes; needs ``documents.edit_document`` and ``meetings.edit_agenda``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not write documents or edit the agenda.
        MeetingEnded: the sitting has ended.
        TransitionRefused: the item was considered or withdrawn.
        TextMissing: neither text has a word.
    """
    item = lock_item(item_id)
    document = create_document(
        kind=DRAFT_KIND,
        title_kk=title_kk,
        title_ru=title_ru,
        text_kk=text_kk,
        text_ru=text_ru,
        subject=item.meeting.body,
        actor=actor,
        at=at,
    )
    return attach_draft(item_id=item_id, document_id=document.pk, actor=actor, at=at)


@transaction.atomic
def revise_draft(*, item_id: int, text_kk: str, text_ru: str, actor: User | None, at: datetime) -> Version:
    """Write a new version of the draft that an item carries; earlier versions stay as they were.

    Args:
        item_id: the item; a draft is attached to it.
        text_kk: the whole new text in Kazakh.
        text_ru: the whole new text in Russian.
        actor: who writes; needs ``documents.edit_document`` over the body that meets.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not write documents of this body.
        TextIssued: a version was signed or issued.
        TextMissing: neither text has a word.
        ValueError: the item carries no draft.
    """
    item = lock_item(item_id)
    if item.draft_id is None:
        raise ValueError("a draft is revised where there is one")
    return add_version(
        document_id=item.draft_id,
        text_kk=text_kk,
        text_ru=text_ru,
        subject=item.meeting.body,
        actor=actor,
        at=at,
    )


@transaction.atomic
def begin_item(*, item_id: int, actor: User | None, at: datetime) -> AgendaItem:
    """Begin the consideration of an item; one is considered at a time.

    Raises:
        NotAllowed: ``actor`` may not run the sitting.
        MeetingNotOpen: the sitting is not in session.
        AnotherItemCurrent: another item is being considered.
        TransitionRefused: the item was considered or withdrawn.
    """
    item = lock_item(item_id)
    require_right(actor, RUN_MEETING, on=day_of(at), subject=item.meeting.body)
    if item.meeting.state != MeetingState.OPEN:
        raise MeetingNotOpen(state=item.meeting.state)
    next_state = ITEM_FLOW.next_state(ItemState(item.state), ItemEvent.BEGIN)
    current = item.meeting.items.filter(state=ItemState.CURRENT).first()
    if current is not None:
        raise AnotherItemCurrent(number=current.number)

    item.state, item.began_at = next_state, at
    item.save(update_fields=["state", "began_at"])

    _record(item, "meetings.item_begun", actor, at)
    return item


@transaction.atomic
def end_item(*, item_id: int, actor: User | None, at: datetime) -> AgendaItem:
    """End the consideration of the current item.

    Raises:
        NotAllowed: ``actor`` may not run the sitting.
        MeetingNotOpen: the sitting is not in session.
        TransitionRefused: the item is not the current one.
        DomainError: an upper room stands in the way: a poll is open.
    """
    item = lock_item(item_id)
    require_right(actor, RUN_MEETING, on=day_of(at), subject=item.meeting.body)
    if item.meeting.state != MeetingState.OPEN:
        raise MeetingNotOpen(state=item.meeting.state)
    next_state = ITEM_FLOW.next_state(ItemState(item.state), ItemEvent.END)
    require_unhindered(item.meeting, ItemEvent.END)

    item.state, item.ended_at = next_state, at
    item.save(update_fields=["state", "ended_at"])

    _record(item, "meetings.item_ended", actor, at)
    return item


def require_competence(body: Body, code: str) -> Competence:
    """Return the competence if the law gives it to ``body``.

    Raises:
        ExclusiveCompetence: it belongs exclusively to another organ.
        CompetenceOfAnother: it belongs to another organ.
        LookupError: there is no such competence.
    """
    found = competence_of(code)
    if body.kind in found.organs:
        return found
    refusal = ExclusiveCompetence if found.is_exclusive else CompetenceOfAnother
    raise refusal(legal_ref=found.legal_ref, competence=code)


def require_titles(title_kk: str, title_ru: str) -> None:
    """Raise unless a title stands in both official languages.

    Raises:
        TitleMissing: one of them is empty.
    """
    if not (title_kk.strip() and title_ru.strip()):
        raise TitleMissing(field="title_ru" if title_kk.strip() else "title_kk")


def _require_going(meeting: Meeting) -> None:
    if meeting.state in ENDED:
        raise MeetingEnded(state=meeting.state)


def _record(item: AgendaItem, kind: str, actor: User | None, at: datetime, **facts: object) -> None:
    record(
        stream=f"meeting:{item.meeting_id}",
        kind=kind,
        actor=actor,
        at=at,
        payload={"item": item.pk, "number": item.number, "state": str(item.state), **facts},
    )
