"""Cards that look like one person's and are of two: recorded with a reason, not offered again."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.common.errors import DomainError, NotAllowed
from assembly.people.duplicates import likely_duplicates
from assembly.people.models import DistinctPersons
from assembly.people.refusals import DistinctAlready, MergedAlready, SamePerson
from assembly.people.refusals_sign_in import ReasonMissing
from assembly.people.services.distinct import keep_apart
from assembly.people.services.merge import merge_persons
from tests.factories import NOON, make_members, make_person, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def cards(count=2):
    names = {"with_user": False, "family_name": "Сыншы", "given_name": "Айбек", "email": ""}
    return [make_person(**names) for _ in range(count)]


def apart(one, other, actor, reason="Разные дни рождения"):
    return keep_apart(one_id=one.pk, other_id=other.pk, reason=reason, actor=actor, at=NOON)


def offered():
    return [
        (first.pk, second.pk)
        for likeness in likely_duplicates()
        for first, second in likeness.pairs
        if first.family_name == "Сыншы"
    ]


def recorded():
    return DistinctPersons.objects.count(), AuditEvent.objects.filter(
        kind="people.persons_kept_apart"
    ).count()


def test_a_pair_found_distinct_is_not_offered_again_whichever_card_is_named_first():
    first, second = cards()
    assert offered() == [(first.pk, second.pk)]

    pair = apart(second, first, make_secretary())

    assert (pair.first, pair.second, pair.reason) == (first, second, "Разные дни рождения")
    assert offered() == []
    payload = AuditEvent.objects.get(kind="people.persons_kept_apart").payload
    assert (payload["first"], payload["second"]) == (first.pk, second.pk)
    assert "рождения" not in str(payload)


def test_of_three_cards_the_other_pairs_are_still_offered():
    first, second, third = cards(3)

    apart(first, second, make_secretary())

    assert offered() == [(first.pk, third.pk)]
    apart(first, third, make_secretary())
    assert offered() == [(second.pk, third.pk)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"reason": "  "}, ReasonMissing),
        ({"actor": "member"}, NotAllowed),
        ({"other": "same"}, SamePerson),
        ({"other": "merged"}, MergedAlready),
        ({"other": "known"}, DistinctAlready),
    ],
    ids=["no reason", "no right", "one card", "merged before", "recorded before"],
)
def test_what_cannot_be_recorded_writes_nothing(change, refusal):
    secretary = make_secretary()
    first, second, third = cards(3)
    given = {"actor": make_members(1)[0].user if change.get("actor") else secretary,
             "reason": change.get("reason", "Разные")}  # fmt: skip
    other = {"same": first, "merged": third}.get(change.get("other"), second)
    if change.get("other") == "merged":
        merge_persons(kept_id=second.pk, other_id=third.pk, actor=secretary, at=NOON)
    if change.get("other") == "known":
        apart(first, second, secretary)
    before = recorded()

    with pytest.raises(refusal):
        apart(first, other, **given)

    assert recorded() == before


def test_the_database_holds_a_pair_once_in_its_order_and_with_a_reason():
    secretary = make_secretary()
    first, second = cards()
    for wrong in (
        {"first": second, "second": first, "reason": "x"},
        {"first": first, "second": second, "reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DistinctPersons.objects.create(at=NOON, by=secretary, **wrong)


def test_a_record_made_in_error_does_not_hinder_a_merge():
    secretary = make_secretary()
    first, second = cards()
    apart(first, second, secretary)

    merge_persons(kept_id=first.pk, other_id=second.pk, actor=secretary, at=NOON)

    second.refresh_from_db()
    assert second.merged_into == first


def test_the_page_records_it_and_the_list_tells_who_and_why(client):
    secretary = make_secretary()
    first, second = cards()
    client.force_login(secretary)
    url = reverse("bodies:persons_apart", args=(first.pk, second.pk))

    assert "Это два разных человека" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert recorded() == (0, 0)
    shown = client.post(url, {"reason": "Сверено с паспортами"}, follow=True).content.decode()

    assert "Записано: два человека. Эта пара больше не предлагается." in shown
    assert "Сверено с паспортами" in shown
    assert "Записано, что это два человека:" in client.get(
        reverse("bodies:person_merge", args=(first.pk, second.pk))
    ).content.decode()  # fmt: skip
    refused = client.post(url, {"reason": "Ещё раз"})
    assert (refused.status_code, "Это уже записано" in refused.content.decode()) == (409, True)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_it_at_once_one_is_told():
    secretary = make_secretary()
    first, second = cards()
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            apart(first, second, secretary)
            results.append("recorded")
        except DomainError as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["distinct_already", "recorded"]
    assert recorded() == (1, 1)
