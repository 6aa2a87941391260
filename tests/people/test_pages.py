"""Pages of the room: who sees them, what they say, what their buttons do, without JavaScript."""

import io
import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.audit.models import AccessLog, AuditEvent
from assembly.audit.services.chain import record
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.outbox.services.letters import MASK
from assembly.outbox.services.messages import drain, enqueue
from assembly.people.desk import desk_of
from assembly.people.models import Invitation, Notice, Person, User
from assembly.people.services.invitations import invite_person
from assembly.people.services.notices import mark_notices_read
from assembly.people.services.notify import notify_persons
from tests.factories import (
    NOON,
    PASSWORD,
    make_chairman,
    make_person,
    make_secretary,
    make_state_officer,
    make_user,
)

HASHED = "argon2$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"  # of a password that nobody knows
STAFF_PAGES = ["people:person_list", "people:persons_invite", "outbox:message_list", "audit:events"]


@pytest.fixture
def secretary():
    user = make_secretary(language="ru")
    user.password = HASHED
    user.save()
    return user


@pytest.fixture
def staff(client_of, secretary):
    return client_of(secretary)


def get(client, name, *args, language="ru", **query):
    with translation.override(language):
        return client.get(reverse(name, args=args), query)


def post(client, name, *args, **values):
    with translation.override("ru"):
        return client.post(reverse(name, args=args), values)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def make_message(number=1, **fields):
    person = make_person(with_user=False)
    Invitation.objects.create(person=person, invited_at=NOON, valid_until=NOON + timedelta(days=14))
    message = enqueue(
        kind="people.invited",
        address=person.email,
        language="ru",
        dedup_key=f"m{number}",
        context={"invitation_id": person.invitations.get().pk},
        at=NOON,
        recipient_id=person.pk,
    )
    OutboxMessage.objects.filter(dedup_key=f"m{number}").update(**fields)
    return OutboxMessage.objects.get(message_id=message.message_id)


# -- who sees what ---------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_pages_of_the_staff_are_for_the_staff(client_of, name):
    assert get(client_of(), name).status_code == 302
    for maker in (make_user, make_chairman, make_state_officer):
        assert get(client_of(maker()), name).status_code == 403
    assert get(client_of(make_secretary()), name).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", [*STAFF_PAGES, "people:me", "people:notice_list", "account_change_password"])
def test_every_page_speaks_each_language(staff, name, language):
    make_message()
    response = get(staff, name, language=language)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in text(response)


@pytest.mark.django_db
def test_the_menu_shows_the_staffs_lines_to_the_staff_alone(client_of, staff):
    lines = ["Люди и вход на портал", "Что отправлено", "Журнал действий"]

    page = text(get(staff, "people:me"))
    assert [line in page for line in lines] == [True] * 3
    page = text(get(client_of(make_user()), "people:me"))
    assert [line in page for line in lines] == [False] * 3


# -- persons and invitations -----------------------------------------------------------------------


def cast_of_states():
    """One person in each state of signing in."""
    never = make_person(with_user=False, family_name="Никогда")
    invited = make_person(with_user=False, family_name="Приглашён")
    Invitation.objects.create(person=invited, invited_at=NOON, valid_until=NOON + timedelta(days=14))
    signed_in = make_person(family_name="Вошёл")
    User.objects.filter(pk=signed_in.user_id).update(last_login=NOON, password=HASHED)
    nowhere = make_person(with_user=False, family_name="Безадресный", email="")
    return never, invited, signed_in, nowhere


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("", {"Никогда", "Приглашён", "Вошёл", "Безадресный"}),
        ("none", {"Никогда"}),
        ("invited", {"Приглашён"}),
        ("signed_in", {"Вошёл"}),
        ("never", {"Никогда", "Приглашён", "Безадресный"}),
        ("no_address", {"Безадресный"}),
    ],
)
def test_persons_are_filtered_by_how_far_their_sign_in_has_come(staff, state, expected):
    cast_of_states()

    page = text(get(staff, "people:person_list", state=state))

    names = {"Никогда", "Приглашён", "Вошёл", "Безадресный"}
    assert {name for name in names if f'<th scope="row">{name} Айдос</th>' in page} == expected


@pytest.mark.django_db
def test_persons_are_found_by_name_and_the_look_is_logged(staff, secretary):
    cast_of_states()

    page = text(get(staff, "people:person_list", q="приглаш"))

    assert "Приглашён Айдос" in page
    assert "Никогда Айдос" not in page
    entry = AccessLog.objects.get()
    assert (entry.viewer_id, entry.subject, entry.page) == (secretary.pk, "persons", "/ru/people/persons/")


@pytest.mark.django_db
def test_one_person_is_invited_by_one_press(staff):
    person = make_person(with_user=False)

    response = post(staff, "people:person_invite", person.pk)

    assert (response.status_code, response["Location"]) == (302, "/ru/people/persons/")
    assert Invitation.objects.get().person == person
    assert f"Письмо уйдёт в течение минуты. Кому: {person.full_name}" in text(
        get(staff, "people:person_list")
    )


@pytest.mark.django_db
def test_a_refused_invitation_is_said_with_its_paragraph(client_of, staff):
    person = make_person(with_user=False, email="")

    post(staff, "people:person_invite", person.pk)
    assert "не указан адрес электронной почты" in text(get(staff, "people:person_list"))
    stranger = client_of(make_user())
    post(stranger, "people:person_invite", person.pk)
    assert "подп. 1) п. 17" in text(get(stranger, "people:me")).replace("\xa0", " ")
    assert Invitation.objects.count() == 0


@pytest.mark.django_db
def test_a_filtered_list_is_invited_after_the_number_of_letters_was_confirmed(staff):
    cast_of_states()
    asked = text(get(staff, "people:persons_invite", state="none"))
    assert "Писем со ссылкой для пароля: 1" in asked
    assert 'name="count" value="1"' in asked
    assert Invitation.objects.count() == 1

    response = post(staff, "people:persons_invite", state="none", q="", count="1")

    assert response.status_code == 302
    assert Invitation.objects.count() == 2
    assert "1 письмо уйдёт" in text(get(staff, "people:person_list"))


@pytest.mark.django_db
def test_a_list_that_changed_since_is_asked_about_anew(staff):
    cast_of_states()
    make_person(with_user=False)

    response = post(staff, "people:persons_invite", state="none", q="", count="1")

    assert response.status_code == 409
    assert 'name="count" value="2"' in text(response)
    assert Invitation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["people:person_list", "people:persons_invite"])
def test_three_persons_cost_as_many_queries_as_one(staff, name):
    counts = []
    for _ in range(3):
        make_person(with_user=False)
        with CaptureQueriesContext(connection) as counted:
            get(staff, name)
        counts.append(len(counted))

    assert counts[0] == counts[2]


# -- the page behind the link ----------------------------------------------------------------------


@pytest.fixture
def link(secretary, mailoutbox):
    person = make_person(with_user=False, language="ru", family_name="Гостев")
    invite_person(person_id=person.pk, actor=secretary, at=timezone.now())
    drain(at=timezone.now() + timedelta(minutes=1))
    return re.search(r"https?://[^/]+(/ru/people/invitation/\S+/)", mailoutbox[-1].body)[1]


@pytest.mark.django_db
def test_an_invited_person_sets_a_password_and_is_signed_in(client, link):
    page = client.get(link)
    assert "Гостев Айдос" in text(page)
    assert "no-store" in page["Cache-Control"]

    response = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/ru/desk/")
    assert "Гостев" in text(client.get("/ru/people/me/"))
    assert client.get(link).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (PASSWORD, "another-one-9", "Пароли не совпадают."),
        ("короткий", "короткий", "Знаков должно быть не менее: 10."),
        ("", "", "Заполните это поле."),
    ],
)
def test_a_bad_first_password_is_refused_in_words(client, link, first, second, words):
    response = client.post(link, {"password1": first, "password2": second})

    assert response.status_code == 422
    assert words in text(response)
    assert Invitation.objects.get().used_at is None


@pytest.mark.django_db
def test_an_unknown_link_says_what_to_do(client):
    response = client.get("/ru/people/invitation/unknown/")

    assert response.status_code == 404
    assert "попросите Секретариат прислать ещё одно" in text(response)


# -- one's own card and notices --------------------------------------------------------------------


@pytest.mark.django_db
def test_the_card_shows_name_address_and_role(staff, secretary):
    page = text(get(staff, "people:me"))

    assert secretary.person.full_name in page
    assert secretary.email in page
    assert "Сотрудник Секретариата" in page


@pytest.mark.django_db
def test_an_administrator_without_a_person_has_a_card_too(client_of):
    page = text(get(client_of(User.objects.create_superuser("root@portal.example")), "people:me"))

    assert "root@portal.example" in page
    assert 'name="language"' not in page


@pytest.mark.django_db
def test_the_language_of_letters_is_changed_with_an_event(staff, secretary):
    post(staff, "people:language_change", language="kk")
    post(staff, "people:language_change", language="kk")

    assert Person.objects.get(user=secretary).language == "kk"
    event = AuditEvent.objects.get()
    assert (event.kind, event.payload) == ("people.language_changed", {"from": "ru", "to": "kk"})


@pytest.mark.django_db
def test_an_unknown_language_is_refused(staff, secretary):
    post(staff, "people:language_change", language="de")

    assert "казахском, русском и английском" in text(get(staff, "people:me"))
    assert Person.objects.get(user=secretary).language == "ru"
    assert AuditEvent.objects.count() == 0


def notify(person, number=1, **fields):
    notify_persons(
        [person],
        kind="people.password_reset",
        context={"user_id": person.user_id},
        dedup_key=f"n{number}",
        at=NOON + timedelta(minutes=number),
        **fields,
    )


@pytest.mark.django_db
def test_notices_are_worded_counted_and_read(client_of):
    person, other = make_person(), make_person()
    notify(person, 1, path="/people/me/")
    notify(person, 2)
    notify(other, 3)
    client = client_of(person.user)

    page = text(get(client, "people:notice_list"))
    assert page.count('<h2 class="h3">Восстановление вашего пароля на портале Ассамблеи') == 2
    assert '<span class="badge-n">2</span>' in page

    first = Notice.objects.get(person=person, path="/people/me/")
    response = post(client, "people:notice_open", first.pk)
    assert response["Location"] == "/ru/people/me/"
    assert '<span class="badge-n">1</span>' in text(get(client, "people:notice_list"))

    post(client, "people:notices_read")
    assert Notice.objects.of(person.user).unread().count() == 0
    assert Notice.objects.of(other.user).unread().count() == 1


@pytest.mark.django_db
def test_nobody_reads_or_marks_anothers_notices(client_of):
    person, stranger = make_person(), make_user()
    notify(person)
    notice = Notice.objects.get()

    assert post(client_of(stranger), "people:notice_open", notice.pk).status_code == 404
    assert mark_notices_read(actor=stranger, at=NOON, notice_id=notice.pk) == 0
    assert "<article" not in text(get(client_of(stranger), "people:notice_list"))
    assert Notice.objects.unread().count() == 1


@pytest.mark.django_db
def test_a_notice_about_what_is_gone_is_shown_by_its_kind(client_of):
    person = make_person()
    notify(person)
    Notice.objects.update(context={"user_id": 0})
    Notice.objects.bulk_create([Notice(person=person, kind="gone.kind", dedup_key="g", at=NOON)])

    page = text(get(client_of(person.user), "people:notice_list"))

    assert "Письмо о восстановлении пароля" in page
    assert "gone.kind" in page


# -- what was sent ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_messages_are_filtered_by_state_kind_and_address(staff):
    first = make_message(1)
    second = make_message(2, state=OutboxState.DEAD)

    def found(**query):
        page = text(get(staff, "outbox:message_list", **query))
        return [message.address in page for message in (first, second)]

    assert found() == [True, True]
    assert found(state="dead") == [False, True]
    assert found(kind="people.invited") == [True, True]
    assert found(kind="people.password_reset") == [False, False]
    assert found(q=first.address) == [True, False]


@pytest.mark.django_db
def test_a_message_is_shown_in_its_words_without_its_secret(staff, secretary):
    message = make_message()

    page = text(get(staff, "outbox:message_show", message.pk))

    assert "для вас подготовлена учётная запись на портале" in page
    assert MASK in page
    assert "/people/invitation/" not in page
    assert Invitation.objects.get().token_hash == ""
    assert AccessLog.objects.get().subject == f"message:{message.pk}"


@pytest.mark.django_db
def test_an_undelivered_letter_is_sent_again_by_the_staff_alone(client_of, staff, secretary):
    message = make_message(
        state=OutboxState.DEAD, attempts=8, last_error="SMTPRecipientsRefused: 550 no such box"
    )
    assert "550 no such box" in text(get(staff, "outbox:message_show", message.pk))
    post(client_of(make_user()), "outbox:message_send_again", message.pk)
    message.refresh_from_db()
    assert (message.state, AuditEvent.objects.count()) == (OutboxState.DEAD, 0)

    post(staff, "outbox:message_send_again", message.pk)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxState.WAITING, 0)
    event = AuditEvent.objects.get()
    assert (event.kind, event.stream, event.actor_id) == (
        "outbox.message_sent_again", f"message:{message.pk}", secretary.pk,
    )  # fmt: skip
    page = text(get(staff, "outbox:message_show", message.pk))
    assert "Недоставленное письмо поставлено на повторную отправку" in page
    post(staff, "outbox:message_send_again", message.pk)
    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db
def test_a_message_whose_subject_is_gone_says_so(staff):
    message = make_message(context={"invitation_id": 0})

    assert "Письмо уже не нужно" in text(get(staff, "outbox:message_show", message.pk))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["outbox:message_list", "audit:events"])
def test_a_long_list_costs_as_many_queries_as_a_short_one(staff, secretary, name):
    counts = []
    for number in (1, 2, 3):
        make_message(number)
        record(stream="poll:5", kind="people.password_set", actor=make_user(), at=NOON)
        with CaptureQueriesContext(connection) as counted:
            get(staff, name)
        counts.append(len(counted))

    assert counts[0] == counts[2]


@pytest.mark.django_db
def test_dead_letters_lie_on_the_staffs_desk(secretary):
    on = timezone.localdate()
    assert [item for item in desk_of(secretary, on=on) if item.icon == "mail-x"] == []
    make_message(state=OutboxState.DEAD)

    with translation.override("ru"):
        (item,) = [item for item in desk_of(secretary, on=on) if item.icon == "mail-x"]

    assert (item.title, item.url) == ("Писем не доставлено: 1", "/ru/outbox/?state=dead")
    assert [item for item in desk_of(make_user(), on=on) if item.icon == "mail-x"] == []


# -- the journal -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_events_are_filtered_by_section_object_and_day(staff):
    actor = make_user(given_name="Сауле", family_name="Судьина")
    record(stream="person:1", kind="people.password_set", actor=actor, at=NOON)
    record(stream="message:7", kind="outbox.message_sent_again", actor=actor, at=NOON + timedelta(days=1))

    def found(**query):
        page = text(get(staff, "audit:events", **query))
        return ["Задан новый пароль" in page, "поставлено на повторную отправку" in page]

    assert "Сауле Судьина" in text(get(staff, "audit:events"))
    assert found() == [True, True]
    assert found(room="people") == [True, False]
    assert found(stream="message:7") == [False, True]
    assert found(since="24.11.2026") == [False, True]
    assert found(until="23.11.2026") == [True, False]
    assert found(since="25.11.2026") == [False, False]


# -- the same lists as sheets ----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("people:person_list", ("Имя", "Электронная почта", "Язык", "Вход на портал")),
        ("outbox:message_list", ("Письмо", "Кому", "Электронная почта", "Составлено", "Состояние")),
        ("audit:events", ("Когда", "Что произошло", "Кто", "Основание", "Объект", "№")),
    ],
)
def test_each_list_is_a_sheet_too(staff, secretary, name, headings):
    make_message()
    record(stream="=cmd:5", kind="people.password_set", actor=secretary, at=NOON)

    response = get(staff, name, format="xlsx")

    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[0] == headings
    assert len(rows) == {"people:person_list": 3, "outbox:message_list": 2, "audit:events": 2}[name]
    if name == "audit:events":
        assert rows[1] == (
            datetime(2026, 11, 23, 12),
            "Задан новый пароль",
            secretary.get_full_name(),
            None,
            "'=cmd:5",
            1,
        )
