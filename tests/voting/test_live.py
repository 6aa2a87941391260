"""Two people, two browsers: what one does reaches the other's open page, and never clears a choice."""

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect, sync_playwright

from assembly.voting.models import Ballot
from assembly.voting.services.polls import close_poll, open_poll, void_poll
from tests.meetings.makers import sitting, user_of
from tests.voting.makers import CAST, CLOSED, drafted, opened, vote, vote_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 3000  # milliseconds: the page asks each 1.2 s
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _at_the_sitting():
    with time_machine.travel(CAST, tick=True):
        yield


@pytest.fixture
def open_page(chromium, live_server):
    """Open a page of the room as somebody who is signed in."""
    contexts = []

    def go(user, name, *args, size=PHONE, language="ru"):
        client = Client()
        client.force_login(user)
        # Without moving colours: a shade measured half-way from light to dark is nobody's.
        context = chromium.new_context(viewport=size, reduced_motion="reduce")
        contexts.append(context)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        with translation.override(language):
            page.goto(f"{live_server.url}{reverse(f'voting:{name}', args=args)}")
        page.evaluate("window.isTheSamePage = true")
        return page

    yield go
    for context in contexts:
        context.close()


def is_same(page):
    return page.evaluate("window.isTheSamePage === true")


def test_poll_comes_goes_and_ends_on_the_phone_without_a_reload(open_page):
    poll, secretary, persons = drafted()
    phone = open_page(user_of(persons[0]), "ballot", poll.meeting_id)
    expect(phone.locator("h1")).to_have_text("Голосование ещё не открыто")

    open_poll(poll_id=poll.pk, actor=secretary, at=CAST)
    expect(phone.locator("h1.ballot-q")).to_have_text("Принять?", timeout=SOON)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)
    expect(phone.locator("h1")).to_have_text("Решение не принято", timeout=SOON)

    assert is_same(phone)


def test_choice_outlives_every_refresh_and_the_vote_is_final(open_page):
    poll, secretary, persons = opened()
    phone = open_page(user_of(persons[0]), "ballot", poll.meeting_id)
    console = open_page(secretary, "console", poll.meeting_id, size=DESK)
    phone.check("input[value=against]")
    expect(phone.locator("form[data-ballot] button")).to_have_text("Проголосовать «Против»")

    vote(poll, persons[1])
    vote(poll, persons[2])
    expect(console.locator("#c-now")).to_contain_text("Проголосовали: 2 из 4", timeout=SOON)
    phone.wait_for_timeout(1500)
    expect(phone.locator("input[value=against]")).to_be_checked()
    phone.reload()
    expect(phone.locator("input[value=against]")).to_be_checked()

    phone.click("form[data-ballot] button")
    expect(phone.locator("h1")).to_have_text("Ваш голос принят")
    expect(phone.locator(".receipt")).to_contain_text("Против")
    expect(console.locator("#c-now")).to_contain_text("Проголосовали: 3 из 4", timeout=SOON)
    assert Ballot.objects.filter(choice="against").count() == 1
    assert is_same(console)


def test_vote_sent_without_a_network_arrives_once(open_page):
    poll, _, persons = opened()
    phone = open_page(user_of(persons[0]), "ballot", poll.meeting_id)
    phone.check("input[value=for]")
    phone.context.set_offline(True)
    phone.click("form[data-ballot] button")
    expect(phone.locator("[data-ballot-lost]")).to_be_visible()
    assert Ballot.objects.count() == 0

    phone.context.set_offline(False)

    expect(phone.locator("h1")).to_have_text("Ваш голос принят", timeout=12_000)
    assert Ballot.objects.count() == 1


def test_secretary_goes_through_a_poll_by_the_mouse_alone(open_page):
    poll, secretary, persons = drafted(on_text=True, effect="decisions.adopt")
    console = open_page(secretary, "console", poll.meeting_id, size=DESK)
    console.get_by_role("link", name="Открыть голосование").click()
    console.get_by_role("button", name="Открыть голосование").click()
    poll.refresh_from_db()
    assert poll.state == "open"

    vote_all(poll, persons, votes_for=3)
    expect(console.locator("#c-now")).to_contain_text("Проголосовали: 3 из 4", timeout=SOON)
    console.get_by_role("link", name="Закрыть голосование").click()
    console.get_by_role("button", name="Закрыть голосование").click()

    expect(console.locator("#c-past")).to_contain_text("Решение принято")


def test_reason_being_typed_is_not_cleared_by_the_votes_of_others(open_page):
    poll, secretary, persons = opened()
    console = open_page(secretary, "console", poll.meeting_id, size=DESK)
    console.get_by_role("link", name="Признать недействительным").click()
    console.fill("#reason", "В зале нет связи")

    vote(poll, persons[0])
    expect(console.locator("#c-now")).to_contain_text("Проголосовали: 1 из 4", timeout=SOON)

    expect(console.locator("#reason")).to_have_value("В зале нет связи")


def test_hall_follows_by_itself(open_page):
    poll, secretary, persons = opened()
    screen = open_page(secretary, "hall", poll.meeting_id, size={"width": 1920, "height": 1080})
    vote_all(poll, persons, votes_for=4)
    expect(screen.locator("main")).to_contain_text("4", timeout=SOON)
    close_poll(poll_id=poll.pk, actor=secretary, at=CLOSED)

    expect(screen.locator("h1")).to_have_text("Решение принято", timeout=SOON)
    assert is_same(screen)


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark")])
def test_axe_finds_nothing_on_any_page(open_page, language, scheme):
    poll, secretary, persons = opened(on_text=True)
    vote(poll, persons[1])
    member, voted, late = (user_of(persons[place]) for place in (0, 1, 5))
    pages = [
        open_page(member, "ballot", poll.meeting_id, language=language),
        open_page(voted, "ballot", poll.meeting_id, language=language),
        open_page(late, "ballot", poll.meeting_id, language=language),
        open_page(member, "text", poll.pk, language=language),
        open_page(secretary, "console", poll.meeting_id, size=DESK, language=language),
        open_page(secretary, "console", poll.meeting_id, language=language),
        open_page(secretary, "hall", poll.meeting_id, size=DESK, language=language),
    ]
    void_poll(poll_id=poll.pk, reason="Қате сұрақ", actor=secretary, at=CAST)
    pages += [
        open_page(member, "ballot", poll.meeting_id, language=language),
        open_page(member, "poll", poll.pk, language=language),
        open_page(member, "now", language=language),
    ]

    for page in pages:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert [
            (page.url, violation["id"], violation["nodes"][0]["html"])
            for violation in found.response["violations"]
        ] == []


def test_phone_is_not_wider_than_its_screen(open_page):
    meeting, _, persons = sitting()
    phone = open_page(user_of(persons[0]), "ballot", meeting.pk)
    phone.set_viewport_size({"width": 320, "height": 700})

    assert phone.evaluate("document.documentElement.scrollWidth") == 320
