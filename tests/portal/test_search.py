"""Search finds what the person may read, and nothing else."""

import pytest

from assembly.portal.selectors.search import search_for
from tests.decisions.makers import make_assignment, make_decision, officer_of
from tests.factories import NOON, make_chairman, make_person, make_secretary, make_user
from tests.meetings.makers import registering, user_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAY = NOON.date()


def kinds(text, user):
    return [group.icon for group in search_for(text, user, on=TODAY)]


def test_a_stranger_is_led_to_the_decisions_with_his_words(client):
    response = client.get("/ru/search/", {"q": "родной язык & слово"})

    assert response.status_code == 302
    assert response.url.startswith("/ru/decisions/?q=")
    assert "%26" in response.url
    assert client.get("/ru/search/").url == "/ru/decisions/"


def test_only_the_staff_find_persons():
    make_person(family_name="Әміров")

    assert kinds("амиров", make_secretary()) == ["users-round"]  # letters of a Russian keyboard
    assert [kinds("амиров", user) for user in (make_user(), make_chairman())] == [[], []]


def test_assignments_are_found_by_those_who_work_with_them():
    decision, secretary = make_decision(), make_secretary()
    mine = make_assignment(decision, secretary=secretary)
    stranger = officer_of(
        make_assignment(make_decision("council"), secretary=secretary, text_kk="Басқа", text_ru="Иное")
    )

    assert kinds("сорок воскресных", officer_of(mine)) == ["list-checks"]
    assert kinds("сорок воскресных", secretary) == ["list-checks"]
    assert kinds("сорок воскресных", stranger) == []
    assert kinds("сорок воскресных", make_user()) == []


def test_sittings_and_their_agendas_are_found_by_their_members():
    meeting, secretary, persons = registering(6, present=4)

    assert kinds("концептуальных", user_of(persons[0])) == ["list-ordered"]
    assert kinds("XXXVI", secretary) == ["landmark"]
    assert kinds("XXXVI", make_user()) == []
    assert kinds("концептуальных", make_user()) == []
    assert meeting.pk


def test_decisions_are_found_by_everybody_who_signed_in():
    make_decision()

    assert kinds("36/1", make_user()) == ["scroll-text"]
    assert kinds("родных", make_user()) == ["scroll-text"]


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_asked_is_nothing_found(text):
    make_decision()

    assert search_for(text, make_secretary(), on=TODAY) == []


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nothing_found_is_said_with_the_words(client, language):
    client.force_login(make_user())

    shown = client.get(f"/{language}/search/", {"q": "<b>жоқ</b>"}).content.decode()

    assert 'class="empty"' in shown
    assert "&lt;b&gt;жоқ&lt;/b&gt;" in shown
    assert "<b>жоқ</b>" not in shown
