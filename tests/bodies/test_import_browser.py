"""A register in a real browser, from the upload to the result, in Russian and in Kazakh, on a phone too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.bodies.models import Membership
from assembly.bodies.services.imports import write_waiting
from assembly.bodies.services.seed import seed_reference
from tests.bodies.books import iin, members, row
from tests.factories import NOON, make_secretary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {
    "ru": ("Загрузить и проверить", "Записать нельзя: в ячейках ошибки", "Сохранить и проверить снова",
           "Записать в реестр", "Реестр записывается", "Реестр записан"),
    "kk": ("Жүктеп, тексеру", "Ештеңе жазылмайды: ұяшықтарда қате бар", "Сақтап, қайта тексеру",
           "Тізілімге жазу", "Тізілім жазылуда", "Тізілім жазылды"),
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def page_of(chromium, live_server, settings, user, **options):
    client = Client()
    client.force_login(user)
    context = chromium.new_context(reduced_motion="reduce", **options)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context.new_page()


def findings(page):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    serious = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
    ]
    return serious, max(wide, 0)


@pytest.mark.parametrize(
    "way",
    [("ru", 1280, True), ("kk", 390, True), ("ru", 390, False)],
    ids=["ru", "kk on a phone", "no scripts"],
)
def test_a_register_goes_from_the_upload_to_the_result(chromium, live_server, settings, way):
    language, width, scripts = way
    seed_reference(at=NOON)
    options = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    page = page_of(chromium, live_server, settings, make_secretary(language=language), **options)
    upload, refused, again, write, writing, done = WORDS[language]
    table = members(row(council="иә"), row("Басқаев  Асан", iin("84051291002"), region="Нарния"))

    page.goto(f"{live_server.url}/{language}/registers/imports/new/?register=members")
    page.set_input_files("input[type=file]", {"name": "Реестр.xlsx", "mimeType": XLSX, "buffer": table})
    page.get_by_role("button", name=upload).click()
    expect(page.get_by_role("heading", name=refused)).to_be_visible()
    if scripts:
        assert findings(page) == ([], 0)

    page.get_by_role("link", name="3", exact=True).first.click()
    page.locator("input[name=region]").fill("Алматы қаласы / город Алматы")
    page.get_by_role("button", name=again).click()
    page.get_by_role("button", name=write).click()
    expect(page.get_by_role("heading", name=writing)).to_be_visible()
    assert write_waiting(at=timezone.now()) == 1
    if not scripts:
        page.reload()
    expect(page.get_by_role("heading", name=done)).to_be_visible()
    if scripts:
        assert findings(page) == ([], 0)
    kinds = Membership.objects.values_list("body__kind", flat=True)
    assert sorted(kinds) == ["assembly", "assembly", "council", "secretariat"]
