"""Preparing a Session: draft, change, put on the Chairman's desk."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.chairman.models import Matter
from assembly.chairman.services.matters import put_matter
from assembly.common.clock import day_of
from assembly.common.names import roman
from assembly.documents.services.versions import create_document
from assembly.law.acts import regulation
from assembly.law.competences import competence_of, competences_for
from assembly.people.models import User
from assembly.people.rights import require_right
from sessions.enums import SessionEvent, SessionKind, SessionState
from sessions.models import AssemblySession, PlannedItem
from sessions.permissions import DRAFT_SESSION, PUT_SESSION
from sessions.refusals import (
    AgendaEmpty,
    ItemOfAnotherOrgan,
    ItemTitleMissing,
    OnlyDraftsChange,
    ReplyDayTooLate,
    SessionBeginsInThePast,
    SessionNumberImpossible,
    SessionNumberTaken,
    SessionTranslationPending,
    ThemeMissing,
)
from sessions.selectors import missing_translations
from sessions.services.convening_text import Convening, order_in_kazakh, order_in_russian
from sessions.services.flow import SESSION_FLOW

CONVENE = "sessions.convene"
GREATEST_NUMBER = 3999
FIELDS = (
    "kind",
    "theme_kk",
    "theme_ru",
    "theme_en",
    "starts_at",
    "place_kk",
    "place_ru",
    "place_en",
    "reply_by",
)

Item = Mapping[str, str]


@transaction.atomic
def draft_session(
    *,
    number: int,
    starts_at: datetime,
    theme_kk: str = "",
    theme_ru: str = "",
    theme_en: str = "",
    place_kk: str = "",
    place_ru: str = "",
    place_en: str = "",
    kind: str = SessionKind.ORDINARY,
    reply_by: date | None = None,
    items: Sequence[Item] = (),
    actor: User,
    at: datetime,
) -> AssemblySession:
    """Begin the preparation of a Session.

    A draft may lack a translation or its agenda; putting it to the Chairman demands both.

    Args:
        number: number of the Session, one more than the last.
        starts_at: planned beginning, timezone-aware.
        theme_kk: the theme in Kazakh; one official language is enough for a draft.
        theme_ru: the theme in Russian.
        theme_en: the theme in English, where there is one.
        place_kk: where it gathers, in Kazakh.
        place_ru: the place in Russian.
        place_en: the place in English, where there is one.
        kind: ordinary or extraordinary.
        reply_by: last day on which members are asked to answer the invitation.
        items: planned agenda: mappings with ``title_kk``, ``title_ru``, ``title_en``, ``competence``.
        actor: who prepares; needs ``sessions.draft_session``.
        at: the moment of drafting.

    Raises:
        NotAllowed: ``actor`` may not prepare Sessions.
        SessionNumberTaken, SessionNumberImpossible, SessionBeginsInThePast, ReplyDayTooLate, ThemeMissing,
        ItemTitleMissing, ItemOfAnotherOrgan: what was entered cannot be so.

    Source:
        Положение (Указ № 747), п. 7, 8, 17(1).
    """
    require_right(actor, DRAFT_SESSION, on=day_of(at))
    if not 1 <= number <= GREATEST_NUMBER:
        raise SessionNumberImpossible(field="number")
    _require_plan(theme_kk, theme_ru, starts_at=starts_at, reply_by=reply_by, items=items, at=at)

    assembly_session = AssemblySession(
        number=number,
        kind=kind,
        theme_kk=theme_kk.strip(),
        theme_ru=theme_ru.strip(),
        theme_en=theme_en.strip(),
        starts_at=starts_at,
        place_kk=place_kk.strip(),
        place_ru=place_ru.strip(),
        place_en=place_en.strip(),
        reply_by=reply_by,
        created_by=actor,
    )
    try:
        with transaction.atomic():
            assembly_session.save(force_insert=True)
    except IntegrityError as error:
        raise SessionNumberTaken(field="number", number=roman(number)) from error
    _write_items(assembly_session, items)

    record(
        stream=assembly_session,
        kind="sessions.session_drafted",
        actor=actor,
        at=at,
        payload={"number": number, "kind": str(kind), "items": len(items)},
    )
    return assembly_session


@transaction.atomic
def change_session(
    *,
    assembly_session_id: int,
    starts_at: datetime,
    theme_kk: str = "",
    theme_ru: str = "",
    theme_en: str = "",
    place_kk: str = "",
    place_ru: str = "",
    place_en: str = "",
    kind: str = SessionKind.ORDINARY,
    reply_by: date | None = None,
    items: Sequence[Item] = (),
    actor: User,
    at: datetime,
) -> AssemblySession:
    """Change a Session in preparation, its planned agenda included; its number stays.

    Args and Raises as of ``draft_session``; besides,

    Raises:
        OnlyDraftsChange: the Session waits for the Chairman or is convened.

    Source:
        Положение, п. 7, 8, 17(1).
    """
    assembly_session = _locked(assembly_session_id)
    require_right(actor, DRAFT_SESSION, on=day_of(at))
    if not SESSION_FLOW.allows(SessionState(assembly_session.state), SessionEvent.CHANGE):
        raise OnlyDraftsChange(state=assembly_session.state)
    _require_plan(theme_kk, theme_ru, starts_at=starts_at, reply_by=reply_by, items=items, at=at)

    assembly_session.kind, assembly_session.starts_at, assembly_session.reply_by = kind, starts_at, reply_by
    assembly_session.theme_kk, assembly_session.theme_ru = theme_kk.strip(), theme_ru.strip()
    assembly_session.theme_en = theme_en.strip()
    assembly_session.place_kk, assembly_session.place_ru = place_kk.strip(), place_ru.strip()
    assembly_session.place_en = place_en.strip()
    assembly_session.save(update_fields=FIELDS)
    assembly_session.planned_items.all().delete()
    _write_items(assembly_session, items)

    record(
        stream=assembly_session,
        kind="sessions.session_changed",
        actor=actor,
        at=at,
        payload={"number": assembly_session.number, "kind": str(kind), "items": len(items)},
    )
    return assembly_session


@transaction.atomic
def put_session(
    *,
    assembly_session_id: int,
    text_kk: str = "",
    text_ru: str = "",
    text_en: str = "",
    answer_by: date | None = None,
    actor: User,
    at: datetime,
) -> Matter:
    """Put a Session on the Chairman's desk, with the draft of the order that convenes it.

    Args:
        assembly_session_id: the Session; it must be in preparation and complete.
        text_kk: the draft of the order in Kazakh; empty for the text composed from the plan.
        text_ru: the draft in Russian, likewise.
        text_en: its translation into English, where there is one.
        answer_by: day by which the Chairman is asked to answer; no law sets it.
        actor: who puts it; needs ``sessions.put_session``.
        at: the moment of putting.

    Raises:
        NotAllowed: ``actor`` may not put Sessions to the Chairman.
        OnlyDraftsChange: the Session waits for the Chairman already, or is convened.
        AgendaEmpty: there is no agenda item.
        SessionTranslationPending: an official text is missing in Kazakh or in Russian.
        SessionBeginsInThePast: the planned day has passed.
        AnswerDayPassed: ``answer_by`` has passed.

    Source:
        Положение, п. 5(5): the Chairman convenes; п. 17(1): the Secretariat prepares.
    """
    assembly_session = _locked(assembly_session_id)
    require_right(actor, PUT_SESSION, on=day_of(at))
    if not SESSION_FLOW.allows(SessionState(assembly_session.state), SessionEvent.PUT):
        raise OnlyDraftsChange(state=assembly_session.state)
    require_complete(assembly_session, at=at)

    order_kk, order_ru = texts_of_order(assembly_session)
    titles = titles_of_order(assembly_session.number)
    draft = create_document(
        kind="chairman_order",
        **titles,
        text_kk=text_kk.strip() or order_kk,
        text_ru=text_ru.strip() or order_ru,
        text_en=text_en.strip(),
        actor=actor,
        at=at,
    )
    matter = put_matter(
        kind=CONVENE,
        **titles,
        summary_kk=assembly_session.theme_kk,
        summary_ru=assembly_session.theme_ru,
        summary_en=assembly_session.theme_en,
        draft=draft,
        answer_by=answer_by,
        actor=actor,
        at=at,
    )
    assembly_session.state = SESSION_FLOW.next_state(SessionState.DRAFT, SessionEvent.PUT)
    assembly_session.matter = matter
    assembly_session.save(update_fields=["state", "matter"])

    record(
        stream=assembly_session,
        kind="sessions.session_put",
        actor=actor,
        at=at,
        payload={"matter": matter.pk, "document": draft.pk, "source": regulation("5", "5").code},
    )
    return matter


def texts_of_order(assembly_session: AssemblySession) -> tuple[str, str]:
    """Return the order composed from the plan, in Kazakh and in Russian."""
    number, starts_at = assembly_session.number, assembly_session.starts_at
    items = list(assembly_session.planned_items.all())
    return (
        order_in_kazakh(
            Convening(
                number,
                starts_at,
                assembly_session.theme_kk,
                assembly_session.place_kk,
                [item.title_kk for item in items],
            )
        ),
        order_in_russian(
            Convening(
                number,
                starts_at,
                assembly_session.theme_ru,
                assembly_session.place_ru,
                [item.title_ru for item in items],
            )
        ),
    )


def titles_of_order(number: int) -> dict[str, str]:
    """Return the title of the order that convenes the Session of this number, in three languages."""
    sign = roman(number)
    return {
        "title_kk": f"Қазақстан халқы Ассамблеясының {sign} Сессиясын шақыру туралы",
        "title_ru": f"О созыве {sign} Сессии Ассамблеи народа Казахстана",
        "title_en": f"On convening the {sign} Session of the Assembly of People of Kazakhstan",
    }


def require_complete(assembly_session: AssemblySession, *, at: datetime) -> None:
    """Raise unless the plan can become an act: ahead of us, with an agenda, in both official languages.

    Raises:
        SessionBeginsInThePast, AgendaEmpty, SessionTranslationPending: see ``put_session``.
    """
    if assembly_session.starts_at <= at:
        raise SessionBeginsInThePast(legal_ref=regulation("5", "5"), field="starts_at")
    if not assembly_session.planned_items.exists():
        raise AgendaEmpty(legal_ref=regulation("5", "5"))
    missing = missing_translations(assembly_session)
    if missing:
        raise SessionTranslationPending(
            legal_ref=regulation("5", "5"), missing=", ".join(str(words) for words in missing)
        )


def _require_plan(
    theme_kk: str,
    theme_ru: str,
    *,
    starts_at: datetime,
    reply_by: date | None,
    items: Sequence[Item],
    at: datetime,
) -> None:
    if starts_at <= at:
        raise SessionBeginsInThePast(legal_ref=regulation("5", "5"), field="starts_at")
    if reply_by is not None and not day_of(at) <= reply_by < day_of(starts_at):
        raise ReplyDayTooLate(field="reply_by")
    if not (theme_kk.strip() or theme_ru.strip()):
        raise ThemeMissing(field="theme_kk")
    allowed = {competence.code for competence in competences_for(BodyKind.ASSEMBLY)}
    for number, item in enumerate(items, start=1):
        if not (item["title_kk"].strip() or item["title_ru"].strip()):
            raise ItemTitleMissing(field="items", number=number)
        if item["competence"] not in allowed:
            raise ItemOfAnotherOrgan(
                legal_ref=competence_of(item["competence"]).legal_ref, field="items", number=number
            )


def _write_items(assembly_session: AssemblySession, items: Sequence[Item]) -> None:
    PlannedItem.objects.bulk_create(
        PlannedItem(
            assembly_session=assembly_session,
            number=number,
            title_kk=item["title_kk"].strip(),
            title_ru=item["title_ru"].strip(),
            title_en=item.get("title_en", "").strip(),
            competence=item["competence"],
        )
        for number, item in enumerate(items, start=1)
    )


def _locked(assembly_session_id: int) -> AssemblySession:
    return AssemblySession.objects.select_for_update(of=("self",)).get(pk=assembly_session_id)
