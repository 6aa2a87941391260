"""The whole path of the Council in a real browser: a deputy's plan, agreement, sitting, decision, minutes, excerpt."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.chairman.models import Matter
from assembly.decisions.models import Decision
from assembly.documents.models import Rendition
from assembly.documents.services.renditions import render_waiting
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting, Minutes
from assembly.meetings.services.agenda import attach_new_draft, begin_item, end_item
from assembly.meetings.services.registration import check_in, open_registration
from assembly.meetings.services.sittings import close_meeting
from assembly.voting.enums import PollKind
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from council.models import CouncilMeeting
from tests.council.making import make_deputy
from tests.factories import BodyKind, make_body, make_chairman, make_council, make_secretary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}
WORDS = {
    "kk": {
        "refused": "Төрағаның келісімі тіркелмеген",
        "quorum": "Қатысып отыр",
        "voted": "Дауысыңыз қабылданды",
    },
    "ru": {
        "refused": "не зарегистрировано согласование",
        "quorum": "Присутствует",
        "voted": "Ваш голос принят",
    },
}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def door(chromium, live_server, settings):
    """Open a page of a browser in which a user is signed in; a stranger's without one."""
    contexts = []

    def open_for(user, width):
        context = chromium.new_context(viewport={"width": width, "height": 844}, base_url=live_server.url)
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
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


def press(page, end):
    """Press the button of the form that is sent to an address with this end."""
    with page.expect_navigation():
        page.locator(f"main form[action$='{end}'] button[type=submit]").last.click()


@pytest.mark.parametrize(("language", "width"), [("kk", 390), ("ru", 1280)])
def test_from_a_deputys_plan_to_the_public_page(door, language, width, settings):
    make_body(BodyKind.ASSEMBLY)
    members = make_council(3, language=language)
    chairman, deputy, secretary = make_chairman(), make_deputy(), make_secretary()
    page = door(deputy, width)
    found = _plan(page, language, deputy)

    press(page, "/convene/")
    expect(page.locator("body")).to_contain_text(WORDS[language]["refused"])
    expect(page.locator("body")).to_contain_text(regulation("12").cite(language))
    assert Meeting.objects.count() == 0

    page.goto(f"/{language}/council/meetings/{found.pk}/put/")
    assert_open_to_all(page)
    page.click("form.panel-confirm .btn-primary")
    boss = door(chairman, width)
    boss.goto(f"/{language}/chairman/matters/{Matter.objects.get().pk}/")
    boss.click("#sign .btn-primary")
    expect(boss.locator(".act-paper .sign")).to_contain_text("№")

    page.goto(f"/{language}/council/meetings/{found.pk}/")
    assert_open_to_all(page)
    press(page, "/convene/")
    meeting = Meeting.objects.get()
    assert meeting.invitations.count() == 3

    staff = door(secretary, width)
    _reach_quorum(staff, language, meeting, members=members, secretary=secretary, deputy=deputy)
    _decide(door, language, meeting, members, secretary)
    _sign_minutes(page, staff, language, meeting)

    decision = Decision.objects.get()
    assert decision.number == "1/1"
    staff.goto(f"/{language}/council/meetings/{found.pk}/")
    press(staff, "/excerpt/")
    assert_open_to_all(staff)
    settings.PDF_IS_ON = True
    render_waiting(at=timezone.now())
    excerpt = Rendition.objects.get(template="council.excerpt")
    assert (excerpt.state, excerpt.error) == ("ready", "")

    stranger = door(None, width)
    stranger.goto(f"/d/{decision.act.code}")
    expect(stranger.locator("body")).to_contain_text("1/1")
    assert_open_to_all(stranger)


def _plan(page, language, deputy):
    starts_at = timezone.localtime() + timedelta(minutes=4)
    page.goto(f"/{language}/council/meetings/new/")
    assert_open_to_all(page)
    for name, words in {
        "starts_at": starts_at.strftime("%Y-%m-%dT%H:%M"),
        "place_kk": "Астана қаласы",
        "place_ru": "город Астана",
        "item-0-title_kk": "Тұжырымдама туралы",
        "item-0-title_ru": "О Концепции",
    }.items():
        page.fill(f"[name='{name}']", words)
    page.select_option("[name='item-0-competence']", "conceptual_approaches")
    page.click("form.stack-lg .btn-primary")
    expect(page.locator("main [role=alert]")).to_contain_text(regulation("8", "1").cite(language))
    assert CouncilMeeting.objects.count() == 0
    assert page.input_value("[name='item-0-title_ru']") == "О Концепции"
    page.select_option("[name='item-0-competence']", "council_matter")
    page.click("form.stack-lg .btn-primary")
    page.wait_for_url(f"**/{language}/council/meetings/*/")
    assert_open_to_all(page)
    found = CouncilMeeting.objects.get()
    assert found.deputy == deputy.known_person
    return found


def _reach_quorum(staff, language, meeting, *, members, secretary, deputy):
    """One of three is below two thirds and the sitting does not open; two are two thirds, and it does."""
    now = timezone.now()
    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    check_in(meeting_id=meeting.pk, person_id=members[0].pk, actor=secretary, at=now)
    desk = f"/{language}/meetings/{meeting.pk}/registration/"
    staff.goto(f"{desk}?confirm=open")
    assert staff.locator("form[action$='/open/']").count() == 0
    check_in(meeting_id=meeting.pk, person_id=members[1].pk, actor=secretary, at=timezone.now())
    staff.goto(f"{desk}?confirm=open")
    expect(staff.locator("body")).to_contain_text(regulation("14").cite(language))
    staff.select_option("select[name=presiding]", str(deputy.known_person.pk))
    press(staff, "/open/")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.presiding) == ("open", deputy.known_person)


def _decide(door, language, meeting, members, secretary):
    """A member votes on a phone; both of two are needed: abstention stays in the base."""
    now, item = timezone.now(), meeting.items.get()
    attach_new_draft(
        item_id=item.pk, title_kk="Шешім туралы", title_ru="О решении", text_kk="1. Мақұлдансын.",
        text_ru="1. Одобрить.", actor=secretary, at=now,
    )  # fmt: skip
    begin_item(item_id=item.pk, actor=secretary, at=now)
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind=PollKind.SUBSTANTIVE, question_kk="Қабылдау",
        question_ru="Принять", effect="decisions.adopt", actor=secretary, at=now,
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    for member in members[:2]:
        phone = door(member.user, 390)
        phone.goto(f"/{language}/polls/{meeting.pk}/ballot/")
        phone.locator("label.choice:has(input[value=for])").click()
        phone.locator("form[data-ballot] button[type=submit]").click()
        expect(phone.locator("body")).to_contain_text(WORDS[language]["voted"])
    closed = close_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    assert (closed.votes_for, closed.votes_needed, closed.outcome) == (2, 2, "adopted")
    end_item(item_id=item.pk, actor=secretary, at=timezone.now())
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=timezone.now())


def _sign_minutes(page, staff, language, meeting):
    """The secretary draws up, the deputy who presided approves, the secretary signs."""
    minutes = f"/{language}/meetings/{meeting.pk}/minutes/"
    staff.goto(minutes)
    press(staff, "/draft/")
    assert staff.locator("form[action$='/minutes/sign/']").count() == 0
    page.goto(minutes)
    assert_open_to_all(page)
    press(page, "/approve/")
    staff.goto(minutes)
    press(staff, "/sign/")
    assert Minutes.objects.get().state == "signed"
