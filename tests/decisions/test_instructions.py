"""Instructions of the Chairman: put to him, given by his act as assignments under control, public when he says so."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import OfficeKind
from assembly.bodies.models import Office
from assembly.chairman.models import Matter
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.chairman.services.matters import refuse_matter
from assembly.common.errors import NotAllowed
from assembly.common.search_sources import SOURCES
from assembly.decisions.models import Assignment, Instruction
from assembly.decisions.refusals import InstructionChanged, InstructionPublished, OneLeadOnly, TermTooShort
from assembly.decisions.services.assignments import accept_assignment, submit_report, take_off_control
from assembly.decisions.services.instructions import (
    INSTRUCTIONS_ARE_PUBLIC,
    publish_instruction,
    put_instruction,
)
from assembly.documents.models import Document, Setting
from assembly.documents.services.versions import add_version
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from assembly.people.desk import desk_of
from assembly.portal.selectors.home import execution_in
from tests.decisions.makers import make_assignment
from tests.documents.test_acts import make_head
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_secretary,
    make_state_body,
    make_state_officer,
)

TODAY = NOON.date()
DAY = timedelta(days=1)
WORDS = {
    "text_kk": "Тізбе дайындау. Келісу.",
    "text_ru": "Подготовить перечень. Согласовать.",
    "criterion_kk": "Тізбе ұсынылды",
    "criterion_ru": "Перечень представлен",
    "due_on": date(2026, 12, 24),
}


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def body(db):
    found = make_state_body()
    make_state_officer(found)
    return found


def officer_of(body):
    return body.officers.first().person.user


def put(actor, body, **changes):
    return put_instruction(**{**WORDS, "lead_state_body_id": body.pk, **changes}, actor=actor, at=NOON)


def give(body, *, chairman=None, actor=None):
    """Put an instruction and let the Chairman give it."""
    chairman = chairman or make_chairman()
    instruction = put(actor or make_secretary(), body)
    sign_matter(matter_id=instruction.matter_id, actor=chairman, at=NOON)
    instruction.refresh_from_db()
    return instruction


def test_by_the_chairmans_act_it_becomes_an_assignment_under_control(body):
    secretary = make_secretary()
    instruction = give(body, actor=secretary)

    assignment = Assignment.objects.get()
    assert (assignment.instruction, assignment.decision, assignment.point) == (instruction, None, "")
    assert (assignment.lead_state_body, assignment.due_on, assignment.given_on) == (
        body,
        WORDS["due_on"],
        TODAY,
    )
    assert assignment.controller == secretary.known_person
    assert assignment.number == instruction.act.number
    assert (instruction.state, instruction.published_at, instruction.act.access) == (
        "given",
        None,
        "restricted",
    )
    assert "1. Подготовить перечень. Согласовать." in instruction.act.version.text_ru
    assert "24 декабря 2026 года" in instruction.act.version.text_ru.replace("\xa0", " ")
    event = AuditEvent.objects.get(kind="decisions.instruction_given")
    assert event.payload["source"] == regulation("5").code
    letter = as_sent(OutboxMessage.objects.get(kind="decisions.assigned"))
    assert regulation("5").cite("kk") in letter.body
    assert "Төраға тапсырмасы" in letter.body


def test_the_whole_way_of_control_is_that_of_every_assignment(body):
    secretary, officer = make_secretary(), officer_of(body)
    give(body, actor=secretary)
    assignment = Assignment.objects.get()

    assert [item.url for item in desk_of(officer, on=TODAY)] == [
        reverse("decisions:assignment", args=[assignment.pk])
    ]
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON)
    submit_report(assignment_id=assignment.pk, text="Дайын", language="kk", actor=officer, at=NOON)
    assert "file-check" in [item.icon for item in desk_of(secretary, on=TODAY)]
    take_off_control(assignment_id=assignment.pk, actor=secretary, at=NOON)
    assignment.refresh_from_db()
    assert assignment.state == "off_control"


def test_what_the_chairman_writes_himself_the_head_of_the_secretariat_controls(body):
    head, chairman = make_head(), make_chairman()

    give(body, chairman=chairman, actor=chairman)

    assert Assignment.objects.get().controller == head.known_person


def test_a_paper_order_gives_it_as_well(body):
    secretary = make_secretary()
    make_chairman()
    instruction = put(secretary, body)

    record_paper_act(
        matter_id=instruction.matter_id, number="9-р", signed_on=TODAY - DAY, actor=secretary, at=NOON
    )

    assert (Assignment.objects.get().number, Assignment.objects.get().given_on) == ("9-р", TODAY - DAY)


@pytest.mark.parametrize(
    "make", [lambda body: make_members(1)[0].user, officer_of], ids=["member", "officer"]
)
def test_others_put_no_instruction(body, make):
    with pytest.raises(NotAllowed):
        put(make(body), body)

    assert (Instruction.objects.count(), Matter.objects.count(), Document.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"due_on": TODAY + DAY}, TermTooShort),
        ({"lead_state_body_id": None}, OneLeadOnly),
        ({"lead_office_id": 1}, OneLeadOnly),
    ],
    ids=["term", "no lead", "two leads"],
)
def test_a_bad_instruction_writes_nothing(body, changes, refusal):
    with pytest.raises(refusal):
        put(make_secretary(), body, **changes)

    assert (Instruction.objects.count(), Matter.objects.count(), Document.objects.count()) == (0, 0, 0)


def test_a_draft_changed_after_it_was_put_is_not_signed(body):
    secretary, chairman = make_secretary(), make_chairman()
    instruction = put(secretary, body)
    add_version(
        document_id=instruction.version.document_id,
        text_kk="Басқа",
        text_ru="Другое",
        actor=secretary,
        at=NOON,
    )

    with pytest.raises(InstructionChanged):
        sign_matter(matter_id=instruction.matter_id, actor=chairman, at=NOON)

    assert Assignment.objects.count() == 0


def test_a_term_that_has_passed_is_not_signed(body):
    chairman = make_chairman()
    instruction = put(make_secretary(), body)

    with pytest.raises(TermTooShort):
        sign_matter(matter_id=instruction.matter_id, actor=chairman, at=NOON + 31 * DAY)

    assert Assignment.objects.count() == 0


def test_a_refused_one_stays_on_record_and_is_worded_anew(body, client):
    secretary, chairman = make_secretary(), make_chairman()
    instruction = put(secretary, body)

    refuse_matter(matter_id=instruction.matter_id, reason="Уточнить", actor=chairman, at=NOON)

    instruction.refresh_from_db()
    assert (instruction.state, Assignment.objects.count()) == ("released", 0)
    client.force_login(secretary)
    form = client.get(reverse("decisions:instruction_new"), {"from": instruction.pk}).content.decode()
    assert WORDS["text_ru"] in form


def test_it_is_public_only_when_the_chairman_says_so(body, client):
    chairman = make_chairman()
    instruction = give(body, chairman=chairman)
    with translation.override("ru"):
        url = reverse("decisions:published_instructions")
        assert WORDS["text_ru"] not in client.get(url).content.decode()
        assert execution_in(2026, on=TODAY).total == 0
        for other in (make_secretary(), make_head()):
            with pytest.raises(NotAllowed):
                publish_instruction(instruction_id=instruction.pk, actor=other, at=NOON)

        publish_instruction(instruction_id=instruction.pk, actor=chairman, at=NOON)

        page = client.get(url).content.decode()
    assert WORDS["text_ru"] in page
    assert instruction.act.code in page
    assert execution_in(2026, on=TODAY).total == 1
    with pytest.raises(InstructionPublished):
        publish_instruction(instruction_id=instruction.pk, actor=chairman, at=NOON)


def test_by_a_setting_they_are_published_when_given(body):
    Setting.objects.create(key=INSTRUCTIONS_ARE_PUBLIC, value=True, term=(TODAY - DAY, None), basis=None)

    assert give(body).published_at == NOON


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"instruction": None}, "assignment_has_exactly_one_source"),
        ({"point": "1"}, "assignment_has_exactly_one_source"),
        ({"lead_state_body": None}, "assignment_has_exactly_one_lead"),
    ],
)
def test_the_database_holds_exactly_one_source_and_one_lead(body, changes, name):
    give(body)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Assignment.objects.update(**changes)


def test_an_assignment_has_not_two_sources(body):
    give(body)
    decided = make_assignment()

    with pytest.raises(IntegrityError, match="assignment_has_exactly_one_source"), transaction.atomic():
        Assignment.objects.filter(instruction__isnull=False).update(decision=decided.decision)


def test_a_lead_may_have_several_instructions(body):
    secretary, chairman = make_secretary(), make_chairman()

    for _number in range(2):
        give(body, chairman=chairman, actor=secretary)

    assert Assignment.objects.filter(lead_state_body=body).count() == 2


def test_an_office_may_be_the_lead(body):
    chairman = make_chairman()
    office = Office.objects.create(kind=OfficeKind.DEPUTY_CHAIR, name_kk="Орынбасар", name_ru="Заместитель")
    instruction = put(make_secretary(), body, lead_state_body_id=None, lead_office_id=office.pk)

    sign_matter(matter_id=instruction.matter_id, actor=chairman, at=NOON)

    assert Assignment.objects.get().lead_office == office


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_its_pages_are_drawn_and_the_executor_reads_his_own_alone(body, client, language):
    chairman, secretary, other = make_chairman(), make_secretary(), make_state_body()
    make_state_officer(other)
    give(body, chairman=chairman, actor=secretary)
    assignment = Assignment.objects.get()
    with translation.override(language):
        url = reverse("decisions:assignment", args=[assignment.pk])
        publish = reverse("decisions:instruction_publish", args=[assignment.pk])
        answers = []
        for user in (chairman, secretary, officer_of(body), officer_of(other)):
            client.force_login(user)
            answers.append(client.get(url))
        inside = answers[2].content.decode()

    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert [publish in answer.content.decode() for answer in answers[:3]] == [True, False, False]
    assert regulation("5").cite(language) in inside


def test_the_pages_lead_from_the_form_to_the_signature_and_the_list(body, client):
    chairman = make_chairman()
    client.force_login(chairman)
    sent = {**WORDS, "lead": f"state_body:{body.pk}", "working_days": "10"}

    computed = client.post(reverse("decisions:instruction_new"), {**sent, "compute": "1"}).content.decode()
    assert 'value="2026-12-07"' in computed
    assert (
        client.post(reverse("decisions:instruction_new"), {**sent, "due_on": "2026-11-24"}).status_code == 422
    )
    response = client.post(reverse("decisions:instruction_new"), sent)
    matter = Matter.objects.get()
    assert response.url == reverse("chairman:matter", args=[matter.pk])
    client.post(reverse("chairman:matter_sign", args=[matter.pk]), {"version": matter.draft.latest.pk})
    assignment = Assignment.objects.get()
    assert (
        reverse("decisions:assignment", args=[assignment.pk])
        in client.get(reverse("decisions:instruction_list")).content.decode()
    )
    assert (
        reverse("decisions:assignment", args=[assignment.pk])
        in client.get(reverse("chairman:matter", args=[matter.pk])).content.decode()
    )


def test_the_search_shows_it_to_those_who_work_with_it(body):
    give(body)
    source = SOURCES["assignments"]

    assert source.rows(officer_of(body), TODAY).count() == 1
    assert source.rows(make_members(1)[0].user, TODAY).count() == 0


@pytest.mark.parametrize("name", ["decisions:instruction_list", "decisions:assignments"])
def test_the_lists_ask_the_same_for_one_and_for_three(body, client, name):
    chairman, secretary = make_chairman(), make_secretary()
    client.force_login(secretary)
    counts = []
    for number in range(3):
        give(body, chairman=chairman, actor=secretary)
        if number in {0, 2}:
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name))
            counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_one_publishes():
    body = make_state_body()
    make_state_officer(body)
    chairman = make_chairman()
    instruction = give(body, chairman=chairman)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            publish_instruction(instruction_id=instruction.pk, actor=chairman, at=NOON)
            results.append("published")
        except InstructionPublished:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["published", "refused"]
    assert AuditEvent.objects.filter(kind="decisions.instruction_published").count() == 1
