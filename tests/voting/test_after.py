"""Between the end of casting and the result, and what a result led to."""

import pytest
import time_machine
from django.urls import reverse

from assembly.decisions.models import Decision
from assembly.voting.effects import results_of
from assembly.voting.services.polls import close_poll
from tests.decisions.makers import make_poll, make_sitting
from tests.factories import NOON
from tests.meetings.makers import sitting, user_of
from tests.voting.makers import CAST, CLOSED, opened, page, vote, vote_all, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_sitting():
    with time_machine.travel(CAST, tick=False):
        yield


def fragment(client, poll, key):
    address = reverse("voting:ballot", args=[poll.meeting_id]) + f"?key={key}"
    return client.get(address, headers={"HX-Request": "true"})


def test_when_time_is_up_every_screen_says_that_the_poll_waits_to_be_closed(client):
    poll, secretary, persons = opened()
    vote(poll, persons[0])
    with time_machine.travel(CLOSED):
        console = page(client, secretary, "console", poll.meeting_id)
        hall = page(client, secretary, "hall", poll.meeting_id)
        voted = page(client, user_of(persons[0]), "ballot", poll.meeting_id)
        silent = page(client, user_of(persons[1]), "ballot", poll.meeting_id)

    assert console.context["page"].is_time_up is True
    assert "Уақыт бітті: дауыс қабылданбайды." in words(console)
    assert f"?close={poll.pk}#panel" in words(console)
    assert [response.context["page"].state for response in (voted, silent)] == ["voted", "over"]
    for response in (console, hall, voted, silent):
        assert "data-until" not in words(response)
    for response in (hall, voted, silent):
        assert "Дауыс беру аяқталғанда нәтиже осы жерде көрсетіледі." in words(response)


def test_open_pages_learn_that_time_is_up_though_nothing_was_written(client):
    poll, secretary, persons = opened()
    vote(poll, persons[0])
    key = page(client, user_of(persons[0]), "ballot", poll.meeting_id).context["page"].key
    assert fragment(client, poll, key).status_code == 204
    seen = page(client, secretary, "live", poll.meeting_id)["ETag"]
    assert page(client, secretary, "live", poll.meeting_id, if_none_match=seen).status_code == 304

    with time_machine.travel(CLOSED):
        assert page(client, secretary, "live", poll.meeting_id, if_none_match=seen).status_code == 200
        client.force_login(user_of(persons[0]))
        assert fragment(client, poll, key).status_code == 200


def test_an_adopted_text_leads_to_its_decision(client):
    poll, secretary, persons = opened(on_text=True, effect="decisions.adopt")
    vote_all(poll, persons, votes_for=3)
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)
    decision = Decision.objects.get(poll=poll)
    word = f"№ {decision.number} шешім"
    for_staff = reverse("decisions:decision", args=[decision.pk])
    for_members = reverse("portal:decision", args=[decision.pk])

    shown = [
        (words(page(client, secretary, "console", poll.meeting_id)), for_staff),
        (words(page(client, secretary, "poll", poll.pk)), for_staff),
        (words(page(client, user_of(persons[0]), "poll", poll.pk)), for_members),
        (words(page(client, user_of(persons[0]), "ballot", poll.meeting_id)), for_members),
    ]

    for text, address in shown:
        assert word in text
        assert f'href="{address}"' in text


def test_a_procedural_poll_leads_nowhere(client):
    poll, secretary, persons = opened()
    vote_all(poll, persons, votes_for=3)
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)

    assert page(client, secretary, "poll", poll.pk).context["result"] is None
    assert results_of([poll]) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_results_of_any_number_of_polls_cost_one_query(count, django_assert_num_queries):
    from assembly.decisions.services.decisions import adopt_decision

    meeting = make_sitting()
    polls = [make_poll(meeting) for _ in range(count)]
    decisions = [adopt_decision(poll=poll, actor=None, at=NOON) for poll in polls]
    rejected = make_poll(meeting, outcome="rejected")

    with django_assert_num_queries(1):
        found = results_of([*polls, rejected])

    assert {key: link.key for key, link in found.items()} == {one.poll_id: one.pk for one in decisions}


def test_a_sitting_without_polls_asks_nothing_about_results(django_assert_num_queries):
    sitting()
    with django_assert_num_queries(0):
        assert results_of([]) == {}
