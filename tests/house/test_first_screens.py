"""What each role sees first: he comes in by the door, his first screen says what waits, the button leads to the act.

Each in Kazakh on a phone and in Russian at a desk. State bodies, regions and readers are walked in their own rooms.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from assembly.common.privileges import APP_ROLE
from assembly.people.models import User
from assembly.people.second_factor import must_have_second_factor
from assembly.portal.demo.codes import code_now, give_applications
from tests.house.neighbours import add_neighbours
from tests.house.stage import build_stage
from tests.house.test_who_may import World, elect_two

pytestmark = pytest.mark.browser
PASSWORD = "Kelisim-2026-portal"
SCREENS = {"kk": {"width": 390, "height": 780}, "ru": {"width": 1280, "height": 900}}
WAITS = {"kk": r"^Бүгін сізді күтіп тұр: \d+$", "ru": r"^Сегодня вас ждут: \d+$"}
# Whose first screen it is, and the page to which a button on it leads.
FIRST = {
    "chairman": "chairman:matter",
    "head": "meetings:registration",
    "secretary": "voting:console",
    "member": "voting:ballot",
    "council": "voting:ballot",
    "teller": "voting:tellers",
    "expert": "expert_council:opinion",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world written for good, since a server reads it; swept away at the end by the owner of the tables."""
    with django_db_blocker.unblock():
        ContentType.objects.clear_cache()
        built = build_stage()
        add_neighbours(built)
        found = World(built.guest)
        found.settle()
        elect_two(found, timezone.now())
        for role in FIRST:
            user = User.objects.get(pk=found.who(role).pk)
            user.set_password(PASSWORD)
            user.save()
            has_one = Authenticator.objects.filter(user=user).exists()
            if not has_one and must_have_second_factor(user, on=timezone.localdate()):
                give_applications([user.person])
        yield found
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")


@pytest.fixture(scope="module")
def server(world):
    made = LiveServer("localhost")
    yield made.url
    made.stop()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@pytest.fixture
def page(chromium, server, request):
    language = request.node.callspec.params["language"]
    context = chromium.new_context(
        viewport=SCREENS[language], locale=language, base_url=server, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(page, language, user):
    """Come in by the door: the password, and the code where an application is set up."""
    cache.clear()  # how often a code may be used is held elsewhere
    with translation.override(language):
        page.goto(reverse("account_login"))
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/(desk|sign-in/code)/"))
    if "/sign-in/code/" in page.url:
        page.fill("input[name=code]", code_now(user))
        page.locator("form:has(input[name=code]) button[type=submit]").click()
        page.wait_for_url(re.compile(r"/desk/"))


def leads_to(href):
    """Return the name of the page behind an address."""
    try:
        return resolve(href.partition("?")[0].partition("#")[0]).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("role", FIRST)
def test_the_first_screen_says_what_waits_and_its_button_leads_to_the_act(world, page, role, language):
    user = world.who(role)
    with translation.override(language):
        sign_in(page, language, user)
        page.goto(reverse("portal:desk"))

        expect(page.locator("main h1")).to_have_text(re.compile(WAITS[language]))
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        buttons = page.locator("main a.btn:visible")
        hrefs = [buttons.nth(place).get_attribute("href") for place in range(buttons.count())]
        names = [leads_to(href) for href in hrefs]
        assert FIRST[role] in names, (role, names)

        answer = page.goto(hrefs[names.index(FIRST[role])])
    assert answer.status == 200
    expect(page.locator("h1").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
