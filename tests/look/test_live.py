"""Pages that live: other people's acts arrive by themselves, and nothing they bring clears a choice."""

import pytest
from playwright.sync_api import expect

from tests.look.urls import WORLD

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.look.urls")]


@pytest.fixture(autouse=True)
def _fresh_world():
    WORLD.etag, WORLD.votes, WORLD.is_lost = "1", [], False


@pytest.fixture
def phone(chromium, frame_server):
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{frame_server.url}/kk/ballot/")
    yield page
    context.close()


def test_change_arrives_within_two_seconds_and_keeps_the_choice(phone):
    phone.check("#c-against")
    expect(phone.locator("button[type=submit]")).to_have_text("Қарсы дауыс беру")

    WORLD.etag = "2"

    expect(phone.locator(".turn")).to_have_text("2", timeout=2500)
    expect(phone.locator("#c-against")).to_be_checked()
    expect(phone.locator("button[type=submit]")).to_have_text("Қарсы дауыс беру")


def test_nothing_is_fetched_while_nothing_changes(phone):
    asked = []
    phone.on("request", lambda request: asked.append(request.url) if "/fragment/" in request.url else None)

    phone.wait_for_timeout(3000)

    assert asked == []


def test_choice_survives_a_reload_of_the_page(phone):
    phone.check("#c-for")
    phone.reload()

    expect(phone.locator("#c-for")).to_be_checked()


def test_lost_connection_is_said_and_forgotten_when_it_returns(phone):
    WORLD.is_lost = True
    expect(phone.locator("[data-live-lost]")).to_be_visible(timeout=8000)

    WORLD.is_lost = False
    expect(phone.locator("[data-live-lost]")).to_be_hidden(timeout=12000)


def test_ballot_sent_without_a_network_arrives_once_when_it_returns(phone):
    phone.check("#c-for")
    phone.context.set_offline(True)
    phone.click("button[type=submit]")
    expect(phone.locator("[data-ballot-lost]")).to_be_visible()

    phone.context.set_offline(False)

    expect(phone.locator("[data-ballot-done]")).to_be_visible(timeout=12000)
    assert WORLD.votes == ["for"]
    phone.wait_for_load_state("load")
    assert phone.evaluate("sessionStorage.getItem('ballot:36-4')") is None


def test_refused_server_is_asked_again(phone):
    phone.check("#c-against")
    WORLD.is_lost = True
    phone.click("button[type=submit]")
    expect(phone.locator("[data-ballot-lost]")).to_be_visible()

    WORLD.is_lost = False
    phone.click("[data-ballot-retry]")

    expect(phone.locator("[data-ballot-done]")).to_be_visible(timeout=12000)
    assert WORLD.votes == ["against"]


def test_ballot_is_sent_without_javascript_too(chromium, frame_server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{frame_server.url}/kk/ballot/")
    page.check("#c-for")
    page.click("button[type=submit]")

    expect(page.locator("[data-ballot-done]")).to_be_visible()
    assert WORLD.votes == ["for"]
    context.close()


def test_countdown_counts_down_by_itself(phone):
    first = phone.inner_text(".countdown")
    phone.wait_for_timeout(1600)

    assert phone.inner_text(".countdown") != first
