"""Pages of the room in a real browser: nothing serious for axe, in each language, wide and narrow."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from assembly.audit.services.chain import record
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.people.models import Invitation
from assembly.people.services.invitations import hash_of, invite_person
from assembly.people.services.notify import notify_persons
from tests.factories import PASSWORD, make_person, make_secretary

COOKIE = settings.SESSION_COOKIE_NAME
CHROMIUM = "/usr/bin/chromium"
PICTURES = os.environ.get("PORTAL_PICTURES", "")
OPEN = [
    "account/sign-in/",
    "account/password/reset/",
    "account/password/reset/done/",
    "people/invitation/token/",
]
SIGNED_IN = [
    "people/me/",
    "people/notices/",
    "people/persons/",
    "people/persons/invite/",
    "outbox/",
    "outbox/{message}/",
    "audit/",
    "account/password/",
]


@pytest.fixture
def house():
    """A secretary with a password, persons in each state, letters, notices, events."""
    now = timezone.now()
    secretary = make_secretary(family_name="Сағынова", given_name="Меруерт", email="secretary@portal.example")
    secretary.set_password(PASSWORD)
    secretary.save()
    guest = make_person(with_user=False, family_name="Қонақов", given_name="Әлібек", language="ru")
    Invitation.objects.create(
        person=guest, invited_at=now, valid_until=now + timedelta(days=14), token_hash=hash_of("token")
    )
    for name in ("Өтегенов", "Байжанова", "Жұмабек"):
        person = make_person(with_user=False, family_name=name)
        invite_person(person_id=person.pk, actor=secretary, at=now)
    make_person(with_user=False, family_name="Ешкімов", email="")
    OutboxMessage.objects.filter(pk=OutboxMessage.objects.order_by("pk").first().pk).update(
        state=OutboxState.DEAD, attempts=8, last_error="SMTPRecipientsRefused: 550 no such box"
    )
    for number in range(3):
        notify_persons(
            [secretary.person],
            kind="people.password_reset",
            context={"user_id": secretary.pk},
            dedup_key=f"n{number}",
            at=now,
            path="/people/me/" if number else "",
        )
    record(stream="invitations", kind="people.persons_invited", actor=secretary, at=now,
           payload={"count": 84, "source": regulation("17", "1").code})  # fmt: skip
    client = Client()
    client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"message": OutboxMessage.objects.dead().get().pk, "session": client.cookies[COOKIE].value}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_are_open_to_everybody(live_server, house, language):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        look = _Look(page, f"{live_server.url}/{language}/", language)
        for path in OPEN:
            look.at(path)
        context.add_cookies([{"name": COOKIE, "value": house["session"], "url": live_server.url}])
        for path in SIGNED_IN:
            look.at(path.format(**house))
        browser.close()

    assert look.complaints == []


class _Look:
    """Goes to a page wide and narrow, asks axe, and keeps a picture where they are wanted."""

    def __init__(self, page, root, language):
        self.page, self.root, self.language, self.complaints = page, root, language, []

    def at(self, path):
        self.page.set_viewport_size({"width": 1280, "height": 900})
        assert self.page.goto(self.root + path).status == 200, path
        found = Axe().run(self.page).response["violations"]
        self.complaints += [(path, each["id"]) for each in found if each["impact"] in {"serious", "critical"}]
        name = path.strip("/").replace("/", "-")
        self._keep(f"{name}.{self.language}-1280.png")
        self.page.set_viewport_size({"width": 390, "height": 844})
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if wide:
            self.complaints.append((path, "scrolls sideways at 390"))
        self._keep(f"{name}.{self.language}-390.png")

    def _keep(self, name):
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / name, full_page=True)
