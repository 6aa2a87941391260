"""A person is told when rights in the portal are given to him or taken from him."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from assembly.bodies.enums import BodyKind, OfficeKind, SeatRole
from assembly.bodies.models import Office
from assembly.bodies.services.grants import ask_for_office, ask_for_post, ask_for_seat
from assembly.bodies.services.memberships import end_membership, seat_member
from assembly.bodies.services.officers import add_officer, end_officer
from assembly.bodies.services.offices import vacate
from assembly.bodies.services.seed import seed_reference
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from assembly.people.letter_choices import CHOOSABLE
from assembly.people.models import Notice
from assembly.people.services.paired import confirm_paired_act
from tests.bodies.test_memberships import make_basis
from tests.factories import NOON, make_body, make_person, make_region, make_secretary, make_state_body

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=10)
GRANTED, TAKEN = "bodies.rights_granted", "bodies.rights_taken"


def told(person):
    """Return kinds of the letters and of the notices of a person, in their order."""
    letters = (
        OutboxMessage.objects.filter(recipient_id=person.pk).order_by("pk").values_list("kind", flat=True)
    )
    notices = Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    assert list(letters) == list(notices)
    return list(notices)


def words_of(person, kind):
    return as_seen(OutboxMessage.objects.get(recipient_id=person.pk, kind=kind))


def confirmed(ask, **facts):
    act = ask(actor=make_secretary(), at=NOON, **facts)
    assert OutboxMessage.objects.filter(kind=GRANTED).count() == 0
    return confirm_paired_act(act_id=act.pk, actor=make_secretary(), at=NOON)


def test_a_seat_in_the_secretariat_is_told_when_confirmed_and_when_ended():
    person, body, basis = make_person(language="ru"), make_body(BodyKind.SECRETARIAT), make_basis()
    confirmed(ask_for_seat, body_id=body.pk, person_id=person.pk, from_on=TODAY, basis_id=basis.pk)

    end_membership(
        membership_id=person.memberships.get().pk, until=LATER, reason="own_initiative",
        actor=make_secretary(), at=NOON,
    )  # fmt: skip

    assert told(person) == [GRANTED, TAKEN]
    granted, taken = words_of(person, GRANTED), words_of(person, TAKEN)
    assert granted.subject == "Вам предоставлены права в портале"
    assert "Первый день: 23 ноября 2026" in granted.body.replace(chr(160), " ")
    assert body.name_ru in granted.body
    assert "№ 1011" in granted.body.replace(chr(160), " ")
    assert taken.subject == "Ваши права в портале прекращаются"


def test_an_office_with_rights_is_told_in_the_readers_language():
    seed_reference(at=NOON)
    office = Office.objects.get(kind=OfficeKind.HEAD_OF_SECRETARIAT)
    person, basis = make_person(language="kk"), make_basis()
    confirmed(ask_for_office, office_id=office.pk, person_id=person.pk, from_on=TODAY, basis_id=basis.pk)

    vacate(office_id=office.pk, until=LATER, basis_id=basis.pk, actor=make_secretary(), at=NOON)

    assert told(person) == [GRANTED, TAKEN]
    assert office.name_kk in words_of(person, GRANTED).body
    assert words_of(person, TAKEN).subject == "Порталдағы құқықтарыңыз тоқтатылады"


def test_a_post_is_told_with_or_without_a_second_person():
    coordinator, officer, state_body = make_person(), make_person(), make_state_body()
    confirmed(
        ask_for_post, state_body_id=state_body.pk, person_id=coordinator.pk, from_on=TODAY, role="coordinator"
    )
    post = add_officer(
        state_body_id=state_body.pk, person_id=officer.pk, from_on=TODAY, actor=make_secretary(), at=NOON
    )

    end_officer(officer_id=post.pk, until=LATER, actor=make_secretary(), at=NOON)

    assert (told(coordinator), told(officer)) == ([GRANTED], [GRANTED, TAKEN])


def test_the_secretary_of_a_region_is_told_and_a_member_is_not():
    secretary, member, actor = make_person(), make_person(), make_secretary()
    region = make_body(BodyKind.REGIONAL_ASSEMBLY, region=make_region())
    facts = {"from_on": TODAY, "basis_id": make_basis().pk, "actor": actor, "at": NOON}

    asked = ask_for_seat(body_id=region.pk, person_id=secretary.pk, role=SeatRole.SECRETARY, **facts)
    confirm_paired_act(act_id=asked.pk, actor=make_secretary(), at=NOON)
    seat_member(body_id=make_body(BodyKind.ASSEMBLY).pk, person_id=member.pk, **facts)

    assert (told(secretary), told(member)) == ([GRANTED], [])


def test_nobody_can_do_without_these_letters():
    assert {GRANTED, TAKEN} & CHOOSABLE.keys() == set()


def test_the_bell_says_it_in_the_language_of_the_page(client):
    person, state_body = make_person(language="kk"), make_state_body()
    add_officer(
        state_body_id=state_body.pk, person_id=person.pk, from_on=TODAY, actor=make_secretary(), at=NOON
    )
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    with translation.override("ru"):
        assert "Вам предоставлены права в портале" in client.get("/ru/people/notices/").content.decode()
