"""Writing the registers of state bodies, associations and officers from a checked table."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record_many
from assembly.bodies.imports.base import CheckedRow, Written
from assembly.bodies.imports.officers import OfficerPlan
from assembly.bodies.imports.partners import RecordPlan, record_fields
from assembly.bodies.models import Association, StateBody, StateBodyOfficer
from assembly.bodies.services.rights_news import tell_of_posts
from assembly.documents.services.numbers import hold_name
from assembly.people.models import User
from assembly.people.services.register import enter_persons

BATCH = 500
Tick = Callable[[int], None]


def write_state_bodies(
    rows: Sequence[CheckedRow], *, import_id: int, actor: User, at: datetime, tick: Tick
) -> Written:
    """Write what the plans of checked rows say of state bodies; a part of the import's transaction."""
    return _write_records(StateBody, rows, import_id=import_id, actor=actor, at=at, tick=tick)


def write_associations(
    rows: Sequence[CheckedRow], *, import_id: int, actor: User, at: datetime, tick: Tick
) -> Written:
    """Write what the plans of checked rows say of associations; a part of the import's transaction."""
    return _write_records(Association, rows, import_id=import_id, actor=actor, at=at, tick=tick)


def _write_records(
    model: type[models.Model],
    rows: Sequence[CheckedRow],
    *,
    import_id: int,
    actor: User,
    at: datetime,
    tick: Tick,
) -> Written:
    hold_name(f"register:{model._meta.model_name}")
    plans: list[RecordPlan] = [row.plan for row in rows if row.plan is not None]
    made: list[Any] = []
    changed: list[Any] = []
    for plan in plans:
        if plan.record is not None and not plan.values:
            continue
        record = plan.record or model()
        for name, value in plan.values.items():
            setattr(record, name, value)
        (changed if plan.record else made).append(record)
    model._default_manager.bulk_create(made, batch_size=BATCH)
    model._default_manager.bulk_update(changed, record_fields(model), batch_size=BATCH)
    _tell_each(model, [*made, *changed], import_id=import_id, actor=actor, at=at)
    tick(len(plans))
    return {"records_new": len(made), "records_changed": len(changed)}


def write_officers(
    rows: Sequence[CheckedRow], *, import_id: int, actor: User, at: datetime, tick: Tick
) -> Written:
    """Write persons and their posts at state bodies; a part of the import's transaction."""
    plans: list[OfficerPlan] = [row.plan for row in rows if row.plan is not None]
    bodies = {plan.state_body.pk for plan in plans if plan.state_body}
    list(StateBody.objects.select_for_update(of=("self",)).filter(pk__in=bodies).order_by("pk"))
    new = [plan.person_values for plan in plans if plan.person is None]
    known = [(plan.person, plan.person_values) for plan in plans if plan.person and plan.person_values]
    entered = iter(enter_persons(new, known))
    tick(len(plans) // 2)
    made: list[StateBodyOfficer] = []
    changed: list[StateBodyOfficer] = []
    persons: dict[int, Any] = {}
    for plan in plans:
        person = plan.person or next(entered)
        if plan.person is None or plan.person_values or plan.is_changed:
            persons[person.pk] = person
        if plan.post is not None and not plan.is_changed:
            continue
        post = plan.post or StateBodyOfficer(state_body=plan.state_body, person=person)
        post.role, post.term = plan.role, DateRange(plan.since, None)
        (changed if plan.post else made).append(post)
    StateBodyOfficer.objects.bulk_create(made, batch_size=BATCH)
    StateBodyOfficer.objects.bulk_update(changed, ["role", "term"], batch_size=BATCH)
    _tell_each(None, list(persons.values()), import_id=import_id, actor=actor, at=at)
    tell_of_posts(made, at=at)
    tick(len(plans))
    return {
        "persons_new": len(new),
        "persons_changed": len(known),
        "posts_new": len(made),
        "posts_changed": len(changed),
    }


def _tell_each(
    model: type[models.Model] | None, records: Sequence[Any], *, import_id: int, actor: User, at: datetime
) -> None:
    """Leave an event in the stream of each record that the import touched."""
    stream = model._meta.model_name if model else "person"
    record_many(
        kind="bodies.record_imported",
        actor=actor,
        at=at,
        payloads={f"{stream}:{record.pk}": {"import": import_id} for record in records},
    )
