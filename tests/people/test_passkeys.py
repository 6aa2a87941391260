"""Passkeys in a real browser, held by chromium's virtual authenticator; and the pages on the way to all."""

import re

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from assembly.audit.models import AuditEvent
from tests.factories import PASSWORD, make_chairman, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


class Device:
    """A browser with an authenticator of its own, as a telephone has one."""

    def __init__(self, chromium, address, *, width=390):
        self.context = chromium.new_context(viewport={"width": width, "height": 800}, base_url=address)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        self.protocol = self.context.new_cdp_session(self.page)
        self.protocol.send("WebAuthn.enable")
        self.protocol.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )

    def enter(self, user, language="ru"):
        self.page.goto(f"/{language}/account/sign-in/")
        self.page.fill("input[name=login]", user.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("form:has(input[name=password]) button[type=submit]").click()

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()

    def leave(self):
        self.page.context.clear_cookies(name="portal_sign_in")


@pytest.fixture
def device(chromium, live_server):
    made = Device(chromium, live_server.url)
    yield made
    made.context.close()
    assert made.complaints == []


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def assert_open_to_all(page):
    findings = [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
    ]
    assert findings == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_passkey_is_set_up_and_opens_the_portal_in_both_ways(device):
    user, page = with_password(make_chairman(language="ru")), device.page
    device.enter(user)
    page.wait_for_url(re.compile(r"/ru/account/second-factor/$"))
    assert_open_to_all(page)
    page.get_by_role("link", name="Добавить ключ доступа").click()
    page.fill("input[name=name]", "Мой телефон")
    assert_open_to_all(page)
    device.press("Добавить ключ")
    page.wait_for_url(re.compile(r"/second-factor/codes/$"))
    assert page.locator("code.secret").count() == 10
    assert_open_to_all(page)
    page.get_by_role("link", name="Коды сохранены").click()
    page.wait_for_url(re.compile(r"/ru/desk/$"))
    kept = Authenticator.objects.get(type="webauthn")
    assert (kept.user, kept.wrap().name) == (user, "Мой телефон")
    assert AuditEvent.objects.get(kind="people.second_factor_set_up").payload == {"method": "webauthn"}

    # As the second step after the password.
    device.leave()
    device.enter(user)
    page.wait_for_url(re.compile(r"/sign-in/code/$"))
    assert_open_to_all(page)
    device.press("Войти с ключом доступа")
    page.wait_for_url(re.compile(r"/ru/desk/$"))

    # Alone: neither an address nor a password is typed.
    device.leave()
    page.goto("/ru/account/sign-in/?next=/ru/people/notices/")
    assert_open_to_all(page)
    device.press("Войти с ключом доступа")
    page.wait_for_url(re.compile(r"/ru/people/notices/$"))
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_the_code_for_the_camera_is_drawn(device):
    user, page = with_password(make_person(language="ru").user), device.page
    device.enter(user)
    page.wait_for_url(re.compile(r"/ru/desk/$"))
    page.goto("/ru/account/second-factor/application/")

    assert page.locator("img.qr-code").evaluate("image => image.complete && image.naturalWidth > 100")
    assert_open_to_all(page)


def test_a_passkey_confirms_who_it_is(device):
    user, page = with_password(make_person(language="ru").user), device.page
    device.enter(user)
    page.wait_for_url(re.compile(r"/ru/desk/$"))
    page.goto("/ru/account/second-factor/passkey/")
    device.press("Добавить ключ")
    page.wait_for_url(re.compile(r"/second-factor/codes/$"))

    page.goto("/ru/account/confirm/passkey/?next=/ru/people/me/")
    assert_open_to_all(page)
    device.press("Ключом доступа")

    page.wait_for_url(re.compile(r"/ru/people/me/$"))


def test_a_passkey_that_the_portal_does_not_know_is_refused_in_words(device):
    user, page = with_password(make_person(language="ru").user), device.page
    device.enter(user)
    page.wait_for_url(re.compile(r"/ru/desk/$"))
    page.goto("/ru/account/second-factor/passkey/")
    device.press("Добавить ключ")
    page.wait_for_url(re.compile(r"/second-factor/codes/$"))
    Authenticator.objects.all().delete()
    device.leave()

    page.goto("/ru/account/sign-in/")
    device.press("Войти с ключом доступа")

    expect(page.get_by_text("Ключ доступа не подошёл.")).to_be_visible()
    assert page.url.endswith("/ru/account/sign-in/")


def test_without_an_authenticator_the_page_says_so_and_other_ways_remain(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new DOMException('none', 'NotAllowedError'))"
    )
    page.goto("/kk/account/sign-in/")
    page.get_by_role("button", name="Кіру кілтімен кіру").click()

    expect(page.get_by_role("alert")).to_have_text(
        "Кіру кілті оқылмады. Қайталап көріңіз немесе басқа тәсілді таңдаңыз."
    )
    expect(page.locator("input[name=password]")).to_be_visible()
    context.close()


def test_without_scripts_no_button_is_shown_that_could_not_work(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ru/account/sign-in/")

    expect(page.get_by_role("button", name="Войти с ключом доступа")).to_be_hidden()
    expect(page.get_by_role("button", name="Войти", exact=True)).to_be_visible()
    context.close()
