"""Asking members to come, and their answers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.meetings.enums import MeetingState, Reply
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.meetings.permissions import INVITE_MEMBERS, require_invited
from assembly.meetings.refusals import ReplyTooLate
from assembly.meetings.services.locks import lock_meeting
from assembly.people.models import Person, User
from assembly.people.rights import require_right


@transaction.atomic
def invite_members(
    *, meeting: Meeting, persons: Iterable[Person], actor: User | None, at: datetime
) -> list[MeetingInvitation]:
    """Write an invitation for each person once; the letters are the business of the room that convenes.

    Args:
        meeting: the sitting.
        persons: whom to invite; who is invited already is left as he is.
        actor: who invites; needs ``meetings.invite_members``.
        at: the moment, timezone-aware.

    Returns:
        The new invitations.

    Raises:
        NotAllowed: ``actor`` may not invite.
    """
    lock_meeting(meeting.pk)
    require_right(actor, INVITE_MEMBERS, on=day_of(at), subject=meeting.body)

    invited = set(meeting.invitations.values_list("person_id", flat=True))
    asked = {person.pk: person for person in persons if person.pk not in invited}
    written = MeetingInvitation.objects.bulk_create(
        [MeetingInvitation(meeting=meeting, person=person, invited_at=at) for person in asked.values()],
        batch_size=500,
    )

    record(
        stream=meeting,
        kind="meetings.members_invited",
        actor=actor,
        at=at,
        payload={"invited": len(written), "before": len(invited)},
    )
    return written


@transaction.atomic
def reply_to_invitation(
    *, invitation_id: int, reply: str, reason: str = "", actor: User | None, at: datetime
) -> MeetingInvitation:
    """Record a member's answer: a plan, never presence. He may change it until registration opens.

    Args:
        invitation_id: his own invitation.
        reply: a value of ``Reply``.
        reason: why he cannot take part; kept only with ``no``, and never required: no law asks for it.
        actor: the member himself.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: the invitation is another person's.
        ReplyTooLate: registration has opened.
        ValueError: ``reply`` is not a value of ``Reply``.
    """
    invitation = (
        MeetingInvitation.objects.select_for_update(of=("self",))
        .select_related("person", "meeting")
        .get(pk=invitation_id)
    )
    require_invited(actor, invitation)
    if invitation.meeting.state != MeetingState.CONVENED:
        raise ReplyTooLate(state=invitation.meeting.state)

    invitation.reply = Reply(reply)
    invitation.reply_reason = reason.strip() if reply == Reply.NO else ""
    invitation.replied_at = at
    invitation.save(update_fields=["reply", "reply_reason", "replied_at"])

    record(
        stream=invitation.meeting,
        kind="meetings.invitation_answered",
        actor=actor,
        at=at,
        payload={"invitation": invitation.pk, "reply": str(invitation.reply)},
    )
    return invitation
