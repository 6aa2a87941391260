import pytest

from assembly.voting.form_sources import FORM_SOURCES
from assembly.voting.services.polls import close_poll
from tests.voting.makers import CLOSED, TEXT_RU, opened, vote_all

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
    rule = answer["rule"]
    assert (rule["numerator"], rule["denominator"], rule["comparison"]) == (1, 2, "more_than")
    assert rule["legal_ref"]["code"] == "decree-747:10@2024-12-27"
    assert answer["votes"] is None


def test_roll_call_is_open_data_by_name(client, monkeypatch):
    monkeypatch.setitem(FORM_SOURCES, "assembly", lambda meeting: "roll_call")
    poll = adopted()

    votes = client.get(f"/api/v1/polls/{poll.pk}/").json()["votes"]

    assert [vote["choice"] for vote in votes].count("for") == 6
    assert {vote["name"] for vote in votes} == set(poll.voters.values_list("name", flat=True))


def test_an_open_poll_is_nobodys_to_read(client):
    poll, *_ = opened(on_text=True)

    assert client.get(f"/api/v1/polls/{poll.pk}/").status_code == 404


@pytest.mark.parametrize("on_text", [True, False])
def test_a_rejected_poll_is_told_by_its_figures_without_its_text(client, on_text):
    poll, secretary, _ = opened(on_text=on_text)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    answer = client.get(f"/api/v1/polls/{poll.pk}/")

    assert (answer.status_code, answer.json()["outcome"]) == (200, "rejected")
    assert TEXT_RU not in answer.content.decode()
