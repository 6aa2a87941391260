import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.audit.models import AccessLog
from assembly.audit.services.access import log_access
from assembly.bodies.enums import OfficeKind
from tests.factories import hold_office, make_chairman, make_members, make_person, make_secretary, make_user

pytestmark = pytest.mark.django_db
URL = "people:access_list"


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def head(client):
    person = make_person(family_name="Заведующий")
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)
    client.force_login(person.user)
    return client


@pytest.fixture
def two_views():
    """A secretary saw the card of one person yesterday, and the list today."""
    secretary = make_secretary(family_name="Смотров")
    seen = make_person(family_name="Показова", given_name="Айгүл", with_user=False)
    now = timezone.now()
    log_access(viewer=secretary, subject=seen, page="/ru/registers/members/1/", at=now - timedelta(days=1))
    log_access(viewer=secretary, subject="persons", page="/ru/people/persons/", at=now)
    return seen


def shown(response):
    return [(who, whose) for _view, who, whose, _key in response.context["rows"]]


CARD, LIST = ("Айдос Смотров", "Показова Айгүл"), ("Айдос Смотров", "Список лиц")


def test_the_head_sees_who_looked_at_whose_data(head, two_views):
    assert shown(head.get(reverse(URL))) == [LIST, CARD]


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({"person": "показова"}, [CARD]),
        ({"person": "никто"}, []),
        ({"viewer": "смотров"}, [LIST, CARD]),
        ({"viewer": "показова"}, []),
        ({"since": "today"}, [LIST]),
        ({"until": "yesterday"}, [CARD]),
    ],
)
def test_the_journal_is_narrowed(head, two_views, filters, rows):
    today = timezone.localdate()
    days = {"today": f"{today:%d.%m.%Y}", "yesterday": f"{today - timedelta(days=1):%d.%m.%Y}"}

    assert (
        shown(head.get(reverse(URL), {key: days.get(value, value) for key, value in filters.items()})) == rows
    )


def test_a_card_leads_to_its_own_views(head, two_views):
    assert shown(head.get(reverse(URL), {"number": two_views.pk})) == [CARD]
    card = head.get(reverse("bodies:member_card", args=[two_views.pk])).content.decode()
    assert f"{reverse(URL)}?number={two_views.pk}" in card


def test_the_sheet_holds_the_same(head, two_views):
    sheet = head.get(reverse(URL), {"format": "xlsx", "person": "показова"})

    rows = list(load_workbook(io.BytesIO(sheet.content)).active.values)
    assert [row[1:] for row in rows[1:]] == [(*CARD, "/ru/registers/members/1/")]


@pytest.mark.parametrize("who", [make_secretary, make_user, make_chairman, lambda: make_members(1)[0].user])
def test_the_journal_is_for_the_head_of_the_secretariat(client, two_views, who):
    client.force_login(who())
    written = AccessLog.objects.count()

    assert client.get(reverse(URL)).status_code == 403
    assert AccessLog.objects.count() == written


def test_the_journal_asks_as_much_for_three_as_for_one(head, two_views):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            log_access(viewer=make_secretary(), subject=make_person(), page="/ru/", at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            assert head.get(reverse(URL)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
