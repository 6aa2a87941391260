"""Open data of the regions: the accepted reports, and nothing that stays inside."""

import pytest

from regions.form import TEXTS
from tests.factories import make_region
from tests.regions.makers import FIGURES as COUNTED
from tests.regions.makers import TEXTS as WRITTEN
from tests.regions.makers import make_accepted, make_assembly, make_returned

pytestmark = pytest.mark.django_db
REPORTS = "/api/v1/regions/71/reports/"


def test_accepted_reports_are_told_with_their_public_texts(client):
    report, _worker = make_accepted()

    told = client.get(REPORTS).json()

    assert told["count"] == 1
    row = told["results"][0]
    assert (row["region"], row["year"], row["quarter"], row["due_on"]) == ("71", 2026, 3, "2026-10-14")
    assert row["figures"] == COUNTED
    assert row["texts"] == {text.name: WRITTEN[text.name] for text in TEXTS if text.is_public}
    assert row["sha256"] == report.versions.get().sha256


def test_what_is_not_accepted_and_what_is_not_public_is_told_nobody(client):
    make_returned()
    assert client.get(REPORTS).json()["count"] == 0
    make_accepted(make_assembly("75"))
    body = client.get("/api/v1/regions/75/reports/").content.decode()
    for text in TEXTS:
        assert (WRITTEN[text.name] in body) == text.is_public


def test_reports_are_narrowed_by_year_and_quarter(client):
    make_accepted()
    assert client.get(f"{REPORTS}?year=2026&quarter=3").json()["count"] == 1
    assert client.get(f"{REPORTS}?quarter=2").json()["count"] == 0
    assert client.get(f"{REPORTS}?quarter=5").status_code == 400


def test_a_region_that_does_not_exist_has_no_reports(client):
    make_region("71")
    assert client.get("/api/v1/regions/00/reports/").status_code == 404
    assert client.get(REPORTS).json()["results"] == []
