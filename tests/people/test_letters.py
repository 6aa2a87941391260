"""Printed letters: codes exist in the PDF alone, are taken once, open one account once."""

import io
import re
import threading
from datetime import timedelta

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.outbox.models import OutboxMessage
from assembly.people.models import Invitation, LetterBatch, Person, User
from assembly.people.refusals import AddressTaken, PasswordRefused
from assembly.people.refusals_sign_in import CodeNotValid, LettersGone, NobodyToWrite
from assembly.people.services.closing import close_sign_in
from assembly.people.services.letters import accept_code, make_letters, order_letters, take_letters
from assembly.people.sign_in_number import address_of, as_login, number_of
from tests.factories import NOON, PASSWORD, make_chairman, make_person, make_secretary, make_user
from tests.people.kit import HASHED, get, post, text

needs_press = pytest.mark.skipif(not portal.PDF_IS_ON, reason="PDF is off")
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4} \d{4}")
NUMBER = re.compile(r"(?<!\d )\b\d{4} \d{4}\b(?! \d)")


def nobody(**fields):
    """A person without an address and an account."""
    return make_person(with_user=False, **{"email": "", "language": "ru", **fields})


@pytest.fixture
def press(monkeypatch):
    """Keep what would be printed, without the layout library."""
    printed = []
    from assembly.people import press as room

    def lay_out(*, template, context, at):
        printed.extend(context["letters"])
        return b"%PDF-letters"

    monkeypatch.setattr(room, "_press", [lay_out])
    return printed


def letter_of(press, person, actor=None, at=NOON):
    order_letters(person_ids=[person.pk], actor=actor or make_secretary(), at=at)
    make_letters(at=at)
    return press[-1]


@pytest.mark.django_db
def test_a_letter_is_ordered_made_taken_once_and_gone(press):
    secretary, person = make_secretary(), nobody()

    batch = order_letters(person_ids=[person.pk], actor=secretary, at=NOON)
    assert make_letters(at=NOON) == 1
    content = take_letters(batch_id=batch.pk, actor=secretary, at=NOON)

    assert content == b"%PDF-letters"
    batch.refresh_from_db()
    assert (batch.state, batch.sealed) == ("taken", None)
    with pytest.raises(LettersGone):
        take_letters(batch_id=batch.pk, actor=secretary, at=NOON)
    kinds = list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["people.letters_ordered", "people.letters_made", "people.letters_taken"]
    assert OutboxMessage.objects.count() == 0


@pytest.mark.django_db
def test_no_row_holds_the_code_nor_the_open_pdf(press):
    letter = letter_of(press, nobody())
    code = letter["code"].replace(" ", "")

    assert (len(code), code.isdecimal()) == (20, True)
    for rows in (Invitation.objects.values(), LetterBatch.objects.values(), AuditEvent.objects.values()):
        for row in rows:
            assert code not in str(row)
            assert letter["code"] not in str(row)
    assert b"%PDF" not in bytes(LetterBatch.objects.get().sealed)


@pytest.mark.django_db
def test_who_has_no_address_signs_in_by_the_number_of_the_letter(press, client):
    person = nobody()
    letter = letter_of(press, person)

    user = accept_code(code=letter["code"], email="", password=PASSWORD, at=NOON)

    person.refresh_from_db()
    assert (person.user, person.email) == (user, "")
    assert number_of(user.email) == letter["number"].replace(" ", "")
    response = client.post("/ru/account/sign-in/", {"login": letter["number"], "password": PASSWORD})
    assert response["Location"] == "/ru/desk/"
    with pytest.raises(CodeNotValid):
        accept_code(code=letter["code"], email="", password=PASSWORD, at=NOON)


@pytest.mark.django_db
def test_who_gives_an_address_signs_in_by_it_and_gets_letters_there(press):
    person = nobody()
    letter = letter_of(press, person)

    user = accept_code(code=letter["code"], email="Own@Portal.example", password=PASSWORD, at=NOON)

    person.refresh_from_db()
    assert (user.email, person.email) == ("own@portal.example", "own@portal.example")


@pytest.mark.django_db
def test_a_weak_password_or_a_taken_address_uses_no_code_up(press):
    make_person(email="taken@portal.example")
    letter = letter_of(press, nobody())

    with pytest.raises(PasswordRefused):
        accept_code(code=letter["code"], email="", password="12345", at=NOON)
    with pytest.raises(AddressTaken):
        accept_code(code=letter["code"], email="Taken@portal.example", password=PASSWORD, at=NOON)

    assert Invitation.objects.get().used_at is None
    accept_code(code=letter["code"], email="", password=PASSWORD, at=NOON)


@pytest.mark.django_db
def test_a_newer_letter_ends_the_older_code(press):
    person = nobody()
    old, new = letter_of(press, person), letter_of(press, person)

    with pytest.raises(CodeNotValid):
        accept_code(code=old["code"], email="", password=PASSWORD, at=NOON)
    accept_code(code=new["code"], email="", password=PASSWORD, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "1", "0" * 20, "x" * 20])
def test_an_unknown_code_opens_nothing(press, code):
    letter_of(press, nobody())

    with pytest.raises(CodeNotValid):
        accept_code(code=code, email="", password=PASSWORD, at=NOON)

    assert User.objects.exclude(person__memberships__isnull=False).count() == 0


@pytest.mark.django_db
def test_a_code_holds_thirty_days(press):
    letter = letter_of(press, nobody())
    last = NOON + timedelta(days=30)

    with pytest.raises(CodeNotValid):
        accept_code(code=letter["code"], email="", password=PASSWORD, at=last)
    accept_code(code=letter["code"], email="", password=PASSWORD, at=last - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_pdf_that_nobody_took_is_gone_after_a_day_with_its_codes(press):
    secretary = make_secretary()
    letter = letter_of(press, nobody(), actor=secretary)
    batch, later = LetterBatch.objects.get(), NOON + timedelta(hours=24)

    with pytest.raises(LettersGone):
        take_letters(batch_id=batch.pk, actor=secretary, at=later)
    make_letters(at=later)

    batch.refresh_from_db()
    assert (batch.state, batch.sealed) == ("gone", None)
    with pytest.raises(CodeNotValid):
        accept_code(code=letter["code"], email="", password=PASSWORD, at=later)


@pytest.mark.django_db
def test_only_the_one_who_ordered_takes_and_only_the_staff_orders(press):
    person = nobody()
    for actor in (make_user(), make_chairman()):
        with pytest.raises(NotAllowed):
            order_letters(person_ids=[person.pk], actor=actor, at=NOON)
    letter_of(press, person)

    with pytest.raises(NotAllowed):
        take_letters(batch_id=LetterBatch.objects.get().pk, actor=make_secretary(), at=NOON)
    assert LetterBatch.objects.get().state == "ready"


@pytest.mark.django_db
def test_who_signs_in_or_is_closed_gets_no_letter():
    secretary, signs_in, closed = make_secretary(), make_person(), make_person()
    User.objects.filter(pk=signs_in.user_id).update(password=HASHED)
    close_sign_in(person_id=closed.pk, closed_on=NOON.date(), reason="Ушёл", actor=secretary, at=NOON)

    with pytest.raises(NobodyToWrite):
        order_letters(person_ids=[signs_in.pk, closed.pk], actor=secretary, at=NOON)

    assert LetterBatch.objects.count() == Invitation.objects.count() == 0


@pytest.mark.django_db
def test_who_forgot_the_password_of_a_number_gets_a_new_letter(press):
    person = nobody()
    accept_code(code=letter_of(press, person)["code"], email="", password=PASSWORD, at=NOON)

    letter = letter_of(press, person)
    user = accept_code(code=letter["code"], email="", password="другой-пароль-9", at=NOON)

    assert User.objects.filter(person=person).get() == user
    assert user.check_password("другой-пароль-9")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_one_code_one_gets_in(press):
    letter = letter_of(press, nobody())
    results, gate = [], threading.Barrier(2)

    def press_button():
        gate.wait()
        try:
            accept_code(code=letter["code"], email="", password=PASSWORD, at=NOON)
            results.append("in")
        except CodeNotValid:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press_button) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["in", "refused"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1234 5678", address_of("12345678")),
        ("12345678", address_of("12345678")),
        ("1234567", "1234567"),
        (" a@portal.example ", "a@portal.example"),
    ],
)
def test_eight_digits_are_a_number(typed, meant):
    assert as_login(typed) == meant


@needs_press
@pytest.mark.django_db
def test_the_paper_has_a_letter_a_page_in_the_language_of_each():
    secretary = make_secretary()
    persons = [nobody(language="kk", family_name="Бірінші"), nobody(language="ru", family_name="Второй")]
    batch = order_letters(person_ids=[person.pk for person in persons], actor=secretary, at=NOON)
    make_letters(at=NOON)

    content = take_letters(batch_id=batch.pk, actor=secretary, at=NOON)
    pages = PdfReader(io.BytesIO(content)).pages

    words = [" ".join(page.extract_text().split()) for page in pages]
    assert len(words) == 2
    assert "Бірінші Айдос" in words[0]
    assert "/kk/people/code/" in words[0]
    assert "Второй Айдос" in words[1]
    assert "/ru/people/code/" in words[1]
    assert all(CODE.search(page) for page in words)
    accept_code(code=CODE.search(words[1])[0], email="", password=PASSWORD, at=NOON)


# -- pages -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_list_is_ordered_after_the_number_was_confirmed_and_taken_by_its_owner(press, client_of, staff):
    nobody(family_name="Безадресный")
    make_person(with_user=False)
    page = text(get(staff, "people:letter_list"))
    assert "Безадресный Айдос" in page
    assert 'name="count" value="1"' in page

    post(staff, "people:letter_list", count="5")
    assert LetterBatch.objects.count() == 0
    post(staff, "people:letter_list", count="1")
    batch = LetterBatch.objects.get()
    make_letters(at=timezone.now())
    assert "Скачать один раз" in text(get(staff, "people:letter_list"))
    other = client_of(make_secretary())
    assert post(other, "people:letter_take", batch.pk).status_code == 404
    response = post(staff, "people:letter_take", batch.pk)
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/pdf", "no-store")
    assert post(staff, "people:letter_take", batch.pk).status_code == 302


@pytest.mark.django_db
def test_the_public_page_opens_an_account_and_answers_every_wrong_code_alike(press, client):
    letter = letter_of(press, nobody(), at=timezone.now())
    values = {"email": "", "password1": PASSWORD, "password2": PASSWORD}
    said = set()
    for code in ("1", "0" * 20):
        response = client.post("/ru/people/code/", {**values, "code": code})
        assert response.status_code == 422
        said.add(re.search(r"Код неверен[^<]*", text(response))[0])
    assert len(said) == 1

    response = client.post("/ru/people/code/", {**values, "code": letter["code"]})
    assert response["Location"] == "/ru/desk/"
    assert letter["number"] in text(client.get("/ru/people/me/"))


@pytest.mark.django_db
def test_codes_are_tried_a_few_times_only(client):
    values = {"code": "1", "password1": PASSWORD, "password2": PASSWORD}

    answers = [client.post("/ru/people/code/", values).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
    assert Person.objects.count() == 0


def orders(secretary, count):
    for number in range(count):
        LetterBatch.objects.create(
            ordered_by=secretary, ordered_at=NOON + timedelta(minutes=number), letters=number + 1
        )


@pytest.mark.django_db
def test_orders_come_twenty_a_page(staff, secretary):
    orders(secretary, 21)

    first, second = text(get(staff, "people:letter_list")), text(get(staff, "people:letter_list", page=2))

    assert (first.count('class="todo"'), second.count('class="todo"')) == (20, 1)
    assert "Письма: 1<" in second
    assert "page=2" in first


@pytest.mark.django_db
def test_the_list_of_orders_asks_as_much_for_three_as_for_one(staff, secretary):
    counts = []
    for more in (1, 2):
        orders(secretary, more)
        get(staff, "people:letter_list")
        with CaptureQueriesContext(connection) as queries:
            get(staff, "people:letter_list")
        counts.append(len(queries))

    assert counts[0] == counts[1]
