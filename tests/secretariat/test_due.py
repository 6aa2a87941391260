"""The desk of what is due: terms of all rooms on one page, by day and lateness."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from assembly.deadlines.due import DUE, DueItem, DueSource, due_over_rooms, register_due
from assembly.deadlines.selectors import term_after
from assembly.decisions.models import Assignment
from tests.decisions.makers import make_assignment, make_consideration
from tests.factories import make_chairman, make_members, make_secretary
from tests.people.kit import get, text
from tests.secretariat.makers import make_accepted, make_appeal, make_redirected

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def world():
    """An assignment, a consideration and three appeals, of two secretaries."""
    now = timezone.now()
    first, second = make_secretary(), make_secretary()
    due_on = term_after(timezone.localdate(now), 10).due_on
    make_assignment(secretary=first, at=now, due_on=due_on)
    make_consideration(secretary=second, at=now)
    make_accepted(secretary=second, at=now, subject="Второго")
    make_appeal(at=now, subject="Ничьё")
    make_redirected(at=now, subject="Чужое")
    return first, second


def kinds_of(rows):
    return sorted(row.source.code for row in rows)


def test_terms_of_all_rooms_stand_together_the_most_urgent_first():
    first, _second = world()
    on = timezone.localdate()

    rows = due_over_rooms(first, on=on, until=on + 90 * DAY)

    assert kinds_of(rows) == ["appeals", "appeals", "assignments", "considerations", "notices"]
    assert [row.item.due_on for row in rows] == sorted(row.item.due_on for row in rows)
    assert all(row.item.url and str(row.item.action) for row in rows)


def test_mine_is_what_one_works_on_and_one_kind_is_asked_for():
    first, second = world()
    on = timezone.localdate()
    until = on + 90 * DAY

    assert kinds_of(due_over_rooms(first, on=on, until=until, is_mine=True)) == ["assignments"]
    assert kinds_of(due_over_rooms(second, on=on, until=until, is_mine=True)) == ["appeals", "considerations"]
    assert kinds_of(due_over_rooms(first, on=on, until=until, only="appeals")) == ["appeals", "appeals"]
    assert due_over_rooms(first, on=on, until=on - DAY) == []


def test_what_is_late_is_told_in_working_days(client):
    first, _second = world()
    Assignment.objects.update(given_on="2026-01-01", due_on=timezone.localdate() - 10 * DAY)
    client.force_login(first)

    page = text(get(client, "secretariat:due_list", overdue="on"))

    assert "Просрочено, рабочих дней" in page or "рабочих дней" in page
    assert "Сорок" in page or "школ" in page
    assert "Второго" not in page


def test_the_desk_is_filtered_and_exported(client):
    first, second = world()
    client.force_login(second)

    page = text(get(client, "secretariat:due_list", whose="mine"))
    assert "Второго" in page
    assert "Ничьё" not in page
    sheet = load_workbook(BytesIO(get(client, "secretariat:due_export", kind="appeals").content)).active
    assert sorted(row[3].rpartition(": ")[2] for row in list(sheet.values)[1:]) == ["Второго", "Ничьё"]
    assert first != second


def test_only_the_secretariat_sees_the_desk(client):
    for user in (make_members(1)[0].user, make_chairman()):
        client.force_login(user)
        assert get(client, "secretariat:due_list").status_code == 403


def test_the_desk_asks_the_same_for_one_and_three(client, django_assert_num_queries):
    secretary = make_secretary()
    client.force_login(secretary)
    counts = []
    for _ in range(2):
        make_appeal(at=timezone.now())
        get(client, "secretariat:due_list")
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as asked:
            get(client, "secretariat:due_list")
        counts.append(len(asked))
        make_appeal(at=timezone.now())

    assert counts[0] == counts[1]


def test_a_room_registers_a_kind_once():
    source = DueSource("appeals", "x", "inbox", lambda user, on, until: [DueItem("a", "/", "b", on)])

    with pytest.raises(ValueError, match="due 'appeals' is registered twice"):
        register_due(source)
    assert {"assignments", "considerations", "matters", "meetings", "appeals", "notices"} <= set(DUE)
