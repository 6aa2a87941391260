"""The paths of a region in a real browser: a quarterly report, an assignment of the Assembly, a sitting."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.bodies.enums import BodyKind
from assembly.common.clock import day_of
from assembly.decisions.models import Assignment, Decision
from assembly.decisions.services.assignments import assign_execution
from assembly.meetings.models import Meeting, Minutes
from assembly.meetings.services.agenda import begin_item, end_item
from assembly.meetings.services.registration import check_in, open_registration
from assembly.meetings.services.sittings import close_meeting
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from regions.form import FIGURE_NAMES, TEXT_NAMES
from regions.models import RegionalReport, RegionalSitting
from regions.services.opening import open_reports
from tests.decisions.makers import ASSIGNMENT, make_decision
from tests.factories import make_body, make_secretary
from tests.regions.sittings import make_peopled, members_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}
BOTH = pytest.mark.parametrize(("language", "width"), [("kk", 390), ("ru", 1280)])
WORDS = {
    "kk": {
        "returned": "Неге қайтарылды",
        "not_by_law": "Кворумы мен көпшілігін заң белгілемейді",
        "voted": "Дауысыңыз қабылданды",
    },
    "ru": {
        "returned": "Почему возвращено",
        "not_by_law": "Кворум и большинство законом не установлены",
        "voted": "Ваш голос принят",
    },
}
REMARK = "Іс-шаралар санын нақтылаңыз"


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


@BOTH
def test_a_quarterly_report_from_draft_to_the_public_page_of_the_region(door, language, width):
    assembly, _akim, worker = make_peopled()
    now = timezone.now()
    open_reports(on=day_of(now), at=now)
    report = RegionalReport.objects.get(assembly=assembly)
    page, staff, stranger = door(worker, width), door(make_secretary(), width), door(None, width)
    address = f"/{language}/regions/reports/{report.pk}/"

    _write(page, address, figure=7)
    press(page, "/send/")
    staff.goto(address)
    assert_open_to_all(staff)
    staff.click("#return summary")
    staff.fill("#return [name='remark']", REMARK)
    press(staff, "/return/")

    page.goto(address)
    expect(page.get_by_text(WORDS[language]["returned"])).to_be_visible()
    expect(page.locator(".note-warn").get_by_text(REMARK).first).to_be_visible()
    assert_open_to_all(page)
    stranger.goto(f"/{language}/regions/71/")
    assert stranger.locator("a[href$='/reports/2026-3/']").count() == 0
    _write(page, address, figure=9)
    press(page, "/send/")
    staff.goto(address)
    press(staff, "/accept/")
    report.refresh_from_db()
    assert (report.state, report.versions.count()) == ("accepted", 2)

    stranger.goto(f"/{language}/regions/71/")
    assert_open_to_all(stranger)
    stranger.locator(f"a[href$='/reports/{report.period.code}/']").click()
    expect(stranger.get_by_text("Мәтін: main_events")).to_be_visible()
    assert stranger.get_by_text("Мәтін: proposals").count() == 0


def _write(page, address, *, figure):
    """Write the draft by hand and go on to sending."""
    page.goto(f"{address}draft/")
    assert_open_to_all(page)
    for name in FIGURE_NAMES:
        page.fill(f"[name='{name}']", str(figure))
    for name in TEXT_NAMES:
        page.fill(f"[name='{name}']", f"Мәтін: {name}")
    with page.expect_navigation():
        page.click("button[name='on']")
    expect(page.locator("main form[action$='/send/']")).to_be_visible()


@BOTH
def test_an_assignment_of_the_assembly_reaches_the_region_and_is_reported(door, language, width):
    assembly, _akim, worker = make_peopled()
    secretary, now = make_secretary(), timezone.now()
    assignment = assign_execution(
        decision_id=make_decision().pk, lead_body_id=assembly.pk, due_on=day_of(now) + timedelta(days=30),
        actor=secretary, at=now, **ASSIGNMENT,
    )  # fmt: skip
    page, staff = door(worker, width), door(secretary, width)

    page.goto(f"/{language}/regions/work/71/")
    assert_open_to_all(page)
    page.locator(f"main a[href$='/assignments/{assignment.pk}/']").click()
    page.wait_for_url("**/assignments/*/")
    address = page.url
    press(page, "/accept/")
    page.goto(address)
    page.fill("[name='text']", "Қырық мектеп ашылды.")
    press(page, "/report/")
    expect(page.get_by_text("Қырық мектеп ашылды.").first).to_be_visible()
    staff.goto(address)
    assert_open_to_all(staff)
    press(staff, "/take-off/")

    assert Assignment.objects.get().state == "off_control"
    page.goto(f"/{language}/regions/work/71/")
    expect(page.locator(f"main a[href$='/assignments/{assignment.pk}/']")).to_be_visible()


@BOTH
def test_a_regional_assembly_from_convening_to_a_decision_and_signed_minutes(door, language, width):
    make_body(BodyKind.ASSEMBLY)
    assembly, akim, worker = make_peopled(members=3)
    boss, page = door(akim, width), door(worker, width)

    meeting = _convene(boss, language)
    assert RegionalSitting.objects.get(meeting=meeting).is_by_chair
    _write_agenda(page, language, meeting)
    _open(page, language, meeting, assembly=assembly, worker=worker, akim=akim)
    _vote(door, language, meeting, members=members_of(assembly), worker=worker)
    minutes = f"/{language}/meetings/{meeting.pk}/minutes/"
    page.goto(minutes)
    press(page, "/draft/")
    assert_open_to_all(page)
    press(page, "/sign/")
    assert Minutes.objects.get().state == "signed"

    decision = Decision.objects.get()
    assert decision.number == "71-1/1"
    for reader in (page, boss):
        reader.goto(f"/{language}/regions/work/71/")
        assert_open_to_all(reader)
        reader.get_by_role("link", name="Достық үйі туралы" if language == "kk" else "О Доме дружбы").click()
        expect(reader.get_by_text("71-1/1").first).to_be_visible()
    stranger = door(None, width)
    stranger.goto(f"/{language}/regions/71/")
    expect(
        stranger.get_by_text("Өңірлік сессия" if language == "kk" else "Региональная сессия")
    ).to_be_visible()
    assert stranger.goto(f"/{language}/decisions/{decision.pk}/").status == 404


def _convene(boss, language):
    """The akim convenes the assembly of his region."""
    boss.goto(f"/{language}/regions/work/71/")
    assert_open_to_all(boss)
    boss.click("a[href$='/meetings/new/']")
    expect(boss.get_by_text(WORDS[language]["not_by_law"])).to_be_visible()
    assert_open_to_all(boss)
    starts_at = timezone.localtime() + timedelta(minutes=4)
    for name, words in {
        "title_kk": "Өңірлік сессия",
        "title_ru": "Региональная сессия",
        "starts_at": starts_at.strftime("%Y-%m-%dT%H:%M"),
        "place_kk": "Зал",
        "place_ru": "Зал",
    }.items():
        boss.fill(f"[name='{name}']", words)
    with boss.expect_navigation():
        boss.click("form.panel-confirm .btn-primary")
    return Meeting.objects.get(body__region__code="71")


def _write_agenda(page, language, meeting):
    """The region's secretary puts an item on the agenda and writes its draft."""
    page.goto(f"/{language}/meetings/{meeting.pk}/agenda/")
    page.fill("[name='title_kk']", "Достық үйі туралы")
    page.fill("[name='title_ru']", "О Доме дружбы")
    page.select_option("[name='competence']", "regional_matter")
    with page.expect_navigation():
        page.locator("main form:has([name='competence']) button[type=submit]").last.click()
    assert_open_to_all(page)
    page.goto(f"/{language}/meetings/{meeting.pk}/agenda/{meeting.items.get().pk}/draft/")
    page.fill("[name='text_kk']", "1. Жұмыс күшейтілсін.")
    page.fill("[name='text_ru']", "1. Усилить работу.")
    with page.expect_navigation():
        page.locator("main form:has([name='text_kk']) button[type=submit]").last.click()
    assert meeting.items.get().draft is not None


def _open(page, language, meeting, *, assembly, worker, akim):
    """One of three is below two thirds and the sitting does not open; two are two thirds, and it does."""
    members, desk = members_of(assembly), f"/{language}/meetings/{meeting.pk}/registration/"
    open_registration(meeting_id=meeting.pk, actor=worker, at=timezone.now())
    check_in(meeting_id=meeting.pk, person_id=members[0].pk, actor=worker, at=timezone.now())
    page.goto(f"{desk}?confirm=open")
    assert page.locator("form[action$='/open/']").count() == 0
    check_in(meeting_id=meeting.pk, person_id=members[1].pk, actor=worker, at=timezone.now())
    page.goto(f"{desk}?confirm=open")
    page.select_option("select[name=presiding]", str(akim.person.pk))
    press(page, "/open/")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.presiding, meeting.minutes_number) == ("open", akim.person, "71-1")


def _vote(door, language, meeting, *, members, worker):
    """Members vote on their phones on the text of the item."""
    item = meeting.items.get()
    begin_item(item_id=item.pk, actor=worker, at=timezone.now())
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind="substantive", question_kk="Қабылдау", question_ru="Принять",
        effect="decisions.adopt", actor=worker, at=timezone.now(),
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=worker, at=timezone.now())
    for member in members[:2]:
        phone = door(member.user, 390)
        phone.goto(f"/{language}/polls/{meeting.pk}/ballot/")
        phone.locator("label.choice:has(input[value=for])").click()
        phone.locator("form[data-ballot] button[type=submit]").click()
        expect(phone.get_by_text(WORDS[language]["voted"]).first).to_be_visible()
    closed = close_poll(poll_id=poll.pk, actor=worker, at=timezone.now())
    assert (closed.votes_for, closed.votes_needed, closed.outcome) == (2, 2, "adopted")
    end_item(item_id=item.pk, actor=worker, at=timezone.now())
    close_meeting(meeting_id=meeting.pk, actor=worker, at=timezone.now())
