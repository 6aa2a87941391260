"""People at their screens: each has a browser of his own and does what a person does."""

import os
import re
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from assembly.portal.demo.people import PASSWORD

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 780}
# TOUR=1 keeps the pictures of the README's tour; else they are not taken.
TOUR = Path(settings.BASE_DIR) / "docs" / "tour"


class Actor:
    """One person in one browser; every page he opens is watched for errors of its scripts."""

    def __init__(self, browser, address, *, account="", language="ru", screen=DESK):
        """Open a browser of the given size; ``account`` is the part of the e-mail before the @."""
        self.address, self.account, self.language = address, account, language
        self.context = browser.new_context(viewport=screen, locale=language)
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)
        if account:
            self.sign_in()

    def _hear(self, message):
        # A refused act answers 409 or 422 and the browser says so; that is no error of the page.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def url(self, name, *args):
        """Return the path of a page in this person's language."""
        with translation.override(self.language):
            return reverse(name, args=args)

    def open(self, name, *args, query=""):
        """Go to a page; it must be there."""
        answer = self.page.goto(self.address + self.url(name, *args) + query)
        assert answer.status == 200, (self.account, name, answer.status)
        return self

    def sign_in(self):
        """Come in by the door, as everybody does."""
        self.open("account_login")
        self.page.fill("input[name=login]", f"{self.account}@portal.example")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("form:has(input[name=password]) button[type=submit]").click()
        self.page.wait_for_url(re.compile(r"/(desk|sign-in/code)/"))
        if "/sign-in/code/" in self.page.url:
            # The second step of those who hold an office: the demonstration shows what a telephone would.
            self.page.fill("input[name=code]", self.page.locator(".secret").inner_text())
            self.page.locator("form:has(input[name=code]) button[type=submit]").click()
            self.page.wait_for_url(re.compile(r"/desk/"))

    def fill(self, **fields):
        """Type into the fields of the page by their names; ``__`` stands for a dash."""
        for name, value in fields.items():
            field = self.page.locator(f"[name='{name.replace('__', '-')}']:visible").first
            if field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def press(self, name, *args):
        """Press the button of the form that does this act, and wait for the page that follows."""
        form = self.page.locator(f"form[action$='{self.url(name, *args)}']")
        with self.page.expect_navigation():
            form.locator("button[type=submit]:visible").last.click()
        return self

    def send(self, button="main form[method=post] button.btn-primary[type=submit]"):
        """Press the button of the form that posts to its own page."""
        with self.page.expect_navigation():
            self.page.locator(f"{button}:visible").last.click()
        return self

    def sees(self, *words):
        """Demand that the page shows these words, whatever spaces stand between them."""
        text = self.text()
        for word in words:
            assert squeezed(word) in text, (self.account, word, text[:3000])
        return self

    def text(self):
        """Return the words of the page, spaces squeezed."""
        return squeezed(self.page.locator("body").inner_text())

    def waits_for(self, words, *, seconds=6):
        """Wait until words appear by themselves: nobody reloads anything."""
        self.page.locator("body").get_by_text(re.compile(loose(words))).first.wait_for(timeout=seconds * 1000)
        return self

    def picture(self, name):
        """Keep a picture of the page for the tour."""
        if os.environ.get("TOUR"):
            TOUR.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=TOUR / f"{name}.png", animations="disabled")
        return self

    def leave(self):
        """Close the browser; the pages must have been without errors."""
        self.context.close()
        assert self.complaints == [], (self.account, self.complaints)


def squeezed(text):
    """Return a text with every run of spaces, no-break ones included, as one space."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u2060", "")).strip()


def loose(words):
    """Return a pattern of words with any spaces between them."""
    return r"\s+".join(re.escape(word) for word in words.split())
