import threading

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.common.errors import TransitionRefused
from assembly.meetings.models import Meeting, PresenceSpan, QuorumChange, RollEntry
from assembly.meetings.refusals import QuorumNotMet
from assembly.meetings.services.registration import check_in, check_out, open_registration
from assembly.meetings.services.sittings import open_meeting
from tests.factories import NOON
from tests.meetings.makers import MINUTE, convened, registering

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run the acts at once; return what each gave, a refusal included."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        gate.wait()
        try:
            results[place] = act()
        except (TransitionRefused, QuorumNotMet) as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_twenty_desks_around_the_bound_write_one_reached():
    meeting, secretary, persons = registering(30, present=9)  # required: 20

    def arrive(person):
        return lambda: check_in(meeting_id=meeting.pk, person_id=person.pk, actor=secretary, at=NOON + MINUTE)

    together(*(arrive(person) for person in persons[9:29]))

    assert PresenceSpan.objects.now().count() == 29
    assert list(QuorumChange.objects.values_list("is_met", "present", "required")) == [(True, 20, 20)]
    assert AuditEvent.objects.filter(kind="meetings.quorum_reached").count() == 1


def test_comers_and_goers_on_the_threshold_leave_changes_that_alternate():
    meeting, secretary, persons = registering(12, present=8)  # required: 8

    def act(service, person):
        return lambda: service(
            meeting_id=meeting.pk, person_id=person.pk, actor=secretary, at=NOON + 2 * MINUTE
        )

    together(
        *(act(check_out, person) for person in persons[:4]),
        *(act(check_in, person) for person in persons[8:12]),
    )

    changes = list(QuorumChange.objects.order_by("at", "pk").values_list("is_met", "present"))
    assert [is_met for is_met, _ in changes] == [number % 2 == 0 for number in range(len(changes))]
    assert all((present >= 8) is is_met for is_met, present in changes)
    assert changes[-1][0] is True


def test_two_desks_check_the_same_person_in_once():
    meeting, secretary, persons = registering(3)

    def act():
        return check_in(meeting_id=meeting.pk, person_id=persons[0].pk, actor=secretary, at=NOON)

    results = together(act, act)

    assert sorted(result.is_new for result in results) == [False, True]
    assert results[0].span.pk == results[1].span.pk
    assert PresenceSpan.objects.count() == 1


def test_registration_opened_by_two_freezes_one_roll():
    meeting, secretary, _ = convened(6)

    def act():
        return open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)

    results = together(act, act)

    assert sorted(type(result) for result in results if isinstance(result, TransitionRefused)) == [
        TransitionRefused
    ]
    assert RollEntry.objects.count() == 6
    assert AuditEvent.objects.filter(kind="meetings.registration_opened").count() == 1


def test_opening_against_the_last_leaver_is_decided_under_the_lock():
    meeting, secretary, persons = registering(6, present=4)
    last = {"meeting_id": meeting.pk, "actor": secretary, "at": NOON + 2 * MINUTE}

    opened, _ = together(lambda: open_meeting(**last), lambda: check_out(**last, person_id=persons[0].pk))

    event = AuditEvent.objects.filter(kind="meetings.meeting_opened").first()
    if isinstance(opened, QuorumNotMet):
        assert (event, Meeting.objects.get().state) == (None, "registration")
    else:
        assert event.payload["present"] == 4
