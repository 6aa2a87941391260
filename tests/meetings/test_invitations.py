import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.meetings.models import MeetingInvitation
from assembly.meetings.refusals import ReplyTooLate
from assembly.meetings.services.invitations import invite_members, reply_to_invitation
from assembly.meetings.services.registration import open_registration
from tests.factories import NOON, make_user
from tests.meetings.makers import MINUTE, convened, user_of

pytestmark = pytest.mark.django_db


def invited(members=3):
    meeting, secretary, persons = convened(members)
    invitations = invite_members(meeting=meeting, persons=persons, actor=secretary, at=NOON)
    return meeting, secretary, persons, invitations


def test_each_person_is_invited_once():
    meeting, secretary, persons, invitations = invited()

    again = invite_members(meeting=meeting, persons=[*persons, persons[0]], actor=secretary, at=NOON)

    assert (len(invitations), len(again), MeetingInvitation.objects.count()) == (3, 0, 3)


def test_stranger_invites_nobody():
    meeting, _, persons = convened(3)

    with pytest.raises(NotAllowed):
        invite_members(meeting=meeting, persons=persons, actor=make_user(), at=NOON)

    assert MeetingInvitation.objects.count() == 0


def test_member_answers_and_changes_his_answer():
    _, _, persons, invitations = invited()
    mine = {"invitation_id": invitations[0].pk, "actor": user_of(persons[0])}

    reply_to_invitation(**mine, reply="no", reason="  іссапар ", at=NOON)
    answered = MeetingInvitation.objects.get(pk=invitations[0].pk)
    assert (answered.reply, answered.reply_reason, answered.replied_at) == ("no", "іссапар", NOON)

    reply_to_invitation(**mine, reply="remote", reason="іссапар", at=NOON + MINUTE)
    answered.refresh_from_db()
    assert (answered.reply, answered.reply_reason) == ("remote", "")
    assert AuditEvent.objects.filter(kind="meetings.invitation_answered").count() == 2


def test_nobody_answers_for_another():
    _, secretary, persons, invitations = invited()

    for actor in (user_of(persons[1]), secretary, make_user()):
        with pytest.raises(NotAllowed):
            reply_to_invitation(invitation_id=invitations[0].pk, reply="hall", actor=actor, at=NOON)

    assert not MeetingInvitation.objects.exclude(reply="").exists()


def test_answer_is_closed_when_registration_opens():
    meeting, secretary, persons, invitations = invited()
    open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)

    with pytest.raises(ReplyTooLate):
        reply_to_invitation(
            invitation_id=invitations[0].pk, reply="hall", actor=user_of(persons[0]), at=NOON + MINUTE
        )
