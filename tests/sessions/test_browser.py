"""From a plan to the Chairman's signature on a phone, in a real browser; access of the pages on the way."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.chairman.models import ChairmanAct, Matter
from assembly.meetings.models import MeetingInvitation
from sessions.models import AssemblySession
from tests.chairman.making import make_draft
from tests.factories import BodyKind, make_body, make_chairman, make_council, make_members, make_secretary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def door(chromium, live_server, settings):
    """Open a page of a browser in which a user is signed in."""
    contexts = []

    def open_for(user, width, **options):
        client = Client()
        client.force_login(user)
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, base_url=live_server.url, **options
        )
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()


def assert_open_to_all(page):
    findings = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
    ]
    assert findings == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize(("language", "width"), [("kk", 390), ("ru", 1280)])
def test_from_the_plan_to_the_signature(door, language, width):
    make_members(3)
    chairman, secretary = make_chairman(), make_secretary()
    starts_at = timezone.localtime() + timedelta(days=30)
    # Staff fill in the form with JavaScript switched off: every button works without it.
    staff = door(secretary, width, java_script_enabled=False)
    staff.goto(f"/{language}/sessions/new/")
    for name, words in {
        "number": "36",
        "starts_at": starts_at.strftime("%Y-%m-%dT10:00"),
        "place_kk": "Астана қаласы",
        "place_ru": "город Астана",
        "theme_kk": "Бірлік пен келісім",
        "theme_ru": "Единство и согласие",
        "item-0-title_kk": "Тұжырымдама туралы",
        "item-0-title_ru": "О Концепции",
    }.items():
        staff.fill(f"[name='{name}']", words)
    staff.click("button[name=row][value=add]")
    assert staff.input_value("[name=theme_ru]") == "Единство и согласие"
    staff.fill("[name='item-1-title_kk']", "Есептер туралы")
    staff.fill("[name='item-1-title_ru']", "Об отчётах")
    staff.select_option("[name='item-1-competence']", "member_reports")
    staff.click("form.stack-lg .btn-primary")
    draft = AssemblySession.objects.get()
    staff.click(f"a[href='/{language}/sessions/{draft.pk}/put/']")
    staff.click("form.panel-confirm .btn-primary")
    matter = Matter.objects.get()

    boss = door(chairman, width)
    boss.goto(f"/{language}/chairman/matters/")
    assert_open_to_all(boss)
    boss.goto(f"/{language}/chairman/matters/{matter.pk}/")
    assert_open_to_all(boss)
    boss.click("#sign .btn-primary")
    expect(boss.locator(".act-paper .sign")).to_contain_text("№")

    assert ChairmanAct.objects.get().act.number == "1"
    assert MeetingInvitation.objects.count() == 3
    desk = door(secretary, width)
    desk.goto(f"/{language}/sessions/{draft.pk}/")
    assert_open_to_all(desk)
    expect(desk.locator(".agenda > li")).to_have_count(2)


@pytest.mark.parametrize(("language", "width"), [("kk", 1280), ("ru", 390)])
def test_pages_of_preparation_have_no_serious_findings(door, language, width):
    make_body(BodyKind.COUNCIL)
    make_council(3)
    secretary = make_secretary()
    draft = make_draft(secretary, theme_kk="", starts_at=timezone.now() + timedelta(days=400), reply_by=None)
    page = door(secretary, width)

    for path in (
        "sessions/",
        f"sessions/{draft.pk}/change/",
        f"sessions/{draft.pk}/put/",
        "council/",
        "chairman/acts/",
    ):
        page.goto(f"/{language}/{path}")
        assert_open_to_all(page)
