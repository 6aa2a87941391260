import pytest

from assembly.voting.form_sources import FORM_SOURCES
from assembly.voting.services.polls import close_poll
from tests.voting.makers import CLOSED, opened, vote_all

pytestmark = pytest.mark.django_db


def adopted(**fields):
    poll, secretary, persons = opened(members=9, present=9, on_text=True, **fields)
    vote_all(poll, persons, votes_for=6, against=1, abstain=1)
    return close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)


def test_figures_of_an_adopted_poll_are_open_data_without_names(client):
    poll = adopted()

    answer = client.get(f"/api/v1/polls/{poll.pk}/").json()

    figures = (
        "present_count",
        "votes_needed",
        "votes_for",
        "votes_against",
        "abstained",
        "silent",
        "outcome",
    )
    assert [answer[name] for name in figures] == [9, 5, 6, 1, 1, 1, "adopted"]
    assert answer["rule"] == {
        "numerator": 1, "denominator": 2, "comparison": "more_than", "legal_ref": "decree-747:10@2024-12-27",
    }  # fmt: skip
    assert answer["votes"] is None


def test_roll_call_is_open_data_by_name(client, monkeypatch):
    monkeypatch.setitem(FORM_SOURCES, "assembly", lambda meeting: "roll_call")
    poll = adopted()

    votes = client.get(f"/api/v1/polls/{poll.pk}/").json()["votes"]

    assert [vote["choice"] for vote in votes].count("for") == 6
    assert {vote["name"] for vote in votes} == set(poll.voters.values_list("name", flat=True))


@pytest.mark.parametrize("state", ["open", "procedural", "rejected"])
def test_what_made_no_decision_is_not_found(client, state):
    poll, secretary, _ = opened(on_text=state != "procedural")
    if state != "open":
        close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    assert client.get(f"/api/v1/polls/{poll.pk}/").status_code == 404
