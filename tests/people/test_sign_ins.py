"""Where one is signed in; ending it; the letter about a new device."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembly.audit.models import AuditEvent
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from assembly.people.devices import COOKIE, device_name
from assembly.people.models import KnownDevice, Notice
from assembly.people.services.invitations import invite_person, make_token
from tests.factories import PASSWORD, make_person
from tests.people.kit import get, post, text
from tests.people.test_sign_in import is_signed_in, sign_in

PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"
WORK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0"
LIST = "people:sign_ins"
pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    user = make_person(email="member@portal.example", language="ru").user
    user.set_password(PASSWORD)
    user.save()
    return user


def browser(agent=PHONE):
    return Client(headers={"User-Agent": agent})


def signed_in(agent=PHONE, **extra):
    made = browser(agent)
    sign_in(made, **extra)
    return made


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome, Android"),
        (WORK, "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/124.0 Safari/537.36 Edg/124.0", "Edge, macOS"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/122.0 YaBrowser/24.4 Safari/537.36", "Yandex, Windows"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_device_is_named_plainly(agent, name):
    assert device_name(agent) == name


def test_the_list_names_each_device_and_this_one_first(member):
    here = signed_in()
    signed_in(WORK)

    page = text(get(here, LIST))

    assert page.index("Chrome, Android") < page.index("это устройство") < page.index("Firefox, Windows")
    assert page.count("Завершить сеанс</button>") == 1


def test_only_ones_own_are_listed_and_ended(member, client_of):
    signed_in()
    other = make_person().user
    stranger = client_of(other)

    assert "Chrome, Android" not in text(get(stranger, LIST))
    assert post(stranger, "people:sign_in_end", UserSession.objects.get().pk).status_code == 404
    assert UserSession.objects.count() == 1


def test_the_list_costs_the_same_for_one_and_for_three(member):
    here = signed_in()
    costs = []
    for more in (0, 2):
        for _ in range(more):
            signed_in(WORK)
        get(here, LIST)
        with CaptureQueriesContext(connection) as queries:
            get(here, LIST)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_ending_one_ends_it_at_its_next_request(member):
    here, there = signed_in(), signed_in(WORK)
    row = UserSession.objects.get(user_agent=WORK)

    response = post(here, "people:sign_in_end", row.pk)

    assert response["Location"] == "/ru/people/me/sign-ins/"
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    event = AuditEvent.objects.get(kind="people.session_ended")
    assert (event.stream, event.payload) == (f"person:{member.person.pk}", {"count": 1})


def test_signing_out_everywhere_else_leaves_this_one(member):
    here, *others = signed_in(), signed_in(WORK), signed_in(WORK)

    post(here, "people:sign_ins_end_others")

    assert is_signed_in(here)
    assert [is_signed_in(other) for other in others] == [False, False]
    assert AuditEvent.objects.get(kind="people.session_ended").payload == {"count": 2}


def test_signing_out_everywhere_ends_this_one_too(member):
    here, there = signed_in(), signed_in(WORK)

    assert post(here, "people:sign_ins_end_all")["Location"] == "/ru/account/sign-in/"

    assert (is_signed_in(here), is_signed_in(there)) == (False, False)
    assert not UserSession.objects.exists()


def test_nobody_else_is_signed_out(member):
    other = make_person(email="other@portal.example").user
    other.set_password(PASSWORD)
    other.save()
    neighbour = signed_in(email=other.email)

    post(signed_in(), "people:sign_ins_end_all")

    assert is_signed_in(neighbour)


def test_ending_nothing_leaves_no_event(member):
    post(signed_in(), "people:sign_ins_end_others")

    assert not AuditEvent.objects.filter(kind="people.session_ended").exists()


def test_a_session_that_a_new_password_ended_is_not_listed(member):
    here = signed_in()
    signed_in(WORK)
    member.set_password("басқа-құпиясөз-8")
    member.save()

    assert not is_signed_in(here)
    again = browser()
    sign_in(again, password="басқа-құпиясөз-8")
    assert text(get(again, LIST)).count('<h2 class="h4') == 1


def test_last_seen_moves_in_steps(member):
    here = signed_in()
    began = UserSession.objects.get().last_seen_at
    for minutes, moved in ((4, False), (6, True)):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
            get(here, "people:me")
        assert (UserSession.objects.get().last_seen_at > began) is moved


def test_the_first_device_is_no_news(member):
    here = signed_in()

    assert here.cookies[COOKIE]["httponly"]
    assert KnownDevice.objects.get().name == "Chrome, Android"
    assert not OutboxMessage.objects.exists()
    assert not Notice.objects.exists()


def test_another_device_is_told_once(member):
    signed_in()
    there = signed_in(WORK)
    sign_in(there)
    post(there, "account_logout")
    sign_in(there)

    message, notice = OutboxMessage.objects.get(), Notice.objects.get()
    letter = as_seen(message)
    assert letter.subject == "Вход в вашу учётную запись с нового устройства"
    assert "Устройство: Firefox, Windows" in letter.body
    assert letter.body.rstrip().endswith("/ru/people/me/sign-ins/")
    assert (notice.kind, notice.path) == ("people.new_device", "/people/me/sign-ins/")
    assert set(message.context) == {"device", "at", "person_id"}
    event = AuditEvent.objects.get()
    assert event.kind == "people.signed_in_on_new_device"
    assert event.payload == {"device": KnownDevice.objects.get(name="Firefox, Windows").pk}


def test_a_device_known_to_another_person_is_news_to_this_one(member):
    other = make_person(email="other@portal.example").user
    other.set_password(PASSWORD)
    other.save()
    shared = signed_in(WORK, email=other.email)
    post(shared, "account_logout")
    signed_in()

    sign_in(shared)

    assert OutboxMessage.objects.get().recipient_id == member.person.pk


def test_a_forged_mark_is_no_known_device(member):
    signed_in()
    liar = browser(WORK)
    liar.cookies[COOKIE] = "x" * 43

    sign_in(liar)

    assert OutboxMessage.objects.count() == 1


def test_neither_address_nor_mark_stands_in_letter_event_or_row(member):
    signed_in()
    there = signed_in(WORK, REMOTE_ADDR="203.0.113.9")
    mark = there.cookies[COOKIE].value

    told = f"{OutboxMessage.objects.get().context} {AuditEvent.objects.get().payload}"
    kept = f"{told} {list(KnownDevice.objects.values())}"

    assert "203.0.113.9" not in told
    assert mark not in kept


def test_an_invited_person_comes_in_as_by_the_door(client, secretary):
    person = make_person(with_user=False, email="new@portal.example")
    invitation = invite_person(person_id=person.pk, actor=secretary, at=timezone.now())

    response = post(
        client, "people:invitation_accept", make_token(invitation.pk), password1=PASSWORD, password2=PASSWORD
    )

    assert response["Location"] == "/ru/desk/"
    assert UserSession.objects.count() == KnownDevice.objects.count() == 1
    assert get(client, "mfa_activate_totp").status_code == 200


def test_a_member_in_a_hall_is_listed_with_his_own_address(member, settings):
    settings.HALL_NETWORKS = ["10.20.0.0/16"]

    here = signed_in(REMOTE_ADDR="10.20.3.4")

    assert UserSession.objects.get().ip == "10.20.3.4"
    changed = here.post(
        "/ru/account/password/",
        {"oldpassword": PASSWORD, "password1": "басқа-құпиясөз-8", "password2": "басқа-құпиясөз-8"},
        REMOTE_ADDR="10.20.3.4",
    )
    assert changed["Location"] == "/ru/people/me/"
    assert is_signed_in(here)
