"""The other members of the demonstration: one visitor cannot be four hundred people.

They come to the sitting that goes on and vote in its open poll by the same services as everybody; who is
to be played by the visitor is left to him.
"""

from datetime import datetime

from assembly.bodies.enums import BodyKind
from assembly.common.clock import day_of
from assembly.meetings.models import Meeting, PresenceSpan
from assembly.meetings.selectors import quorum_of
from assembly.meetings.services.registration import check_in_many
from assembly.people.models import User
from assembly.portal.demo.build import SIGN_INS
from assembly.voting.enums import Channel, Choice
from assembly.voting.models import Poll
from assembly.voting.services.casting import cast_vote

SECRETARY = "secretary1@portal.example"
# Of twenty who vote: one is against, one abstains, one keeps silent.
AGAINST, ABSTAINED, SILENT, OF = 1, 2, 3, 20


def gather_members(*, at: datetime) -> int:
    """Register members of the Session that goes on in the hall until one is missing for quorum; return how many came.

    Raises:
        LookupError: no sitting of the Session has its registration open.
    """
    meeting = Meeting.objects.live().filter(body__kind=BodyKind.ASSEMBLY, starts_at__date=day_of(at)).first()
    if meeting is None:
        raise LookupError("Open the registration of today's sitting first.")
    here = PresenceSpan.objects.filter(meeting=meeting).now().values("entry")
    absent = meeting.roll.counted().exclude(pk__in=here)
    coming = absent.exclude(person__email__in=_played_by_the_visitor()).order_by("number")
    person_ids = list(coming.values_list("person", flat=True)[: max(0, quorum_of(meeting).missing - 1)])
    if not person_ids:
        return 0
    actor = User.objects.get(email=SECRETARY)
    return check_in_many(meeting_id=meeting.pk, person_ids=person_ids, actor=actor, at=at)


def vote_as_members(*, at: datetime) -> int:
    """Cast in the open poll for those who have not voted, but for the visitor's own; return how many voted.

    Raises:
        LookupError: no poll is open.
    """
    poll = Poll.objects.open().order_by("-opened_at").first()
    if poll is None:
        raise LookupError("Open a poll first.")
    waiting = poll.voters.filter(channel=Channel.DEVICE, ballots__isnull=True, person__user__is_active=True)
    others = waiting.exclude(person__email__in=_played_by_the_visitor()).select_related("person__user")
    cast = 0
    for place, voter in enumerate(others):
        if place % OF == SILENT:
            continue
        user = voter.person.user
        assert user is not None, "a member without a sign-in has no device"
        choice = {AGAINST: Choice.AGAINST, ABSTAINED: Choice.ABSTAIN}.get(place % OF, Choice.FOR)
        cast_vote(poll_id=poll.pk, choice=choice, actor=user, at=at)
        cast += 1
    return cast


def _played_by_the_visitor() -> list[str]:
    return [email for email, _ in SIGN_INS]
