import threading
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole
from assembly.bodies.models import Body, Office, OfficeHolding, Region, StateBodyOfficer
from assembly.bodies.refusals import (
    ActNeeded,
    EndBeforeBeginning,
    OfficeHeld,
    PostOverlaps,
    TermAlreadyEnded,
)
from assembly.bodies.selectors import holder_of, roles_by_seat, state_bodies_of
from assembly.bodies.services.officers import add_officer, end_officer
from assembly.bodies.services.offices import appoint, vacate
from assembly.bodies.services.seed import seed_reference
from assembly.common.errors import NotAllowed
from assembly.deadlines.models import CalendarYear
from assembly.people.enums import Role
from tests.bodies.test_memberships import make_basis
from tests.factories import (
    NOON,
    hold_office,
    make_members,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
TOMORROW = date(2026, 11, 24)


def test_reference_is_entered_once():
    new = seed_reference(at=NOON)

    assert new == 20 * 3 + 4 + 4
    assert seed_reference(at=NOON) == 0
    assert Region.objects.count() == Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY).count() == 20
    assert Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).count() == 2
    astana = Body.objects.get(region__code="71")
    assert (astana.name_kk, astana.name_ru, astana.name_en) == (
        "Астана қаласының ассамблеясы",
        "Ассамблея города Астаны",
        "Assembly of Astana City",
    )
    assert AuditEvent.objects.count() == 1


def test_the_command_enters_reference_and_calendar(capsys):
    call_command("seed")
    call_command("seed")

    assert CalendarYear.objects.count() == 3
    assert "0 new records" in capsys.readouterr().out


def test_an_office_is_held_by_one_and_then_vacant():
    secretary, person = make_secretary(), make_person()
    seed_reference(at=NOON)
    office = Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).first()
    acts = {"actor": secretary, "at": NOON, "basis_id": make_basis().pk}

    appoint(office_id=office.pk, person_id=person.pk, from_on=TODAY, **acts)
    assert holder_of(OfficeKind.DEPUTY_CHAIR, TODAY) == person
    with pytest.raises(OfficeHeld):
        appoint(office_id=office.pk, person_id=make_person().pk, from_on=TOMORROW, **acts)

    with pytest.raises(EndBeforeBeginning):
        vacate(office_id=office.pk, until=TODAY, **acts)
    vacate(office_id=office.pk, until=TOMORROW, **acts)
    assert holder_of(OfficeKind.DEPUTY_CHAIR, TOMORROW) is None
    with pytest.raises(TermAlreadyEnded):
        vacate(office_id=office.pk, until=date(2026, 12, 1), **acts)
    appoint(office_id=office.pk, person_id=make_person().pk, from_on=TOMORROW, **acts)

    assert OfficeHolding.objects.count() == 2


def test_appointments_need_right_and_act():
    secretary = make_secretary()
    seed_reference(at=NOON)
    office = Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).first()
    facts = {"office_id": office.pk, "person_id": make_person().pk, "from_on": TODAY, "at": NOON}

    with pytest.raises(ActNeeded):
        appoint(**facts, basis_id=None, actor=secretary)
    with pytest.raises(NotAllowed):
        appoint(**facts, basis_id=make_basis().pk, actor=make_members(1)[0].user)
    with pytest.raises(ActNeeded):
        vacate(office_id=office.pk, until=TOMORROW, basis_id=None, actor=secretary, at=NOON)
    with pytest.raises(NotAllowed):
        vacate(office_id=office.pk, until=TOMORROW, basis_id=None, actor=None, at=NOON)

    assert (
        OfficeHolding.objects.count()
        == AuditEvent.objects.filter(kind__startswith="bodies.office_").count()
        == 0
    )


def test_an_officer_acts_from_a_day_until_a_day():
    secretary, person, state_body = make_secretary(), make_person(), make_state_body()
    acts = {"actor": secretary, "at": NOON}
    facts = {"state_body_id": state_body.pk, "person_id": person.pk, **acts}

    officer = add_officer(**facts, from_on=TODAY, role=OfficerRole.OFFICER)
    assert state_bodies_of(person.user, TODAY) == [state_body.pk]
    with pytest.raises(PostOverlaps):
        add_officer(**facts, from_on=TOMORROW)
    with pytest.raises(EndBeforeBeginning):
        end_officer(officer_id=officer.pk, until=TODAY, **acts)

    end_officer(officer_id=officer.pk, until=TOMORROW, **acts)
    assert state_bodies_of(person.user, TOMORROW) == []
    with pytest.raises(TermAlreadyEnded):
        end_officer(officer_id=officer.pk, until=TOMORROW, **acts)
    assert AuditEvent.objects.filter(kind__startswith="bodies.officer_").count() == 2


def test_only_the_secretariat_changes_officers():
    member = make_members(1)[0].user
    facts = {
        "state_body_id": make_state_body().pk,
        "person_id": make_person().pk,
        "from_on": TODAY,
        "at": NOON,
    }

    for actor in (None, member):
        with pytest.raises(NotAllowed):
            add_officer(**facts, actor=actor)

    assert StateBodyOfficer.objects.count() == AuditEvent.objects.count() == 0


def race(acts):
    """Run the acts at once; return the names of their outcomes, sorted."""
    results, gate = [], threading.Barrier(len(acts))

    def press(act):
        gate.wait()
        try:
            act()
            results.append("done")
        except Exception as error:  # noqa: BLE001
            results.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


@pytest.mark.django_db(transaction=True)
def test_of_two_appointments_at_once_one_stands():
    secretary, basis = make_secretary(), make_basis()
    seed_reference(at=NOON)
    office = Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).first()
    persons = [make_person(), make_person()]

    outcome = race(
        [
            lambda person=person: appoint(
                office_id=office.pk,
                person_id=person.pk,
                from_on=TODAY,
                basis_id=basis.pk,
                actor=secretary,
                at=NOON,
            )
            for person in persons
        ]
    )

    assert outcome == ["OfficeHeld", "done"]


@pytest.mark.django_db(transaction=True)
def test_of_two_posts_at_once_one_stands():
    secretary, person, state_body = make_secretary(), make_person(), make_state_body()

    outcome = race(
        [
            lambda: add_officer(
                state_body_id=state_body.pk, person_id=person.pk, from_on=TODAY, actor=secretary, at=NOON
            )
        ]
        * 2
    )

    assert outcome == ["PostOverlaps", "done"]


def test_all_that_a_person_holds_is_one_question(django_assert_num_queries):
    """A seat, an office and a post at once; what ended or has not begun gives nothing."""
    person = make_state_officer(role=OfficerRole.COORDINATOR).person
    seat(person, BodyKind.SECRETARIAT)
    seat(person, BodyKind.COUNCIL)
    seat(person, BodyKind.ASSEMBLY, until=TODAY)
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)

    with django_assert_num_queries(1):
        roles = roles_by_seat(person.user, TODAY)

    assert roles == {
        Role.SECRETARIAT,
        Role.COUNCIL_MEMBER,
        Role.HEAD_OF_SECRETARIAT,
        Role.DEPUTY_CHAIR,
        Role.STATE_OFFICER,
        Role.STATE_COORDINATOR,
    }
    assert roles_by_seat(make_user(), TODAY) == set()
