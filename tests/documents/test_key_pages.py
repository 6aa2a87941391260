"""Signing with a key on the pages of the Chairman and of minutes: what is offered, to whom, and in the browser."""

import base64
import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import expect, sync_playwright

from assembly.documents.enums import SignatureMethod
from assembly.documents.models import Signature
from assembly.documents.signing.content import bytes_of
from assembly.meetings.enums import MinutesState
from assembly.meetings.models import Minutes
from assembly.meetings.services.minutes import draft_minutes, sign_minutes_by_key
from assembly.people.models import Person
from tests.chairman.making import make_matter
from tests.documents.stand_ins import Layer
from tests.documents.test_cms import NAME
from tests.factories import make_user
from tests.meetings.test_minutes import eventful

pytestmark = pytest.mark.usefixtures("own_files")
LAYER = "wss://127.0.0.1:13579"


def named(user):
    """Give a user the name that certificates of these tests bear."""
    Person.objects.filter(user=user).update(family_name="Әлімжанов", given_name="Дархан")
    return type(user).objects.get(pk=user.pk)


def policy(response):
    """Return whom a page may speak to."""
    return re.search(r"connect-src ([^;]+)", response["Content-Security-Policy"])[1]


@pytest.fixture
def waiting(db):
    matter, chairman, secretary = make_matter()
    matter.chairman, matter.secretary = named(chairman), secretary
    matter.address = f"/ru/chairman/matters/{matter.pk}/"
    return matter


# -- what is offered --------------------------------------------------------------------------------


def test_where_keys_are_not_configured_the_page_is_as_ever(client, waiting):
    client.force_login(waiting.chairman)

    response = client.get(waiting.address)

    assert "ncalayer" not in response.content.decode()
    assert policy(response) == "'self'"


def test_signer_alone_may_speak_to_ncalayer_and_on_this_page_alone(client, waiting, node):
    client.force_login(waiting.chairman)
    response = client.get(waiting.address)
    text = response.content.decode()
    content = bytes_of(waiting.draft.latest)

    assert policy(response) == f"'self' {LAYER}"
    assert f'<data value="{base64.b64encode(content).decode()}"' in text
    digest = hashlib.sha256(content).hexdigest()
    assert " ".join(digest[start : start + 8] for start in range(0, 64, 8)) in text
    assert policy(client.get("/ru/chairman/matters/")) == "'self'"
    client.force_login(waiting.secretary)
    response = client.get(waiting.address)
    assert policy(response) == "'self'"
    assert "data-ncalayer" not in response.content.decode()


def test_refusal_of_a_signature_stands_in_words_and_the_matter_waits(client, waiting, node, authority):
    client.force_login(waiting.chairman)
    made = authority.issue("СЕРІКОВ АЙДОС").cms(bytes_of(waiting.draft.latest))
    sent = {"version": waiting.draft.latest.pk, "cms": base64.b64encode(made).decode()}

    response = client.post(f"{waiting.address}sign/", sent, follow=True)

    text = response.content.decode().replace("\xa0", " ")
    assert "В портал вошёл: Әлімжанов Дархан. В сертификате указан: СЕРІКОВ АЙДОС." in text
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_signature_without_the_version_that_was_read_is_refused(client, waiting, node, authority):
    client.force_login(waiting.chairman)
    made = authority.issue(NAME).cms(bytes_of(waiting.draft.latest))

    client.post(f"{waiting.address}sign/", {"cms": base64.b64encode(made).decode()})

    assert Signature.objects.count() == 0
    assert node.asked == []


# -- minutes ----------------------------------------------------------------------------------------


@pytest.fixture
def drawn_up(db):
    """Minutes that wait to be signed; returns the sitting, its secretary named as on the certificate."""
    meeting, secretary = eventful()
    secretary = named(secretary)
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=timezone.now())
    meeting.signer = secretary
    return meeting


def test_minutes_are_signed_with_a_key(client, drawn_up, node, authority):
    client.force_login(drawn_up.signer)
    address = reverse("meetings:minutes", args=[drawn_up.pk])
    response = client.get(address)
    assert policy(response) == f"'self' {LAYER}"
    assert "data-ncalayer" in response.content.decode()
    # While the text is being edited nothing can be signed.
    assert policy(client.get(address, {"edit": "1"})) == "'self'"
    made = authority.issue(NAME).cms(bytes_of(Minutes.objects.get().document.latest))

    client.post(
        reverse("meetings:minutes_sign", args=[drawn_up.pk]), {"cms": base64.b64encode(made).decode()}
    )

    minutes, signature = Minutes.objects.get(), Signature.objects.get()
    assert minutes.state == MinutesState.SIGNED
    assert (signature.method, signature.act) == (SignatureMethod.CMS, minutes.act)
    assert policy(client.get(address)) == "'self'"


def test_minutes_that_are_not_drawn_up_and_strangers_are_refused(drawn_up, node):
    from assembly.common.errors import NotAllowed
    from assembly.meetings.refusals import MeetingGoesOn

    with pytest.raises(NotAllowed):
        sign_minutes_by_key(meeting_id=drawn_up.pk, cms="AAAA", actor=make_user(), at=datetime.now(UTC))
    Minutes.objects.all().delete()
    with pytest.raises(MeetingGoesOn):
        sign_minutes_by_key(meeting_id=drawn_up.pk, cms="AAAA", actor=drawn_up.signer, at=datetime.now(UTC))
    assert Signature.objects.count() == 0


# -- the browser ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def layer(authority, settings):
    """NCALayer on this machine, with the Chairman's key in it."""
    layer = Layer(authority.issue(NAME))
    settings.NCALAYER_URL = layer.url
    yield layer
    layer.stop()


@pytest.fixture
def desk(chromium, live_server, settings, transactional_db):
    """Return a function that opens the waiting matter as the Chairman."""
    pages = []

    def opened(**options):
        matter, chairman, _ = make_matter()
        client = Client()
        client.force_login(named(chairman))
        context = chromium.new_context(**options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        pages.append(context)
        page.goto(f"{live_server.url}/ru/chairman/matters/{matter.pk}/")
        return page

    yield opened
    for context in pages:
        context.close()


def press(page):
    page.get_by_role("button", name="Подписать ключом").click()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("behaves", ["signs", "old"])
def test_key_in_ncalayer_signs_the_act(desk, node, layer, behaves):
    layer.behaves = behaves
    page = desk()

    press(page)

    expect(page.get_by_text("Подписано. Всё, что следует из акта, сделано.")).to_be_visible()
    signature = Signature.objects.get()
    assert (signature.method, signature.signer_name) == ("cms", NAME)
    question = layer.asked[0]
    assert (question["module"], question["method"]) == ("kz.gov.pki.knca.basics", "sign")
    assert question["args"]["signerParams"] == {"extKeyUsageOids": ["1.3.6.1.5.5.7.3.4"]}
    assert question["args"]["locale"] == "ru"
    assert base64.b64decode(question["args"]["data"]) == bytes_of(signature.version)


SAID = {
    "cancels": "Вы закрыли окно NCALayer. Ничего не подписано.",
    "has no key": "NCALayer не нашёл здесь ключа для подписания.",
    "breaks": "<b>Disk</b> is full",
    "mute": "На этом компьютере NCALayer не отвечает.",
}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("behaves", SAID)
def test_what_hinders_ncalayer_is_said_in_words_and_can_be_tried_again(desk, node, layer, behaves):
    layer.behaves = behaves
    page = desk()

    press(page)

    # Only what is visible: the hidden sentences stand in the page from the beginning.
    said = page.locator("[data-say]:visible").filter(has_text=SAID[behaves])
    expect(said).to_have_count(1, timeout=10_000)
    assert Signature.objects.count() == 0
    layer.behaves = "signs"
    press(page)
    expect(page.get_by_text("Подписано. Всё, что следует из акта, сделано.")).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_ncalayer_that_is_not_there_is_said_with_what_to_do(desk, node, settings):
    settings.NCALAYER_URL = "ws://127.0.0.1:9/"
    page = desk(viewport={"width": 390, "height": 800})

    press(page)

    said = page.locator("[data-say=absent]:visible")
    expect(said).to_contain_text("если он не установлен, возьмите его на pki.gov.kz")
    serious = [
        one["id"]
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_ncalayer_that_never_answers_is_not_waited_for_without_end(desk, node, layer):
    layer.behaves = "sleeps"
    page = desk()
    page.clock.install()

    press(page)
    expect(page.locator("[data-say=choosing], [data-say=connecting]").locator("visible=true")).to_have_count(
        1
    )
    while not layer.asked:
        page.wait_for_timeout(50)
    page.clock.fast_forward(timedelta(minutes=3, seconds=1).total_seconds() * 1000)

    expect(page.locator("[data-say=slow]")).to_be_visible()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_signature_over_other_bytes_is_refused_by_the_portal(desk, node, layer):
    layer.behaves = "signs other bytes"
    page = desk()

    press(page)

    expect(page.get_by_text("Подпись сделана не под тем текстом, который здесь ожидает.")).to_be_visible()
    assert Signature.objects.count() == 0


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_javascript_the_act_is_signed_as_ever(desk, node):
    page = desk(java_script_enabled=False)

    expect(page.get_by_role("button", name="Подписать ключом")).to_be_hidden()
    page.get_by_role("button", name="Подписать", exact=True).click()

    with translation.override("ru"):
        assert Signature.objects.get().get_method_display() == "Записанное действие вошедшего лица"
