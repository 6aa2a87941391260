"""The Chairman's deputies (п. 16, 17): three, two from accredited associations, by rotation that an act sets."""

import itertools
import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Association, Office, OfficeHolding
from assembly.bodies.services.offices import vacate
from assembly.bodies.services.seed import seed_reference
from assembly.chairman.deputies import deputies_now
from assembly.chairman.models import DeputyTerm
from assembly.chairman.refusals import (
    AssociationNotAccredited,
    DeputyAlready,
    FourthDeputy,
    NotFromAssociation,
    RotationEndsTooEarly,
    ThirdFromAssociations,
)
from assembly.chairman.services.deputies import appoint_deputy
from assembly.common.errors import NotAllowed
from assembly.deadlines.models import Reminder
from assembly.deadlines.services.reminders import run_reminders
from assembly.documents.services.acts import record_act
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from assembly.people.desk import desk_of
from assembly.people.enums import Role
from assembly.people.rights import roles_of
from tests.factories import NOON, hold_office, make_chairman, make_members, make_person, make_secretary, seat

TODAY = NOON.date()  # 23 November 2026
YEAR_ON = date(2027, 11, 23)
_numbers = itertools.count(1)


def make_act():
    return record_act(
        kind="order", number=f"Д-{next(_numbers)}", signed_on=TODAY, organ="chairman", title_kk="Орынбасар туралы",
        title_ru="О заместителе", actor=None, at=NOON,
    )  # fmt: skip


def make_from_association(*, accredited_until=date(2030, 1, 1), **fields):
    person = make_person(**fields)
    association = Association.objects.create(
        name_kk="Бірлестік", name_ru="Объединение", accredited_until=accredited_until
    )
    seat(person, BodyKind.ASSEMBLY, association=association)
    return person


def enter(person, actor, **changes):
    typed = {"from_on": TODAY, "rotation_until": YEAR_ON, "basis_id": make_act().pk, **changes}
    return appoint_deputy(person_id=person.pk, actor=actor, at=NOON, **typed)


def assert_nothing_written():
    assert DeputyTerm.objects.count() == 0
    assert not AuditEvent.objects.filter(kind="chairman.deputy_appointed").exists()


@pytest.fixture
def secretary(db):
    seed_reference(at=NOON)
    return make_secretary(language="ru")


@pytest.mark.django_db
def test_a_deputy_comes_from_an_accredited_association_with_a_period_of_rotation(secretary):
    person = make_from_association()

    term = enter(person, secretary)

    assert (term.holding.person, term.holding.term.lower, term.rotation_until) == (person, TODAY, YEAR_ON)
    assert term.association.name_ru == "Объединение"
    assert roles_of(person.user, on=TODAY) >= {Role.DEPUTY_CHAIR}
    event = AuditEvent.objects.get(kind="chairman.deputy_appointed")
    assert (event.payload["rotation_until"], event.payload["source"]) == ("2027-11-23", regulation("16").code)


@pytest.mark.django_db
def test_a_fourth_deputy_is_refused_in_words(secretary):
    hold_office(make_person(), OfficeKind.HEAD_OF_SECRETARIAT)
    for _ in range(2):
        enter(make_from_association(), secretary)

    with pytest.raises(FourthDeputy) as refusal, translation.override("ru"):
        enter(make_from_association(), secretary)

    with translation.override("ru"):
        assert refusal.value.message() == (
            "Четвёртого заместителя записать нельзя: у Председателя Ассамблеи три заместителя."
        )
    assert refusal.value.legal_ref == regulation("16")
    assert (
        DeputyTerm.objects.count() == OfficeHolding.objects.filter(office__kind="deputy_chair").count() == 2
    )


@pytest.mark.django_db
def test_a_third_from_the_associations_is_refused_while_the_head_is_missing(secretary):
    for _ in range(2):
        enter(make_from_association(), secretary)

    with pytest.raises(ThirdFromAssociations) as refusal:
        enter(make_from_association(), secretary)

    assert refusal.value.legal_ref == regulation("16")
    assert DeputyTerm.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (make_person, NotFromAssociation),
        (lambda: make_members(1)[0], NotFromAssociation),
        (lambda: make_from_association(accredited_until=TODAY), AssociationNotAccredited),  # half-open
        (lambda: make_from_association(accredited_until=None), AssociationNotAccredited),
    ],
    ids=["no member", "member of a region", "accreditation over", "never accredited"],
)
def test_who_does_not_come_from_an_accredited_association_is_refused(secretary, make, refusal):
    with pytest.raises(refusal) as refused:
        enter(make(), secretary)

    assert refused.value.legal_ref == regulation("16")
    assert_nothing_written()


@pytest.mark.django_db
def test_one_person_is_one_deputy(secretary):
    person = make_from_association()
    enter(person, secretary)

    with pytest.raises(DeputyAlready):
        enter(person, secretary)

    assert DeputyTerm.objects.count() == 1


@pytest.mark.django_db
def test_a_period_that_ends_before_it_begins_is_refused(secretary):
    with pytest.raises(RotationEndsTooEarly):
        enter(make_from_association(), secretary, rotation_until=TODAY)

    assert_nothing_written()


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_chairman, lambda: make_members(1)[0].user])
def test_others_enter_no_deputies(secretary, make):
    with pytest.raises(NotAllowed):
        enter(make_from_association(), make())

    assert_nothing_written()


@pytest.mark.django_db
def test_a_vacancy_is_a_line_and_is_filled_again(secretary):
    term = enter(make_from_association(), secretary)
    vacate(
        office_id=term.holding.office_id, until=TODAY + timedelta(days=1), basis_id=make_act().pk, actor=secretary,
        at=NOON,
    )  # fmt: skip

    later = deputies_now(TODAY + timedelta(days=1))

    assert [row.holding for row in later] == [None, None, None]
    assert [row.is_head for row in later] == [True, False, False]
    next_one = enter(make_from_association(), secretary, from_on=TODAY + timedelta(days=1))
    assert next_one.holding.office_id == term.holding.office_id


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_at_once_one_fills_the_last_vacancy():
    seed_reference(at=NOON)
    secretary = make_secretary()
    enter(make_from_association(), secretary)
    persons, act = [make_from_association(), make_from_association()], make_act()
    results, gate = [], threading.Barrier(2)

    def press(person):
        gate.wait()
        try:
            enter(person, secretary, basis_id=act.pk)
            results.append("entered")
        except ThirdFromAssociations:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[person]) for person in persons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["entered", "refused"]
    assert Office.objects.filter(kind="deputy_chair", holdings__isnull=False).count() == 2


@pytest.mark.django_db
def test_before_the_rotation_ends_three_are_reminded_once(secretary):
    chairman, person = make_chairman(language="kk"), make_from_association(language="en")
    enter(
        person, secretary, from_on=date(2026, 1, 5), rotation_until=date(2026, 12, 8)
    )  # ten working days left

    assert run_reminders(on=TODAY, at=NOON) == 3
    assert run_reminders(on=TODAY, at=NOON) == 0

    told = set(Reminder.objects.values_list("recipient__user", flat=True))
    assert told == {chairman.pk, person.user_id, secretary.pk}
    letter = as_sent(OutboxMessage.objects.get(kind="chairman.rotation_ends", language="ru"))
    assert "Ротация заместителя Председателя заканчивается" in letter.subject
    assert regulation("16").cite("ru") in letter.body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("until", "tone"),
    [(date(2027, 6, 1), None), (date(2026, 12, 20), "warm"), (TODAY, "hot")],
    ids=["far", "near", "over"],
)
def test_the_desk_of_the_secretariat_warns(secretary, until, tone):
    enter(make_from_association(), secretary, from_on=date(2026, 1, 5), rotation_until=until)

    found = [item for item in desk_of(secretary, on=TODAY) if item.legal_ref == regulation("16")]

    assert [item.tone for item in found] == ([tone] if tone else [])


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(("language", "vacant"), [("kk", "Бос"), ("ru", "Вакан"), ("en", "Vacant")])
def test_the_page_shows_holders_rotation_and_vacancies(client, secretary, language, vacant):
    person = make_from_association(family_name="Орынбасаров")
    enter(person, secretary)
    client.force_login(secretary)

    text = client.get(f"/{language}/chairman/deputies/").content.decode()

    assert "Орынбасаров" in text
    assert vacant in text
    assert regulation("16").cite(language) in text


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_a_deputy_is_entered_through_the_pages_and_what_was_typed_stays(client, secretary):
    stranger, person, act = make_person(), make_from_association(), make_act()
    client.force_login(secretary)
    url = "/ru/chairman/deputies/new/"
    typed = {"from_on": "23.11.2026", "rotation_until": "23.11.2027", "basis": act.pk}

    office = Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).first()
    led = client.get(f"/ru/registers/offices/{office.pk}/appoint/")
    refused = client.post(f"{url}?person={stranger.pk}", typed)
    entered = client.post(f"{url}?person={person.pk}", typed)

    assert (client.get(url).status_code, led.status_code, led["Location"]) == (200, 302, url)
    assert refused.status_code == 409
    assert regulation("16").cite("ru") in refused.content.decode()
    assert "23.11.2027" in refused.content.decode()
    assert (entered.status_code, entered["Location"]) == (302, "/ru/chairman/deputies/")


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_who_sees_the_deputies(client, secretary):
    deputy = make_from_association()
    enter(deputy, secretary)
    readers = {secretary: 200, make_chairman(): 200, deputy.user: 200, make_members(1)[0].user: 404}
    for reader, status in readers.items():
        client.force_login(reader)
        assert client.get("/ru/chairman/deputies/").status_code == status


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_the_page_asks_the_same_for_one_deputy_and_for_three(client, secretary):
    client.force_login(secretary)
    counts = []
    enter(make_from_association(), secretary)
    for more in (False, True):
        if more:
            enter(make_from_association(), secretary)
            hold_office(make_person(), OfficeKind.HEAD_OF_SECRETARIAT)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/ru/chairman/deputies/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
