"""The council of a regional assembly: who sits in it, from which day until which, who enters it."""

from datetime import timedelta

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.law.acts import law_article
from regions.merging import in_one_council
from regions.models import CouncilSeat
from regions.refusals import CouncilSeatEnds, NotMemberOfAssembly, SitsInCouncil
from regions.services.council import end_council_seat, enter_council_seat
from tests.factories import NOON, SINCE, make_chairman, make_person, make_secretary
from tests.regions.sittings import make_peopled, members_of

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = timedelta(days=1)
BASIS = "№ 3 өкім, 12.11.2026"


def enter(assembly, person, actor, *, from_on=TODAY):
    return enter_council_seat(
        assembly_id=assembly.pk, person_id=person.pk, from_on=from_on, basis=BASIS, actor=actor, at=NOON
    )


def written():
    return (
        CouncilSeat.objects.count(),
        AuditEvent.objects.count(),
        list(CouncilSeat.objects.values_list("term")),
    )


@pytest.mark.parametrize("who", ["akim", "worker"])
def test_the_chair_or_the_secretariat_for_him_enters_a_seat_and_ends_it(who):
    assembly, akim, worker = make_peopled()
    actor = {"akim": akim, "worker": worker}[who]
    person = members_of(assembly)[1]

    found = enter(assembly, person, actor)
    assert (found.term.lower, found.term.upper, found.basis) == (TODAY, None, BASIS)
    end_council_seat(seat_id=found.pk, until=TODAY + 9 * DAY, actor=actor, at=NOON)

    found.refresh_from_db()
    assert (found.term.lower, found.term.upper) == (TODAY, TODAY + 9 * DAY)
    kinds = AuditEvent.objects.filter(kind__startswith="regions.council").values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == ["regions.council_seat_entered", "regions.council_seat_ended"]
    assert list(CouncilSeat.objects.in_force_on(TODAY + 8 * DAY)) == [found]
    assert not CouncilSeat.objects.in_force_on(TODAY + 9 * DAY).exists()


def test_nobody_else_keeps_it():
    assembly, _akim, worker = make_peopled()
    _other, other_akim, other_worker = make_peopled("75")
    person = members_of(assembly)[1]
    found = enter(assembly, members_of(assembly)[2], worker)
    before = written()

    for stranger in (other_akim, other_worker, make_secretary(), make_chairman(), person.user):
        with pytest.raises(NotAllowed) as refusal:
            enter(assembly, person, stranger)
        assert refusal.value.legal_ref == law_article("14")
        with pytest.raises(NotAllowed):
            end_council_seat(seat_id=found.pk, until=TODAY + DAY, actor=stranger, at=NOON)
        assert (
            CouncilSeat.objects.count(),
            AuditEvent.objects.filter(kind__startswith="regions.council").count(),
        ) == (1, 1)
    assert written()[2] == before[2]


def test_who_is_no_member_on_that_day_is_refused():
    assembly, akim, _worker = make_peopled()
    before = written()

    for person, day in ((make_person(), TODAY), (members_of(assembly)[1], SINCE - DAY)):
        with pytest.raises(NotMemberOfAssembly):
            enter(assembly, person, akim, from_on=day)
    assert CouncilSeat.objects.count() == before[0]
    assert not AuditEvent.objects.filter(kind__startswith="regions.council").exists()


def test_nobody_sits_twice_at_a_time_and_may_come_back_later():
    assembly, akim, _worker = make_peopled()
    person = members_of(assembly)[1]
    first = enter(assembly, person, akim)
    before = written()
    with pytest.raises(SitsInCouncil):
        enter(assembly, person, akim, from_on=TODAY + DAY)
    assert written() == before

    end_council_seat(seat_id=first.pk, until=TODAY + 2 * DAY, actor=akim, at=NOON)
    enter(assembly, person, akim, from_on=TODAY + 2 * DAY)
    assert CouncilSeat.objects.count() == 2


@pytest.mark.parametrize("days", [0, -1])
def test_the_end_is_later_than_the_beginning_and_entered_once(days):
    assembly, akim, _worker = make_peopled()
    found = enter(assembly, members_of(assembly)[1], akim)
    before = written()
    with pytest.raises(CouncilSeatEnds):
        end_council_seat(seat_id=found.pk, until=TODAY + days * DAY, actor=akim, at=NOON)
    assert written() == before

    end_council_seat(seat_id=found.pk, until=TODAY + DAY, actor=akim, at=NOON)
    before = written()
    with pytest.raises(CouncilSeatEnds):
        end_council_seat(seat_id=found.pk, until=TODAY + 5 * DAY, actor=akim, at=NOON)
    assert written() == before


def test_two_cards_in_one_council_at_a_time_are_not_merged():
    assembly, akim, _worker = make_peopled()
    one, other, third = members_of(assembly)[1:4]
    enter(assembly, one, akim)
    enter(assembly, other, akim)

    assert [refusal.code for refusal in in_one_council(one, other)] == ["sits_in_council"]
    assert in_one_council(one, third) == []
