"""Pages as a stranger, a wrong role and the right one see them; without JavaScript and as fragments."""

import pytest
import time_machine
from django.urls import reverse

from assembly.meetings.services.registration import check_out
from assembly.meetings.services.sittings import close_meeting
from assembly.voting.models import Ballot, Poll
from assembly.voting.services.polls import close_poll, void_poll
from tests.factories import make_chairman, make_user
from tests.meetings.makers import convened, registering, sitting, user_of
from tests.voting.makers import (
    BEGUN,
    CAST,
    CLOSED,
    QUESTION,
    drafted,
    opened,
    page,
    vote,
    vote_all,
    with_current_item,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_sitting():
    with time_machine.travel(CAST, tick=False):
        yield


# -- the phone -------------------------------------------------------------------------------------


def state_of(client, user, meeting):
    response = page(client, user, "ballot", meeting.pk)
    assert response.status_code == 200
    return response.context["page"].state


def test_phone_before_registration_says_when_and_where(client):
    meeting, _, persons = convened()

    assert state_of(client, user_of(persons[0]), meeting) == "before"


def test_phone_between_polls_waits_or_asks_to_register(client):
    meeting, secretary, persons = registering(6, present=4)

    assert state_of(client, user_of(persons[0]), meeting) == "waiting"
    assert state_of(client, user_of(persons[5]), meeting) == "absent"
    assert state_of(client, secretary, meeting) == "stranger"


def test_phone_goes_from_the_question_to_the_result(client):
    poll, secretary, persons = opened()
    meeting = poll.meeting
    assert state_of(client, user_of(persons[0]), meeting) == "open"
    assert state_of(client, user_of(persons[5]), meeting) == "late"

    vote(poll, persons[0])
    assert state_of(client, user_of(persons[0]), meeting) == "voted"
    with time_machine.travel(CLOSED):
        assert state_of(client, user_of(persons[1]), meeting) == "over"

    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    assert state_of(client, user_of(persons[0]), meeting) == "closed"
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=CLOSED)
    assert state_of(client, user_of(persons[0]), meeting) == "ended"


def test_phone_says_why_a_poll_is_void(client):
    poll, secretary, persons = opened()
    void_poll(poll_id=poll.pk, reason="Қате сұрақ қойылды", actor=secretary, at=CAST)

    assert state_of(client, user_of(persons[0]), poll.meeting) == "void"
    assert "Қате сұрақ қойылды" in words(page(client, user_of(persons[0]), "ballot", poll.meeting_id))


def test_phone_without_javascript_votes_by_a_form_and_a_redirect(client):
    poll, _, persons = opened(on_text=True)
    user = user_of(persons[0])
    shown = page(client, user, "ballot", poll.meeting_id)
    assert words(shown).count('name="choice"') == 3
    assert reverse("voting:text", args=[poll.pk]) in words(shown)

    address = reverse("voting:cast", args=[poll.meeting_id, poll.pk])
    response = client.post(address, {"choice": "against"}, follow=True)

    assert response.redirect_chain == [(reverse("voting:ballot", args=[poll.meeting_id]), 302)]
    assert response.context["page"].state == "voted"
    assert poll.ballots.get().choice == "against"
    again = client.post(address, {"choice": "against"}, follow=True)
    assert len(list(again.context["messages"])) == 1
    assert poll.ballots.count() == 1


def test_vote_of_a_stranger_or_of_one_not_on_the_roll_writes_nothing(client):
    poll, _, persons = opened()
    address = reverse("voting:cast", args=[poll.meeting_id, poll.pk])
    client.force_login(make_user())
    assert client.post(address, {"choice": "for"}).status_code == 404

    client.force_login(user_of(persons[5]))
    response = client.post(address, {"choice": "for"}, follow=True)

    assert response.status_code == 200
    assert len(list(response.context["messages"])) == 1
    assert Ballot.objects.count() == 0


def test_vote_by_the_address_of_another_sitting_finds_no_poll_and_writes_nothing(client):
    poll, _, persons = opened()
    other, _, _ = convened()
    client.force_login(user_of(persons[0]))
    address = reverse("voting:cast", args=[other.pk, poll.pk])

    assert client.post(address, {"choice": "for"}).status_code == 404
    assert Ballot.objects.count() == 0


def test_vote_without_a_choice_is_refused_in_words(client):
    poll, _, persons = opened()
    client.force_login(user_of(persons[0]))

    response = client.post(reverse("voting:cast", args=[poll.meeting_id, poll.pk]), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert response.context["page"].state == "open"


def test_fragment_of_the_phone_is_drawn_only_when_its_picture_changed(client):
    poll, secretary, persons = opened()
    user = user_of(persons[0])
    whole = page(client, user, "ballot", poll.meeting_id)
    key = whole.context["page"].key
    address = reverse("voting:ballot", args=[poll.meeting_id]) + f"?key={key}"

    vote(poll, persons[1])
    same = client.get(address, headers={"HX-Request": "true"})
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)
    changed = client.get(address, headers={"HX-Request": "true"})

    assert (same.status_code, same.content) == (204, b"")
    assert changed.status_code == 200
    assert changed.content.strip().startswith(b'<div class="d-flex')
    assert "HX-Request" in changed["Vary"]


def test_member_takes_part_remotely_from_the_phone(client):
    meeting, _, persons = sitting()
    client.force_login(user_of(persons[5]))

    response = client.post(reverse("voting:take_part", args=[meeting.pk]), follow=True)

    assert response.context["page"].state == "waiting"
    assert response.context["page"].presence.mode == "remote"


def test_phone_costs_the_same_at_one_and_three_polls(client, django_assert_max_num_queries):
    poll, secretary, persons = opened()
    close_poll(poll_id=poll.pk, actor=secretary, at=CAST)
    user = user_of(persons[0])
    page(client, user, "ballot", poll.meeting_id)

    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(30) as captured:
            page(client, user, "ballot", poll.meeting_id)
        counts.append(len(captured))
        for number in (8, 9) if len(counts) == 1 else ():
            Poll.objects.create(
                meeting=poll.meeting, number=number, kind="procedural", question_kk="Қ", question_ru="В"
            )

    assert counts[0] == counts[1]


# -- the console -----------------------------------------------------------------------------------


def test_refused_question_of_a_member_draws_no_console(client):
    """What is missing in a question is told to those who put it; others saw the whole console by it."""
    poll, secretary, persons = drafted()
    address = reverse("voting:poll_draft", args=[poll.meeting_id])

    answers = {}
    for name, user in (
        ("member", user_of(persons[0])), ("chairman", make_chairman()), ("secretary", secretary)
    ):  # fmt: skip
        client.force_login(user)
        answers[name] = client.post(address, {"what": "procedural"})

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "member": 403,
        "chairman": 403,
        "secretary": 422,
    }
    assert poll.question_kk not in words(answers["member"])


def test_question_is_shown_to_members_when_it_is_put(client):
    poll, secretary, persons = drafted()

    assert page(client, user_of(persons[0]), "poll", poll.pk).status_code == 404
    assert page(client, secretary, "poll", poll.pk).status_code == 200
    assert page(client, make_chairman(), "poll", poll.pk).status_code == 200


def test_console_is_for_those_who_run_polls(client):
    meeting, secretary, persons = sitting()

    assert page(client, make_user(), "console", meeting.pk).status_code == 404
    assert page(client, user_of(persons[0]), "console", meeting.pk).status_code == 403
    assert page(client, make_chairman(), "console", meeting.pk).status_code == 403
    assert page(client, secretary, "console", meeting.pk).status_code == 200


def test_secretary_goes_from_item_to_result_without_javascript(client):
    meeting, secretary, persons = sitting()
    client.force_login(secretary)
    item = with_current_item(meeting, secretary)
    console = reverse("voting:console", args=[meeting.pk])

    form = client.get(console, {"new": "text"}).context["form"]
    assert form.initial["question_kk"] != form.initial["question_ru"]
    entered = {
        "what": "text",
        "question_kk": "Шешім қабылдау",
        "question_ru": "Принять решение",
        "duration_seconds": "60",
    }
    response = client.post(reverse("voting:poll_draft", args=[meeting.pk]), entered, follow=True)
    poll = Poll.objects.get()
    assert (poll.item_id, poll.kind, poll.effect, poll.version_id) == (
        item.pk,
        "substantive",
        "decisions.adopt",
        item.draft.latest.pk,
    )
    assert response.context["panel"] == "open"
    assert (response.context["needed"], response.context["page"].quorum.present) == (3, 4)

    client.post(reverse("voting:poll_open", args=[meeting.pk, poll.pk]))
    vote_all(poll, persons, votes_for=3)
    assert client.get(console, {"close": poll.pk}).context["panel"] == "close"
    response = client.post(reverse("voting:poll_close", args=[meeting.pk, poll.pk]), follow=True)

    poll.refresh_from_db()
    assert (poll.state, poll.outcome) == ("closed", "adopted")
    assert poll in response.context["page"].ended


def test_form_of_voting_is_put_to_the_vote_in_the_words_of_the_minutes(client):
    meeting, secretary, _ = sitting()
    client.force_login(secretary)

    client.post(
        reverse("voting:poll_draft", args=[meeting.pk]),
        {"what": "form", "fixes": "roll_call", "duration_seconds": "60"},
    )

    poll = Poll.objects.get()
    assert (poll.effect, poll.effect_params) == ("sessions.voting_form", {"form": "roll_call"})
    assert len({poll.question_kk, poll.question_ru, poll.question_en}) == 3


def test_what_was_typed_stays_when_something_is_missing(client):
    meeting, secretary, _ = sitting()
    client.force_login(secretary)

    response = client.post(
        reverse("voting:poll_draft", args=[meeting.pk]),
        {
            "what": "free",
            "question_kk": "Үзіліс жариялансын ба?",
            "question_ru": "",
            "duration_seconds": "60",
        },
    )

    assert response.status_code == 422
    assert "Үзіліс жариялансын ба?" in words(response)
    assert Poll.objects.count() == 0


def test_refusal_of_the_service_is_drawn_beside_the_form(client):
    meeting, secretary, _ = sitting()
    client.force_login(secretary)

    response = client.post(
        reverse("voting:poll_draft", args=[meeting.pk]),
        {"what": "text", **QUESTION, "duration_seconds": "60"},
    )

    assert response.status_code == 422
    assert 'role="alert"' in words(response)
    assert QUESTION["question_ru"] in words(response)


def test_panel_says_beforehand_why_a_poll_cannot_open(client):
    poll, secretary, persons = drafted()
    check_out(meeting_id=poll.meeting_id, person_id=persons[0].pk, actor=secretary, at=BEGUN)
    client.force_login(secretary)

    response = client.get(reverse("voting:console", args=[poll.meeting_id]), {"open": poll.pk})

    assert response.context["hindrance"].code == "poll_without_quorum"
    assert reverse("voting:poll_open", args=[poll.meeting_id, poll.pk]) not in words(response)


def test_running_figures_are_hidden_until_closing(client):
    poll, secretary, persons = opened(members=9, present=9)
    vote_all(poll, persons, votes_for=7)

    for name in ("console", "hall"):
        response = page(client, secretary, name, poll.meeting_id)
        assert response.context.get("tally") is None
        assert "votes_for" not in response.context
    assert page(client, secretary, "poll", poll.pk).context["tally"] is None


@pytest.mark.parametrize("act", ["poll_open", "poll_close", "poll_void"])
def test_acts_are_posts_and_members_have_no_right_to_them(client, act):
    poll, _, persons = drafted()
    address = reverse(f"voting:{act}", args=[poll.meeting_id, poll.pk])
    client.force_login(user_of(persons[0]))
    assert client.get(address).status_code == 405

    client.post(address, {"reason": "x"})

    poll.refresh_from_db()
    assert poll.state == "draft"
    client.force_login(make_user())
    assert client.post(address).status_code == 404


def test_console_costs_the_same_at_one_and_three_polls_and_items(client, django_assert_max_num_queries):
    poll, secretary, _ = drafted(on_text=True)
    page(client, secretary, "console", poll.meeting_id)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(60) as captured:
            page(client, secretary, "console", poll.meeting_id)
        counts.append(len(captured))
        for number in (8, 9) if len(counts) == 1 else ():
            Poll.objects.create(
                meeting=poll.meeting, number=number, kind="procedural", question_kk="Қ", question_ru="В"
            )

    assert counts[0] == counts[1]
