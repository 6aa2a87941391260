"""Twenty secretaries against the twenty regions, by HTTP: pages, acts, files, papers, sheets, open data.

One table says what the secretary of a region is told about his own region; about each of the other nineteen every
line tells him that there is no such thing.
"""

import io
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from assembly.audit.models import AuditEvent
from assembly.bodies.models import Body, Membership
from assembly.bodies.services.seed import seed_reference
from assembly.decisions.models import Decision
from assembly.documents.models import Rendition
from assembly.meetings.services.agenda import add_item
from assembly.people.models import User
from regions.models import RegionalReport
from regions.services.council import enter_council_seat
from regions.services.drafts import attach_file
from regions.services.reports import send_report
from tests.factories import NOON
from tests.regions.makers import OPENED, fill, make_report
from tests.regions.sittings import convene, decide, make_item, make_peopled, members_of, sit
from tests.regions.test_views import CODES, pdf

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GONE = 404
# POSTs whose door is open end in the act, in a form that says what lacks, or lead back with the refusal of a rule.
DONE = frozenset({200, 302, 409, 422})
# What every secretary is asked to open of every region.
TABLE = (
    ("GET", "regions:region_inside", "code", {200}),
    ("GET", "bodies:composition_export", "body", {200}),
    ("GET", "meetings:meeting", "meeting", {200}),
    ("GET", "portal:decision", "decision", {200}),
    ("GET", "documents:download", "file", {200}),
    ("POST", "regions:draft", "report", DONE),
    ("POST", "voting:poll_draft", "meeting", DONE),
)
# What he is asked to open, besides, of his own region and of the next one.
OF_THE_NEXT = (
    ("GET", "regions:report", "report", {200}),
    ("GET", "regions:sitting_new", "code", {200}),
    ("GET", "voting:console", "meeting", {200}),
    ("GET", "documents:rendition", "paper", {200}),
    ("POST", "regions:council_seat_end", "council_seat", DONE),
    ("POST", "meetings:item_withdraw", "meeting item", DONE),
    ("GET", "regions:draft", "report", {200, 302}),
    ("GET", "regions:council_seat_new", "code", {200}),
    ("GET", "regions:council_seat_end", "council_seat", {200}),
    ("GET", "bodies:body_page", "body", {200}),
    ("GET", "meetings:agenda", "meeting", {200}),
    ("GET", "meetings:registration", "meeting", {200}),
    ("GET", "voting:poll", "poll", {200}),
    ("GET", "voting:text", "poll", {200}),
    ("POST", "regions:attach", "report", DONE),
    ("POST", "regions:report_send", "report", DONE),
    ("POST", "regions:sitting_new", "code", DONE),
    ("POST", "regions:council_seat_new", "code", DONE),
    ("POST", "meetings:agenda", "meeting", DONE),
    ("POST", "meetings:item_draft", "meeting item", DONE),
    ("POST", "meetings:registration_open", "meeting", DONE),
    ("POST", "meetings:meeting_break", "meeting", DONE),
)


@dataclass(frozen=True)
class Land:
    """A region with what stands in it, and the browser of its secretary."""

    code: str
    assembly: Body
    worker: User
    browser: Client
    keys: dict


@pytest.fixture(scope="module")
def lands(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        seed_reference(at=NOON)
        yield [_land(code) for code in CODES]
        transaction.set_rollback(True)


def _land(code):
    assembly, akim, worker = make_peopled(code, members=3)
    meeting = convene(assembly, akim)
    item = make_item(meeting, worker)
    planned = add_item(
        meeting_id=meeting.pk, title_kk="Жоспар", title_ru="План", competence="regional_matter", actor=worker, at=NOON
    )  # fmt: skip
    sit(meeting, worker, present=3)
    poll = decide(meeting, item, worker)
    decision = Decision.objects.get(poll=poll)
    council = enter_council_seat(
        assembly_id=assembly.pk, person_id=members_of(assembly)[1].pk, from_on=NOON.date(), basis="№ 1",
        actor=worker, at=NOON,
    )  # fmt: skip
    report = make_report(assembly)
    fill(report, worker)
    attached = attach_file(report_id=report.pk, upload=pdf(), actor=worker, at=OPENED)
    if int(code) % 2:
        send_report(report_id=report.pk, actor=worker, at=OPENED)
    browser = Client()
    browser.force_login(worker, backend=BACKEND)
    keys = {
        "code": code, "body": assembly.pk, "meeting": meeting.pk, "item": planned.pk, "poll": poll.pk,
        "decision": decision.pk, "report": report.pk, "file": attached.stored_id, "council_seat": council.pk,
        "paper": Rendition.objects.filter(subject=f"decision:{decision.pk}").first().pk,
    }  # fmt: skip
    return Land(code, assembly, worker, browser, keys)


@pytest.fixture(autouse=True)
def _unblocked(lands, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def told(browser, line, land):
    method, name, of, _expected = line
    path = reverse(name, args=[land.keys[word] for word in of.split()])
    with transaction.atomic():
        response = browser.generic(method, path)
        if response.streaming:  # a file that was given is read to its end, which closes it
            assert b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


def test_each_of_twenty_reaches_his_own_region_and_none_of_the_other_nineteen(lands):
    before = AuditEvent.objects.count()
    wrong = []
    for mine in lands:
        for land in lands:
            for line in TABLE:
                status = told(mine.browser, line, land)
                expected = line[3] if land is mine else {GONE}
                if status not in expected:
                    wrong.append((mine.code, land.code, *line[:2], status))

    assert wrong == []
    assert AuditEvent.objects.count() == before


def test_every_other_door_of_the_next_region_is_closed_and_ones_own_is_open(lands):
    wrong = []
    for mine, following in zip(lands, [*lands[1:], lands[0]], strict=True):
        for line in OF_THE_NEXT:
            own, strange = told(mine.browser, line, mine), told(mine.browser, line, following)
            if own not in line[3] or strange != GONE:
                wrong.append((mine.code, *line[:2], own, strange))

    assert wrong == []


def rows_of(response):
    return [
        [cell.value for cell in row]
        for row in load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=2)
    ]


def test_sheets_hold_the_rows_of_ones_own_region_alone(lands):
    for mine in lands:
        bodies = rows_of(mine.browser.get(reverse("bodies:body_export")))
        sittings = rows_of(mine.browser.get(reverse("meetings:list"), {"format": "xlsx"}))
        people = rows_of(mine.browser.get(reverse("bodies:member_export")))
        own = {one.person.full_name for one in Membership.objects.filter(body=mine.assembly)}

        names = {one.assembly.name for one in lands if one is not mine}
        assert not names & {str(cell) for row in (*bodies, *sittings) for cell in row}, mine.code
        assert len(sittings) == 1
        told_of = {str(cell) for row in people for cell in row}
        strangers = Membership.objects.exclude(body=mine.assembly).select_related("person")
        assert not {one.person.full_name for one in strangers} - own & told_of, mine.code
        assert {
            mine.browser.get(reverse(page), {"format": "xlsx"}).status_code
            for page in ("regions:work", "regions:figures")
        } == {403}


def test_open_data_tell_a_secretary_what_they_tell_everybody(lands):
    stranger = Client()
    for mine in lands:
        for land in (mine, lands[0]):
            path = reverse("api:region_reports", args=[land.code])
            assert (
                mine.browser.get(path).json()
                == stranger.get(path).json()
                == {
                    **stranger.get(path).json(),
                    "results": [],
                }
            )
    for name in ("api:sitting_list", "api:decision_list", "api:poll_list"):
        answers = [client.get(reverse(name)).json()["results"] for client in (stranger, lands[0].browser)]
        assert answers == [[], []]
    assert not RegionalReport.objects.accepted().exists()
