"""The desk of every role: what waits today comes first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.decisions.models import Assignment
from assembly.people.desk import DeskItem
from assembly.portal.selectors.desk import desk_page, grouped, stretch_of
from tests.chairman.making import make_matter
from tests.decisions.makers import make_assignment, make_decision, officer_of
from tests.factories import NOON, make_secretary, make_user
from tests.meetings.makers import convened, registering, user_of

TODAY = NOON.date()  # a Monday
DAY = timedelta(days=1)
pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.mark.parametrize(
    ("due_on", "stretch"),
    [
        (None, "undated"),
        (TODAY - DAY, "overdue"),
        (TODAY, "today"),
        (TODAY + DAY, "week"),
        (TODAY + 6 * DAY, "week"),  # Sunday
        (TODAY + 7 * DAY, "later"),
        (date(2027, 5, 1), "later"),
    ],
)
def test_things_lie_in_stretches_of_days(due_on, stretch):
    assert stretch_of(due_on, on=TODAY) == stretch


def test_on_sunday_the_week_ends():
    sunday = TODAY + 6 * DAY

    assert stretch_of(sunday + DAY, on=sunday) == "later"


def test_the_most_urgent_stretch_stands_first_and_empty_ones_are_left_out():
    items = [
        DeskItem(title, "", "/", "", "inbox", due_on=due_on)
        for title, due_on in [("later", TODAY + 30 * DAY), ("undated", None), ("late", TODAY - DAY)]
    ]

    assert [group.code for group in grouped(items, on=TODAY)] == ["overdue", "undated", "later"]


def page(client, user, language="ru"):
    client.force_login(user)
    response = client.get(f"/{language}/desk/")
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client):
    response = client.get("/ru/desk/")

    assert response.status_code == 302
    assert "/account/sign-in/" in response.url


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_empty_desk_says_so(client, language):
    assert 'class="empty"' in page(client, make_user(), language)


@pytest.mark.django_db
def test_the_chairman_sees_his_matters_first_and_only_once(client):
    matter, chairman, _ = make_matter()

    shown = page(client, chairman)

    assert "Сегодня вас ждут: 1" in shown
    assert shown.count(f'<h2><a href="/ru/chairman/matters/{matter.pk}/"') == 1
    assert shown.count(f'<h3><a href="/ru/chairman/matters/{matter.pk}/"') == 0


@pytest.mark.django_db
def test_the_secretary_sees_how_execution_stands_and_runs_the_sitting(client):
    make_assignment()
    Assignment.objects.update(given_on=TODAY - 9 * DAY, due_on=TODAY - DAY)
    meeting, secretary, _ = registering(6, present=4)

    shown = page(client, secretary)

    assert "Исполнение решений в 2026 году" in shown
    assert f"/ru/polls/{meeting.pk}/console/" in shown
    assert f"/ru/polls/{meeting.pk}/ballot/" not in shown


@pytest.mark.django_db
def test_a_member_goes_from_his_desk_to_the_ballot(client):
    meeting, _, persons = registering(6, present=4)

    shown = page(client, user_of(persons[0]))

    assert f"/ru/polls/{meeting.pk}/ballot/" in shown
    assert f"/ru/polls/{meeting.pk}/console/" not in shown
    assert "Сегодня вас ждут" in shown
    assert "Исполнение решений в" not in shown


@pytest.mark.django_db
def test_a_sitting_of_another_body_is_not_on_the_desk(client):
    meeting, _, _ = registering(6, present=4)

    assert meeting.title_ru not in page(client, make_user())


@pytest.mark.django_db
def test_a_coming_sitting_is_shown_with_its_day():
    _, secretary, persons = convened(3, starts_at=NOON + 10 * DAY)

    assert len(desk_page(user_of(persons[0]), on=TODAY).coming) == 1
    assert len(desk_page(secretary, on=TODAY).coming) == 1
    assert desk_page(make_user(), on=TODAY).coming == []


@pytest.mark.django_db
def test_an_officer_sees_his_own_assignments_alone(client):
    decision, secretary = make_decision(), make_secretary()
    mine = make_assignment(decision, secretary=secretary, point="1")
    make_assignment(decision, secretary=secretary, point="2", text_ru="Чужое поручение. Для другого органа.")

    shown = page(client, officer_of(mine))

    assert mine.title in shown or "36/1-1" in shown
    assert "Чужое поручение" not in shown


@pytest.mark.django_db
def test_the_desk_takes_as_many_queries_for_three_assignments_as_for_one(client):
    decision, secretary = make_decision(), make_secretary()
    first = make_assignment(decision, secretary=secretary, point="1")
    officer, state_body = officer_of(first), first.lead_state_body
    client.force_login(officer)
    client.get("/ru/desk/")

    counts = []
    for points in ((), ("2", "3")):
        for point in points:
            make_assignment(decision, secretary=secretary, state_body=state_body, point=point)
        with CaptureQueriesContext(connection) as found:
            client.get("/ru/desk/")
        counts.append(len(found))

    assert counts[0] == counts[1]
