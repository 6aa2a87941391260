"""Open pages and the live process in a real browser: a change arrives without being asked for, and without it too."""

import pytest
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect, sync_playwright

from assembly.servers import origins_of
from assembly.voting.services.polls import open_poll
from tests.live.process import LiveProcess
from tests.meetings.makers import user_of
from tests.voting.makers import drafted, vote

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def live(live_server, settings, tmp_path):
    live = LiveProcess(tmp_path, PORTAL_ADDRESS=live_server.url)
    settings.LIVE_ADDRESS = live.address
    policy = portal.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {**policy, "connect-src": ["'self'", *origins_of(live.address)]}
    }
    yield live
    live.stop()


class Browser:
    """One person's browser: tabs, and every request that they make."""

    def __init__(self, chromium, server, user):
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = portal.SESSION_COOKIE_NAME
        self.server, self.requests = server, []
        self.context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
        self.context.on("request", lambda request: self.requests.append((request.resource_type, request.url)))

    def open(self, name, *args):
        page = self.context.new_page()
        with translation.override("ru"):
            page.goto(f"{self.server}{reverse(f'voting:{name}', args=args)}")
        return page

    def streams(self):
        return [url for kind, url in self.requests if kind == "eventsource"]

    def questions(self):
        return [
            url
            for _, url in self.requests
            if url.partition("?")[0].endswith("/live/") and "/live/ru/" not in url
        ]

    def wait_until_it_only_listens(self, page):
        """Wait until a while has passed in which the page asked for nothing."""
        for _ in range(20):
            self.requests.clear()
            page.wait_for_timeout(1500)
            if not self.requests:
                return
        raise AssertionError(self.requests)


@pytest.fixture
def browser_of(chromium, live_server):
    browsers = []

    def go(user):
        browsers.append(Browser(chromium, live_server.url, user))
        return browsers[-1]

    yield go
    for one in browsers:
        one.context.close()


def test_a_change_arrives_without_being_asked_for_and_keeps_the_choice(live, browser_of):
    poll, secretary, persons = drafted()
    member, staff = browser_of(user_of(persons[0])), browser_of(secretary)
    phone, console = member.open("ballot", poll.meeting_id), staff.open("console", poll.meeting_id)
    member.wait_until_it_only_listens(phone)

    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())

    expect(phone.locator("h1.ballot-q")).to_have_text("Принять?", timeout=3000)
    assert [(kind, "/ballot/?key=" in url) for kind, url in member.requests] == [("xhr", True)]
    phone.check("input[value=against]")
    staff.wait_until_it_only_listens(console)
    vote(poll, persons[1], at=timezone.now())
    expect(console.locator("#c-now")).to_contain_text("Проголосовали: 1 из 4", timeout=3000)
    assert staff.questions() == []
    expect(phone.locator("input[value=against]")).to_be_checked()
    expect(phone.locator("[data-live-slow]")).to_be_hidden()


def test_without_the_process_the_page_asks_for_itself_says_so_and_listens_again(live, browser_of):
    poll, secretary, persons = drafted()
    member = browser_of(user_of(persons[0]))
    phone = member.open("ballot", poll.meeting_id)
    member.wait_until_it_only_listens(phone)

    live.child.process.kill()
    live.stop()
    expect(phone.locator("[data-live-slow]")).to_be_visible(timeout=8000)
    expect(phone.locator("[data-live-slow]")).to_contain_text(
        "Изменения появляются на секунду позже обычного"
    )
    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    expect(phone.locator("h1.ballot-q")).to_have_text("Принять?", timeout=5000)
    expect(phone.locator("[data-live-lost]")).to_be_hidden()

    live.start()
    expect(phone.locator("[data-live-slow]")).to_be_hidden(timeout=40_000)
    member.wait_until_it_only_listens(phone)


def test_tabs_of_one_browser_share_one_stream(live, browser_of):
    poll, secretary, persons = drafted()
    member = browser_of(user_of(persons[0]))
    first = member.open("ballot", poll.meeting_id)
    member.wait_until_it_only_listens(first)
    member.requests.clear()
    second = member.open("ballot", poll.meeting_id)
    second.wait_for_timeout(2500)
    assert member.streams() == []

    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    expect(second.locator("h1.ballot-q")).to_have_text("Принять?", timeout=3000)
    first.close()
    second.wait_for_timeout(1500)
    assert len(member.streams()) == 1, "the tab that stays takes the stream over"


def test_a_page_without_an_address_asks_as_ever(live_server, browser_of, settings):
    settings.LIVE_ADDRESS = ""
    poll, secretary, persons = drafted()
    member = browser_of(user_of(persons[0]))
    phone = member.open("ballot", poll.meeting_id)

    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())

    expect(phone.locator("h1.ballot-q")).to_have_text("Принять?", timeout=4000)
    assert member.streams() == []
