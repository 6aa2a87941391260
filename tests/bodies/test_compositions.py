import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.bodies.compositions import bodies_on, body_on, changes_between, history_of_body
from assembly.bodies.enums import BodyKind, SeatRole
from assembly.bodies.models import Body
from tests.bodies.test_memberships import make_basis
from tests.factories import (
    make_body,
    make_members,
    make_person,
    make_secretary,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2026, 1, 1), date(2026, 11, 23)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def staff(client):
    client.force_login(make_secretary())
    return client


def names(seats):
    return [held.person.full_name for held in seats]


def council_with_changes():
    """A Council of which one member stayed, one left, one came, one came and left."""
    council, act = make_body(BodyKind.COUNCIL), make_basis("7")
    stays, leaves, comes, passes = (
        make_person(with_user=False, family_name=name) for name in ("Аманов", "Бекова", "Ғалиев", "Даулет")
    )
    seat(stays, BodyKind.COUNCIL, since=date(2025, 1, 1), basis=act)
    seat(leaves, BodyKind.COUNCIL, since=date(2025, 1, 1), until=date(2026, 6, 1), basis=act, end_basis=act)
    seat(comes, BodyKind.COUNCIL, since=date(2026, 6, 1), basis=act)
    seat(passes, BodyKind.COUNCIL, since=date(2026, 2, 1), until=date(2026, 3, 1))
    return council


def test_changes_tell_who_came_and_who_left_between_two_days():
    changes = changes_between(council_with_changes(), BEFORE, DAY)

    assert names(changes.came) == ["Даулет Айдос", "Ғалиев Айдос"]
    assert names(changes.left) == ["Даулет Айдос", "Бекова Айдос"]
    assert changes.before + len(changes.came) - len(changes.left) == changes.after == 2


@pytest.mark.parametrize(
    ("since", "on", "came", "left"),
    [
        (date(2026, 5, 31), date(2026, 6, 1), 1, 1),  # the day of the change is a change of that day
        (date(2026, 6, 1), date(2026, 6, 2), 0, 0),  # and not of the next
        (date(2024, 1, 1), date(2025, 1, 1), 2, 0),
    ],
)
def test_a_change_belongs_to_its_first_day(since, on, came, left):
    changes = changes_between(council_with_changes(), since, on)

    assert (len(changes.came), len(changes.left)) == (came, left)


@pytest.mark.parametrize(
    ("members", "required"),
    [(84, 56), (76, 51), (3, 2), (1, 1), (0, None)],
)
def test_quorum_of_the_council_is_two_thirds_of_the_counted(members, required):
    council = make_body(BodyKind.COUNCIL)
    for _number in range(members):
        seat(make_person(with_user=False), BodyKind.COUNCIL)
    seat(make_person(with_user=False), BodyKind.COUNCIL, counts_toward_quorum=False)

    now = body_on(council, DAY)

    assert (now.members_count, now.counted_count, now.required) == (members + 1, members, required)


def test_a_body_without_a_rule_shows_no_number():
    secretariat = make_body(BodyKind.SECRETARIAT)
    seat(make_person(), BodyKind.SECRETARIAT)

    assert body_on(secretariat, DAY).required is None


def test_history_says_seats_by_day_and_act():
    history = history_of_body(council_with_changes())

    assert [(entry.when.replace("\xa0", " "), entry.what) for entry in history] == [
        ("1 января 2025 года", "Предоставлено 2 места"),
        ("1 февраля 2026 года", "Предоставлено 1 место"),
        ("1 марта 2026 года", "Прекращено 1 место"),
        ("1 июня 2026 года", "Предоставлено 1 место"),
        ("1 июня 2026 года", "Прекращено 1 место"),
    ]


def test_ended_bodies_are_left_out_unless_asked_for():
    Body.objects.create(
        kind=BodyKind.COMMISSION, name_kk="Комиссия", name_ru="Комиссия", ended_on=date(2026, 1, 1)
    )

    assert bodies_on(Body.objects.all(), DAY) == []
    assert [row.body.name_ru for row in bodies_on(Body.objects.all(), DAY, with_ended=True)] == ["Комиссия"]
    assert [row.body.name_ru for row in bodies_on(Body.objects.all(), date(2025, 12, 31))] == ["Комиссия"]


def test_the_page_shows_the_day_the_arithmetic_and_the_changes(staff):
    council = council_with_changes()

    page = staff.get(
        reverse("bodies:body_page", args=[council.pk]), {"on": "23.11.2026", "since": "01.01.2026"}
    ).content.decode()

    assert "2 × 3 ≥ 2 × 2" in page
    assert "2 + 2 − 2 = 2" in page
    assert "Бекова Айдос" in page
    earlier = staff.get(reverse("bodies:body_page", args=[council.pk]), {"on": "10.02.2026"}).content.decode()
    assert "Ғалиев" not in earlier
    assert "Даулет" in earlier


def test_a_day_that_is_not_earlier_is_said_beside_the_field(staff):
    council = make_body(BodyKind.COUNCIL)

    page = staff.get(
        reverse("bodies:body_page", args=[council.pk]), {"on": "01.01.2026", "since": "01.01.2026"}
    )

    assert page.status_code == 200
    assert "Укажите день раньше" in page.content.decode()


def test_who_leads_stands_first(staff):
    commission = make_body(BodyKind.COMMISSION)
    seat(make_person(family_name="Ясин"), BodyKind.COMMISSION, body=commission, role=SeatRole.CHAIR)
    seat(make_person(family_name="Аманов"), BodyKind.COMMISSION, body=commission, role=SeatRole.SECRETARY)

    leaders = staff.get(reverse("bodies:body_page", args=[commission.pk])).context["leaders"]

    assert [held.person.family_name for held in leaders] == ["Ясин", "Аманов"]


def test_sheets_hold_what_the_pages_show(staff):
    council = council_with_changes()

    sheet = staff.get(reverse("bodies:composition_export", args=[council.pk]), {"on": "10.02.2026"})
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.values)
    assert [row[0] for row in rows] == ["Имя", "Аманов Айдос", "Бекова Айдос", "Даулет Айдос"]
    bodies = staff.get(reverse("bodies:body_export"), {"kind": "council", "on": "10.02.2026"})
    assert [row[3:6] for row in load_workbook(io.BytesIO(bodies.content)).active.values][1] == (3, 3, 2)


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("user", 403), ("nobody", 302)])
def test_pages_of_bodies_are_for_the_secretariat(client, who, status):
    body = make_body(BodyKind.COUNCIL)
    if who != "nobody":
        client.force_login(make_members(1)[0].user if who == "member" else make_user())

    for name, args in (("body_list", []), ("body_export", []), ("body_page", [body.pk])):
        assert client.get(reverse(f"bodies:{name}", args=args)).status_code == status


def test_lists_ask_as_much_for_three_as_for_one(staff):
    body = make_body(BodyKind.COMMISSION)
    counts = {"list": [], "page": []}
    for number in (1, 2):
        for _ in range(number):
            seat(make_person(), BodyKind.COMMISSION, body=body, basis=make_basis(f"{number}/{_}"))
            Body.objects.create(kind=BodyKind.WORKING_GROUP, name_kk="Топ", name_ru="Группа", parent=body)
        for name, url in (
            ("list", reverse("bodies:body_list")),
            ("page", reverse("bodies:body_page", args=[body.pk]) + f"?on={timezone.localdate():%d.%m.%Y}"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert staff.get(url).status_code == 200
            counts[name].append(len(queries))

    assert counts["list"][0] == counts["list"][1]
    assert counts["page"][0] == counts["page"][1]
