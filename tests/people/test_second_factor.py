"""The second factor: set up, asked for, used once, removed; who must have one."""

import re
import threading
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen
from assembly.people.models import Notice
from assembly.people.refusals import LastFactor
from assembly.people.services.second_factor import note_factor_removed, reseal_second_factors
from tests.factories import NOON, PASSWORD, make_person, seat
from tests.people.kit import get, post, text
from tests.people.test_sign_in import is_signed_in, sign_in

SET_UP, STEP = "mfa_activate_totp", "mfa_authenticate"
WRONG_CODE = "Код неверный или уже использован. Дождитесь следующего и введите его."


@pytest.fixture
def member(db):
    user = make_person(email="member@portal.example", language="ru").user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def own_application(member):
    """The member's application; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    RecoveryCodes.activate(member)
    return secret


def code_of(secret, *, steps=0):
    """Return what the application shows now, or some steps of thirty seconds from now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + steps))


def secret_on(page):
    return re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")


def codes_on(page):
    return re.findall(r'<code class="secret">(\d{8})</code>', page)


def recovery_codes_of(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def second_step(client, code):
    return post(client, STEP, code=code)


@pytest.mark.django_db(transaction=True)
def test_an_application_is_set_up_with_one_code_right_after_signing_in(client, member):
    sign_in(client)
    secret = secret_on(get(client, SET_UP).content.decode())

    response = post(client, SET_UP, code=code_of(secret))

    assert (response.status_code, response["Location"]) == (302, "/ru/account/second-factor/codes/")
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    event = AuditEvent.objects.get()
    assert (event.stream, event.kind) == (f"person:{member.person.pk}", "people.second_factor_set_up")
    assert (event.actor_id, event.payload) == (member.pk, {"method": "totp"})
    assert Notice.objects.get().path == "/people/me/"
    assert "подключено приложение с одноразовыми кодами" in as_seen(OutboxMessage.objects.get()).body
    page = get(client, "mfa_view_recovery_codes")
    assert "Приложение подключено. Теперь при входе запрашивается его код." in text(page)
    assert codes_on(page.content.decode()) == recovery_codes_of(member)
    assert codes_on(get(client, "mfa_view_recovery_codes").content.decode()) == []


@pytest.mark.django_db
def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_key(client, member):
    sign_in(client)
    secret = secret_on(get(client, SET_UP).content.decode())

    page = post(client, SET_UP, code=code_of(secret, steps=9))

    assert WRONG_CODE in text(page)
    assert secret_on(page.content.decode()) == secret
    assert not Authenticator.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_the_secret_is_sealed_in_the_database_and_stands_in_no_other_row(client, member, own_application):
    stored = Authenticator.objects.get(type="totp").data["secret"]

    assert own_application not in stored
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(own_application))


@pytest.mark.django_db
def test_a_newer_key_takes_over_and_the_older_one_may_go(member, own_application, settings):
    older = settings.PERSONAL_KEYS
    settings.PERSONAL_KEYS = [f"newer:{'6c' * 32}", *older]
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(own_application, steps=-1))

    assert reseal_second_factors(at=NOON) == 2
    assert reseal_second_factors(at=NOON) == 0

    settings.PERSONAL_KEYS = settings.PERSONAL_KEYS[:1]
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(own_application))
    assert len(recovery_codes_of(member)) == 10
    assert AuditEvent.objects.get().payload == {"count": 2, "key": "newer"}


@pytest.mark.django_db
def test_a_password_alone_does_not_open_the_portal(client, member, own_application):
    response = sign_in(client)

    assert (response.status_code, response["Location"]) == (302, "/ru/account/sign-in/code/")
    assert not is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_password_and_code_open_it_whichever_way_the_clock_differs(client, member, own_application, steps):
    sign_in(client)

    response = second_step(client, code_of(own_application, steps=steps))

    assert (response.status_code, response["Location"]) == (302, "/ru/desk/")
    assert is_signed_in(client)


@pytest.mark.django_db
def test_a_code_is_not_taken_twice_even_where_the_clock_would_allow_it(client, member, own_application):
    code = code_of(own_application, steps=1)
    sign_in(client)
    second_step(client, code)
    # What allauth itself remembers, it remembers for one step only.
    cache.delete(f"allauth.mfa.totp.used?user={member.pk}&code={code}")
    another = Client()
    sign_in(another)

    page = second_step(another, code)

    assert WRONG_CODE in text(page)
    assert not is_signed_in(another)


@pytest.mark.django_db
def test_a_recovery_code_works_once(client, member, own_application):
    code = recovery_codes_of(member)[3]
    sign_in(client)
    assert second_step(client, code)["Location"] == "/ru/desk/"
    another = Client()
    sign_in(another)

    page = second_step(another, code)

    assert WRONG_CODE in text(page)
    assert not is_signed_in(another)
    assert len(recovery_codes_of(member)) == 9


@pytest.mark.django_db
def test_wrong_codes_pause_the_account_and_nobody_else(client, member, own_application):
    sign_in(client)
    for _ in range(5):
        second_step(client, "000000")

    page = second_step(client, code_of(own_application))

    assert "вход временно ограничен. Время ожидания в минутах: 5" in text(page)
    assert not is_signed_in(client)
    other = make_person(email="other@portal.example").user
    other.set_password(PASSWORD)
    other.save()
    TOTP.activate(other, own_application)
    neighbour = Client()
    sign_in(neighbour, email=other.email)
    assert second_step(neighbour, code_of(own_application))["Location"] == "/ru/desk/"


@pytest.mark.django_db
def test_the_second_step_without_the_first_leads_to_the_door(client):
    response = get(client, STEP)

    assert (response.status_code, response["Location"]) == (302, "/ru/account/sign-in/")


@pytest.mark.django_db
def test_one_begins_anew_from_the_second_step(client, member, own_application):
    sign_in(client)

    response = post(client, "account_logout", next="/ru/account/sign-in/")

    assert response["Location"] == "/ru/account/sign-in/"
    assert get(client, STEP)["Location"] == "/ru/account/sign-in/"


@pytest.mark.django_db(transaction=True)
def test_removing_the_application_takes_its_codes_and_leaves_an_event(client, member, own_application):
    sign_in(client)
    second_step(client, code_of(own_application))

    response = post(client, "mfa_deactivate_totp")

    assert response["Location"] == "/ru/account/second-factor/"
    assert not Authenticator.objects.exists()
    event = AuditEvent.objects.get()
    assert (event.kind, event.payload["method"]) == ("people.second_factor_removed", "totp")
    assert "отключено приложение с одноразовыми кодами" in as_seen(OutboxMessage.objects.get()).body


@pytest.mark.django_db
def test_whose_office_asks_for_a_factor_keeps_the_last_one(client, member, own_application):
    seat(member.person, BodyKind.SECRETARIAT)
    sign_in(client)
    second_step(client, code_of(own_application))

    response = client.post("/ru/account/second-factor/application/remove/", follow=True)

    assert "Ваша должность требует второго фактора, а этот у вас единственный." in text(response)
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    assert not AuditEvent.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_end_the_old_ones(client, member, own_application):
    old = recovery_codes_of(member)
    sign_in(client)
    second_step(client, code_of(own_application))

    response = post(client, "mfa_generate_recovery_codes")

    assert response["Location"] == "/ru/account/second-factor/codes/"
    assert set(recovery_codes_of(member)).isdisjoint(old)
    assert AuditEvent.objects.get().kind == "people.recovery_codes_made"
    assert "Прежние больше не действуют." in as_seen(OutboxMessage.objects.get()).body


@pytest.mark.django_db
def test_a_change_long_after_signing_in_asks_who_it_is(client, member):
    sign_in(client)
    with time_machine.travel(time.time() + 16 * 60, tick=True):
        response = get(client, SET_UP)
        assert (
            response["Location"]
            == "/ru/account/confirm/?next=%2Fru%2Faccount%2Fsecond-factor%2Fapplication%2F"
        )
        wrong = client.post(response["Location"], {"password": "not-this-one"})
        assert "Пароль неверный." in text(wrong)

        right = client.post(response["Location"], {"password": PASSWORD})

        assert right["Location"] == "/ru/account/second-factor/application/"
        assert get(client, SET_UP).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("kk", "Тағы бір қадам"), ("ru", "Ещё один шаг"), ("en", "One more step")]
)
def test_the_second_step_speaks_the_language_of_its_path(client, member, own_application, language, words):
    sign_in(client, path=f"/{language}/account/sign-in/")

    assert words in text(get(client, STEP, language=language))


@pytest.mark.django_db(transaction=True)
def test_of_two_removed_at_once_by_a_bound_person_one_remains(member, own_application):
    seat(member.person, BodyKind.SECRETARIAT)
    Authenticator.objects.create(user=member, type="webauthn", data={"name": "Телефон"})
    barrier, results = threading.Barrier(2), []

    def remove(kind):
        try:
            barrier.wait()
            with transaction.atomic():
                found = Authenticator.objects.get(user=member, type=kind)
                note_factor_removed(user=member, authenticator=found, at=timezone.now())
                found.delete()
            results.append("removed")
        except LastFactor:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=(kind,)) for kind in ("totp", "webauthn")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["refused", "removed"]
    assert Authenticator.objects.exclude(type="recovery_codes").count() == 1
    assert AuditEvent.objects.filter(kind="people.second_factor_removed").count() == 1
