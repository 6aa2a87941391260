import threading

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import DomainError, NotAllowed
from assembly.people.models import SavedView
from assembly.people.models.saved_views import plain_query
from assembly.people.refusals import TooManyViews, ViewNameMissing, ViewNameTaken, ViewPageUnknown
from assembly.people.services.saved_views import MOST_VIEWS, open_with_view, remove_view, save_view
from tests.factories import NOON, make_body, make_members, make_secretary, make_user

pytestmark = pytest.mark.django_db
PAGE = "bodies:member_list"


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def save(actor, name="Акмолинская область", **fields):
    fields = {"page": PAGE, "query": "region=2&page=3&q=", **fields}
    return save_view(name=name, actor=actor, at=NOON, **fields)


def written():
    return AuditEvent.objects.filter(kind__startswith="people.view_").count()


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("region=2&page=3&q=", "region=2"),  # neither the page nor what is empty
        ("sort=-since&region=2", "region=2&sort=-since"),  # one spelling
        ("columns=a&columns=b", "columns=a&columns=b"),
        ("view=all", ""),
    ],
)
def test_a_view_keeps_the_filter_and_the_order(query, plain):
    assert plain_query(QueryDict(query)) == plain


def test_a_view_is_saved_without_its_page():
    view = save(make_secretary(), is_shared=True)

    assert (view.query, view.is_shared) == ("region=2", True)
    assert view.url == f"{reverse(PAGE)}?region=2"
    assert AuditEvent.objects.get(kind="people.view_saved").payload == {
        "view": view.pk,
        "page": PAGE,
        "shared": True,
    }


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"page": "bodies:no_such_page"}, ViewPageUnknown),
        ({"page": "bodies:member_card"}, ViewPageUnknown),  # a page of one thing is no list
        ({"name": "  "}, ViewNameMissing),
        ({"name": "Моя  "}, ViewNameTaken),
    ],
)
def test_what_cannot_be_a_view_writes_nothing(fields, refusal):
    actor = make_secretary()
    save(actor, "Моя")

    with pytest.raises(refusal):
        save(actor, **fields)

    assert (SavedView.objects.count(), written()) == (1, 1)


def test_only_the_secretariat_shares():
    member = make_members(1)[0].user

    with pytest.raises(NotAllowed):
        save(member, is_shared=True)

    assert (SavedView.objects.count(), written()) == (0, 0)
    assert save(member).is_shared is False


def test_nobody_keeps_more_views_than_he_can_find():
    actor = make_user()
    SavedView.objects.bulk_create(
        SavedView(owner=actor, page=PAGE, name=str(number)) for number in range(MOST_VIEWS)
    )

    with pytest.raises(TooManyViews):
        save(actor)

    assert (SavedView.objects.count(), written()) == (MOST_VIEWS, 0)


def test_a_page_opens_with_one_view_at_most():
    actor = make_secretary()
    first, second = save(actor, "1"), save(actor, "2")

    open_with_view(view_id=first.pk, actor=actor, at=NOON)
    open_with_view(view_id=second.pk, actor=actor, at=NOON)
    assert list(SavedView.objects.filter(is_default=True)) == [second]

    open_with_view(view_id=second.pk, actor=actor, at=NOON)
    assert not SavedView.objects.filter(is_default=True).exists()


def test_a_view_of_somebody_else_is_not_touched():
    view = save(make_secretary(), is_shared=True)
    other = make_secretary()

    for act in (open_with_view, remove_view):
        with pytest.raises(SavedView.DoesNotExist):
            act(view_id=view.pk, actor=other, at=NOON)

    assert written() == 1


def test_a_removed_view_is_gone():
    actor = make_secretary()
    view = save(actor)

    assert remove_view(view_id=view.pk, actor=actor, at=NOON) == PAGE
    assert not SavedView.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_views_of_one_name_one_is_saved():
    actor, results, gate = make_user(), [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            save(actor)
            results.append("saved")
        except DomainError as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["saved", "view_name_taken"]


def test_the_list_saves_opens_and_forgets_a_view(client):
    make_body(BodyKind.ASSEMBLY)
    secretary = make_secretary()
    client.force_login(secretary)

    answer = client.post(
        reverse("people:view_save"),
        {"page": PAGE, "query": "council=yes", "name": "Совет", "is_shared": "on"},
    )
    view = SavedView.objects.get()
    assert answer.url == view.url == f"{reverse(PAGE)}?council=yes"
    assert "Вид сохранён." in client.get(answer.url).content.decode()

    client.post(reverse("people:view_default", args=[view.pk]))
    assert client.get(reverse(PAGE)).url == view.url
    assert client.get(reverse(PAGE), {"view": "all"}).status_code == 200

    client.post(reverse("people:view_remove", args=[view.pk]))
    assert client.get(reverse(PAGE)).status_code == 200


def test_a_refusal_goes_back_to_the_list_as_it_was(client):
    make_body(BodyKind.ASSEMBLY)
    client.force_login(make_secretary())

    answer = client.post(reverse("people:view_save"), {"page": PAGE, "query": "council=yes", "name": ""})

    assert answer.url == f"{reverse(PAGE)}?council=yes"
    assert "Назовите вид" in client.get(answer.url).content.decode()


def test_shared_views_are_seen_by_the_secretariat_and_changed_by_their_owner(client):
    make_body(BodyKind.ASSEMBLY)
    view = save(make_secretary(), "Общий", is_shared=True)
    hidden = save(view.owner, "Личный")
    client.force_login(make_secretary())

    page = client.get(reverse(PAGE)).content.decode()

    assert "Общий" in page
    assert hidden.name not in page
    assert reverse("people:view_remove", args=[view.pk]) not in page
    assert client.post(reverse("people:view_remove", args=[view.pk])).status_code == 404


def test_a_list_asks_as_much_for_three_views_as_for_one(client):
    make_body(BodyKind.ASSEMBLY)
    secretary = make_secretary()
    client.force_login(secretary)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            save(secretary, f"{number}{_}")
            save(make_secretary(), f"{number}{_}", is_shared=True)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(PAGE), {"view": "all"}).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
