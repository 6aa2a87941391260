"""Open data: the same words and figures as the pages, nothing more."""

import pytest

from assembly.decisions.services.assignments import take_off_control
from tests.decisions.makers import (
    make_assignment,
    make_consideration,
    make_decision,
    make_poll,
    make_reported,
)
from tests.factories import NOON, make_secretary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_list_holds_adopted_decisions_alone(client):
    make_poll(outcome="rejected")
    decision = make_decision()

    response = client.get("/api/v1/decisions/")

    assert response.status_code == 200
    assert not response.cookies
    assert response.json()["count"] == 1
    row = response.json()["results"][0]
    assert (row["code"], row["number"], row["organ"], row["state"]) == (
        decision.act.code,
        "36/1",
        "assembly",
        "adopted",
    )
    assert row["title"] == {
        "kk": "Ана тілдері мектептері туралы",
        "ru": "О школах родных языков",
        "en": "On schools of mother tongues",
    }
    assert row["url"].endswith(f"/d/{decision.act.code}")


def test_one_decision_tells_what_became_of_it(client):
    decision, secretary = make_decision(), make_secretary()
    report = make_reported(make_assignment(decision, secretary=secretary))
    take_off_control(assignment_id=report.assignment_id, actor=secretary, at=NOON)
    make_consideration(decision, secretary=secretary)

    whole = client.get(f"/api/v1/decisions/{decision.act.code}/").json()

    assert whole["text"]["kk"] == decision.version.text_kk
    assert whole["sha256"] == {"kk": decision.version.sha256_kk, "ru": decision.version.sha256_ru}
    assert (whole["vote"]["votes_for"], whole["vote"]["needed"], whole["vote"]["present"]) == (4, 3, 4)
    assert [(point["state"], point["done_on"]) for point in whole["assignments"]] == [("done", "2026-11-23")]
    assert [one["state"] for one in whole["considerations"]] == ["considering"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"organ": "council"}, 0),
        ({"state": "adopted"}, 1),
        ({"state": "late"}, 0),
        ({"year": "2026", "q": "тилдери"}, 1),
        ({"year": "2025"}, 0),
        ({"since": "2026-11-23", "until": "2026-11-23"}, 1),
        ({"until": "2026-11-22"}, 0),
    ],
)
def test_the_list_is_filtered(client, query, count):
    make_decision()

    assert client.get("/api/v1/decisions/", query).json()["count"] == count


def test_what_is_not_there_is_not_found(client):
    assert client.get("/api/v1/decisions/1/").status_code == 404
    assert client.post("/api/v1/decisions/").status_code == 405


def test_the_schema_describes_the_open_data(client):
    schema = client.get("/api/v1/schema/?format=json").json()

    assert {"/api/v1/decisions/", "/api/v1/decisions/{code}/"} <= set(schema["paths"])
