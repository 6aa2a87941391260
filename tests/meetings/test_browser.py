"""The pages of a sitting in a real browser: access, and what one desk does on another's page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.meetings.services.invitations import invite_members
from assembly.meetings.services.minutes import draft_minutes
from assembly.meetings.services.registration import check_in, check_out, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from tests.meetings.makers import MINUTE, convened, user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def signed_in(chromium, live_server, settings, user, **options):
    """Return a page of a browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    context = chromium.new_context(**options)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return context.new_page()


def serious_findings(page):
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
    ]


@pytest.mark.parametrize(("language", "width"), [("kk", 390), ("ru", 1280)])
def test_pages_of_a_meeting_have_no_serious_findings(chromium, live_server, settings, language, width):
    now = timezone.now()
    meeting, secretary, persons = convened(6, starts_at=now)
    invitation = invite_members(meeting=meeting, persons=persons, actor=secretary, at=now)[0]
    size = {"viewport": {"width": width, "height": 800}}
    staff = signed_in(chromium, live_server, settings, secretary, **size)
    member = signed_in(chromium, live_server, settings, user_of(persons[0]), **size)
    root = f"{live_server.url}/{language}/meetings"

    def look(page, path):
        page.goto(f"{root}/{path}")
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    look(member, f"invitations/{invitation.pk}/")
    look(staff, f"{meeting.pk}/registration/?confirm=open_registration")
    look(staff, f"{meeting.pk}/agenda/")
    look(staff, "")
    run = {"meeting_id": meeting.pk, "actor": secretary}
    open_registration(**run, at=now)
    for number, person in enumerate(persons[:4]):
        check_in(**run, person_id=person.pk, at=now + number * MINUTE)
    look(staff, f"{meeting.pk}/registration/?confirm=open")
    open_meeting(**run, at=now + 5 * MINUTE)
    check_out(**run, person_id=persons[3].pk, at=now + 6 * MINUTE)
    look(staff, f"{meeting.pk}/registration/")
    look(member, f"{meeting.pk}/")
    close_meeting(**run, at=now + 7 * MINUTE)
    draft_minutes(**run, at=now + 8 * MINUTE)
    look(staff, f"{meeting.pk}/minutes/")
    look(staff, f"{meeting.pk}/minutes/?edit=1")


def test_check_in_at_one_desk_shows_on_other_pages_without_a_reload(chromium, live_server, settings):
    now = timezone.now()
    meeting, secretary, persons = convened(6, starts_at=now)
    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    desk = signed_in(chromium, live_server, settings, secretary)
    other = signed_in(chromium, live_server, settings, secretary)
    phone = signed_in(chromium, live_server, settings, user_of(persons[1]))
    root = f"{live_server.url}/ru/meetings/{meeting.pk}"
    for page, path in ((desk, "registration/"), (other, "registration/"), (phone, "")):
        page.goto(f"{root}/{path}")
        page.evaluate("window.sameDocument = true")
    other.fill("#id_q", "сын")  # what another desk types is not lost

    # Not the first line: names are numbered, so the member on the phone may stand there.
    row = desk.locator("#roll tbody tr").filter(has_text=re.compile(rf"{persons[0].family_name}\b"))
    row.get_by_role("button").click()

    for page in (desk, other, phone):
        expect(page.locator(".rule .now")).to_have_text("1")
        assert page.evaluate("window.sameDocument") is True
    assert other.input_value("#id_q") == "сын"

    phone.get_by_role("button", name="Участвую дистанционно").click()
    expect(phone.locator(".rule .now")).to_have_text("2")
    expect(desk.locator(".rule .now")).to_have_text("2")


def test_roll_is_searched_while_typing(chromium, live_server, settings):
    now = timezone.now()
    meeting, secretary, persons = convened(3, starts_at=now)
    persons[1].family_name = "Өтегенова"
    persons[1].save()
    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    desk = signed_in(chromium, live_server, settings, secretary)
    desk.goto(f"{live_server.url}/kk/meetings/{meeting.pk}/registration/")

    desk.locator("#id_q").press_sequentially("отеген")

    expect(desk.locator("#roll tbody tr")).to_have_count(1)
    assert "Өтегенова" in desk.locator("#roll tbody tr").inner_text()
