import threading
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AccessLog, AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import StateBodyOfficer
from assembly.bodies.refusals import CardMerged, MergePostsOverlap, MergeSeatsOverlap, RightsWouldMove
from assembly.common.errors import DomainError, NotAllowed
from assembly.people.duplicates import likely_duplicates
from assembly.people.merging import MOVING, STAYING
from assembly.people.models import Notice, Person, User
from assembly.people.refusals import MergedAlready, SamePerson, SignInUndecided
from assembly.people.refusals_sign_in import NotOneself
from assembly.people.services.merge import merge_persons
from tests.bodies.test_memberships import give_seat
from tests.factories import (
    NOON,
    SINCE,
    hold_office,
    make_members,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def card(**fields):
    fields = {"with_user": False, "family_name": "Сыншы", "email": "", **fields}
    return make_person(**fields)


def merge(kept, other, actor=None, **fields):
    return merge_persons(
        kept_id=kept.pk, other_id=other.pk, actor=actor or make_secretary(), at=NOON, **fields
    )


def merged():
    return AuditEvent.objects.filter(kind="people.persons_merged").count()


def test_every_key_to_a_person_either_moves_or_stays():
    keys = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Person and field.concrete
    }

    assert keys == set(MOVING) | set(STAYING)
    assert not set(MOVING) & set(STAYING)


def test_what_one_card_holds_goes_to_the_other():
    kept, other = card(), card()
    seat(other, BodyKind.ASSEMBLY)
    hold_office(other, OfficeKind.AKIM)
    StateBodyOfficer.objects.create(state_body=make_state_body(), person=other, term=DateRange(SINCE, None))
    for person, key in ((kept, "a"), (other, "a"), (other, "b")):
        Notice.objects.create(person=person, kind="x", dedup_key=key, at=NOON)

    merge(kept, other)

    other.refresh_from_db()
    assert (other.merged_into, other.merged_at) == (kept, NOON)
    assert (kept.memberships.count(), kept.offices.count(), kept.state_posts.count()) == (1, 1, 1)
    assert sorted(kept.notices.values_list("dedup_key", flat=True)) == ["a", "b"]
    assert other.notices.get().dedup_key == "a"
    assert AuditEvent.objects.get(kind="people.persons_merged").payload["moved"] == {
        "bodies.Membership.person": 1,
        "bodies.OfficeHolding.person": 1,
        "bodies.StateBodyOfficer.person": 1,
        "people.Notice.person": 1,
    }
    assert list(Person.objects.unmerged().filter(family_name="Сыншы")) == [kept]


def test_the_chosen_fields_are_taken_and_nothing_unique_is_left_behind():
    kept, other = card(email="one@portal.example", phone="1"), card(email="two@portal.example", phone="2")
    other.put_iin("900101300017")
    other.save()

    merge(kept, other, from_other=["email", "iin"])

    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.email, kept.phone, kept.read_iin()) == ("two@portal.example", "1", "900101300017")
    assert (other.email, other.read_iin()) == ("", "")


@pytest.mark.parametrize(
    ("sign_in_from", "remains"), [("kept", "one@portal.example"), ("other", "two@portal.example")]
)
def test_of_two_sign_ins_the_chosen_one_remains(sign_in_from, remains):
    kept, other = (card(with_user=True, email=f"{name}@portal.example") for name in ("one", "two"))

    merge(kept, other, sign_in_from=sign_in_from)

    kept.refresh_from_db()
    assert (kept.user.email, kept.user.is_active) == (remains, True)
    assert (
        User.objects.exclude(email=remains).get(email__in=[kept.email, "two@portal.example"]).is_active
        is False
    )


def test_the_only_sign_in_goes_with_the_person():
    kept, other = card(), card(with_user=True, email="two@portal.example")
    user = other.user

    merge(kept, other)

    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.user, other.user) == (user, None)


def test_a_sign_in_is_chosen_when_there_are_two():
    kept, other = (
        card(with_user=True, email="a@portal.example"),
        card(with_user=True, email="b@portal.example"),
    )

    with pytest.raises(SignInUndecided):
        merge(kept, other)

    other.refresh_from_db()
    assert (other.merged_into, merged()) == (None, 0)


def overlapping_seats(kept, other):
    seat(kept, BodyKind.ASSEMBLY)
    seat(other, BodyKind.ASSEMBLY)


def overlapping_posts(kept, other):
    state_body = make_state_body()
    for person in (kept, other):
        StateBodyOfficer.objects.create(state_body=state_body, person=person, term=DateRange(SINCE, None))


@pytest.mark.parametrize(
    ("make", "refusal"), [(overlapping_seats, MergeSeatsOverlap), (overlapping_posts, MergePostsOverlap)]
)
def test_what_overlaps_is_refused_and_writes_nothing(make, refusal):
    kept, other = card(), card()
    make(kept, other)

    with pytest.raises(refusal):
        merge(kept, other)

    other.refresh_from_db()
    assert (other.merged_into, merged()) == (None, 0)


def test_rights_never_come_to_another_sign_in_by_merging():
    kept, other = card(with_user=True, email="one@portal.example"), card()
    seat(other, BodyKind.SECRETARIAT)

    with pytest.raises(RightsWouldMove):
        merge(kept, other)

    assert (kept.memberships.count(), merged()) == (0, 0)


def test_seats_that_follow_one_another_are_one_persons():
    kept, other = card(), card()
    seat(kept, BodyKind.ASSEMBLY, until=date(2026, 1, 1))
    seat(other, BodyKind.ASSEMBLY, since=date(2026, 1, 1))

    merge(kept, other)

    assert kept.memberships.count() == 2


@pytest.mark.parametrize("who", [make_user, make_state_officer, lambda: make_members(1)[0].user])
def test_only_the_secretariat_merges(who):
    with pytest.raises(NotAllowed):
        merge(card(), card(), actor=who())

    assert merged() == 0


def test_nobody_merges_himself_nor_a_card_with_itself_nor_twice():
    secretary, kept, other = make_secretary(), card(), card()
    with pytest.raises(NotOneself):
        merge(secretary.person, kept, actor=secretary)
    with pytest.raises(SamePerson):
        merge(kept, kept)
    merge(kept, other)

    with pytest.raises(MergedAlready):
        merge(card(), other)

    assert merged() == 1


def test_a_merged_card_takes_no_seat():
    kept, other = card(), card()
    merge(kept, other)

    with pytest.raises(CardMerged):
        give_seat(make_secretary(), person=other)

    assert other.memberships.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_that_share_a_card_one_is_made():
    first, second = card(), card()
    actor, results, gate = make_secretary(), [], threading.Barrier(2)

    def press(kept, other):
        gate.wait()
        try:
            merge(kept, other, actor=actor)
            results.append("merged")
        except DomainError as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    # Each merges one into the other, the opposite way: locks are taken in the order of keys all the same.
    pairs = ((second, first), (first, second))
    threads = [threading.Thread(target=press, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["merged", "merged_already"]
    assert merged() == 1


def test_likely_duplicates_are_found_by_name_birth_and_telephone():
    same = [
        card(family_name="Әлиев", birth_on=date(1980, 1, 1)),
        card(family_name="Алиев", birth_on=date(1980, 1, 1)),
    ]
    phone = [card(family_name="Ким", phone="+7 700"), card(family_name="Цой", phone="+7 700")]
    name = [card(family_name="Бекова"), card(family_name="бекова")]
    gone = card(family_name="Бекова")
    merge(name[0], gone)

    found = [(str(group.reason), group.persons) for group in likely_duplicates()]

    assert found == [
        ("Одинаковые имя и дата рождения", same),
        ("Одинаковый телефон", phone),
        ("Одинаковое имя", name),
    ]


@pytest.fixture
def staff(client):
    client.force_login(make_secretary())
    return client


def test_two_cards_are_compared_and_merged_by_the_page(staff):
    kept, other = card(phone="111"), card(phone="222", email="two@portal.example")
    seat(other, BodyKind.ASSEMBLY)
    url = reverse("bodies:person_merge", args=[kept.pk, other.pk])

    page = staff.get(url)
    fields = page.context["form"].fields
    assert set(fields) == {"phone", "email"}
    assert (fields["phone"].initial, fields["email"].initial) == ("kept", "other")
    assert set(AccessLog.objects.values_list("subject", flat=True)) == {
        f"person:{kept.pk}",
        f"person:{other.pk}",
    }

    assert staff.post(url, {"phone": "other", "email": "other"}).url == reverse(
        "bodies:member_card", args=[kept.pk]
    )
    kept.refresh_from_db()
    assert (kept.phone, kept.email) == ("222", "two@portal.example")
    assert staff.get(url).status_code == 404
    assert f"№ {kept.pk}" in staff.get(
        reverse("bodies:member_card", args=[other.pk])
    ).content.decode().replace("\xa0", " ")
    assert (
        "Две карточки одного человека объединены"
        in staff.get(reverse("bodies:member_card", args=[kept.pk])).content.decode()
    )


def test_what_forbids_the_merge_stands_on_the_page_and_the_button_does_not(staff):
    kept, other = card(), card()
    overlapping_seats(kept, other)
    url = reverse("bodies:person_merge", args=[kept.pk, other.pk])

    page = staff.get(url).content.decode()

    assert "Оба одновременно состояли в одном органе" in page
    assert "Объединить карточки</button>" not in page
    assert staff.post(url, {"email": "kept"}).status_code == 409


@pytest.mark.parametrize("who", [make_user, lambda: make_members(1)[0].user])
def test_pages_of_merging_are_for_the_secretariat(client, who):
    client.force_login(who())

    assert client.get(reverse("bodies:duplicate_list")).status_code == 403
    assert client.get(reverse("bodies:person_merge", args=[card().pk, card().pk])).status_code == 403


def test_the_list_asks_as_much_for_three_as_for_one(staff):
    counts = []
    for _ in range(2):
        for _number in range(2):
            card()
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(reverse("bodies:duplicate_list")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
