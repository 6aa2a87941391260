"""A coordinator knows his own state body: he invites its officers, ends their posts, moves their work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.audit.models import AccessLog, AuditEvent
from assembly.bodies.coordination import bundles_at
from assembly.bodies.enums import OfficerRole
from assembly.bodies.models import StateBodyOfficer
from assembly.bodies.refusals import PostOverlaps, TermAlreadyEnded
from assembly.bodies.refusals_coordination import AddressNeeded, KnownOtherwise, OfficersOnly
from assembly.bodies.services.coordination import end_own_officer, invite_officer
from assembly.common.errors import NotAllowed
from assembly.decisions.services.assignments import accept_assignment
from assembly.outbox.models import OutboxMessage
from assembly.people.handovers import Handing
from assembly.people.models import HandedOver, Invitation, Person
from assembly.people.refusals import IinInvalid
from assembly.people.refusals_sign_in import SuccessorUnfit, WorkLeft
from assembly.people.services.closing import close_sign_in
from tests.decisions.makers import make_assignment
from tests.factories import (
    NOON,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def coordinator_of(state_body):
    return make_state_officer(state_body, role=OfficerRole.COORDINATOR, language="ru")


def invite(state_body, actor, **fields):
    fields = {"family_name": "Жаңаұлы", "given_name": "Айдос", "email": "New@Portal.example", **fields}
    return invite_officer(state_body_id=state_body.pk, actor=actor, at=NOON, **fields)


def test_a_new_officer_is_entered_invited_and_told_once():
    state_body = make_state_body()

    officer = invite(state_body, coordinator_of(state_body))

    assert (officer.role, officer.term.lower, officer.term.upper) == ("officer", TODAY, None)
    assert officer.person.email == "new@portal.example"
    assert Invitation.objects.get().person == officer.person
    assert OutboxMessage.objects.get().address == "new@portal.example"
    event = AuditEvent.objects.get()
    assert (event.kind, event.payload["is_new"]) == ("bodies.officer_invited", True)


def test_a_known_person_is_found_by_his_address_and_not_entered_twice():
    state_body, known = make_state_body(), make_person(family_name="Қанатұлы", email="k@portal.example")
    actor = coordinator_of(state_body)
    persons = Person.objects.count()

    officer = invite(state_body, actor, family_name="Канатулы", email="K@portal.example")

    assert officer.person == known
    assert Person.objects.count() == persons
    assert AuditEvent.objects.get().payload["is_new"] is False


def test_another_name_or_a_closed_sign_in_is_refused_in_the_same_words():
    state_body, secretary = make_state_body(), make_secretary()
    actor = coordinator_of(state_body)
    make_person(family_name="Басқа", email="k@portal.example")
    closed = make_person(family_name="Жабық", email="c@portal.example")
    close_sign_in(person_id=closed.pk, closed_on=TODAY, reason="Ушёл", actor=secretary, at=NOON)
    events, said = AuditEvent.objects.count(), set()

    for fields in ({"email": "k@portal.example"}, {"email": "c@portal.example", "family_name": "Жабық"}):
        with pytest.raises(KnownOtherwise) as refusal:
            invite(state_body, actor, **fields)
        said.add(refusal.value.message())

    assert len(said) == 1
    assert AuditEvent.objects.count() == events
    assert state_body.officers.count() == 1


@pytest.mark.parametrize(
    ("fields", "refusal"), [({"email": " "}, AddressNeeded), ({"iin": "123456789012"}, IinInvalid)]
)
def test_what_was_typed_wrongly_writes_nothing(fields, refusal):
    state_body = make_state_body()
    actor = coordinator_of(state_body)
    persons = Person.objects.count()

    with pytest.raises(refusal):
        invite(state_body, actor, **fields)

    assert (Person.objects.count(), AuditEvent.objects.count()) == (persons, 0)


def test_nobody_else_names_officers():
    state_body = make_state_body()
    colleague = make_state_officer(state_body)
    strangers = [coordinator_of(make_state_body()), colleague, make_secretary(), make_user()]
    persons = Person.objects.count()

    for actor in strangers:
        with pytest.raises(NotAllowed):
            invite(state_body, actor)
        with pytest.raises(NotAllowed):
            end_own_officer(
                officer_id=colleague.person.state_posts.get().pk, handings={}, actor=actor, at=NOON
            )

    assert (Person.objects.count(), AuditEvent.objects.count()) == (persons, 0)


def test_who_acts_already_is_not_entered_again():
    state_body = make_state_body()
    actor = coordinator_of(state_body)
    officer = make_state_officer(state_body, family_name="Бар").person

    with pytest.raises(PostOverlaps):
        invite(state_body, actor, family_name="Бар", email=officer.email)


# -- ending ----------------------------------------------------------------------------------------


def leaver_with_work():
    state_body = make_state_body()
    actor, leaver = coordinator_of(state_body), make_state_officer(state_body)
    assignment = make_assignment(state_body=state_body)
    accept_assignment(assignment_id=assignment.pk, actor=leaver, at=NOON)
    return state_body, actor, leaver.person.state_posts.get(), assignment


def test_a_post_ends_today_and_the_work_goes_to_a_colleague():
    _state_body, actor, post, assignment = leaver_with_work()
    bundle = bundles_at(post, on=TODAY)[0]

    end_own_officer(
        officer_id=post.pk, handings={bundle.name: Handing(actor.person.pk)}, actor=actor, at=NOON
    )

    post.refresh_from_db()
    assignment.refresh_from_db()
    assert post.term.upper == TODAY
    assert assignment.officer == actor.person
    event = AuditEvent.objects.get(kind="bodies.officer_ended")
    assert (event.payload["handed"], event.payload["left"]) == (1, 0)
    with pytest.raises(TermAlreadyEnded):
        end_own_officer(officer_id=post.pk, handings={}, actor=actor, at=NOON)


def test_open_work_is_not_forgotten_nor_given_outside():
    _state_body, actor, post, assignment = leaver_with_work()
    bundle = bundles_at(post, on=TODAY)[0]
    outsider = make_state_officer().person

    with pytest.raises(WorkLeft):
        end_own_officer(officer_id=post.pk, handings={}, actor=actor, at=NOON)
    with pytest.raises(SuccessorUnfit):
        end_own_officer(
            officer_id=post.pk, handings={bundle.name: Handing(outsider.pk)}, actor=actor, at=NOON
        )

    post.refresh_from_db()
    assignment.refresh_from_db()
    assert post.term.upper is None
    assert assignment.officer == post.person
    assert HandedOver.objects.count() == 0


def test_a_coordinators_post_is_the_secretariats_to_end():
    state_body = make_state_body()
    actor, other = coordinator_of(state_body), coordinator_of(state_body)

    for person in (actor.person, other.person):
        with pytest.raises(OfficersOnly):
            end_own_officer(officer_id=person.state_posts.get().pk, handings={}, actor=actor, at=NOON)

    assert AuditEvent.objects.count() == 0


# -- pages -----------------------------------------------------------------------------------------


def sign_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_the_page_shows_the_own_body_alone_and_the_look_is_logged(client):
    own, other = make_state_body(), make_state_body()
    actor = coordinator_of(own)
    make_state_officer(own, family_name="Өзімдікі")
    make_state_officer(other, family_name="Бөтен")
    sign_in(client, actor)

    page = client.get("/ru/registers/own-officers/").content.decode()

    assert "Өзімдікі Айдос" in page
    assert "Бөтен" not in page
    assert client.get(f"/ru/registers/own-officers/{other.pk}/new/").status_code == 404
    foreign = other.officers.get().pk
    assert client.get(f"/ru/registers/own-officers/{foreign}/end/").status_code == 404
    assert client.post(f"/ru/registers/own-officers/{foreign}/end/", {"ends": "1"}).status_code == 404
    assert AccessLog.objects.get().subject == "own_officers"


@pytest.mark.parametrize("maker", [make_state_officer, make_secretary, make_user])
def test_who_coordinates_nothing_has_no_such_page(client, maker):
    sign_in(client, maker())

    assert client.get("/ru/registers/own-officers/").status_code == 403


def test_the_pages_invite_and_end(client):
    state_body = make_state_body()
    sign_in(client, coordinator_of(state_body))
    values = {
        "family_name": "Жаңаұлы",
        "given_name": "Айдос",
        "email": "new@portal.example",
        "language": "kk",
    }

    url = f"/ru/registers/own-officers/{state_body.pk}/new/"
    assert client.post(url, {**values, "email": ""}).status_code == 422
    assert client.post(url, values)["Location"] == "/ru/registers/own-officers/"
    page = client.get("/ru/registers/own-officers/").content.decode()
    assert "Жаңаұлы Айдос" in page
    post = StateBodyOfficer.objects.get(person__family_name="Жаңаұлы")
    end = f"/ru/registers/own-officers/{post.pk}/end/"
    assert "Незавершённой работы за этим человеком нет." in client.get(end).content.decode()
    assert client.post(end, {"ends": "1"})["Location"] == "/ru/registers/own-officers/"
    post.refresh_from_db()
    assert post.term.upper is not None


def test_three_officers_cost_as_many_queries_as_one(client):
    state_body, counts = make_state_body(), []
    sign_in(client, coordinator_of(state_body))
    for _ in range(3):
        make_state_officer(state_body)
        with CaptureQueriesContext(connection) as counted:
            client.get("/ru/registers/own-officers/")
        counts.append(len(counted))

    assert counts[0] == counts[2]
