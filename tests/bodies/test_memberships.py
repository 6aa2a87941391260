import threading
from datetime import date

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership
from assembly.bodies.refusals import (
    ActNeeded,
    EndBeforeBeginning,
    ReasonOfRegions,
    SeatOverlaps,
    TermAlreadyEnded,
)
from assembly.bodies.services.memberships import ENDS_WITHOUT_ACT, end_membership, seat_member
from assembly.common.errors import NotAllowed
from assembly.documents.services.acts import record_act
from tests.factories import (
    NOON,
    make_body,
    make_chairman,
    make_members,
    make_person,
    make_region,
    make_secretary,
    make_state_officer,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
TOMORROW = date(2026, 11, 24)


def make_basis(number="1011"):
    return record_act(
        kind="decree",
        number=number,
        signed_on=TODAY,
        organ="chairman",
        title_kk="Құрам туралы",
        title_ru="О составе",
        actor=None,
        at=NOON,
    )


def give_seat(actor, *, person=None, basis_id=-1, from_on=TODAY, **fields):
    return seat_member(
        body_id=make_body(BodyKind.ASSEMBLY).pk,
        person_id=(person or make_person()).pk,
        from_on=from_on,
        basis_id=make_basis().pk if basis_id == -1 else basis_id,
        actor=actor,
        at=NOON,
        **fields,
    )


def written():
    return AuditEvent.objects.filter(kind__startswith="bodies.").count()


def test_a_seat_begins_on_its_first_day_and_has_no_end():
    membership = give_seat(make_secretary(), from_on=TOMORROW)

    assembly = membership.body.memberships
    assert list(assembly.in_force_on(TODAY)) == []
    assert list(assembly.in_force_on(TOMORROW)) == [membership]
    event = AuditEvent.objects.get(kind="bodies.member_seated")
    assert (event.stream, event.payload["from"]) == (f"person:{membership.person_id}", "2026-11-24")


@pytest.mark.parametrize("make", [lambda: None, make_user, make_chairman, make_state_officer])
def test_only_the_secretariat_enters_seats(make):
    with pytest.raises(NotAllowed):
        give_seat(make())

    assert Membership.objects.filter(body__kind="assembly").count() == written() == 0


def test_a_seat_needs_an_act():
    with pytest.raises(ActNeeded) as refusal:
        give_seat(make_secretary(), basis_id=None)

    assert refusal.value.legal_ref.code == "law-70-iv:15@2008-10-20"
    assert Membership.objects.filter(body__kind="assembly").count() == written() == 0


@pytest.mark.parametrize(
    ("since", "until", "is_refused"),
    [
        (date(2025, 1, 1), None, True),
        (date(2025, 1, 1), TODAY, False),  # ended today: today is free
        (date(2025, 1, 1), TOMORROW, True),
        (date(2027, 1, 1), None, True),  # begins later: the new seat would run into it
        (date(2027, 1, 1), date(2027, 2, 1), True),
    ],
)
def test_two_seats_of_a_person_in_a_body_never_overlap(since, until, is_refused):
    person = make_person()
    seat(person, BodyKind.ASSEMBLY, since=since, until=until)
    secretary = make_secretary()

    if is_refused:
        with pytest.raises(SeatOverlaps) as refusal:
            give_seat(secretary, person=person)
        assert refusal.value.since == f"{since:%d.%m.%Y}"
        assert written() == 0
    else:
        give_seat(secretary, person=person)
        assert person.memberships.count() == 2


def test_a_seat_ends_on_the_day_named():
    secretary = make_secretary()
    membership = give_seat(secretary)

    end_membership(
        membership_id=membership.pk, until=TOMORROW, reason="own_initiative", actor=secretary, at=NOON
    )

    seats = membership.body.memberships
    assert (seats.in_force_on(TODAY).count(), seats.in_force_on(TOMORROW).count()) == (1, 0)
    with pytest.raises(TermAlreadyEnded):
        end_membership(membership_id=membership.pk, until=TOMORROW, reason="death", actor=secretary, at=NOON)
    assert written() == 2


@pytest.mark.parametrize("reason", Membership._meta.get_field("end_reason").choices)
def test_an_end_by_decision_needs_its_act(reason):
    secretary = make_secretary()
    membership = give_seat(secretary)
    if reason[0] == "moved_region":
        region = make_region()
        membership.body = make_body(BodyKind.REGIONAL_ASSEMBLY, region=region)
        membership.save()
    end = {
        "membership_id": membership.pk,
        "until": TOMORROW,
        "reason": reason[0],
        "actor": secretary,
        "at": NOON,
    }

    if reason[0] in ENDS_WITHOUT_ACT:
        end_membership(**end)
    else:
        with pytest.raises(ActNeeded):
            end_membership(**end)
        end_membership(**end, basis_id=make_basis("2").pk)

    membership.refresh_from_db()
    assert membership.end_reason == reason[0]


def test_a_move_to_another_region_ends_a_seat_of_the_region_alone():
    secretary = make_secretary()
    membership = give_seat(secretary)

    with pytest.raises(ReasonOfRegions):
        end_membership(
            membership_id=membership.pk, until=TOMORROW, reason="moved_region", actor=secretary, at=NOON
        )

    membership.refresh_from_db()
    assert (membership.term.upper, written()) == (None, 1)


def test_a_wrong_end_writes_nothing():
    secretary = make_secretary()
    membership = give_seat(secretary)

    with pytest.raises(EndBeforeBeginning):
        end_membership(membership_id=membership.pk, until=TODAY, reason="death", actor=secretary, at=NOON)
    with pytest.raises(NotAllowed):
        end_membership(
            membership_id=membership.pk,
            until=TOMORROW,
            reason="death",
            actor=make_members(1)[0].user,
            at=NOON,
        )

    membership.refresh_from_db()
    assert (membership.term.upper, membership.end_reason, written()) == (None, "", 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_one_seats_the_person():
    secretary, person, basis = make_secretary(), make_person(), make_basis()
    make_body(BodyKind.ASSEMBLY)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            give_seat(secretary, person=person, basis_id=basis.pk)
            results.append("seated")
        except SeatOverlaps:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["refused", "seated"]
    assert written() == 1
