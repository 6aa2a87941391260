"""The frame of every page: languages, the version for weak sight, errors, no inline script or style."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.look.urls import ERRORS

pytestmark = pytest.mark.urls("tests.look.urls")
HOME_WORDS = {"kk": "Басты бетке өту", "ru": "На главную", "en": "To the home page"}


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMO = True
    settings.DEBUG = False


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_sheet_of_pieces_is_shown_in_every_language(client, language):
    response = client.get(f"/{language}/look/")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


def test_sheet_of_pieces_exists_only_for_demonstration(client, settings):
    settings.DEMO = False

    assert client.get("/ru/look/").status_code == 404


def test_language_switch_keeps_page_and_query(client):
    page = client.get("/ru/look/?page=3").content.decode()

    assert 'href="/kk/look/?page=3"' in page
    assert 'href="/en/look/?page=3"' in page


def test_frame_has_neither_inline_script_nor_inline_style(client):
    page = client.get("/kk/look/").content.decode()

    assert re.findall(r"\sstyle=", page) == []
    assert re.findall(r"\son[a-z]+=", page) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag] == []
    assert "<style" not in page


def test_public_page_of_a_stranger_sets_no_cookie_and_varies_by_cookie(client):
    response = client.get("/kk/look/")

    # The sheet holds one form with a token; the frame around it must not need one.
    assert "sessionid" not in response.cookies
    assert "portal_sign_in" not in response.cookies
    assert "Cookie" in response["Vary"]


def test_weak_sight_is_chosen_without_javascript_and_returns_to_the_page(client):
    response = client.post("/ru/sight/", {"sight": "weak", "next": "/ru/look/"})

    assert (response.status_code, response["Location"]) == (302, "/ru/look/")
    assert '<html lang="ru" data-sight="weak">' in client.get("/ru/look/").content.decode()

    client.post("/ru/sight/", {"sight": "", "next": "/ru/look/"})

    assert "data-sight" not in client.get("/ru/look/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_weak_sight_never_leads_elsewhere(client, target):
    response = client.post("/kk/sight/", {"sight": "weak", "next": target})

    assert response["Location"] == "/kk/"


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_error_page_needs_no_request_and_knows_the_way_home(name, language):
    with translation.override(language):
        page = render_to_string(f"{name}.html")

    assert f'<html lang="{language}">' in page
    assert f'href="/{language}/"' in page
    assert HOME_WORDS[language] in page
    assert "demo-line" in page


def test_demonstration_is_not_named_in_production(settings):
    settings.DEMO = False

    assert "demo-line" not in render_to_string("404.html")
