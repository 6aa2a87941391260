"""Which seats, offices and posts give rights in the portal and so need two persons."""

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole, SeatRole
from assembly.bodies.models import Body, Office
from assembly.law.acts import regulation
from assembly.people.enums import PairedState
from assembly.people.models import PairedAct, User
from assembly.people.refusals_sign_in import SecondPersonNeeded

GRANT_REGION = "bodies.grant_region_work"
GRANT_SEAT, GRANT_OFFICE, GRANT_POST = "bodies.grant_seat", "bodies.grant_office", "bodies.grant_post"
GRANT_ROLE = "bodies.grant_role"
# The Secretariat's people run everything here (п. 17); the Chairman signs (п. 5).
OFFICES = frozenset({OfficeKind.CHAIRMAN, OfficeKind.HEAD_OF_SECRETARIAT})
POSTS = frozenset({OfficerRole.COORDINATOR, OfficerRole.HEAD})


def seat_needs_two(body: Body, role: str) -> bool:
    """Say whether a seat with this role, new or changed, gives its holder rights in the portal.

    Every seat in the Secretariat does, and that of the secretary of a regional assembly (п. 17, 19).
    """
    is_of_region = body.kind == BodyKind.REGIONAL_ASSEMBLY and role == SeatRole.SECRETARY
    return body.kind == BodyKind.SECRETARIAT or is_of_region


def office_needs_two(office: Office) -> bool:
    """Say whether the office gives rights in the portal."""
    return office.kind in OFFICES


def post_needs_two(role: str) -> bool:
    """Say whether the post lets its holder decide who else acts for the state body."""
    return role in POSTS


def require_confirmed(act: PairedAct | None, kind: str, *, actor: User | None, person_id: int) -> None:
    """Raise unless ``act`` is what another person asked for and ``actor`` has just confirmed.

    Raises:
        SecondPersonNeeded: it is not.
    """
    fits = (
        act is not None
        and actor is not None
        and act.kind == kind
        and act.person_id == person_id
        and act.state == PairedState.CONFIRMED
        and act.decided_by_id == actor.pk
        and act.asked_by_id != actor.pk
    )
    if not fits:
        raise SecondPersonNeeded(legal_ref=regulation("17", "1"))


def require_seat_confirmed(
    body: Body, role: str, act: PairedAct | None, *, actor: User | None, person_id: int
) -> None:
    """Raise unless a seat in the body gives no rights, or two persons wanted it.

    Raises:
        SecondPersonNeeded: it gives rights and nobody else asked for it.
    """
    if seat_needs_two(body, role):
        require_confirmed(act, GRANT_SEAT, actor=actor, person_id=person_id)
