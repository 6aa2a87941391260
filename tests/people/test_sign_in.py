"""Signing in and out, the recovery of a password: one door, limits by account, no word too many."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from assembly.audit.models import AuditEvent
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import MASK, as_seen
from assembly.outbox.services.messages import drain
from tests.factories import PASSWORD, make_person, make_user

WRONG = "Неверный адрес электронной почты или пароль"
RESET_LINK = re.compile(r"https?://[^/]+(/(?:kk|ru|en)/account/password/reset/[\w-]+/)")


@pytest.fixture
def member():
    user = make_user(email="member@portal.example", language="ru")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, email="member@portal.example", password=PASSWORD, path="/ru/account/sign-in/", **extra):
    return client.post(path, {"login": email, "password": password}, **extra)


def is_signed_in(client):
    return client.get("/ru/people/me/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "email", ["member@portal.example", "Member@Portal.Example", " member@portal.example "]
)
def test_the_right_password_opens_the_desk(client, member, email):
    response = sign_in(client, email=email)

    assert (response.status_code, response["Location"]) == (302, "/ru/desk/")
    assert is_signed_in(client)
    assert client.session.get_expire_at_browser_close() is True


@pytest.mark.django_db
def test_sign_in_returns_to_the_page_that_was_asked_for(client, member):
    asked = client.get("/ru/people/notices/")
    assert asked["Location"] == "/ru/account/sign-in/?next=/ru/people/notices/"
    page = client.get(asked["Location"])
    assert 'name="next" value="/ru/people/notices/"' in page.content.decode()

    response = client.post(
        asked["Location"], {"login": member.email, "password": PASSWORD, "next": "/ru/people/notices/"}
    )

    assert response["Location"] == "/ru/people/notices/"


@pytest.mark.django_db
def test_a_foreign_address_is_no_way_back(client, member):
    response = client.post(
        "/ru/account/sign-in/", {"login": member.email, "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert response["Location"] == "/ru/desk/"


@pytest.mark.django_db
def test_wrong_password_unknown_address_and_closed_account_say_the_same(client, member):
    closed = make_user(email="closed@portal.example")
    closed.set_password(PASSWORD)
    closed.is_active = False
    closed.save()
    never_set = make_user(email="invited@portal.example")
    said = []
    for email, password in [
        (member.email, "not-this-one"),
        ("nobody@portal.example", PASSWORD),
        (closed.email, PASSWORD),
        (never_set.email, "!"),
    ]:
        page = sign_in(client, email=email, password=password, follow=True).content.decode()
        said.append(WRONG in page)
        assert not is_signed_in(client)

    assert said == [True] * 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Бұл өрісті толтыру қажет."), ("ru", "Заполните это поле."), ("en", "This field is required.")],
)
def test_an_empty_form_is_worded_in_the_readers_language(client, language, words):
    page = sign_in(client, email="", password="", path=f"/{language}/account/sign-in/").content.decode()

    assert page.count(words) == 2
    assert "placeholder" not in page


@pytest.mark.django_db
def test_five_failures_pause_the_account_and_nobody_else(client, member):
    for _ in range(5):
        sign_in(client, password="not-this-one")

    page = sign_in(client).content.decode()

    assert "вход временно ограничен. Время ожидания в минутах: 5" in page
    assert not is_signed_in(client)
    other = make_user(email="other@portal.example")
    other.set_password(PASSWORD)
    other.save()
    assert sign_in(client, email=other.email).status_code == 302


@pytest.mark.django_db
def test_a_hall_of_members_signs_in_from_one_address(client, member, settings):
    settings.HALL_NETWORKS = ["10.20.0.0/16"]
    from_hall, from_elsewhere = {"REMOTE_ADDR": "10.20.3.4"}, {"REMOTE_ADDR": "192.0.2.7"}

    answers = [sign_in(client, email=f"m{n}@portal.example", **from_hall).status_code for n in range(70)]
    assert set(answers) == {200}
    answers = [sign_in(client, email=f"n{n}@portal.example", **from_elsewhere).status_code for n in range(61)]
    assert answers[-1] == 429


@pytest.mark.django_db
def test_too_many_attempts_are_refused_on_a_page_of_ours(client, settings):
    for number in range(61):
        response = sign_in(client, email=f"n{number}@portal.example")

    assert response.status_code == 429
    assert "Слишком много попыток" in response.content.decode()


@pytest.mark.django_db
def test_signing_out_is_a_post(client, member):
    client.force_login(member)

    asked = client.get("/ru/account/sign-out/")
    assert asked.status_code == 200
    assert is_signed_in(client)
    assert client.post("/ru/account/sign-out/").status_code == 302
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_signing_in_without_a_token_of_the_form_is_refused(member):
    from django.test import Client

    response = sign_in(Client(enforce_csrf_checks=True))

    assert response.status_code == 403


@pytest.mark.django_db
def test_the_admins_own_door_leads_to_ours(client, member):
    response = client.post("/system/login/", {"username": member.email, "password": PASSWORD})

    assert response.status_code == 302
    assert response["Location"].endswith("/account/sign-in/?next=%2Fsystem%2Flogin%2F")


# -- changing a password ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_password_is_changed_by_who_knows_the_old_one(client, member):
    client.force_login(member)

    response = client.post(
        "/ru/account/password/",
        {"oldpassword": PASSWORD, "password1": "жаңа-құпия-сөз-9", "password2": "жаңа-құпия-сөз-9"},
    )

    assert (response.status_code, response["Location"]) == (302, "/ru/people/me/")
    assert "Пароль изменён." in client.get("/ru/people/me/").content.decode()  # and he is still signed in
    member.refresh_from_db()
    assert member.check_password("жаңа-құпия-сөз-9")
    event = AuditEvent.objects.get()
    assert (event.kind, event.stream, event.actor_id) == (
        "people.password_set",
        f"person:{member.person.pk}",
        member.pk,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("wrong", "жаңа-құпия-сөз-9", "жаңа-құпия-сөз-9"), "Текущий пароль указан неверно."),
        ((PASSWORD, "короткий", "короткий"), "Знаков должно быть не менее: 10."),
        ((PASSWORD, "1234567890123", "1234567890123"), "Пароль не должен состоять из одних цифр."),
        ((PASSWORD, "жаңа-құпия-сөз-9", "жаңа-құпия-сөз-8"), "Пароли не совпадают."),
        ((PASSWORD, "member@portal.example", "member@portal.example"), "Пароль слишком похож"),
    ],
)
def test_a_bad_change_is_refused_in_words(client, member, typed, words):
    old, new, again = typed
    client.force_login(member)

    response = client.post(
        "/ru/account/password/", {"oldpassword": old, "password1": new, "password2": again}
    )

    assert words in response.content.decode()
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
    assert AuditEvent.objects.count() == 0


# -- recovering a password -------------------------------------------------------------------------


def reset_path():
    drain(at=timezone.now() + timedelta(minutes=1))
    return RESET_LINK.search(mail.outbox[-1].body)[1]


@pytest.mark.django_db
def test_known_and_unknown_addresses_get_the_same_answer(client, member):
    answers = [
        client.post("/ru/account/password/reset/", {"email": email})
        for email in (member.email, "nobody@portal.example")
    ]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/ru/account/password/reset/done/")
    ] * 2
    message = OutboxMessage.objects.get()
    assert (message.kind, message.address, message.language) == ("people.password_reset", member.email, "ru")
    assert message.context == {"user_id": member.pk}
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_recovered_password_works_and_its_link_does_not_work_twice(client, member):
    client.post("/kk/account/password/reset/", {"email": member.email})
    path = reset_path()
    assert path.startswith("/ru/")  # the person's own language
    form = client.get(path, follow=True)
    url = form.redirect_chain[-1][0]

    done = client.post(url, {"password1": "жаңа-құпия-сөз-9", "password2": "жаңа-құпия-сөз-9"}, follow=True)

    assert "Теперь войдите с новым паролем." in done.content.decode()
    assert sign_in(client, password="жаңа-құпия-сөз-9").status_code == 302
    assert AuditEvent.objects.get().kind == "people.password_set"
    client.logout()
    assert "Эта ссылка больше не действует" in client.get(path, follow=True).content.decode()


@pytest.mark.django_db
def test_a_link_that_nobody_sent_is_refused(client):
    page = client.get("/ru/account/password/reset/1-abc-def/", follow=True).content.decode()

    assert "Эта ссылка больше не действует" in page


@pytest.mark.django_db
def test_neither_the_row_nor_the_page_of_the_letter_shows_the_link(client, member):
    client.post("/ru/account/password/reset/", {"email": member.email})
    path = reset_path()

    row = OutboxMessage.objects.values().get()
    assert path not in str(row)
    assert RESET_LINK.search(as_seen(OutboxMessage.objects.get()).body) is None
    assert MASK in as_seen(OutboxMessage.objects.get()).body


@pytest.mark.django_db
def test_a_letter_to_an_account_closed_meanwhile_does_not_leave(client, member):
    client.post("/ru/account/password/reset/", {"email": member.email})
    member.is_active = False
    member.save()

    assert drain(at=timezone.now() + timedelta(minutes=1)) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_letter_is_written_in_the_persons_language(client, language):
    person = make_person(language=language, email="reader@portal.example")
    client.post("/en/account/password/reset/", {"email": person.email})
    drain(at=timezone.now() + timedelta(minutes=1))

    assert (
        mail.outbox[0].subject
        == {
            "kk": "Ассамблея порталында құпиясөзіңізді қалпына келтіру",
            "ru": "Восстановление вашего пароля на портале Ассамблеи",
            "en": "Recovery of your password on the portal of the Assembly",
        }[language]
    )
    assert f"/{language}/account/password/reset/" in mail.outbox[0].body
    assert "{" not in mail.outbox[0].body


@pytest.mark.django_db
def test_many_requests_for_one_account_are_refused(client, member):
    answers = [
        client.post("/ru/account/password/reset/", {"email": member.email}).status_code for _ in range(4)
    ]

    assert answers == [302, 302, 302, 429]
    assert OutboxMessage.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_pages_of_signing_in_speak_the_language_of_their_path(client, language, name):
    with translation.override(language):
        page = client.get(reverse(name)).content.decode()

    assert f'<html lang="{language}"' in page


@pytest.mark.django_db
def test_who_never_had_a_password_is_led_to_set_it_by_a_letter(client):
    user = make_user()
    user.set_unusable_password()
    user.save()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get("/ru/account/password/")

    assert (answer.status_code, answer["Location"]) == (302, "/ru/account/password/reset/")
    assert client.get(answer["Location"]).status_code == 200
