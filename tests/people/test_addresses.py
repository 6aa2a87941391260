"""One's own e-mail address: the former one holds until somebody who reads at the new one has confirmed it."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from assembly.audit.models import AuditEvent
from assembly.common.errors import DomainError, NotAllowed
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_seen, as_sent
from assembly.people.models import AddressChange, Notice
from assembly.people.refusals import AddressTaken
from assembly.people.refusals_sign_in import (
    AddressInvalid,
    AddressLinkNotValid,
    AddressSame,
    NoAddressWaits,
    TooManyAddressChanges,
)
from assembly.people.services.addresses import (
    ask_for_address,
    confirm_address,
    make_address_token,
    withdraw_address,
)
from tests.factories import NOON, PASSWORD, make_person, make_secretary
from tests.people.kit import get, post, text

NEW = "new@portal.example"
DAY = timedelta(days=1)


@pytest.fixture
def person(db):
    found = make_person(email="old@portal.example", language="ru")
    found.user.set_password(PASSWORD)
    found.user.save()
    return found


def ask(person, address=NEW, at=NOON, actor=None):
    return ask_for_address(person_id=person.pk, address=address, actor=actor or person.user, at=at)


def letter(kind):
    return OutboxMessage.objects.filter(kind=kind).order_by("-pk").first()


def token_of_letter():
    with_link = as_sent(letter("people.address_to_confirm")).body
    return re.search(r"/ru/people/address/([\w-]{43})/", with_link)[1]


def address_of(person):
    person.refresh_from_db()
    person.user.refresh_from_db()
    return person.email, person.user.email


def test_the_former_address_holds_until_the_link_of_the_new_one_is_used(person):
    ask(person, " New@Portal.example ")
    assert address_of(person) == ("old@portal.example", "old@portal.example")
    assert letter("people.address_to_confirm").address == NEW
    assert letter("people.address_asked").address == "old@portal.example"

    confirm_address(token=token_of_letter(), at=NOON)

    assert address_of(person) == (NEW, NEW)
    assert letter("people.address_changed").address == "old@portal.example"
    assert set(Notice.objects.values_list("kind", flat=True)) == {
        "people.address_asked",
        "people.address_changed",
    }


def test_events_hold_no_address_and_rows_no_token(person):
    change = ask(person)
    token = token_of_letter()
    assert token not in str(list(AddressChange.objects.values()))
    confirm_address(token=token, at=NOON)

    events = AuditEvent.objects.order_by("pk").values_list("kind", "payload")
    assert list(events) == [
        ("people.address_change_asked", {"change": change.pk}),
        ("people.address_changed", {"change": change.pk}),
    ]
    assert NEW not in as_seen(letter("people.address_changed")).body


def test_the_link_works_once_for_a_day_and_the_newest_alone(person):
    change = ask(person)
    first = make_address_token(change.pk)
    second = make_address_token(ask(person, "newer@portal.example").pk)

    for token, at in ((first, NOON), (second, NOON + DAY), ("unknown", NOON)):
        with pytest.raises(AddressLinkNotValid):
            confirm_address(token=token, at=at)
    confirm_address(token=second, at=NOON)
    with pytest.raises(AddressLinkNotValid):
        confirm_address(token=second, at=NOON)

    assert address_of(person) == ("newer@portal.example", "newer@portal.example")


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("не адрес", AddressInvalid),
        ("12345678@number.invalid", AddressInvalid),
        ("OLD@portal.example", AddressSame),
        ("Taken@portal.example", AddressTaken),
    ],
)
def test_a_refused_address_writes_nothing(person, address, refusal):
    make_person(email="taken@portal.example")

    with pytest.raises(refusal):
        ask(person, address)

    assert AddressChange.objects.count() == AuditEvent.objects.count() == OutboxMessage.objects.count() == 0


def test_nobody_asks_for_another_nor_too_often(person):
    with pytest.raises(NotAllowed):
        ask(person, actor=make_secretary())
    for number in range(3):
        ask(person, f"n{number}@portal.example")
    with pytest.raises(TooManyAddressChanges):
        ask(person)
    assert AddressChange.objects.count() == 3

    ask(person, at=NOON + DAY)


def test_an_address_taken_meanwhile_or_a_closed_account_confirms_nothing(person):
    token = make_address_token(ask(person).pk)
    other = make_person(email=NEW)
    with pytest.raises(AddressTaken):
        confirm_address(token=token, at=NOON)
    other.email = "elsewhere@portal.example"
    other.save()
    other.user.email = other.email
    other.user.save()
    person.user.is_active = False
    person.user.save()
    with pytest.raises(AddressLinkNotValid):
        confirm_address(token=token, at=NOON)

    assert address_of(person) == ("old@portal.example", "old@portal.example")


def test_a_withdrawn_change_confirms_nothing(person):
    token = make_address_token(ask(person).pk)

    withdraw_address(person_id=person.pk, actor=person.user, at=NOON)

    with pytest.raises(AddressLinkNotValid):
        confirm_address(token=token, at=NOON)
    with pytest.raises(NoAddressWaits):
        withdraw_address(person_id=person.pk, actor=person.user, at=NOON)
    assert as_seen(letter("people.address_to_confirm")) is None


def test_who_signs_in_by_a_number_gets_his_first_address(db):
    person = make_person(email="")
    person.user.email = "12345678@number.invalid"
    person.user.save()

    confirm_address(token=make_address_token(ask(person).pk), at=NOON)

    assert address_of(person) == (NEW, NEW)
    assert set(OutboxMessage.objects.values_list("kind", flat=True)) == {"people.address_to_confirm"}


def test_the_pages_ask_confirm_and_let_sign_in_by_the_new_address(person, client_of):
    client = client_of(person.user)
    assert "old@portal.example" in text(get(client, "people:address_change"))
    refused = post(client, "people:address_change", address="не адрес")
    assert (refused.status_code, 'value="не адрес"' in text(refused)) == (422, True)

    assert post(client, "people:address_change", address=NEW)["Location"] == "/ru/people/me/"
    assert NEW in text(get(client, "people:me"))
    token, stranger = token_of_letter(), Client()
    assert get(stranger, "people:address_confirm", token).status_code == 200
    assert address_of(person)[0] == "old@portal.example"
    assert post_to(stranger, token)["Location"] == "/ru/account/sign-in/"
    assert get(stranger, "people:address_confirm", token).status_code == 404

    for login, landing in (("old@portal.example", None), (NEW, "/ru/account/sign-in/code/")):
        response = Client().post("/ru/account/sign-in/", {"login": login, "password": PASSWORD})
        assert response.get("Location") == landing


def test_a_change_is_withdrawn_on_the_card(person, client_of):
    client = client_of(person.user)
    post(client, "people:address_change", address=NEW)

    post(client, "people:address_withdraw")

    assert NEW not in text(get(client, "people:me"))


def test_trying_who_else_is_here_is_limited(person, client_of):
    make_person(email="taken@portal.example")
    client = client_of(person.user)
    statuses = [
        post(client, "people:address_change", address="taken@portal.example").status_code for _ in range(11)
    ]

    assert (statuses[0], statuses[-1]) == (409, 429)


def post_to(client, token):
    return client.post(f"/ru/people/address/{token}/")


@pytest.mark.django_db(transaction=True)
def test_of_two_persons_one_gets_the_address():
    tokens = []
    for number in range(2):
        person = make_person(email=f"p{number}@portal.example")
        tokens.append(make_address_token(ask(person).pk))
    results, gate = [], threading.Barrier(2)

    def press(token):
        gate.wait()
        try:
            confirm_address(token=token, at=NOON)
            results.append("confirmed")
        except DomainError as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(token,)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["address_taken", "confirmed"]
