"""Entering a deputy from an association in a real browser: refused in words, entered, shown, open to all."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Association
from assembly.bodies.services.seed import seed_reference
from assembly.chairman.models import DeputyTerm
from assembly.documents.services.acts import record_act
from assembly.law.acts import regulation
from tests.factories import make_person, make_secretary, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def assert_open_to_all(page):
    findings = [rule["id"] for rule in Axe().run(page).response["violations"] if rule["impact"] in SERIOUS]
    assert findings == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def choose(page, language, name):
    page.goto(f"/{language}/chairman/deputies/new/?q={name}")
    page.locator("main a[href*='person=']").first.click()


def fill_and_send(page, today, act):
    page.fill("[name=from_on]", f"{today:%d.%m.%Y}")
    page.fill("[name=rotation_until]", f"{today.replace(year=today.year + 2, day=1):%d.%m.%Y}")
    page.select_option("[name=basis]", str(act.pk))
    page.locator("form.panel-confirm button[type=submit]").click()


@pytest.mark.parametrize(("language", "width"), [("kk", 390), ("ru", 1280)])
def test_a_deputy_is_refused_then_entered(chromium, live_server, settings, language, width):
    now = timezone.now()
    today = timezone.localdate(now)
    seed_reference(at=now)
    secretary = make_secretary()
    make_person(family_name="Бөтенов", given_name="Асан")
    person = make_person(family_name="Бірлестіков", given_name="Үсен")
    association = Association.objects.create(
        name_kk="Бірлестік", name_ru="Объединение", accredited_until=today.replace(year=today.year + 5, day=1)
    )
    seat(person, BodyKind.ASSEMBLY, association=association)
    act = record_act(
        kind="order", number="Д-16", signed_on=today, organ="chairman", title_kk="Орынбасар туралы",
        title_ru="О заместителе", actor=None, at=now,
    )  # fmt: skip
    client = Client()
    client.force_login(secretary)
    context = chromium.new_context(viewport={"width": width, "height": 844}, base_url=live_server.url)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": live_server.url,
            }
        ]
    )
    page = context.new_page()

    page.goto(f"/{language}/chairman/deputies/")
    assert_open_to_all(page)
    page.click(f"a[href='/{language}/chairman/deputies/new/']")
    choose(page, language, "Бөтенов")
    assert_open_to_all(page)
    fill_and_send(page, today, act)
    expect(page.locator("main")).to_contain_text(regulation("16").cite(language))
    assert DeputyTerm.objects.count() == 0

    choose(page, language, "Бірлестіков")
    fill_and_send(page, today, act)
    page.wait_for_url(f"**/{language}/chairman/deputies/")
    expect(page.locator("main table")).to_contain_text("Бірлестіков")
    assert_open_to_all(page)
    assert DeputyTerm.objects.get().association == association
    context.close()
