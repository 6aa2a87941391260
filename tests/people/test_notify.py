"""Telling people: a letter and a notice each, once."""

import pytest

from assembly.outbox.models import OutboxMessage
from assembly.people.models import Notice
from assembly.people.services.notify import notify_persons
from tests.factories import NOON, make_person

KIND = "people.password_reset"


def tell(persons, **fields):
    values = {
        "kind": KIND,
        "context": {"meeting_id": 5},
        "dedup_key": "meeting:5",
        "at": NOON,
        "path": "/meetings/5/",
    }
    return notify_persons(persons, **{**values, **fields})


@pytest.mark.django_db
def test_each_person_gets_a_letter_in_his_language_and_a_notice():
    kazakh, russian = make_person(language="kk"), make_person(language="ru")

    assert tell([kazakh, russian, kazakh]) == 2

    letters = OutboxMessage.objects.order_by("pk").values_list(
        "address", "language", "recipient_id", "dedup_key"
    )
    assert list(letters) == [
        (kazakh.email, "kk", kazakh.pk, f"meeting:5:{kazakh.pk}"),
        (russian.email, "ru", russian.pk, f"meeting:5:{russian.pk}"),
    ]
    assert Notice.objects.get(person=russian).context == {"meeting_id": 5, "person_id": russian.pk}


@pytest.mark.django_db
def test_who_has_no_address_gets_the_notice_alone():
    person = make_person(email="", with_user=False)

    assert tell([person]) == 0
    assert Notice.objects.get().path == "/meetings/5/"


@pytest.mark.django_db
def test_the_same_news_is_told_once():
    person = make_person()

    assert (tell([person]), tell([person])) == (1, 0)
    assert (Notice.objects.count(), OutboxMessage.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_hundred_are_told_in_as_many_queries_as_one(django_assert_num_queries):
    persons = [make_person() for _ in range(40)]

    with django_assert_num_queries(3):
        tell(persons[:1])
    with django_assert_num_queries(3):
        tell(persons[1:])


@pytest.mark.django_db
def test_an_unregistered_kind_tells_nobody():
    with pytest.raises(LookupError):
        tell([make_person()], kind="no.such")

    assert OutboxMessage.objects.count() == 0
