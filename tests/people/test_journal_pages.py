"""Pages of what was sent and of the journal, and lists as sheets."""

import io
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.audit.models import AccessLog, AuditEvent
from assembly.audit.services.chain import record
from assembly.outbox.models import OutboxState
from assembly.outbox.services.letters import MASK
from assembly.people.desk import desk_of
from assembly.people.models import Invitation
from tests.factories import (
    NOON,
    make_user,
)
from tests.people.kit import get, make_message, post, text

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
        (
            "people:person_list",
            ("Имя", "Электронная почта", "Язык", "Вход на портал", "Приглашён", "Последний вход"),
        ),
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
