"""Who must have a second factor: without one nothing else of the portal is reached."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole
from assembly.documents.models import Setting
from assembly.people import second_factor
from assembly.people.second_factor import must_have_second_factor
from assembly.people.terms import GRACE_DAYS
from tests.factories import PASSWORD, hold_office, make_person, make_state_officer, seat
from tests.people.kit import get, post, text
from tests.people.test_second_factor import code_of, secret_on
from tests.people.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
SET_UP = "/ru/account/second-factor/"
FIRST_PAGES = ["portal:desk", "people:me", "people:notice_list", "people:sign_ins"]


def chairman():
    person = make_person()
    hold_office(person, OfficeKind.CHAIRMAN)
    return person.user


def head():
    person = make_person()
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)
    return person.user


def deputy():
    person = make_person()
    seat(person, BodyKind.ASSEMBLY)
    hold_office(person, OfficeKind.DEPUTY_CHAIR)
    return person.user


def secretary():
    person = make_person()
    seat(person, BodyKind.SECRETARIAT)
    return person.user


def coordinator():
    return make_state_officer(role=OfficerRole.COORDINATOR)


def administrator():
    user = make_person().user
    user.is_staff = user.is_superuser = True
    return user


def officer():
    return make_state_officer(role=OfficerRole.OFFICER)


def member():
    person = make_person()
    seat(person, BodyKind.ASSEMBLY)
    return person.user


def council_member():
    person = make_person()
    seat(person, BodyKind.COUNCIL)
    return person.user


def seatless():
    return make_person().user


BOUND = [chairman, deputy, head, secretary, coordinator, administrator]
FREE = [officer, member, council_member, seatless]


def came_in(make, *, factor=""):
    """Return a browser in which somebody has come in by the door, with a second factor or without one."""
    user = make()
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    if factor:
        Authenticator.objects.create(user=user, type=factor, data={})
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    else:
        sign_in(client, email=user.email)
    return client


@pytest.mark.parametrize("make", BOUND)
@pytest.mark.parametrize("name", FIRST_PAGES)
def test_whose_office_asks_for_it_is_led_to_set_it_up(make, name):
    response = get(came_in(make), name)

    assert (response.status_code, response["Location"]) == (302, SET_UP)


@pytest.mark.parametrize("make", BOUND)
@pytest.mark.parametrize("factor", ["totp", "webauthn"])
def test_with_a_factor_the_first_page_opens(make, factor):
    assert get(came_in(make, factor=factor), "portal:desk").status_code == 200


@pytest.mark.parametrize("make", FREE)
def test_everybody_else_comes_in_with_a_password(make):
    client = came_in(make)

    assert [get(client, page).status_code for page in FIRST_PAGES] == [200] * 4
    assert "Подключить второй фактор" in text(get(client, "people:me"))


def test_recovery_codes_alone_are_no_second_factor():
    user = secretary()
    Authenticator.objects.create(user=user, type="recovery_codes", data={})

    assert must_have_second_factor(user, on=timezone.localdate())
    assert not second_factor.has_second_factor(user)


def test_nothing_is_done_before_it_is_set_up():
    client = came_in(secretary)

    response = post(client, "people:language_change", language="kk")

    assert response["Location"] == SET_UP
    assert not AuditEvent.objects.exists()


def test_a_fragment_is_answered_by_a_header_and_a_program_in_words():
    client = came_in(secretary)

    fragment = client.get("/ru/people/me/", headers={"HX-Request": "true"})
    program = client.get("/ru/people/me/", headers={"Accept": "application/json"})

    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, SET_UP)
    assert (program.status_code, program.json()["code"]) == (403, "second_factor_missing")
    assert program.json()["message"].startswith("Ваша должность требует второго фактора")


def test_public_pages_and_the_way_out_stay_open():
    client = came_in(secretary)

    assert get(client, "portal:home").status_code == 200
    assert post(client, "account_logout")["Location"] == "/ru/"


def test_setting_it_up_takes_three_pages_and_opens_everything():
    client = came_in(secretary)
    page = get(client, "mfa_index")
    assert "Защитите свой вход" in text(page)
    assert "workspace" not in page.content.decode()

    secret = secret_on(get(client, "mfa_activate_totp").content.decode())
    response = post(client, "mfa_activate_totp", code=code_of(secret))

    assert response["Location"] == "/ru/account/second-factor/codes/"
    assert 'href="/ru/desk/"' in get(client, "mfa_view_recovery_codes").content.decode()
    assert get(client, "portal:desk").status_code == 200


def test_a_seat_given_meanwhile_asks_for_it_at_the_next_step():
    user = seatless()
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    sign_in(client, email=user.email)
    assert get(client, "portal:desk").status_code == 200

    seat(user.person, BodyKind.SECRETARIAT)

    assert get(client, "portal:desk")["Location"] == SET_UP


@pytest.mark.parametrize(("days", "led"), [(0, True), (1, False), (14, False)])
def test_the_setting_gives_time_from_its_own_day(days, led):
    today = timezone.localdate()
    Setting.objects.create(key=GRACE_DAYS, value=days, term=(today, None))
    user = secretary()
    type(user).objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=400))
    user.refresh_from_db()

    assert second_factor.is_due(user, on=today) is led
    assert second_factor.is_due(user, on=today + timedelta(days=days)) is True


def test_a_room_may_bind_further_offices():
    user = seatless()
    source = lambda asked, on: asked.pk == user.pk  # noqa: E731
    second_factor.register_duty(source)
    try:
        assert must_have_second_factor(user, on=timezone.localdate())
        assert not must_have_second_factor(seatless(), on=timezone.localdate())
    finally:
        second_factor._sources.remove(source)
