"""Half a year without a sitting of the Council (Law, art. 10): reckoned, shown on desks, reminded of once."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from assembly.bodies.enums import BodyKind
from assembly.deadlines.models import Reminder
from assembly.deadlines.services.reminders import run_reminders
from assembly.law.acts import law_article
from assembly.meetings.models import Meeting
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from assembly.people.desk import desk_of
from council.services.rules import MEETING_TERM, next_meeting_due
from council.terms import term_of_council
from tests.factories import ALMATY, NOON, make_body, make_chairman, make_council, make_secretary

TODAY = NOON.date()  # 23 November 2026
DAY = timedelta(days=1)


def held(on, *, state="closed"):
    """Make a sitting of the Council that was opened on a day."""
    at = datetime.combine(on, NOON.timetz())
    return Meeting.objects.create(
        body=make_body(BodyKind.COUNCIL), title_kk="Отырыс", title_ru="Заседание", place_kk="А", place_ru="А",
        starts_at=at, state=state, opened_at=at if state != "convened" else None, registration_opened_at=at if state != "convened" else None,
        members_count=3 if state != "convened" else None, quorum_required=2 if state != "convened" else None,
        closed_at=at if state == "closed" else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("met_on", "due_on"),
    [
        (date(2026, 5, 25), date(2026, 11, 25)),
        (date(2026, 8, 31), date(2027, 2, 28)),  # a shorter month ends earlier
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 6, 15)),
    ],
)
def test_the_term_ends_six_months_later(met_on, due_on):
    assert next_meeting_due(met_on) == due_on


def test_the_term_is_that_of_the_law():
    assert (MEETING_TERM.months, MEETING_TERM.legal_ref) == (6, law_article("10"))


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_the_term_is_never_longer_than_half_a_year(met_on):
    due_on = next_meeting_due(met_on)

    assert (due_on.year * 12 + due_on.month) - (met_on.year * 12 + met_on.month) == 6
    assert due_on.day <= met_on.day


@pytest.mark.django_db
def test_without_a_sitting_on_record_no_term_runs():
    make_body(BodyKind.COUNCIL)

    assert term_of_council() is None
    assert run_reminders(on=TODAY, at=NOON) == 0


@pytest.mark.django_db
def test_the_chairman_and_the_secretariat_are_reminded_once():
    make_council(2)
    chairman, secretary = make_chairman(language="kk"), make_secretary(language="ru")
    held(date(2026, 5, 30))  # the term ends on 30 November, five working days ahead

    assert run_reminders(on=TODAY, at=NOON) == 2
    assert run_reminders(on=TODAY, at=NOON) == 0

    told = set(Reminder.objects.values_list("recipient__user", "kind"))
    assert told == {(chairman.pk, "before_5"), (secretary.pk, "before_5")}
    letters = {row.language: as_sent(row) for row in OutboxMessage.objects.filter(kind="council.term_ends")}
    assert "Совет должен собраться до" in letters["ru"].subject
    assert law_article("10").cite("ru") in letters["ru"].body
    assert law_article("10").cite("kk") in letters["kk"].body


@pytest.mark.django_db
def test_a_sitting_convened_within_the_term_ends_the_reminding():
    make_council(2)
    make_chairman()
    make_secretary()
    held(date(2026, 5, 30))
    held(date(2026, 11, 30), state="convened")

    assert run_reminders(on=TODAY, at=NOON) == 0


@pytest.mark.django_db
def test_a_sitting_convened_after_the_term_does_not():
    make_council(2)
    make_chairman()
    held(date(2026, 5, 30))
    held(date(2026, 12, 1), state="convened")

    assert run_reminders(on=TODAY, at=NOON) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("met_on", "tone"),
    [(date(2026, 8, 1), None), (date(2026, 6, 15), "warm"), (date(2026, 5, 20), "hot")],
    ids=["far", "near", "over"],
)
def test_desks_warn_of_the_term(met_on, tone):
    member = make_council(1)[0].user
    chairman, secretary = make_chairman(), make_secretary()
    held(met_on)

    for user in (chairman, secretary):
        found = [item for item in desk_of(user, on=TODAY) if item.legal_ref == law_article("10")]
        assert [item.tone for item in found] == ([tone] if tone else [])
    assert [item for item in desk_of(member, on=TODAY) if item.legal_ref == law_article("10")] == []


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_shows_the_term_with_its_article(client, language):
    make_council(3)
    held(date(2026, 6, 15))
    client.force_login(make_secretary())

    page = client.get(f"/{language}/council/")

    assert page.context["term"].due_on == date(2026, 12, 15)
    assert law_article("10").cite(language) in page.content.decode()


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_the_composition_is_shown_on_any_day(client):
    make_council(3)
    client.force_login(make_secretary())

    before = client.get("/ru/council/?on=2024-12-31")
    now = client.get("/ru/council/?on=2026-11-23")
    wrong = client.get("/ru/council/?on=ertek")

    assert (before.context["council"].counted, now.context["council"].counted) == (0, 3)
    assert (wrong.status_code, wrong.context["council"].counted) == (200, 3)
    assert ALMATY
