"""A sitting gets another secretary when his predecessor leaves before the minutes are composed."""

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.law.acts import regulation
from assembly.meetings.handovers import SITTINGS
from assembly.meetings.services.handing import change_secretary
from assembly.meetings.services.minutes import draft_minutes
from assembly.meetings.services.sittings import close_meeting
from assembly.people.handovers import Handing, bundles_of
from assembly.people.services.closing import close_sign_in
from tests.factories import NOON, make_secretary, make_user
from tests.meetings.makers import MINUTE, registering, sitting

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def works_of(user):
    return [work.item for one in bundles_of(user.person, on=TODAY, kinds=[SITTINGS]) for work in one.works]


def test_closing_a_sign_in_hands_the_sitting_over_with_one_event():
    meeting, leaver, _persons = sitting()
    other = make_secretary()
    bundle = bundles_of(leaver.person, on=TODAY, kinds=[SITTINGS])[0]
    assert ([work.item for work in bundle.works], bundle.successors) == ([meeting.pk], [other.person])

    close_sign_in(
        person_id=leaver.person.pk, closed_on=TODAY, reason="Уволился",
        handings={bundle.name: Handing(other.person.pk)}, actor=other, at=NOON,
    )  # fmt: skip

    meeting.refresh_from_db()
    assert meeting.secretary == other.person
    event = AuditEvent.objects.get(kind="meetings.secretary_changed")
    assert event.payload == {
        "from": leaver.person.pk,
        "to": other.person.pk,
        "source": regulation("17", "1").code,
    }
    assert (works_of(leaver), works_of(other)) == ([], [meeting.pk])


def test_before_opening_and_after_the_minutes_nothing_waits_on_the_secretary():
    _meeting, secretary, _persons = registering()
    assert works_of(secretary) == []

    meeting, secretary, _persons = sitting(kind="council")
    assert works_of(secretary) == [meeting.pk]
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 9 * MINUTE)
    assert works_of(secretary) == [meeting.pk]
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=NOON + 10 * MINUTE)

    assert works_of(secretary) == []


def test_nobody_else_hands_it_over():
    meeting, secretary, _persons = sitting()

    with pytest.raises(NotAllowed):
        change_secretary(item=meeting.pk, successor=make_secretary().person, actor=make_user(), at=NOON)

    meeting.refresh_from_db()
    assert meeting.secretary == secretary.person
