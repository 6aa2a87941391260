"""The demonstration is built on whatever day somebody tries the portal: terms and sittings must bear it."""

import io
from datetime import date, datetime, time

import pytest
from django.core.management import CommandError, call_command

from assembly.common.clock import ALMATY
from assembly.decisions.models import Assignment
from assembly.meetings.models import Meeting
from assembly.meetings.selectors import quorum_of
from assembly.meetings.services.agenda import begin_item
from assembly.meetings.services.registration import check_in, open_registration
from assembly.meetings.services.sittings import open_meeting
from assembly.people.models import Person
from assembly.portal.demo.build import build
from assembly.voting.enums import Outcome, PollKind
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from tests.portal.worlds import COUNCIL, MEMBERS

DAYS = [
    pytest.param(date(2026, 11, 25), id="a term of the past would end on a Saturday"),
    pytest.param(date(2026, 11, 26), id="a term of the past would end on a Sunday"),
    pytest.param(date(2026, 6, 26), id="a term of the past would end on Nauryz"),
    pytest.param(date(2027, 1, 1), id="the new year is a day off"),
    pytest.param(date(2028, 2, 29), id="a leap day"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
def test_the_demonstration_stands_on_any_day(day):
    build(at=datetime.combine(day, time(0, 5), tzinfo=ALMATY), members_count=MEMBERS, council_count=COUNCIL)

    assert Assignment.objects.count() == 4


def said(settings, option):
    settings.DEMO = True
    out = io.StringIO()
    call_command("demo", option, stdout=out)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_one_visitor_walks_a_sitting_while_the_others_come_and_vote(settings, time_machine):
    """The tour: the others leave one short of quorum, the visitor brings it; they vote, he closes."""
    at = datetime(2026, 11, 25, 10, 0, tzinfo=ALMATY)
    time_machine.move_to(at, tick=False)
    world = build(at=at, members_count=MEMBERS, council_count=COUNCIL)
    with pytest.raises(CommandError, match="Open the registration"):
        said(settings, "--gather")
    meeting = Meeting.objects.get(state="convened")
    open_registration(meeting_id=meeting.pk, actor=world.secretary, at=at)
    meeting.refresh_from_db()

    # 27 of 40 is two thirds and a third more: one less is not enough.
    assert said(settings, "--gather") == "26 members were registered."
    assert said(settings, "--gather") == "0 members were registered."
    assert (quorum_of(meeting).present, quorum_of(meeting).required) == (26, 27)
    visitor = Person.objects.get(email="member1@portal.example")
    check_in(meeting_id=meeting.pk, person_id=visitor.pk, actor=world.secretary, at=at)
    open_meeting(meeting_id=meeting.pk, actor=world.secretary, at=at)

    with pytest.raises(CommandError, match="Open a poll first"):
        said(settings, "--vote")
    item = meeting.items.order_by("number").first()
    begin_item(item_id=item.pk, actor=world.secretary, at=at)
    poll = draft_poll(
        meeting_id=meeting.pk,
        item_id=item.pk,
        kind=PollKind.SUBSTANTIVE,
        question_kk="Қабылдау",
        question_ru="Принять",
        effect="decisions.adopt",
        actor=world.secretary,
        at=at,
    )
    open_poll(poll_id=poll.pk, actor=world.secretary, at=at)
    # 26 others: the 4th and the 24th keep silent.
    assert said(settings, "--vote") == "24 members voted."
    assert not poll.ballots.filter(voter__person=visitor).exists()
    assert close_poll(poll_id=poll.pk, actor=world.secretary, at=at).outcome == Outcome.ADOPTED


@pytest.mark.django_db
def test_members_move_by_themselves_only_in_a_demonstration(settings):
    settings.DEMO = False
    for option in ("--gather", "--vote"):
        with pytest.raises(CommandError, match="only under DEMO=1"):
            call_command("demo", option)
