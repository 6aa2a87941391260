"""Officers of state bodies: who acts for a state body in the portal, from when until when."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.enums import OfficerRole
from assembly.bodies.models import StateBody, StateBodyOfficer
from assembly.bodies.paired import GRANT_POST, post_needs_two, require_confirmed
from assembly.bodies.permissions import CHANGE_OFFICERS
from assembly.bodies.refusals import EndBeforeBeginning, PostOverlaps, TermAlreadyEnded
from assembly.bodies.services.cards import require_unmerged
from assembly.bodies.services.rights_news import tell_of_rights
from assembly.common.clock import day_of
from assembly.people.models import PairedAct, User
from assembly.people.rights import require_right


@transaction.atomic
def add_officer(
    *,
    state_body_id: int,
    person_id: int,
    from_on: date,
    role: str = OfficerRole.OFFICER,
    confirmed: PairedAct | None = None,
    actor: User | None,
    at: datetime,
) -> StateBodyOfficer:
    """Let a person act for a state body from a day on.

    Args:
        state_body_id: the state body.
        person_id: the officer.
        from_on: the first day.
        role: see ``OfficerRole``.
        confirmed: what another person asked for, where the post gives the rights of a coordinator.
        actor: who enters it; needs ``bodies.change_officers``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not change officers.
        SecondPersonNeeded: the post is a coordinator's and nobody else asked for it.
        CardMerged: the card was merged into another.
        PostOverlaps: the person acts for this state body on that day or later.
    """
    state_body = StateBody.objects.select_for_update(of=("self",)).get(pk=state_body_id)
    require_right(actor, CHANGE_OFFICERS, on=day_of(at))
    if post_needs_two(role):
        require_confirmed(confirmed, GRANT_POST, actor=actor, person_id=person_id)
    require_unmerged(person_id)
    earlier = state_body.officers.filter(person_id=person_id, term__overlap=DateRange(from_on, None)).first()
    if earlier is not None:
        raise PostOverlaps(since=f"{earlier.term.lower:%d.%m.%Y}", officer_id=earlier.pk)

    officer = StateBodyOfficer.objects.create(
        state_body=state_body, person_id=person_id, role=role, term=DateRange(from_on, None)
    )

    record(
        stream=f"person:{person_id}",
        kind="bodies.officer_added",
        actor=actor,
        at=at,
        payload={
            "officer": officer.pk,
            "state_body": state_body_id,
            "role": str(role),
            "from": from_on.isoformat(),
        },
    )
    tell_of_rights(officer, at=at)
    return officer


@transaction.atomic
def end_officer(*, officer_id: int, until: date, actor: User | None, at: datetime) -> StateBodyOfficer:
    """End a post: ``until`` is the first day on which the person acts for the state body no more.

    Args:
        officer_id: the post.
        until: first day without it.
        actor: who enters it; needs ``bodies.change_officers``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not change officers.
        TermAlreadyEnded: the post has its last day already.
        EndBeforeBeginning: ``until`` is not after the first day.
    """
    state_body_id = StateBodyOfficer.objects.values_list("state_body_id", flat=True).get(pk=officer_id)
    StateBody.objects.select_for_update(of=("self",)).get(pk=state_body_id)
    officer = StateBodyOfficer.objects.select_for_update(of=("self",)).get(pk=officer_id)
    require_right(actor, CHANGE_OFFICERS, on=day_of(at))
    if officer.term.upper is not None:
        raise TermAlreadyEnded
    if until <= officer.term.lower:
        raise EndBeforeBeginning(since=f"{officer.term.lower:%d.%m.%Y}", field="until")

    officer.term = DateRange(officer.term.lower, until)
    officer.save(update_fields=["term"])

    record(
        stream=f"person:{officer.person_id}",
        kind="bodies.officer_ended",
        actor=actor,
        at=at,
        payload={"officer": officer.pk, "state_body": state_body_id, "until": until.isoformat()},
    )
    tell_of_rights(officer, at=at, until=until)
    return officer
