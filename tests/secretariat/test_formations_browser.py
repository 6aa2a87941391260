"""The way of a commission in a real browser: plan, order, its own sitting with a decision, report, end, the public."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.decisions.models import Decision
from assembly.documents.models import Rendition
from assembly.documents.services.renditions import render_waiting
from assembly.meetings.models import Meeting
from assembly.meetings.services.agenda import add_item, attach_new_draft, begin_item, end_item
from assembly.meetings.services.registration import check_in, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from assembly.voting.enums import PollKind
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from secretariat.formations.models import Formation
from tests.factories import make_body, make_person, make_secretary
from tests.house.test_every_look import DESK, MEASURE, PHONE, serious
from tests.secretariat.makers import make_head

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
TYPED = {
    "name_kk": "Тіл мәселелері жөніндегі комиссия", "name_ru": "Комиссия по вопросам языка",
    "aim_kk": "Ұсыныстар әзірлеу", "aim_ru": "Выработать предложения",
}  # fmt: skip
REPORT = {"text_kk": "1. Комиссия жұмысын аяқтады.", "text_ru": "1. Комиссия завершила работу."}
WORDS = {
    "kk": {
        "created": "Өкімге қол қойылды, мүшелер құрамға енді.", "voted": "Дауысыңыз қабылданды",
        "missing": "Жұмыс қазақша және орысша қорытынды есеппен аяқталады.", "ended": "Жұмысын аяқтады", "report": "Комиссия жұмысын аяқтады.",
    },
    "ru": {
        "created": "Распоряжение подписано, члены вошли в состав.", "voted": "Ваш голос принят",
        "missing": "Работа завершается итоговым отчётом на казахском и на русском.", "ended": "Работа завершена", "report": "Комиссия завершила работу.",
    },
}  # fmt: skip


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

    def open_for(user, size=DESK):
        context = chromium.new_context(viewport=size, base_url=live_server.url, reduced_motion="reduce")
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


def press(page, end):
    """Press the button of the form that is sent to an address with this end."""
    with page.expect_navigation():
        page.locator(f"main form[action$='{end}'] button[type=submit]").last.click()


def sent(page):
    """Send the form of the page."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").last.click()


def assert_sound(page):
    assert serious(page) == []
    assert page.evaluate(MEASURE) == 0


@pytest.mark.parametrize(("language", "size"), [("kk", PHONE), ("ru", DESK)])
def test_a_commission_from_its_plan_to_its_closing_report(door, language, size, settings):
    make_body("secretariat")
    secretary, head = make_secretary(language=language), make_head()
    chair, member = make_person(language=language), make_person(language=language)
    staff, chief = door(secretary, size), door(head, size)
    words = WORDS[language]

    formation = _planned(staff, language, (chair, member))
    chief.goto(f"/{language}/formations/own/{formation.pk}/")
    assert_sound(chief)
    press(chief, "/create/")
    expect(chief.get_by_text(words["created"]).first).to_be_visible()
    formation.refresh_from_db()
    assert formation.body.memberships.count() == 2

    _meet(staff, door(member.user, PHONE), language, formation, persons=(chair, member), secretary=secretary)

    press(chief, "/end/")
    expect(chief.get_by_text(words["missing"]).first).to_be_visible()
    _report_and_end(door(chair.user, size), chief, language, formation)
    settings.PDF_IS_ON = True
    render_waiting(at=timezone.now())
    paper = Rendition.objects.get(template="formations.report")
    assert (paper.state, paper.error) == ("ready", "")

    stranger = door(None, size)
    stranger.goto(f"/{language}/formations/")
    expect(stranger.get_by_text(TYPED[f"name_{language}"]).first).to_be_visible()
    expect(stranger.get_by_text(words["ended"]).first).to_be_visible()
    assert_sound(stranger)


def _planned(staff, language, persons):
    staff.goto(f"/{language}/formations/own/new/")
    for name, words in TYPED.items():
        staff.locator(f"main [name={name}]").fill(words)
    staff.locator("main [name=until]").fill(f"{timezone.localdate() + 60 * DAY:%Y-%m-%d}")
    assert_sound(staff)
    sent(staff)
    formation = Formation.objects.get()
    for person, role in zip(persons, ("chair", "member"), strict=True):
        staff.goto(f"/{language}/formations/own/{formation.pk}/members/?person={person.pk}")
        staff.locator(f"main input[name=role][value={role}]").check()
        sent(staff)
        expect(staff.get_by_text(person.full_name).first).to_be_visible()
    return formation


def _meet(staff, voter, language, formation, *, persons, secretary):
    """Convene its sitting by the page; a member votes on a phone; the steps between are those of any sitting."""
    staff.goto(f"/{language}/formations/own/{formation.pk}/")
    staff.locator(f"main a[href$='/meetings/bodies/{formation.body_id}/new/']").click()
    for code, word in (("kk", "Комиссия отырысы"), ("ru", "Заседание комиссии")):
        staff.locator(f"main [name=title_{code}]").fill(word)
        staff.locator(f"main [name=place_{code}]").fill("Астана")
    starts_at = timezone.localtime() + 2 * MINUTE
    staff.locator("main [name=starts_at]").fill(f"{starts_at:%Y-%m-%dT%H:%M}")
    sent(staff)
    meeting = Meeting.objects.get(body=formation.body_id)
    assert meeting.invitations.count() == 2
    now = timezone.now()
    item = add_item(
        meeting_id=meeting.pk, title_kk="Ұсыныстар туралы", title_ru="О предложениях", title_en="",
        competence="commission_matter", actor=secretary, at=now,
    )  # fmt: skip
    attach_new_draft(
        item_id=item.pk, title_kk="Ұсыныстар туралы", title_ru="О предложениях", text_kk="1. Ұсыныстар қабылдансын.",
        text_ru="1. Принять предложения.", actor=secretary, at=now,
    )  # fmt: skip
    open_registration(meeting_id=meeting.pk, actor=secretary, at=now)
    for person in persons:
        check_in(meeting_id=meeting.pk, person_id=person.pk, actor=secretary, at=now)
    open_meeting(meeting_id=meeting.pk, presiding_id=persons[0].pk, actor=secretary, at=now)
    begin_item(item_id=item.pk, actor=secretary, at=now)
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind=PollKind.SUBSTANTIVE, question_kk="Қабылдау",
        question_ru="Принять", effect="decisions.adopt", actor=secretary, at=now,
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    cast_vote(poll_id=poll.pk, choice="for", actor=persons[0].user, at=timezone.now())
    voter.goto(f"/{language}/polls/{meeting.pk}/ballot/")
    voter.locator("label.choice:has(input[value=for])").click()
    voter.locator("form[data-ballot] button[type=submit]").click()
    expect(voter.get_by_text(WORDS[language]["voted"]).first).to_be_visible()
    closed = close_poll(poll_id=poll.pk, actor=secretary, at=timezone.now())
    assert (closed.votes_for, closed.votes_needed, closed.outcome) == (2, 2, "adopted")
    end_item(item_id=item.pk, actor=secretary, at=timezone.now())
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=timezone.now())
    assert Decision.objects.get().number == f"{timezone.localdate().year}-1/1"


def _report_and_end(leader, chief, language, formation):
    """The chair writes the closing report, the head reads it and ends the work by an order."""
    leader.goto(f"/{language}/formations/own/{formation.pk}/report/")
    for name, words in REPORT.items():
        leader.locator(f"main [name={name}]").fill(words)
    assert_sound(leader)
    sent(leader)
    chief.goto(f"/{language}/formations/own/{formation.pk}/")
    expect(chief.get_by_text(WORDS[language]["report"]).first).to_be_visible()
    press(chief, "/end/")
    expect(chief.get_by_text(WORDS[language]["ended"]).first).to_be_visible()
    assert_sound(chief)
    formation.refresh_from_db()
    assert (formation.state, formation.report.latest.is_frozen) == ("ended", True)
