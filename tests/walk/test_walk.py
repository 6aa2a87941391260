"""The walk: from a Session's convening to what the public reads, by people at their screens.

The Chairman, a secretary, three members on phones, a state body's officer and a reader; the whole
way in Russian, then in Kazakh for the pages concerned. Nothing is prepared but the registers; every
link is pressed in the browser. The pictures of the README's tour are taken here (``TOUR=1``).
"""

import io
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import sync_playwright

from assembly.common.clock import ALMATY
from assembly.decisions.models import Assignment, Decision
from assembly.documents.services.renditions import render_waiting
from assembly.meetings.models import Meeting, MeetingInvitation, Minutes
from assembly.outbox.services.messages import drain
from assembly.portal.demo import texts
from assembly.portal.demo.aftermath import SMALL_PDF
from assembly.portal.demo.people import build_world
from assembly.voting.models import Ballot, Poll
from sessions.models import AssemblySession
from tests.walk.actors import PHONE, Actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ITEM = texts.COURSES_XXXVI


@pytest.fixture
def stage(live_server, settings, tmp_path):
    """Three members, a Secretariat, thirty state bodies; a chromium for them all."""
    settings.DEMO = True
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path)}},
    }
    world = build_world(members_count=3, council_count=3, at=timezone.now())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser, live_server.url, world
        browser.close()


class Walk:
    """What the acts of the walk share."""

    def __init__(self, browser, address, world):
        self.browser, self.address, self.world = browser, address, world
        self.secretary = Actor(browser, address, account="secretary1")
        self.chairman = Actor(browser, address, account="chairman", screen=PHONE)
        self.members = [Actor(browser, address, account=f"member{n}", screen=PHONE) for n in (1, 2, 3)]
        self.officer = Actor(browser, address, account="officer-mki")
        self.reader = Actor(browser, address)

    @property
    def meeting(self):
        return Meeting.objects.get()


def test_the_whole_way(stage):
    walk = Walk(*stage)
    convene(walk)
    prepare(walk)
    gather(walk)
    fix_the_form_of_voting(walk)
    decide(walk)
    close_and_sign_the_minutes(walk)
    issue_and_assign(walk)
    carry_out(walk)
    read_in_public(walk)
    again_in_kazakh(walk)
    for actor in (walk.secretary, walk.chairman, *walk.members, walk.officer, walk.reader):
        actor.leave()
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "problem" not in out.getvalue()


def convene(walk):
    """Secretariat plans, the Chairman signs on his phone, members are invited in their languages."""
    starts_at = timezone.now().astimezone(ALMATY) + timedelta(minutes=2)
    secretary = walk.secretary.open("sessions:new")
    secretary.fill(
        number="36", starts_at=f"{starts_at:%Y-%m-%dT%H:%M}", place_kk=texts.PLACE[0], place_ru=texts.PLACE[1],
        theme_kk=texts.THEME_XXXVI[0], theme_ru=texts.THEME_XXXVI[1],
        item__0__title_kk=ITEM.title_kk, item__0__title_ru=ITEM.title_ru, item__0__competence=ITEM.competence,
    )  # fmt: skip
    secretary.send()
    assembly_session = AssemblySession.objects.get()
    secretary.open("sessions:put", assembly_session.pk).sees("Председател").send()

    matter = AssemblySession.objects.get().matter
    chairman = walk.chairman.open("portal:desk").sees("XXXVI").picture("02-chairman")
    chairman.open("chairman:matter", matter.pk).sees("Созвать", "XXXVI").press(
        "chairman:matter_sign", matter.pk
    )
    chairman.sees("Подписано")

    assert drain(at=timezone.now()) >= 3
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert MeetingInvitation.objects.count() == 3
    assert "Сессиясына шақыру" in letters["member1@portal.example"].subject
    assert "Приглашение на XXXVI" in letters["member3@portal.example"].subject
    secretary.open("sessions:detail", assembly_session.pk).sees("Созвана", "из 3").picture("03-session")


def prepare(walk):
    """A member answers; the draft decision is written in both languages."""
    invitation = MeetingInvitation.objects.get(person__email="member1@portal.example")
    member = walk.members[0].open("meetings:invitation", invitation.pk)
    with member.page.expect_navigation():
        member.page.locator("button[name=reply][value=hall], button[value=hall]").first.click()
    invitation.refresh_from_db()
    assert invitation.reply == "hall"

    item = walk.meeting.items.get()
    secretary = walk.secretary.open("meetings:item_draft", walk.meeting.pk, item.pk)
    secretary.fill(
        title_kk=ITEM.title_kk, title_ru=ITEM.title_ru, text_kk=ITEM.text_kk, text_ru=ITEM.text_ru
    ).send()
    walk.members[1].open("meetings:meeting", walk.meeting.pk).sees(ITEM.title_ru)


def gather(walk):
    """The roll freezes; two in the hall, one remotely; quorum stands with its paragraph; the sitting opens."""
    meeting = walk.meeting
    secretary = walk.secretary.open("meetings:registration", meeting.pk, query="?confirm=open_registration")
    secretary.press("meetings:registration_open", meeting.pk)
    secretary.open("meetings:registration", meeting.pk, query="?confirm=open").sees("п. 9")
    assert secretary.page.locator("form[action$='/open/']").count() == 0, "no quorum, no opening"

    secretary.open("meetings:registration", meeting.pk)
    entries = {entry.person.email: entry for entry in meeting.roll.select_related("person")}
    first = entries["member1@portal.example"]
    secretary.page.locator(
        f"form[action$='{secretary.url('meetings:member_in', meeting.pk, first.pk)}'] button"
    ).click()
    secretary.waits_for("Присутствует 1 из 3")
    second = entries["member2@portal.example"]
    secretary.page.locator(
        f"form[action$='{secretary.url('meetings:member_in', meeting.pk, second.pk)}'] button"
    ).click()
    secretary.waits_for("Присутствует 2 из 3").picture("04-registration")

    member = walk.members[2].open("voting:ballot", meeting.pk)
    with member.page.expect_navigation():
        member.page.locator("main form[method=post] button[type=submit]:visible").last.click()
    # Nobody reloads the secretary's page: the member's own confirmation reaches it.
    secretary.waits_for("Присутствует 3 из 3")

    secretary.open("meetings:registration", meeting.pk, query="?confirm=open")
    chairman_choice = secretary.page.locator("select[name=presiding]")
    if chairman_choice.count():
        chairman_choice.select_option(str(walk.world.chairman.pk))
    secretary.press("meetings:meeting_open", meeting.pk)
    assert Meeting.objects.get().state == "open"


def vote(walk, poll, choices):
    """Open a prepared poll, let members vote on their phones, close it."""
    meeting = walk.meeting
    phones = [member.open("voting:ballot", meeting.pk) for member in walk.members]
    secretary = walk.secretary.open("voting:console", meeting.pk, query=f"?open={poll.pk}")
    secretary.picture(f"05-confirm-{poll.number}").press("voting:poll_open", meeting.pk, poll.pk)
    for place, (phone, choice) in enumerate(zip(phones, choices, strict=True)):
        phone.page.locator(f"input[name=choice][value={choice}]").first.wait_for(
            state="attached", timeout=20_000
        )
        phone.page.locator(f"label.choice:has(input[value={choice}])").click()
        if place == 0:
            phone.picture(f"06-ballot-{poll.number}")
        phone.page.locator("form[data-ballot] button[type=submit]").click()
        phone.waits_for("Ваш голос принят")
    phones[0].picture(f"07-voted-{poll.number}")
    secretary.waits_for(f"Проголосовали: {len(choices)} из {len(choices)}")
    secretary.open("voting:console", meeting.pk, query=f"?close={poll.pk}").press(
        "voting:poll_close", meeting.pk, poll.pk
    )
    poll.refresh_from_db()
    phones[2].waits_for("Решение принято" if poll.outcome == "adopted" else "Решение не принято")
    return poll


def fix_the_form_of_voting(walk):
    """The Session itself fixes the form of its voting (п. 10)."""
    secretary = walk.secretary.open("voting:console", walk.meeting.pk, query="?new=form")
    secretary.page.locator("input[name=fixes][value=open]").check()
    secretary.send("form#new button.btn-primary[type=submit]")
    poll = vote(walk, Poll.objects.get(), ["for", "for", "abstain"])
    assert (poll.votes_for, poll.abstained, poll.votes_needed, poll.outcome) == (2, 1, 2, "adopted")
    assert AssemblySession.objects.get().voting_form == "open"


def decide(walk):
    """The draft is frozen, voted on and becomes a decision of that very text."""
    meeting, item = walk.meeting, walk.meeting.items.get()
    walk.secretary.open("voting:console", meeting.pk).press("voting:item_begin", meeting.pk, item.pk)
    walk.secretary.open("voting:console", meeting.pk, query="?new=text").send(
        "form#new button.btn-primary[type=submit]"
    )
    poll = vote(walk, Poll.objects.latest("pk"), ["for", "against", "for"])
    assert (poll.votes_for, poll.votes_against, poll.votes_needed) == (2, 1, 2)
    assert Ballot.objects.filter(poll=poll).count() == 3
    decision = Decision.objects.get()
    assert (decision.number, decision.version_id) == ("36/1", poll.version_id)
    assert decision.version.text_kk == ITEM.text_kk
    walk.secretary.open("voting:console", meeting.pk).sees("36/1").picture("08-console")


def close_and_sign_the_minutes(walk):
    """The sitting is closed; its minutes are drawn from the records and signed."""
    meeting = walk.meeting
    secretary = walk.secretary.open("voting:console", meeting.pk)
    secretary.press("voting:item_end", meeting.pk, meeting.items.get().pk)
    secretary.open("meetings:registration", meeting.pk, query="?confirm=close").press(
        "meetings:meeting_close", meeting.pk
    )
    secretary.open("meetings:minutes", meeting.pk).press("meetings:minutes_draft", meeting.pk)
    secretary.sees("ПРОТОКОЛ", "ХАТТАМА")
    if secretary.page.locator("form[action$='/minutes/sign/']:visible").count() == 0:
        secretary.open("meetings:minutes", meeting.pk, query="?confirm=sign")
    secretary.press("meetings:minutes_sign", meeting.pk)
    assert Minutes.objects.get().state == "signed"


def issue_and_assign(walk):
    """The decision becomes an address; a point goes to a ministry, told by letter."""
    decision = Decision.objects.get()
    secretary = walk.secretary.open("decisions:decision", decision.pk)
    secretary.press("decisions:decision_address", decision.pk)
    body = walk.world.state_bodies["mki"]
    secretary.open("decisions:decision_assign", decision.pk, query="?point=1")
    secretary.page.locator("select[name=lead]").select_option(label=body.name_ru)
    secretary.fill(
        point="1", text_kk="Тегін курстар ашу.", text_ru="Открыть бесплатные курсы.",
        criterion_kk="Курстар ашылды.", criterion_ru="Курсы открыты.", working_days="10",
    )  # fmt: skip
    secretary.send("button[name=compute]").sees("10").picture("09-assign").send()
    mail.outbox.clear()
    drain(at=timezone.now())
    assert "officer-mki@portal.example" in {letter.to[0] for letter in mail.outbox}


def carry_out(walk):
    """The officer accepts and reports with a file; returned once; then taken off control."""
    assignment = Assignment.objects.get()
    officer = walk.officer.open("portal:desk").sees("36/1").open("decisions:assignment", assignment.pk)
    officer.press("decisions:assignment_accept", assignment.pk)
    report(officer, assignment, "Курсы открыты в 20 из 32 домов дружбы.")

    secretary = walk.secretary.open("decisions:assignment", assignment.pk).picture("10-report")
    secretary.page.locator("details#return summary").click()
    secretary.fill(remark="Нет сведений о 12 домах дружбы.")
    secretary.press("decisions:report_return", assignment.reports.get().pk)
    officer.open("decisions:assignment", assignment.pk).sees("Нет сведений о 12 домах дружбы.")
    report(officer, assignment, "Курсы открыты во всех 32 домах дружбы.")
    secretary.open("decisions:assignment", assignment.pk).press(
        "decisions:assignment_take_off", assignment.pk
    )
    assignment.refresh_from_db()
    assert assignment.state == "off_control"


def report(officer, assignment, words):
    """Write a report with a file and submit it."""
    officer.open("decisions:assignment", assignment.pk).fill(text=words)
    officer.page.locator("input[type=file]").first.set_input_files(
        {"name": "отчёт.pdf", "mimeType": "application/pdf", "buffer": SMALL_PDF}
    )
    officer.press("decisions:assignment_report", assignment.pk).sees(words)


def read_in_public(walk):
    """Anybody reads the address and what became of the decision, and takes the PDF."""
    decision = Decision.objects.get()
    assert render_waiting(at=timezone.now()) >= 2
    reader = walk.reader.open("portal:home").picture("01-home")
    reader.open("portal:decision", decision.pk).sees(
        "36/1", "Исполнено", "Открыть бесплатные курсы", "п. 10"
    ).picture("11-decision")
    reader.open("portal:address", decision.pk).sees("Обращение", "публикация ожидается").picture("12-address")
    reader.page.goto(f"{walk.address}/d/{decision.act.code}")
    assert f"/kk/verify/?q={decision.act.code}" in reader.page.url
    reader.page.click(f"a[href='/kk/decisions/{decision.pk}/']")
    assert f"/kk/decisions/{decision.pk}/" in reader.page.url


def again_in_kazakh(walk):
    """The same pages in Kazakh, each without a serious fault of access."""
    decision = Decision.objects.get()
    faults = []
    pages = (
        (walk.reader, "portal:home", ()),
        (walk.reader, "portal:decision", (decision.pk,)),
        (walk.reader, "portal:address", (decision.pk,)),
        (walk.members[0], "voting:ballot", (walk.meeting.pk,)),
        (walk.members[0], "meetings:meeting", (walk.meeting.pk,)),
        (walk.secretary, "voting:console", (walk.meeting.pk,)),
        (walk.secretary, "meetings:minutes", (walk.meeting.pk,)),
        (walk.chairman, "portal:desk", ()),
        (walk.officer, "decisions:assignment", (Assignment.objects.get().pk,)),
    )
    for actor, name, args in pages:
        actor.language = "kk"
        actor.open(name, *args)
        assert actor.page.locator("html").get_attribute("lang") == "kk"
        found = Axe().run(actor.page, options={"resultTypes": ["violations"]}).response["violations"]
        faults += [(name, fault["id"]) for fault in found if fault["impact"] in {"serious", "critical"}]
    assert faults == []
    walk.reader.open("portal:decision", decision.pk).sees("36/1", "Орындалды", "10-тармақ").picture(
        "13-decision-kk"
    )
