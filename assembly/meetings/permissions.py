"""Who may do what in a sitting.

Staff run it (п. 17(1)); remote presence begins and ends by the member himself, whose right follows
from the frozen roll and from nothing else.
"""

from datetime import date
from typing import Any

from assembly.common.errors import NotAllowed
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting, MeetingInvitation, RollEntry
from assembly.meetings.refusals import NotOnRoll
from assembly.meetings.registrars import is_registrar
from assembly.people.enums import Role, Standing
from assembly.people.models import User
from assembly.people.rights import RIGHTS, declare, has_right

# A regional assembly is convened by its chair, the akim, or for him by its secretariat, which runs the sitting (п. 19).
OWN_SECRETARIAT = (Standing.SECRETARIAT,)
OWN_CONVENERS = (Standing.CHAIR, Standing.SECRETARIAT)
# The Chairman convenes the Session (п. 5(5)); what he convened the Secretariat may enter from his paper act.
# A deputy convenes the Council with his agreement (п. 12); that it is there the Council's own act asks.
CONVENE_MEETING = declare(
    "meetings.convene_meeting",
    Role.CHAIRMAN,
    Role.DEPUTY_CHAIR,
    Role.SECRETARIAT,
    own=OWN_CONVENERS,
    legal_ref=regulation("5", "5"),
)
# What coordinates the Scientific-Expert Council, commissions and working groups convenes them (п. 26).
CONVENE_COORDINATED = declare("meetings.convene_coordinated", Role.SECRETARIAT, legal_ref=regulation("26"))
EDIT_AGENDA = declare(
    "meetings.edit_agenda", Role.SECRETARIAT, own=OWN_SECRETARIAT, legal_ref=regulation("17", "1")
)
INVITE_MEMBERS = declare(
    "meetings.invite_members",
    Role.CHAIRMAN,
    Role.DEPUTY_CHAIR,
    Role.SECRETARIAT,
    own=OWN_CONVENERS,
    legal_ref=regulation("17", "1"),
)
REGISTER_PRESENCE = declare(
    "meetings.register_presence", Role.SECRETARIAT, own=OWN_SECRETARIAT, legal_ref=regulation("17", "1")
)
RUN_MEETING = declare(
    "meetings.run_meeting", Role.SECRETARIAT, own=OWN_SECRETARIAT, legal_ref=regulation("17", "1")
)
SIGN_MINUTES = declare(
    "meetings.sign_minutes", Role.SECRETARIAT, own=OWN_SECRETARIAT, legal_ref=regulation("17", "1")
)


def can_register(user: Any, meeting: Meeting, *, on: date) -> bool:
    """Say whether ``user`` registers members at this sitting: by his seat, or as one of its tellers."""
    return has_right(user, REGISTER_PRESENCE, on=on, subject=meeting.body) or is_registrar(user, meeting)


def require_register(user: User | None, meeting: Meeting, *, on: date) -> None:
    """Raise unless ``user`` registers members at this sitting.

    Raises:
        NotAllowed: he does not.
    """
    if not can_register(user, meeting, on=on):
        raise NotAllowed(legal_ref=RIGHTS[REGISTER_PRESENCE].legal_ref, act=REGISTER_PRESENCE)


def can_view_meeting(user: User, meeting: Meeting, *, on: date) -> bool:
    """Say whether ``user`` may read the sitting; asks the one place that knows."""
    return Meeting.objects.visible_to(user, on=on).filter(pk=meeting.pk).exists()


def require_on_roll(user: User | None, meeting: Meeting) -> RollEntry:
    """Return the roll entry of the person behind ``user``.

    Raises:
        NotOnRoll: he is not on the frozen roll; or it is not frozen yet.
    """
    entry = RollEntry.objects.filter(meeting=meeting, person__user=user).first() if user else None
    if entry is None:
        raise NotOnRoll(meeting_id=meeting.pk)
    return entry


def require_invited(user: User | None, invitation: MeetingInvitation) -> None:
    """Raise unless the invitation is the person's own.

    Raises:
        NotAllowed: it is another person's.
    """
    if user is None or invitation.person.user_id != user.pk:
        raise NotAllowed(act="meetings.reply_to_invitation")
