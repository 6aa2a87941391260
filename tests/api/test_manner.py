"""How every address of the open data behaves, whatever it tells."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from assembly.bodies.services.seed import seed_reference
from assembly.people.models import Person
from tests.factories import NOON, make_person, seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LISTS = [
    "sessions",
    "sittings",
    "polls",
    "decisions",
    "addresses",
    "regions",
    "opinions",
    "compositions/council/members",
]


@pytest.fixture(autouse=True)
def _registers():
    seed_reference(at=NOON)


def test_the_description_is_whole(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_every_operation_has_an_example_and_every_field_a_type(client):
    described = client.get("/api/v1/schema/?format=json").json()
    without = [
        path
        for path, methods in described["paths"].items()
        if "examples" not in methods["get"]["responses"]["200"]["content"]["application/json"]
    ]
    untyped = [
        f"{name}.{field}"
        for name, schema in described["components"]["schemas"].items()
        for field, kind in schema.get("properties", {}).items()
        if not {"type", "$ref", "allOf", "oneOf"} & set(kind)
    ]

    assert without == []
    assert untyped == []
    assert len(described["paths"]) == 18


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_in_pages_with_links(client, path):
    answer = client.get(f"/api/v1/{path}/")

    assert set(answer.json()) == {"count", "next", "previous", "results"}
    assert answer.cookies == {}


def test_pages_lead_to_one_another(client):
    first = client.get("/api/v1/regions/?page_size=8").json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert first["next"] == "http://testserver/api/v1/regions/?page=2&page_size=8"
    assert second["previous"] == "http://testserver/api/v1/regions/?page_size=8"
    assert third["next"] is None
    assert [len(page["results"]) for page in (first, second, third)] == [8, 8, 4]
    assert first["count"] == 20


@pytest.mark.parametrize(
    "query", ["page_size=0", "page_size=101", "page_size=x", "page_size=", "page=0", "page=-1", "page=x"]
)
def test_a_page_that_is_none_is_refused(client, query):
    answer = client.get(f"/api/v1/regions/?{query}", headers={"Accept-Language": "en"})

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid_value"
    assert list(answer.json()["fields"]) == [query.partition("=")[0]]


def test_a_page_beyond_the_last_is_not_found(client):
    answer = client.get("/api/v1/regions/?page=2", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert answer.json() == {
        "code": "not_found",
        "message": "There is nothing public at this address.",
        "legal_ref": None,
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("decisions/?year=x", "year"),
        ("decisions/?year=1800", "year"),
        ("decisions/?organ=senate", "organ"),
        ("decisions/?since=23.11.2026", "since"),
        ("decisions/?until=", "until"),
        ("decisions/?is_address=1", "is_address"),
        ("decisions/?q=a%00b", "q"),
        ("polls/?sitting=0", "sitting"),
        ("polls/?outcome=maybe", "outcome"),
        ("sittings/?state=draft", "state"),
        ("sessions/?state=draft", "state"),
        ("compositions/assembly/?on=tomorrow", "on"),
        ("compositions/assembly/members/?on=2026-02-30", "on"),
    ],
)
def test_a_value_that_means_nothing_is_refused(client, query, field):
    answer = client.get(f"/api/v1/{query}", headers={"Accept-Language": "en"})

    assert answer.status_code == 400
    told = answer.json()
    assert (told["code"], told["message"], told["legal_ref"], list(told["fields"])) == (
        "invalid_value",
        "A parameter has a value that it cannot take.",
        None,
        [field],
    )


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("kk", "Бұл мекенжайда ашық дерек жоқ."),
        ("ru", "По этому адресу нет открытых данных."),
        ("en", "There is nothing public at this address."),
        ("de", "Бұл мекенжайда ашық дерек жоқ."),
    ],
)
def test_refusals_speak_the_readers_language(client, language, message):
    for path in ("nowhere/", "regions/00/", "decisions/0/", "sittings/x/"):
        answer = client.get(f"/api/v1/{path}", headers={"Accept-Language": language})
        assert (answer.status_code, answer.json()["message"]) == (404, message)


def test_an_address_without_its_last_stroke_is_led_to_it(client):
    assert client.get("/api/v1/regions").headers["Location"] == "/api/v1/regions/"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_open_data_are_only_read(client, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(
        "/api/v1/regions/", headers={"Accept-Language": "en"}
    )

    assert (answer.status_code, answer.json()["message"]) == (405, "Open data can only be read.")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", LISTS)
def test_who_comes_again_is_told_that_nothing_changed(client, path):
    first = client.get(f"/api/v1/{path}/")
    again = client.get(f"/api/v1/{path}/", headers={"If-None-Match": first.headers["ETag"]})
    other = client.get(f"/api/v1/{path}/", headers={"If-None-Match": '"0"'})

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert (again.status_code, again.content) == (304, b"")
    assert (other.status_code, other.content) == (200, first.content)


def test_any_page_on_the_web_may_read_them(client):
    answer = client.get("/api/v1/regions/", headers={"Origin": "https://elsewhere.example"})
    asked = client.options("/api/v1/regions/", headers={"Origin": "https://elsewhere.example"})

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


def test_too_many_requests_are_told_when_to_come_again(client, settings):
    settings.API_RATE = "2/min"
    address = {"REMOTE_ADDR": "203.0.113.9"}
    codes = [client.get("/api/v1/regions/", **address).status_code for _ in range(2)]
    refused = client.get("/api/v1/regions/", headers={"Accept-Language": "ru"}, **address)

    assert codes == [200, 200]
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert refused.json()["message"] == "Слишком много запросов. Попробуйте чуть позже."
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    assert refused.headers["Cache-Control"] == "no-store"
    assert client.get("/api/v1/regions/", REMOTE_ADDR="203.0.113.10").status_code == 200


def test_a_list_is_also_a_table_for_a_spreadsheet(client):
    answer = client.get("/api/v1/tables/regions.csv")
    lines = answer.content.decode().splitlines()

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="regions.csv"'
    assert lines[0] == (
        "\ufeffcode,iso,name_kk,name_ru,name_en,assembly_kk,assembly_ru,assembly_en,chair,members_count"
    )
    assert len(lines) == 21
    again = client.get("/api/v1/tables/regions.csv", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_table_obeys_the_filters_and_runs_nothing(client):
    make_person(family_name='=HYPERLINK("x")')
    for person in Person.objects.all():
        seat(person, "council", on_behalf_kk="@kk", on_behalf_ru="+ru")

    table = client.get("/api/v1/tables/council.csv").content.decode()

    assert table.splitlines()[1] == '"\'=HYPERLINK(""x"") Айдос",member,\'@kk,\'+ru,'
    assert client.get("/api/v1/tables/council.csv?on=2020-01-01").content.decode() == "\ufeff\r\n"
    assert client.get("/api/v1/tables/decisions.csv?year=x").status_code == 400
    assert client.get("/api/v1/tables/drafts.csv").status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_of_the_open_data_leads_to_all_of_them(client, language):
    page = client.get(f"/{language}/open-data/")
    links = set(re.findall(r'href="(/api/v1/[^"]*)"', page.content.decode()))

    assert len(links) == 9 * 2 + 2
    assert [link for link in links if client.get(link).status_code != 200] == []
    assert f'href="/{language}/open-data/"' in client.get(f"/{language}/").content.decode()
