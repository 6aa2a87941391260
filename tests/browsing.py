"""Persons before their screens, for paths that many of them go together: each has a browser page of his own."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import expect, sync_playwright

SERIOUS = {"serious", "critical"}
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


class Doors:
    """Opens pages in which a person is signed in; a stranger's without anybody. One page a person."""

    def __init__(self, browser, live_server, settings):
        self.browser, self.address, self.cookie = browser, live_server.url, settings.SESSION_COOKIE_NAME
        self.pages = {}

    def of(self, user, size=DESK):
        """Return the page of a user, opened once."""
        key = user.pk if user else None
        if key not in self.pages:
            context = self.browser.new_context(viewport=size, base_url=self.address)
            if user:
                client = Client()
                client.force_login(user)
                value = client.cookies[self.cookie].value
                context.add_cookies([{"name": self.cookie, "value": value, "url": self.address}])
            self.pages[key] = context.new_page()
        return self.pages[key]


@contextmanager
def doors(live_server, settings):
    """Give the doors of one test; the browser is closed after it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield Doors(browser, live_server, settings)
        browser.close()


def press(page, end):
    """Press the button of the form that is sent to an address with this end."""
    with page.expect_navigation():
        page.locator(f"main form[action$='{end}'] button[type=submit]").last.click()


def send(page, **fields):
    """Type into the fields by their names and press the chief button of the page's own form."""
    for name, words in fields.items():
        page.locator(f"main [name='{name}']").fill(words)
    with page.expect_navigation():
        page.locator("main form[method=post]:not([action]) button[type=submit].btn-primary").last.click()


def shows(page, words):
    """Demand that words can be seen on the page."""
    where = page if hasattr(page, "page") else page.locator("main")
    expect(where.get_by_text(words).locator("visible=true").first).to_be_visible()


def assert_open_to_all(page):
    """Demand that axe finds nothing serious and that nothing is wider than the screen."""
    findings = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
    ]
    assert findings == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
