"""Writing the register of members: persons, seats in the Assembly, seats in the Council, the acts they rest on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record_many
from assembly.bodies.enums import BodyKind
from assembly.bodies.imports.base import CheckedRow, Written
from assembly.bodies.imports.members import MemberPlan
from assembly.bodies.imports.readers import NamedAct
from assembly.bodies.models import Body, Membership
from assembly.documents.models import Act
from assembly.documents.services.acts import acts_named
from assembly.people.models import Person, User
from assembly.people.services.register import enter_persons

BATCH = 500
ORGAN = "external"
TITLE_KK = "Қазақстан халқы Ассамблеясының құрамы туралы"
TITLE_RU = "О составе Ассамблеи народа Казахстана"
TEXTS = (
    "on_behalf_kk",
    "on_behalf_ru",
    "nominated_by_kk",
    "nominated_by_ru",
    "post_kk",
    "post_ru",
)
SEAT_FIELDS = ("region", "association", "nomination", "term", "basis", *TEXTS)
Tick = Callable[[int], None]


def write_members(
    rows: Sequence[CheckedRow], *, import_id: int, actor: User, at: datetime, tick: Tick
) -> Written:
    """Write what the plans of checked rows say; return how many persons and seats were made or changed.

    A part of ``run_import``, in its transaction, under the lock of both bodies.
    """
    bodies = {
        body.kind: body
        for body in Body.objects.select_for_update(of=("self",))
        .filter(kind__in=[BodyKind.ASSEMBLY, BodyKind.COUNCIL])
        .order_by("pk")
    }
    plans: list[MemberPlan] = [row.plan for row in rows if row.plan is not None]
    persons = _write_persons(plans)
    tick(len(plans) // 3)
    acts = acts_named(
        {(act.kind, act.number, act.day) for plan in plans for act in _new_acts(plan)},
        organ=ORGAN,
        title_kk=TITLE_KK,
        title_ru=TITLE_RU,
        actor=actor,
        at=at,
    )
    made, changed = _write_seats(plans, persons, bodies[BodyKind.ASSEMBLY], acts)
    tick(2 * len(plans) // 3)
    council = _write_council(plans, persons, bodies[BodyKind.COUNCIL], acts)
    touched = _touched(plans, persons, [*made, *changed, *council])
    record_many(
        kind="bodies.member_imported",
        actor=actor,
        at=at,
        payloads={f"person:{key}": {"import": import_id, "seats": seats} for key, seats in touched.items()},
    )
    tick(len(plans))
    return {
        "persons_new": sum(plan.person is None for plan in plans),
        "persons_changed": sum(plan.person is not None and bool(plan.person_values) for plan in plans),
        "seats_new": len(made),
        "seats_changed": len(changed),
        "council_new": len(council),
        "acts": len(acts),
    }


def _write_persons(plans: Sequence[MemberPlan]) -> list[Person]:
    new = [plan.person_values for plan in plans if plan.person is None]
    changed = [(plan.person, plan.person_values) for plan in plans if plan.person and plan.person_values]
    made = iter(enter_persons(new, changed))
    return [plan.person or next(made) for plan in plans]


def _new_acts(plan: MemberPlan) -> list[NamedAct]:
    """Return the acts that new seats, or a changed one, are to rest on."""
    acts = [plan.act] if "basis" in plan.seat_values or plan.seat is None else []
    if plan.joins_council:
        acts.append(plan.council_act)
    return [act for act in acts if act is not None]


def _basis_of(plan: MemberPlan, acts: dict[Any, Act]) -> int | None:
    if plan.act is not None:
        return acts[plan.act.kind, plan.act.number, plan.act.day].pk
    given = plan.seat_values.get("basis")
    return int(given) if given else getattr(plan.seat, "basis_id", None)


def _council_basis_of(plan: MemberPlan, acts: dict[Any, Act]) -> int | None:
    act = plan.council_act
    return acts[act.kind, act.number, act.day].pk if act is not None else _basis_of(plan, acts)


def _write_seats(
    plans: Sequence[MemberPlan], persons: Sequence[Person], assembly: Body, acts: dict[Any, Act]
) -> tuple[list[Membership], list[Membership]]:
    made: list[Membership] = []
    changed: list[Membership] = []
    for plan, person in zip(plans, persons, strict=True):
        if plan.seat is not None and not plan.seat_values:
            continue
        seat = plan.seat or Membership(body=assembly, person=person)
        for name in ("region", "association", "nomination", *TEXTS):
            if name in plan.seat_values:
                setattr(seat, name, plan.seat_values[name])
        if "since" in plan.seat_values:
            seat.term = DateRange(plan.seat_values["since"], None)
        if "basis" in plan.seat_values:
            seat.basis_id = _basis_of(plan, acts)
        (changed if plan.seat else made).append(seat)
    Membership.objects.bulk_create(made, batch_size=BATCH)
    Membership.objects.bulk_update(changed, SEAT_FIELDS, batch_size=BATCH)
    return made, changed


def _write_council(
    plans: Sequence[MemberPlan], persons: Sequence[Person], council: Body, acts: dict[Any, Act]
) -> list[Membership]:
    seats = [
        Membership(
            body=council,
            person=person,
            term=DateRange(plan.council_since, None),
            basis_id=_council_basis_of(plan, acts),
        )
        for plan, person in zip(plans, persons, strict=True)
        if plan.joins_council
    ]
    return Membership.objects.bulk_create(seats, batch_size=BATCH)


def _touched(
    plans: Sequence[MemberPlan], persons: Sequence[Person], seats: Sequence[Membership]
) -> dict[int, list[int]]:
    """Return the keys of persons of whom anything was written, each with the seats written of him."""
    touched: dict[int, list[int]] = {
        person.pk: [] for plan, person in zip(plans, persons, strict=True) if plan.person_values
    }
    for seat in seats:
        touched.setdefault(seat.person_id, []).append(seat.pk)
    return touched
