"""The pages of control in a real browser: access, and the whole way of a report without JavaScript."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from assembly.deadlines.selectors import term_after
from assembly.decisions.models import Assignment
from assembly.decisions.services.assignments import accept_assignment, return_report, submit_report
from assembly.decisions.services.considerations import receive
from assembly.decisions.services.decisions import issue_address
from tests.decisions.makers import make_assignment, make_consideration, make_decision, officer_of
from tests.factories import make_secretary, make_state_body, make_state_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SERIOUS = {"serious", "critical"}
PDF = {"name": "есеп.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}


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


def under_control():
    """Return a secretary, an officer, and a decision with an assignment returned once and a consideration."""
    now = timezone.now()
    secretary, body = make_secretary(language="ru"), make_state_body()
    officer = make_state_officer(body)
    decision = make_decision(at=now)
    due_on = term_after(timezone.localdate(now), 22).due_on
    assignment = make_assignment(decision, secretary=secretary, state_body=body, at=now, due_on=due_on)
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=now)
    report = submit_report(
        assignment_id=assignment.pk, text="Отыз бір мектеп ашылды.", language="kk", actor=officer, at=now
    )
    return_report(report_id=report.pk, remark="Тоғыз мектеп бойынша дерек жоқ.", actor=secretary, at=now)
    consideration = make_consideration(decision, secretary=secretary, state_body=body, at=now)
    receive(consideration_id=consideration.pk, actor=officer, at=now)
    make_assignment(decision, secretary=secretary, at=now, point="2", due_on=due_on)
    Assignment.objects.filter(point="2").update(
        given_on=due_on - timedelta(90), due_on=due_on - timedelta(60)
    )
    return secretary, officer, decision, assignment, consideration


@pytest.mark.parametrize(("language", "width", "scheme"), [("kk", 390, "light"), ("ru", 1280, "dark")])
def test_pages_of_control_have_no_serious_findings(  # noqa: PLR0917 -- fixtures
    chromium, live_server, settings, language, width, scheme
):
    secretary, officer, decision, assignment, consideration = under_control()
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    root = f"{live_server.url}/{language}/control"
    by_officer = signed_in(chromium, live_server, settings, officer, **look)
    by_staff = signed_in(chromium, live_server, settings, secretary, **look)

    def read(page, *paths):
        for path in paths:
            page.goto(f"{root}/{path}")
            assert serious_findings(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    read(by_officer, "cabinet/", f"assignments/{assignment.pk}/", f"considerations/{consideration.pk}/")
    read(by_staff, "", f"decisions/{decision.pk}/assign/?point=1", "assignments/", "considerations/")
    now = timezone.now()
    submit_report(assignment_id=assignment.pk, text="Қырық мектеп.", language="kk", actor=officer, at=now)
    issue_address(decision_id=decision.pk, actor=secretary, at=now)
    read(by_staff, f"decisions/{decision.pk}/", f"assignments/{assignment.pk}/")


def test_a_report_goes_its_whole_way_without_javascript(chromium, live_server, settings):
    secretary, body = make_secretary(), make_state_body()
    officer = make_state_officer(body)
    now = timezone.now()
    due_on = term_after(timezone.localdate(now), 10).due_on
    assignment = make_assignment(secretary=secretary, state_body=body, at=now, due_on=due_on)
    phone = signed_in(
        chromium,
        live_server,
        settings,
        officer,
        java_script_enabled=False,
        viewport={"width": 390, "height": 800},
    )
    staff = signed_in(chromium, live_server, settings, secretary, java_script_enabled=False)
    url = f"{live_server.url}/ru/control/assignments/{assignment.pk}/"

    phone.goto(f"{live_server.url}/ru/control/cabinet/")
    phone.get_by_role("link", name="Принять").click()
    phone.get_by_role("button", name="Принять к исполнению").click()
    phone.get_by_label("Что сделано и чем подтверждается").fill("Открыто тридцать школ.")
    phone.get_by_label("Документы").set_input_files(PDF)
    phone.get_by_role("button", name="Представить отчёт").click()
    expect(phone.get_by_text("Отчёт представлен").first).to_be_visible()

    staff.goto(url)
    expect(staff.get_by_role("link", name="есеп.pdf")).to_be_visible()
    staff.get_by_text("Вернуть на доработку").click()
    staff.get_by_label("Чего не хватает").fill("Нет десяти школ.")
    staff.get_by_role("button", name="Вернуть с этим замечанием").click()

    phone.goto(url)
    expect(phone.get_by_text("Нет десяти школ.").first).to_be_visible()
    phone.get_by_label("Что сделано и чем подтверждается").fill("Открыто сорок школ.")
    phone.get_by_role("button", name="Представить отчёт").click()
    staff.goto(url)
    staff.get_by_role("button", name="Снять с контроля").click()
    expect(staff.get_by_text("Снято с контроля").first).to_be_visible()
    assert officer_of(assignment) == officer
    assignment.refresh_from_db()
    assert assignment.state == "off_control"
