"""Creating a commission or a working group by an order, its closing report, ending it by an order (п. 20, 25, 26)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind, EndReason, SeatRole
from assembly.bodies.models import Body
from assembly.bodies.selectors import members_on, organ
from assembly.bodies.services.memberships import end_membership, seat_member
from assembly.common.clock import day_of
from assembly.documents.models import Document, Version
from assembly.documents.services.renditions import order_rendition
from assembly.documents.services.versions import create_document, freeze_version, next_version
from assembly.law.acts import regulation
from assembly.law.refs import LegalRef
from assembly.people.models import User
from assembly.people.rights import has_right, require_right
from assembly.people.services.notify import notify_persons
from expert_council.services.composition import issue_order
from secretariat.formations.enums import FormationEvent, FormationKind, FormationState
from secretariat.formations.models import Formation, PlannedSeat
from secretariat.formations.permissions import CREATE, PREPARE
from secretariat.formations.refusals import (
    CompositionMissing,
    NamedAlready,
    NamesMissing,
    ReportMissing,
    ReportNotYours,
    TermInThePast,
)
from secretariat.formations.services.flow import FORMATION_FLOW
from secretariat.formations.services.texts import (
    PARAGRAPHS,
    order_of_creation,
    order_of_ending,
    titles_of_report,
)

PAPER = "formations.report"
LEAST_MEMBERS = 2
ONE_DAY = timedelta(days=1)
WRITERS = (SeatRole.CHAIR, SeatRole.SECRETARY)


@transaction.atomic
def draft_formation(
    *,
    kind: str,
    name_kk: str,
    name_ru: str,
    aim_kk: str,
    aim_ru: str,
    until: date | None = None,
    actor: User,
    at: datetime,
) -> Formation:
    """Begin the plan of a commission or a working group.

    Args:
        kind: a value of ``FormationKind``.
        name_kk: name in Kazakh, ``name_ru`` in Russian.
        name_ru: name in Russian.
        aim_kk: what it is for, in Kazakh; ``aim_ru`` in Russian.
        aim_ru: the aim in Russian.
        until: last day of its term; none where it works without one.
        actor: who prepares; needs ``formations.prepare``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not prepare it.
        NamesMissing: name or aim is missing in a language.
        TermInThePast: the term does not lie ahead.

    Source:
        Положение (Указ № 747), п. 20 (commissions), п. 25 (working groups).
    """
    require_right(actor, PREPARE, on=day_of(at))
    words = {"name_kk": name_kk, "name_ru": name_ru, "aim_kk": aim_kk, "aim_ru": aim_ru}
    missing = next((field for field, text in words.items() if not text.strip()), None)
    if missing:
        raise NamesMissing(field=missing)
    if until is not None and until <= day_of(at):
        raise TermInThePast(field="until")

    formation = Formation.objects.create(
        kind=FormationKind(kind), until=until, drafted_at=at, drafted_by=actor,
        **{field: text.strip() for field, text in words.items()},
    )  # fmt: skip

    _record(formation, "formations.formation_drafted", actor, at)
    return formation


@transaction.atomic
def name_member(
    *, formation_id: int, person_id: int, role: str = SeatRole.MEMBER, actor: User, at: datetime
) -> PlannedSeat:
    """Name a member in the plan.

    Raises:
        NotAllowed: ``actor`` may not prepare it.
        TransitionRefused: it is created already.
        NamedAlready: the person stands in the plan.
    """
    formation = _locked(formation_id)
    require_right(actor, PREPARE, on=day_of(at))
    FORMATION_FLOW.next_state(FormationState(formation.state), FormationEvent.CHANGE)
    if formation.planned_seats.filter(person=person_id).exists():
        raise NamedAlready

    seat = PlannedSeat.objects.create(formation=formation, person_id=person_id, role=SeatRole(role))

    _record(formation, "formations.member_named", actor, at, person=person_id, role=str(seat.role))
    return seat


@transaction.atomic
def drop_member(*, seat_id: int, actor: User, at: datetime) -> Formation:
    """Take a person out of the plan.

    Raises:
        NotAllowed: ``actor`` may not prepare it.
        TransitionRefused: it is created already.
    """
    formation = _locked(PlannedSeat.objects.values_list("formation_id", flat=True).get(pk=seat_id))
    require_right(actor, PREPARE, on=day_of(at))
    FORMATION_FLOW.next_state(FormationState(formation.state), FormationEvent.CHANGE)
    formation.planned_seats.filter(pk=seat_id).delete()

    _record(formation, "formations.member_dropped", actor, at)
    return formation


@transaction.atomic
def create_formation(*, formation_id: int, actor: User, at: datetime) -> Formation:
    """Create it by an order with its aim, term and composition; the members get their seats and are told.

    Args:
        formation_id: a plan with at least two members, one of them its chair.
        actor: the head of the Secretariat.
        at: the moment, timezone-aware; its day is the first day.

    Raises:
        NotAllowed: ``actor`` is not the head of the Secretariat.
        TransitionRefused: it is created already: of two who press at once, the second is told so.
        CompositionMissing: too few members, or no chair.
        TermInThePast: the term has passed meanwhile.

    Source:
        Положение, п. 20: «Секретариатом могут быть созданы комиссии»; п. 25.
    """
    formation = _locked(formation_id)
    today = day_of(at)
    require_right(actor, CREATE, on=today)
    next_state = FORMATION_FLOW.next_state(FormationState(formation.state), FormationEvent.CREATE)
    planned = list(formation.planned_seats.select_related("person"))
    if len(planned) < LEAST_MEMBERS or not any(seat.role == SeatRole.CHAIR for seat in planned):
        raise CompositionMissing(legal_ref=basis_of(formation))
    if formation.until is not None and formation.until <= today:
        raise TermInThePast

    words = order_of_creation(formation, [(seat.person.full_name, seat.role) for seat in planned])
    order = create_document(kind="formation_order", **words, actor=actor, at=at)
    act = issue_order(order, actor=actor, at=at)
    body = Body.objects.create(
        kind=formation.kind, name_kk=formation.name_kk, name_ru=formation.name_ru,
        parent=organ(BodyKind.SECRETARIAT), basis=act, formed_on=today,
    )  # fmt: skip
    for seat in planned:
        seat_member(
            body_id=body.pk,
            person_id=seat.person_id,
            role=seat.role,
            from_on=today,
            basis_id=act.pk,
            actor=actor,
            at=at,
        )
    formation.state, formation.body, formation.act, formation.created_at = next_state, body, act, at
    formation.save(update_fields=["state", "body", "act", "created_at"])

    _record(formation, "formations.formation_created", actor, at, act=act.pk, members=len(planned))
    notify_persons(
        [seat.person for seat in planned],
        kind="formations.named",
        context={"formation_id": formation.pk},
        dedup_key=f"formation_named:{formation.pk}",
        at=at,
        path=f"/formations/own/{formation.pk}/",
    )
    return formation


@transaction.atomic
def write_report(*, formation_id: int, text_kk: str, text_ru: str, actor: User, at: datetime) -> Version:
    """Write the closing report, or its next version.

    Raises:
        ReportNotYours: ``actor`` is neither its chair nor its secretary nor of the Secretariat.
        TransitionRefused: it is not created yet, or has ended.
        TextMissing: neither text has a word.
    """
    formation = _locked(formation_id)
    if not writes_report(actor, formation, on=day_of(at)):
        raise ReportNotYours
    FORMATION_FLOW.next_state(FormationState(formation.state), FormationEvent.REPORT)
    document = formation.report or Document.objects.create(
        kind="closing_report", **titles_of_report(formation), created_at=at, created_by=actor
    )
    texts = {"text_kk": text_kk, "text_ru": text_ru, "text_en": ""}
    version = next_version(document, texts=texts, reason="", actor=actor, at=at)
    formation.report = document
    formation.save(update_fields=["report"])

    _record(formation, "formations.report_written", actor, at, version=version.pk, number=version.number)
    return version


@transaction.atomic
def end_formation(*, formation_id: int, actor: User, at: datetime) -> Formation:
    """End it by an order: the closing report is frozen and printed, the seats end, the body exists no more.

    Args:
        formation_id: one that works.
        actor: the head of the Secretariat.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is not the head of the Secretariat.
        TransitionRefused: it does not work, or has ended already.
        ReportMissing: the report is not there in both languages.

    Source:
        Положение, п. 20, 25, 26.
    """
    formation = _locked(formation_id)
    today = day_of(at)
    require_right(actor, CREATE, on=today)
    next_state = FORMATION_FLOW.next_state(FormationState(formation.state), FormationEvent.END)
    latest = formation.report.latest if formation.report else None
    if latest is None or not latest.is_complete:
        raise ReportMissing(legal_ref=regulation("26"))
    body = formation.body
    assert body is not None, "a formation that works has its body"
    report = freeze_version(version_id=latest.pk, at=at, actor=actor)
    order = create_document(kind="formation_order", **order_of_ending(formation), actor=actor, at=at)
    act = issue_order(order, actor=actor, at=at)
    for seat in members_on(body, today):
        until = max(today, seat.term.lower + ONE_DAY)
        end_membership(
            membership_id=seat.pk, until=until, reason=EndReason.ROTATION, basis_id=act.pk, actor=actor, at=at
        )
    body.ended_on = today
    body.save(update_fields=["ended_on"])
    formation.state, formation.end_act, formation.ended_at = next_state, act, at
    formation.save(update_fields=["state", "end_act", "ended_at"])

    _record(formation, "formations.formation_ended", actor, at, act=act.pk, report=report.pk)
    order_rendition(
        template=PAPER,
        subject=f"formation:{formation.pk}",
        revision=report.sha256_kk,
        act=act,
        version=report,
        at=at,
    )
    return formation


def basis_of(formation: Formation) -> LegalRef:
    """Return the paragraph on which it rests."""
    return regulation(PARAGRAPHS[formation.kind])


def writes_report(user: User, formation: Formation, *, on: date) -> bool:
    """Say whether ``user`` writes the closing report: its chair, its secretary, the Secretariat."""
    if has_right(user, PREPARE, on=on):
        return True
    body = formation.body
    return (
        body is not None
        and body.memberships.in_force_on(on).filter(person__user=user, role__in=WRITERS).exists()
    )


def _locked(formation_id: int) -> Formation:
    return Formation.objects.select_for_update(of=("self",)).get(pk=formation_id)


def _record(formation: Formation, kind: str, actor: User, at: datetime, **facts: object) -> None:
    record(
        stream=formation,
        kind=kind,
        actor=actor,
        at=at,
        payload={"kind": str(formation.kind), "source": basis_of(formation).code, **facts},
    )
