"""What gives rights in the portal is asked for by one and confirmed by another."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole, SeatRole
from assembly.bodies.models import Membership, Office, OfficeHolding, StateBodyOfficer
from assembly.bodies.refusals import ActNeeded, PostOverlaps, SeatOverlaps
from assembly.bodies.services.grants import ask_for_office, ask_for_post, ask_for_seat
from assembly.bodies.services.memberships import seat_member
from assembly.bodies.services.officers import add_officer
from assembly.bodies.services.offices import appoint
from assembly.bodies.services.seed import seed_reference
from assembly.common.errors import NotAllowed
from assembly.documents.models import Act, Setting
from assembly.people.enums import Role
from assembly.people.models import Invitation, PairedAct, Person
from assembly.people.refusals_sign_in import AskedAlready, AskExpired, SecondPersonNeeded
from assembly.people.rights import roles_of
from assembly.people.services.paired import confirm_paired_act
from tests.bodies.test_memberships import make_basis
from tests.factories import (
    NOON,
    hold_office,
    make_body,
    make_person,
    make_region,
    make_secretary,
    make_state_body,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def facts_of_seat(person):
    return {
        "body_id": make_body(BodyKind.SECRETARIAT).pk,
        "person_id": person.pk,
        "from_on": TODAY,
        "basis_id": (Act.objects.first() or make_basis()).pk,
        "at": NOON,
    }


def test_a_seat_in_the_secretariat_gives_rights_after_two_persons():
    first, second, person = make_secretary(), make_secretary(), make_person()

    act = ask_for_seat(**facts_of_seat(person), actor=first)
    assert roles_of(person.user, on=TODAY) == set()
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    assert roles_of(person.user, on=TODAY) == {Role.SECRETARIAT}
    kinds = (
        AuditEvent.objects.filter(stream=f"person:{person.pk}").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["people.paired_act_asked", "bodies.member_seated", "people.paired_act_confirmed"]


def test_a_new_seat_of_the_secretary_of_a_region_needs_two_persons_too_and_keeps_what_was_told_of_it():
    first, second, person = make_secretary(), make_secretary(), make_person()
    region = make_region("71")
    body = make_body(BodyKind.REGIONAL_ASSEMBLY, region=region)
    facts = {**facts_of_seat(person), "body_id": body.pk, "role": SeatRole.SECRETARY, "region_id": region.pk}
    before = AuditEvent.objects.count()
    with pytest.raises(SecondPersonNeeded):
        seat_member(**facts, actor=first)
    assert (AuditEvent.objects.count(), Membership.objects.filter(body=body).count()) == (before, 0)

    act = ask_for_seat(
        **facts, on_behalf_kk="Өңір", on_behalf_ru="Регион", counts_toward_quorum=False, actor=first
    )
    assert roles_of(person.user, on=TODAY) == set()
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    given = Membership.objects.get(body=body)
    assert roles_of(person.user, on=TODAY) == {Role.REGIONAL_SECRETARY}
    assert (given.region, given.on_behalf_kk, given.on_behalf_ru, given.counts_toward_quorum) == (
        region,
        "Өңір",
        "Регион",
        False,
    )
    # A plain member of a region has no rights in the portal: one person is enough.
    plain = seat_member(**{**facts, "person_id": make_person().pk, "role": SeatRole.MEMBER}, actor=first)
    assert plain.body == body


def test_one_person_alone_gives_no_rights():
    secretary, person, state_body = make_secretary(), make_person(), make_state_body()
    seed_reference(at=NOON)
    basis, events = make_basis().pk, AuditEvent.objects.count()
    office = Office.objects.get(kind=OfficeKind.HEAD_OF_SECRETARIAT)
    span = {"from_on": TODAY, "actor": secretary, "at": NOON, "person_id": person.pk}

    with pytest.raises(SecondPersonNeeded):
        seat_member(body_id=make_body(BodyKind.SECRETARIAT).pk, basis_id=basis, **span)
    with pytest.raises(SecondPersonNeeded):
        appoint(office_id=office.pk, basis_id=basis, **span)
    for role in (OfficerRole.COORDINATOR, OfficerRole.HEAD):
        with pytest.raises(SecondPersonNeeded):
            add_officer(state_body_id=state_body.pk, role=role, **span)

    assert Membership.objects.filter(person=person).count() == OfficeHolding.objects.count() == 0
    assert StateBodyOfficer.objects.count() == 0
    assert AuditEvent.objects.count() == events


def test_an_old_confirmation_gives_nothing_to_another_person_or_by_another_hand():
    first, second, person = make_secretary(), make_secretary(), make_person()
    act = ask_for_seat(**facts_of_seat(person), actor=first)
    facts = facts_of_seat(person)
    for confirmed, actor in ((act, second), (act, first)):  # it waits still
        with pytest.raises(SecondPersonNeeded):
            seat_member(**facts, confirmed=confirmed, actor=actor)
    act = confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    for changes, actor in (({"person_id": make_person().pk}, second), ({}, first), ({}, make_secretary())):
        with pytest.raises(SecondPersonNeeded):
            seat_member(**{**facts, **changes}, confirmed=act, actor=actor)


def test_the_asker_and_the_one_concerned_do_not_confirm():
    first, concerned = make_secretary(), make_person()
    seat(concerned, BodyKind.SECRETARIAT, since=TODAY - DAY, until=TODAY + DAY)
    state_body = make_state_body()
    act = ask_for_post(
        state_body_id=state_body.pk,
        person_id=concerned.pk,
        from_on=TODAY,
        role="coordinator",
        actor=first,
        at=NOON,
    )

    for actor in (first, concerned.user):
        with pytest.raises(SecondPersonNeeded):
            confirm_paired_act(act_id=act.pk, actor=actor, at=NOON)

    assert StateBodyOfficer.objects.count() == 0


def test_a_coordinator_is_entered_after_two_persons():
    first, second, person, state_body = make_secretary(), make_secretary(), make_person(), make_state_body()
    facts = {"state_body_id": state_body.pk, "person_id": person.pk, "from_on": TODAY, "at": NOON}

    act = ask_for_post(**facts, role="coordinator", actor=first)
    with pytest.raises(AskedAlready):
        ask_for_post(**facts, role="head", actor=second)
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    assert roles_of(person.user, on=TODAY) == {Role.STATE_OFFICER, Role.STATE_COORDINATOR}


def test_the_head_of_the_secretariat_is_appointed_after_two_persons():
    first, second, person = make_secretary(), make_secretary(), make_person()
    seed_reference(at=NOON)
    office = Office.objects.get(kind=OfficeKind.HEAD_OF_SECRETARIAT)

    act = ask_for_office(
        office_id=office.pk,
        person_id=person.pk,
        from_on=TODAY,
        basis_id=make_basis().pk,
        actor=first,
        at=NOON,
    )
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    assert Role.HEAD_OF_SECRETARIAT in roles_of(person.user, on=TODAY)


def test_what_cannot_be_entered_is_not_asked_for():
    secretary, person, state_body = make_secretary(), make_person(), make_state_body()
    with pytest.raises(ActNeeded):
        ask_for_seat(**{**facts_of_seat(person), "basis_id": None}, actor=secretary)
    with pytest.raises(SeatOverlaps):
        ask_for_seat(**facts_of_seat(secretary.person), actor=secretary)
    with pytest.raises(NotAllowed):
        ask_for_seat(**facts_of_seat(person), actor=make_user())
    facts = {"state_body_id": state_body.pk, "person_id": person.pk, "from_on": TODAY, "at": NOON}
    add_officer(**facts, actor=secretary)
    with pytest.raises(PostOverlaps):
        ask_for_post(**facts, role="coordinator", actor=secretary)

    assert PairedAct.objects.count() == 0


def test_what_became_impossible_meanwhile_is_refused_and_still_waits():
    first, second, person = make_secretary(), make_secretary(), make_person()
    act = ask_for_seat(**facts_of_seat(person), actor=first)
    seat(person, BodyKind.SECRETARIAT, since=TODAY)

    with pytest.raises(SeatOverlaps):
        confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    act.refresh_from_db()
    assert act.state == "waiting"


@pytest.mark.parametrize(("days", "set_to"), [(7, None), (2, 2)])
def test_a_grant_waits_as_long_as_the_setting_says(days, set_to):
    first, second, person = make_secretary(), make_secretary(), make_person()
    if set_to:
        Setting.objects.create(
            key="bodies.days_to_confirm_grant", value=set_to, term=(date(2026, 1, 1), None)
        )
    act = ask_for_seat(**facts_of_seat(person), actor=first)

    with pytest.raises(AskExpired):
        confirm_paired_act(act_id=act.pk, actor=second, at=NOON + days * DAY)
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON + days * DAY - timedelta(seconds=1))


def test_the_pages_of_registers_ask_instead_of_entering(client):
    secretary, person, state_body = make_secretary(language="ru"), make_person(), make_state_body()
    client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    seed_reference(at=NOON)
    office = Office.objects.get(kind=OfficeKind.HEAD_OF_SECRETARIAT)
    body, basis = make_body(BodyKind.SECRETARIAT), make_basis()
    day = {"from_on": "23.11.2026", "basis": basis.pk}
    posts = (
        ("/ru/registers/seats/new/", {**day, "body": body.pk, "role": "member"}),
        (f"/ru/registers/offices/{office.pk}/appoint/", day),
        (f"/ru/registers/state-bodies/{state_body.pk}/officers/new/", {**day, "role": "coordinator"}),
    )

    for url, values in posts:
        response = client.post(f"{url}?person={person.pk}", values)
        assert response["Location"] == "/ru/people/paired/"

    page = client.get("/ru/people/paired/").content.decode()
    assert "Это даёт права на портале: ожидается подтверждение второго лица." in page
    assert PairedAct.objects.count() == 3
    assert roles_of(person.user, on=TODAY) == set()


# -- the very first one ----------------------------------------------------------------------------

WORDS = (
    "first_head", "--family-name", "Бірінші", "--given-name", "Айдос", "--email", "Head@Portal.example",
    "--order-number", "Д-1", "--order-day", "2026-11-01",
)  # fmt: skip


def test_the_very_first_head_is_entered_by_a_command_and_invited(capsys):
    seed_reference(at=NOON)

    call_command(*WORDS)

    person = Person.objects.get()
    assert "entered: Бірінші Айдос; the invitation leaves to head@portal.example" in capsys.readouterr().out
    assert person.offices.get().office.kind == OfficeKind.HEAD_OF_SECRETARIAT
    assert person.offices.get().basis.number == "Д-1"
    assert Invitation.objects.get().person == person
    assert AuditEvent.objects.get(kind="bodies.first_head_entered").actor_id is None


@pytest.mark.parametrize("someone", ["head", "staff"])
def test_the_command_refuses_when_anybody_is_here(someone):
    seed_reference(at=NOON)
    if someone == "head":
        hold_office(make_person(), OfficeKind.HEAD_OF_SECRETARIAT, until=TODAY)
    else:
        make_secretary()
    persons = Person.objects.count()

    with pytest.raises(CommandError) as refusal:
        call_command(*WORDS)

    assert "first head" in str(refusal.value) or "алғашқы басшысы" in str(refusal.value)
    assert Person.objects.count() == persons
