"""Reading polls: results, texts, the hall, and the live word by which pages learn of changes."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from assembly.voting.services.polls import close_poll
from tests.factories import make_members, make_user
from tests.meetings.makers import sitting, user_of
from tests.voting.makers import (
    CAST,
    opened,
    page,
    vote,
    vote_all,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_sitting():
    with time_machine.travel(CAST, tick=False):
        yield


# -- reading ---------------------------------------------------------------------------------------


def test_result_page_shows_figures_arithmetic_and_my_vote(client):
    poll, secretary, persons = opened(members=4, present=4)
    vote_all(poll, persons, votes_for=2, abstain=1)
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)

    response = page(client, user_of(persons[0]), "poll", poll.pk)

    assert response.context["reckoning"] == "4 × 1/2 = 2; > 2 → 3"
    assert response.context["sum"] == "2 + 0 + 1 + 1 = 4"
    assert response.context["ballot"].choice == "for"
    assert response.context["names"] == []


def test_names_are_shown_after_a_roll_call_only(client, monkeypatch):
    from assembly.voting.form_sources import FORM_SOURCES

    monkeypatch.setitem(FORM_SOURCES, "assembly", lambda meeting: "roll_call")
    poll, secretary, persons = opened(members=4, present=4)
    vote_all(poll, persons, votes_for=3)
    assert page(client, user_of(persons[0]), "poll", poll.pk).context["names"] == []
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)

    names = page(client, user_of(persons[0]), "poll", poll.pk).context["names"]

    assert [word for _, word in names].count("Жақтаймын") == 3
    assert [word for _, word in names].count("Дауыс бермегендер") == 1


def test_strangers_read_nothing(client):
    poll, _, _ = opened(on_text=True)
    stranger = make_user()

    for name, key in (("poll", poll.pk), ("text", poll.pk), ("ballot", poll.meeting_id), ("hall", poll.meeting_id),
                      ("live", poll.meeting_id)):  # fmt: skip
        assert page(client, stranger, name, key).status_code == 404
    client.logout()
    assert client.get(reverse("voting:poll", args=[poll.pk])).status_code == 302


def test_text_is_shown_in_both_languages_with_its_checksums(client):
    poll, _, persons = opened(on_text=True)

    response = page(client, user_of(persons[0]), "text", poll.pk)

    for part in (poll.version.text_kk, poll.version.text_ru, poll.version.sha256_kk, poll.version.sha256_ru):
        assert part in words(response)


def test_one_address_leads_to_the_sitting_that_goes_on(client):
    meeting, secretary, persons = sitting()

    assert page(client, secretary, "now")["Location"] == reverse("voting:console", args=[meeting.pk])
    assert page(client, user_of(persons[0]), "now")["Location"] == reverse("voting:ballot", args=[meeting.pk])
    assert page(client, make_members(1, kind="council")[0].user, "now").status_code == 200


def test_hall_follows_the_sitting(client):
    poll, secretary, persons = opened(members=4, present=4)
    assert page(client, secretary, "hall", poll.meeting_id).context["poll"] == poll
    vote_all(poll, persons, votes_for=4)
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)

    response = page(client, secretary, "hall", poll.meeting_id)

    assert (response.context["poll"], response.context["ended"].pk) == (None, poll.pk)
    assert response.context["tally"].votes_for == 4


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_is_drawn_in_every_language(client, language):
    poll, secretary, persons = opened(on_text=True)
    client.force_login(secretary)
    pages = [("console", poll.meeting_id), ("hall", poll.meeting_id), ("poll", poll.pk), ("text", poll.pk)]

    for name, key in pages:
        with translation.override(language):
            response = client.get(reverse(f"voting:{name}", args=[key]))
        assert response.status_code == 200
        assert f'<html lang="{language}"' in words(response)
    client.force_login(user_of(persons[0]))
    assert client.get(f"/{language}/polls/{poll.meeting_id}/ballot/").status_code == 200


# -- the live word ---------------------------------------------------------------------------------


def token(client, user, meeting, tag="", **query):
    client.force_login(user)
    return client.get(
        reverse("voting:live", args=[meeting.pk]), query, headers={"If-None-Match": tag} if tag else {}
    )


def test_live_answers_304_until_something_changes(client):
    poll, secretary, persons = opened()
    user = user_of(persons[0])
    first = token(client, user, poll.meeting)
    assert token(client, user, poll.meeting, first["ETag"]).status_code == 304

    vote(poll, persons[1])
    changed = token(client, user, poll.meeting, first["ETag"])
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)
    closed = token(client, user, poll.meeting, changed["ETag"])

    assert [changed.status_code, closed.status_code] == [200, 200]
    assert len({first["ETag"], changed["ETag"], closed["ETag"]}) == 3


def test_phone_is_not_told_of_every_vote_but_of_its_own(client):
    poll, _, persons = opened(members=60, present=60)
    user = user_of(persons[0])
    before = token(client, user, poll.meeting, of="phone")["ETag"]

    vote(poll, persons[1])
    assert token(client, user, poll.meeting, of="phone")["ETag"] == before
    vote(poll, persons[0])

    assert token(client, user, poll.meeting, of="phone")["ETag"] != before


def test_page_is_drawn_under_the_tag_that_live_answers(client):
    poll, secretary, persons = opened()
    user = user_of(persons[0])

    assert (
        page(client, user, "ballot", poll.meeting_id).context["etag"]
        == token(client, user, poll.meeting, of="phone")["ETag"]
    )
    assert (
        page(client, secretary, "console", poll.meeting_id).context["etag"]
        == token(client, secretary, poll.meeting)["ETag"]
    )


def test_question_of_a_member_costs_one_query_besides_his_sign_in(client, django_assert_num_queries):
    poll, _, persons = opened()
    client.force_login(user_of(persons[0]))
    address = reverse("voting:live", args=[poll.meeting_id])

    with django_assert_num_queries(3):  # session, user, the word
        client.get(address, {"of": "phone"})
