"""Who may do what in the Scientific-Expert Council.

The statute and the composition are the head's of the Secretariat (п. 24); the Secretariat coordinates (п. 26) and
draws the Council in (п. 31). What an expert or the chair may do follows from his seat or from being named.
"""

from datetime import date
from typing import Any

from assembly.bodies.enums import BodyKind, SeatRole
from assembly.bodies.models import Membership
from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare, roles_of

ASK_CONSENT = declare("expert_council.ask_consent", Role.SECRETARIAT, legal_ref=regulation("22"))
APPROVE_COMPOSITION = declare(
    "expert_council.approve_composition", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("24")
)
APPROVE_STATUTE = declare(
    "expert_council.approve_statute", Role.HEAD_OF_SECRETARIAT, legal_ref=regulation("24")
)
DRAFT_STATUTE = declare("expert_council.draft_statute", Role.SECRETARIAT, legal_ref=regulation("24"))
RUN_ELECTION = declare("expert_council.run_election", Role.SECRETARIAT, legal_ref=regulation("22"))
ASK_OPINION = declare("expert_council.ask_opinion", Role.SECRETARIAT, legal_ref=regulation("31"))
VIEW_OPINIONS = declare(
    "expert_council.view_opinions", Role.SECRETARIAT, Role.CHAIRMAN, legal_ref=regulation("26")
)
READERS = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})
LEADERS = (SeatRole.CHAIR, SeatRole.DEPUTY_CHAIR)


def seats_of(user: Any, *, on: date) -> Any:
    """Return the seats of ``user`` in the Council on a day."""
    if not getattr(user, "is_authenticated", False):
        return Membership.objects.none()
    return Membership.objects.filter(person__user=user, body__kind=BodyKind.EXPERT_COUNCIL).in_force_on(on)


def can_view_council(user: Any, *, on: date) -> bool:
    """Say whether ``user`` reads the page of the Council: its members, the Secretariat, the Chairman."""
    return bool(roles_of(user, on=on) & READERS) or seats_of(user, on=on).exists()


def leads_council(user: Any, *, on: date) -> bool:
    """Say whether ``user`` chairs the Council or deputises for its chair."""
    return bool(seats_of(user, on=on).filter(role__in=LEADERS).exists())
