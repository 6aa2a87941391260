"""Preparing a sitting of the Council: draft, change, put on the Chairman's desk, take an agreed plan back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.selectors import organ
from assembly.chairman.models import Matter
from assembly.chairman.services.matters import put_matter
from assembly.common.clock import day_of
from assembly.documents.services.versions import create_document
from assembly.law.acts import regulation
from assembly.meetings.services.agenda import require_competence
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from council.enums import ConveningEvent, ConveningState
from council.models import CouncilMeeting, PlannedItem
from council.permissions import DRAFT_MEETING, PUT_MEETING, is_staff
from council.refusals import (
    AnswersTooLate,
    CouncilMeetsInThePast,
    ItemWithoutTitle,
    MeetingOfAnotherDeputy,
    MeetingTranslationPending,
    NoAgenda,
    NotADeputy,
    OnlyPlansChange,
)
from council.selectors import deputies_on, missing_translations
from council.services.convening_text import (
    AGREEMENT_TITLES,
    ORDER_TITLES,
    Convening,
    text_in_kazakh,
    text_in_russian,
)
from council.services.flow import CONVENING_FLOW

CONVENE, AGREE = "council.convene", "council.agree"
PARAGRAPH = regulation("12")

Item = Mapping[str, str]


@transaction.atomic
def draft_council_meeting(
    *,
    starts_at: datetime,
    deputy_id: int | None = None,
    place_kk: str = "",
    place_ru: str = "",
    place_en: str = "",
    reply_by: date | None = None,
    items: Sequence[Item] = (),
    actor: User,
    at: datetime,
) -> CouncilMeeting:
    """Begin the preparation of a sitting of the Council.

    A draft may lack a translation or its agenda; putting it to the Chairman demands both.

    Args:
        starts_at: planned beginning, timezone-aware.
        deputy_id: the deputy who convenes with the Chairman's agreement; none when the Chairman convenes.
        place_kk: where it gathers, in Kazakh.
        place_ru: the place in Russian.
        place_en: the place in English, where there is one.
        reply_by: last day on which members are asked to answer the invitation; no law sets it.
        items: planned agenda: mappings with ``title_kk``, ``title_ru``, ``title_en``, ``competence``.
        actor: who prepares; needs ``council.draft_meeting``. A deputy prepares what he himself convenes.
        at: the moment of drafting.

    Raises:
        NotAllowed: ``actor`` may not prepare sittings of the Council.
        MeetingOfAnotherDeputy: a deputy prepares for himself alone.
        NotADeputy: ``deputy_id`` holds no office of a deputy today.
        CouncilMeetsInThePast, AnswersTooLate, ItemWithoutTitle: what was entered cannot be so.
        ExclusiveCompetence: an item belongs to the Session alone (п. 8).
        CompetenceOfAnother: the law gives an item to another organ.

    Source:
        Положение (Указ № 747), п. 8, 12, 13.
    """
    require_right(actor, DRAFT_MEETING, on=day_of(at))
    _require_plan(deputy_id, starts_at=starts_at, reply_by=reply_by, items=items, actor=actor, at=at)

    council_meeting = CouncilMeeting.objects.create(
        deputy_id=deputy_id,
        starts_at=starts_at,
        place_kk=place_kk.strip(),
        place_ru=place_ru.strip(),
        place_en=place_en.strip(),
        reply_by=reply_by,
        created_by=actor,
    )
    _write_items(council_meeting, items)

    _record(council_meeting, "council.meeting_drafted", actor, at, items=len(items))
    return council_meeting


@transaction.atomic
def change_council_meeting(
    *,
    council_meeting_id: int,
    starts_at: datetime,
    deputy_id: int | None = None,
    place_kk: str = "",
    place_ru: str = "",
    place_en: str = "",
    reply_by: date | None = None,
    items: Sequence[Item] = (),
    actor: User,
    at: datetime,
) -> CouncilMeeting:
    """Change a sitting in preparation, its planned agenda included.

    Args and Raises as of ``draft_council_meeting``; besides,

    Raises:
        OnlyPlansChange: it waits for the Chairman, is agreed or convened.

    Source:
        Положение, п. 8, 12, 13.
    """
    council_meeting = locked(council_meeting_id)
    require_right(actor, DRAFT_MEETING, on=day_of(at))
    require_own(council_meeting, actor=actor, at=at)
    if not CONVENING_FLOW.allows(ConveningState(council_meeting.state), ConveningEvent.CHANGE):
        raise OnlyPlansChange(legal_ref=PARAGRAPH, state=council_meeting.state)
    _require_plan(deputy_id, starts_at=starts_at, reply_by=reply_by, items=items, actor=actor, at=at)

    council_meeting.deputy_id = deputy_id
    council_meeting.starts_at, council_meeting.reply_by = starts_at, reply_by
    council_meeting.place_kk, council_meeting.place_ru = place_kk.strip(), place_ru.strip()
    council_meeting.place_en = place_en.strip()
    council_meeting.save()
    council_meeting.planned_items.all().delete()
    _write_items(council_meeting, items)

    _record(council_meeting, "council.meeting_changed", actor, at, items=len(items))
    return council_meeting


@transaction.atomic
def put_council_meeting(
    *,
    council_meeting_id: int,
    text_kk: str = "",
    text_ru: str = "",
    answer_by: date | None = None,
    actor: User,
    at: datetime,
) -> Matter:
    """Put a sitting on the Chairman's desk: the order that convenes it, or the letter by which he agrees.

    Args:
        council_meeting_id: the sitting; it must be in preparation and complete.
        text_kk: the draft of the act in Kazakh; empty for the text composed from the plan.
        text_ru: the draft in Russian, likewise.
        answer_by: day by which the Chairman is asked to answer; no law sets it.
        actor: who puts it; needs ``council.put_meeting``.
        at: the moment of putting.

    Raises:
        NotAllowed: ``actor`` may not put sittings to the Chairman.
        MeetingOfAnotherDeputy: another deputy convenes it.
        OnlyPlansChange: it waits for the Chairman already, is agreed or convened.
        NoAgenda, MeetingTranslationPending, CouncilMeetsInThePast: the plan is not complete.
        AnswerDayPassed: ``answer_by`` has passed.

    Source:
        Положение, п. 12.
    """
    council_meeting = locked(council_meeting_id)
    require_right(actor, PUT_MEETING, on=day_of(at))
    require_own(council_meeting, actor=actor, at=at)
    if not CONVENING_FLOW.allows(ConveningState(council_meeting.state), ConveningEvent.PUT):
        raise OnlyPlansChange(legal_ref=PARAGRAPH, state=council_meeting.state)
    require_complete(council_meeting, at=at)

    act_kk, act_ru = texts_of_act(council_meeting)
    titles = titles_of_act(council_meeting)
    draft = create_document(
        kind="chairman_order",
        **titles,
        text_kk=text_kk.strip() or act_kk,
        text_ru=text_ru.strip() or act_ru,
        right=PUT_MEETING,
        actor=actor,
        at=at,
    )
    matter = put_matter(
        kind=kind_of_matter(council_meeting), **titles, draft=draft, answer_by=answer_by, actor=actor, at=at
    )
    council_meeting.state = CONVENING_FLOW.next_state(ConveningState.DRAFT, ConveningEvent.PUT)
    council_meeting.matter = matter
    council_meeting.save(update_fields=["state", "matter"])

    _record(council_meeting, "council.meeting_put", actor, at, matter=matter.pk, document=draft.pk)
    return matter


@transaction.atomic
def take_back_agreed(*, council_meeting_id: int, actor: User, at: datetime) -> CouncilMeeting:
    """Make an agreed plan a draft again: what the Chairman agreed to holds for that plan alone.

    Args:
        council_meeting_id: the sitting; the Chairman has agreed to it and it is not convened.
        actor: who takes it back; needs ``council.draft_meeting``.
        at: the moment.

    Raises:
        NotAllowed: ``actor`` may not prepare sittings of the Council.
        MeetingOfAnotherDeputy: another deputy convenes it.
        TransitionRefused: it is not agreed, or convened already.

    Source:
        Положение, п. 12.
    """
    council_meeting = locked(council_meeting_id)
    require_right(actor, DRAFT_MEETING, on=day_of(at))
    require_own(council_meeting, actor=actor, at=at)
    council_meeting.state = CONVENING_FLOW.next_state(
        ConveningState(council_meeting.state), ConveningEvent.TAKE_BACK
    )
    fallen, council_meeting.basis = council_meeting.basis_id, None
    council_meeting.save(update_fields=["state", "basis"])

    _record(council_meeting, "council.meeting_taken_back", actor, at, act=fallen)
    return council_meeting


def kind_of_matter(council_meeting: CouncilMeeting) -> str:
    """Return what is asked of the Chairman: his act of convening, or his agreement that a deputy convenes."""
    return AGREE if council_meeting.deputy_id else CONVENE


def titles_of_act(council_meeting: CouncilMeeting) -> dict[str, str]:
    """Return the title of the Chairman's act, in three languages."""
    return AGREEMENT_TITLES if council_meeting.deputy_id else ORDER_TITLES


def texts_of_act(council_meeting: CouncilMeeting) -> tuple[str, str]:
    """Return the act composed from the plan, in Kazakh and in Russian."""
    items = list(council_meeting.planned_items.all())
    deputy = council_meeting.deputy.full_name if council_meeting.deputy else ""
    starts_at = council_meeting.starts_at
    return (
        text_in_kazakh(
            Convening(starts_at, council_meeting.place_kk, [item.title_kk for item in items], deputy)
        ),
        text_in_russian(
            Convening(starts_at, council_meeting.place_ru, [item.title_ru for item in items], deputy)
        ),
    )


def require_complete(council_meeting: CouncilMeeting, *, at: datetime) -> None:
    """Raise unless the plan can become a sitting: ahead of us, with an agenda, in both official languages.

    Raises:
        CouncilMeetsInThePast, NoAgenda, MeetingTranslationPending: see ``put_council_meeting``.
    """
    if council_meeting.starts_at <= at:
        raise CouncilMeetsInThePast(legal_ref=PARAGRAPH, field="starts_at")
    if not council_meeting.planned_items.exists():
        raise NoAgenda(legal_ref=PARAGRAPH)
    missing = missing_translations(council_meeting)
    if missing:
        raise MeetingTranslationPending(
            legal_ref=PARAGRAPH, missing=", ".join(str(words) for words in missing)
        )


def require_own(council_meeting: CouncilMeeting, *, actor: User, at: datetime) -> None:
    """Raise unless ``actor`` prepares for everybody, or is the deputy who convenes.

    Raises:
        MeetingOfAnotherDeputy: it is another's.
    """
    person = actor.known_person
    if is_staff(actor, on=day_of(at)) or (person and council_meeting.deputy_id == person.pk):
        return
    name = council_meeting.deputy.full_name if council_meeting.deputy else str(OfficeKind.CHAIRMAN.label)
    raise MeetingOfAnotherDeputy(legal_ref=PARAGRAPH, name=name)


def locked(council_meeting_id: int) -> CouncilMeeting:
    """Lock a sitting in preparation until the transaction ends and return it as it stands under the lock."""
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=council_meeting_id)


def _require_plan(
    deputy_id: int | None,
    *,
    starts_at: datetime,
    reply_by: date | None,
    items: Sequence[Item],
    actor: User,
    at: datetime,
) -> None:
    person = actor.known_person
    if deputy_id is not None and deputy_id not in {deputy.pk for deputy in deputies_on(day_of(at))}:
        raise NotADeputy(legal_ref=PARAGRAPH, field="deputy")
    if not is_staff(actor, on=day_of(at)) and (person is None or deputy_id != person.pk):
        named = Person.objects.filter(pk=deputy_id).first() if deputy_id else None
        raise MeetingOfAnotherDeputy(
            legal_ref=PARAGRAPH,
            field="deputy",
            name=named.full_name if named else str(OfficeKind.CHAIRMAN.label),
        )
    if starts_at <= at:
        raise CouncilMeetsInThePast(legal_ref=PARAGRAPH, field="starts_at")
    if reply_by is not None and not day_of(at) <= reply_by < day_of(starts_at):
        raise AnswersTooLate(field="reply_by")
    council = organ(BodyKind.COUNCIL)
    for number, item in enumerate(items, start=1):
        if not (item["title_kk"].strip() or item["title_ru"].strip()):
            raise ItemWithoutTitle(field="items", number=number)
        require_competence(council, item["competence"])


def _write_items(council_meeting: CouncilMeeting, items: Sequence[Item]) -> None:
    PlannedItem.objects.bulk_create(
        PlannedItem(
            council_meeting=council_meeting,
            number=number,
            title_kk=item["title_kk"].strip(),
            title_ru=item["title_ru"].strip(),
            title_en=item.get("title_en", "").strip(),
            competence=item["competence"],
        )
        for number, item in enumerate(items, start=1)
    )


def _record(council_meeting: CouncilMeeting, kind: str, actor: User, at: datetime, **facts: object) -> None:
    record(
        stream=council_meeting,
        kind=kind,
        actor=actor,
        at=at,
        payload={
            "state": str(council_meeting.state),
            "deputy": council_meeting.deputy_id,
            "starts_at": council_meeting.starts_at.isoformat(),
            "source": PARAGRAPH.code,
            **facts,
        },
    )
