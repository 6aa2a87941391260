"""Who reads the Council's page, who prepares and convenes its sittings."""

from datetime import date
from typing import Any

from assembly.law.acts import regulation
from assembly.people.enums import Role
from assembly.people.rights import declare, roles_of
from council.models import CouncilMeeting

READERS = frozenset(
    {
        Role.CHAIRMAN,
        Role.SECRETARIAT,
        Role.HEAD_OF_SECRETARIAT,
        Role.DEPUTY_CHAIR,
        Role.COUNCIL_MEMBER,
    }
)
# The Secretariat prepares what the Council considers (п. 17(1)); a deputy prepares what he convenes (п. 12).
DRAFT_MEETING = declare(
    "council.draft_meeting", Role.SECRETARIAT, Role.DEPUTY_CHAIR, legal_ref=regulation("12")
)
PUT_MEETING = declare("council.put_meeting", Role.SECRETARIAT, Role.DEPUTY_CHAIR, legal_ref=regulation("12"))
# With the Chairman's agreement; by his own act the Chairman convenes through his desk.
CONVENE_MEETING = declare("council.convene_meeting", Role.DEPUTY_CHAIR, legal_ref=regulation("12"))
# The Secretariat keeps the minutes and certifies what is taken out of them (п. 15, 17(1)).
ORDER_EXCERPT = declare("council.order_excerpt", Role.SECRETARIAT, legal_ref=regulation("15"))


def can_view_council(user: Any, *, on: date) -> bool:
    """Say whether ``user`` reads the Council's composition: its members, the Secretariat, the Chairman, deputies."""
    return bool(roles_of(user, on=on) & READERS)


def can_view_council_meeting(user: Any, council_meeting: CouncilMeeting, *, on: date) -> bool:
    """Say whether ``user`` may read the prepared sitting: the same question as ``visible_to``."""
    return CouncilMeeting.objects.visible_to(user, on=on).filter(pk=council_meeting.pk).exists()


def is_staff(user: Any, *, on: date) -> bool:
    """Say whether ``user`` prepares sittings for whoever convenes them."""
    return Role.SECRETARIAT in roles_of(user, on=on)
