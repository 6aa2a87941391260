"""Putting a matter on the Chairman's desk, and how it ends: by his act, by his refusal, by withdrawal."""

from datetime import date, datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import OfficeKind
from assembly.bodies.selectors import holder_of
from assembly.chairman import permissions
from assembly.chairman.enums import MatterEvent, MatterState
from assembly.chairman.matters import KINDS, kind_of
from assembly.chairman.models import Matter
from assembly.chairman.refusals import AnswerDayPassed, KindUnknown, ReasonMissing
from assembly.chairman.services.flow import MATTER_FLOW
from assembly.common.clock import day_of
from assembly.documents.models import Document
from assembly.people.models import Person, User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons


@transaction.atomic
def put_matter(
    *,
    kind: str,
    title_kk: str,
    title_ru: str,
    draft: Document,
    actor: User,
    at: datetime,
    title_en: str = "",
    summary_kk: str = "",
    summary_ru: str = "",
    summary_en: str = "",
    answer_by: date | None = None,
) -> Matter:
    """Put a matter on the Chairman's desk; he is told by letter and by notice.

    Args:
        kind: a registered kind of matter.
        title_kk: what the act is called in Kazakh; ``title_ru`` and ``title_en`` likewise.
        title_ru: in Russian.
        title_en: in English, where there is such a title.
        draft: the draft of the act; what is signed is its newest version.
        actor: who puts it; needs the right of its kind, ``chairman.put_matter`` as a rule.
        at: the moment of putting.
        summary_kk: what the Chairman reads before the draft; ``summary_ru`` and ``summary_en`` likewise.
        summary_ru: in Russian.
        summary_en: in English.
        answer_by: the day by which an answer is asked for; no law sets it.

    Raises:
        NotAllowed: ``actor`` may not put matters.
        KindUnknown: no room registered ``kind``.
        AnswerDayPassed: ``answer_by`` lies before the day of putting.

    Source:
        Положение (Указ № 747), п. 17(1): the Secretariat organises the Chairman's work.
    """
    require_right(actor, KINDS[kind].put_right if kind in KINDS else permissions.PUT_MATTER, on=day_of(at))
    if kind not in KINDS:
        raise KindUnknown(kind=kind)
    if answer_by is not None and answer_by < day_of(at):
        raise AnswerDayPassed(field="answer_by")

    matter = Matter.objects.create(
        kind=kind,
        title_kk=title_kk,
        title_ru=title_ru,
        title_en=title_en,
        summary_kk=summary_kk,
        summary_ru=summary_ru,
        summary_en=summary_en,
        draft=draft,
        put_at=at,
        put_by=actor,
        answer_by=answer_by,
    )

    record(
        stream=matter,
        kind="chairman.matter_put",
        actor=actor,
        at=at,
        payload={"kind": kind, "draft": draft.pk, "source": KINDS[kind].legal_ref.code},
    )
    chairman = holder_of(OfficeKind.CHAIRMAN, day_of(at))
    notify_persons(
        [chairman] if chairman else [],
        kind="chairman.matter_put",
        context={"matter_id": matter.pk},
        dedup_key=f"matter_put:{matter.pk}",
        at=at,
        path=path_of(matter),
    )
    return matter


@transaction.atomic
def refuse_matter(*, matter_id: int, reason: str, actor: User, at: datetime) -> Matter:
    """Refuse a matter with a reason; what it was about becomes a draft again.

    Args:
        matter_id: the matter; it must be waiting.
        reason: why, for those who put it.
        actor: the Chairman.
        at: the moment of the refusal.

    Raises:
        NotAllowed: ``actor`` is not the Chairman.
        TransitionRefused: the matter has ended.
        ReasonMissing: ``reason`` is empty.

    Source:
        Положение, п. 5, 6: what is put to the Chairman is his to decide.
    """
    matter = locked(matter_id)
    require_right(actor, permissions.REFUSE_MATTER, on=day_of(at))
    next_state = MATTER_FLOW.next_state(MatterState(matter.state), MatterEvent.REFUSE)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    matter.state, matter.ended_at, matter.refusal_reason = next_state, at, reason.strip()
    matter.save(update_fields=["state", "ended_at", "refusal_reason"])
    kind_of(matter).release(matter=matter, actor=actor, at=at)

    record(stream=matter, kind="chairman.matter_refused", actor=actor, at=at, payload={"kind": matter.kind})
    tell_who_put(matter, at=at)
    return matter


@transaction.atomic
def withdraw_matter(*, matter_id: int, actor: User, at: datetime) -> Matter:
    """Take a waiting matter back from the desk; what it was about becomes a draft again.

    Raises:
        NotAllowed: ``actor`` may not withdraw matters.
        TransitionRefused: the matter has ended.

    Source:
        Положение, п. 17(1): the Secretariat organises the Chairman's work.
    """
    matter = locked(matter_id)
    require_right(actor, permissions.WITHDRAW_MATTER, on=day_of(at))
    next_state = MATTER_FLOW.next_state(MatterState(matter.state), MatterEvent.WITHDRAW)

    matter.state, matter.ended_at = next_state, at
    matter.save(update_fields=["state", "ended_at"])
    kind_of(matter).release(matter=matter, actor=actor, at=at)

    record(stream=matter, kind="chairman.matter_withdrawn", actor=actor, at=at, payload={"kind": matter.kind})
    return matter


def locked(matter_id: int) -> Matter:
    """Return the matter under its lock: of two who act at once, the second sees what the first did.

    Raises:
        Matter.DoesNotExist: there is no such matter.
    """
    return Matter.objects.select_for_update(of=("self",)).get(pk=matter_id)


def tell_who_put(matter: Matter, *, at: datetime) -> None:
    """Tell who put the matter, or goes on with it since, how it ended."""
    notify_persons(
        Person.objects.filter(user=matter.kept_by_id),
        kind="chairman.matter_ended",
        context={"matter_id": matter.pk},
        dedup_key=f"matter_ended:{matter.pk}",
        at=at,
        path=path_of(matter),
    )


def path_of(matter: Matter) -> str:
    """Return the page of the matter, without the language."""
    return f"/chairman/matters/{matter.pk}/"
