"""Decisions and what follows from them, in the states that tests need."""

import itertools
from datetime import date, timedelta

from assembly.bodies.enums import BodyKind, OfficerRole
from assembly.decisions.services.assignments import accept_assignment, assign_execution, submit_report
from assembly.decisions.services.considerations import send_for_consideration
from assembly.decisions.services.decisions import adopt_decision
from assembly.documents.models import Document, Version
from assembly.documents.models.versions import sha256_of
from assembly.law.acts import regulation
from assembly.meetings.models import AgendaItem, Meeting
from assembly.voting.models import Poll
from tests.factories import NOON, make_body, make_secretary, make_state_body, make_state_officer

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
TEXT_KK = "Сессия ШЕШТІ:\n1. Ана тілдері жексенбілік мектептерін ашу.\n2. Баяндама ұсыну."
TEXT_RU = "Сессия РЕШИЛА:\n1. Открыть воскресные школы родных языков.\n2. Представить доклад."
ASSIGNMENT = {
    "point": "1",
    "text_kk": "Облыс әкімдіктерімен бірлесіп қырық жексенбілік мектеп ашу.",
    "text_ru": "Совместно с акиматами областей открыть сорок воскресных школ.",
    "criterion_kk": "Қырық мектеп жұмыс істейді",
    "criterion_ru": "Работают сорок школ",
}
_numbers = itertools.count(1)


def make_text(*, text_kk=TEXT_KK, text_ru=TEXT_RU):
    """Make a frozen version of a draft decision."""
    document = Document.objects.create(
        kind="decision",
        title_kk="Ана тілдері мектептері туралы",
        title_ru="О школах родных языков",
        title_en="On schools of mother tongues",
        created_at=NOON,
    )
    return Version.objects.create(
        document=document, number=1, text_kk=text_kk, text_ru=text_ru, sha256_kk=sha256_of(text_kk),
        sha256_ru=sha256_of(text_ru), created_at=NOON, frozen_at=NOON,
    )  # fmt: skip


def make_sitting(kind=BodyKind.ASSEMBLY, *, label="36"):
    """Make a sitting that is going on."""
    return Meeting.objects.create(
        body=make_body(kind), title_kk="Отырыс", title_ru="Заседание", series_label=label, state="open",
        starts_at=NOON, place_kk="Астана", place_ru="Астана", members_count=6, quorum_required=4,
        quorum_ref=str(regulation("9")), registration_opened_at=NOON, opened_at=NOON,
    )  # fmt: skip


def make_poll(meeting=None, *, version=None, state="closed", outcome="adopted"):
    """Make an ended poll on a text; only the figures of its outcome are written, no ballots."""
    meeting = meeting or make_sitting()
    number = next(_numbers)
    item = AgendaItem.objects.create(
        meeting=meeting, number=number, title_kk="Мәселе", title_ru="Вопрос", competence="session_matter"
    )
    ended = {
        "closed": {"closed_at": NOON, "outcome": outcome, "votes_for": 4, "votes_against": 0, "abstained": 0, "silent": 0},
        "void": {"voided_at": NOON, "void_reason": "Қате сұрақ"},
    }[state]  # fmt: skip
    return Poll.objects.create(
        meeting=meeting, item=item, number=number, kind="substantive", effect="decisions.adopt", state=state,
        question_kk="Қабылдансын ба?", question_ru="Принять?", version=version or make_text(), members_count=6,
        present_count=4, majority_numerator=1, majority_denominator=2, majority_comparison="more_than",
        majority_ref=str(regulation("10")), votes_needed=3, opened_at=NOON, closes_at=NOON + MINUTE, **ended,
    )  # fmt: skip


def make_decision(kind=BodyKind.ASSEMBLY, *, at=NOON):
    """Make an adopted decision."""
    poll = make_poll(make_sitting(kind, label="36" if kind == BodyKind.ASSEMBLY else f"{next(_numbers)}"))
    return adopt_decision(poll=poll, actor=None, at=at)


def make_assignment(decision=None, *, secretary=None, state_body=None, at=NOON, **fields):
    """Give a point of a decision to a state body that has an officer."""
    if state_body is None:
        state_body = make_state_body()
        make_state_officer(state_body)
    fields = {**ASSIGNMENT, "due_on": date(2026, 12, 24), **fields}
    return assign_execution(
        decision_id=(decision or make_decision()).pk,
        lead_state_body_id=state_body.pk,
        actor=secretary or make_secretary(),
        at=at,
        **fields,
    )


def officer_of(assignment):
    """Return the user of the first officer of an assignment's state body."""
    return assignment.lead_state_body.officers.exclude(role=OfficerRole.HEAD).first().person.user


def make_reported(assignment=None, **fields):
    """Make an assignment on which a report waits; returns the report."""
    assignment = assignment or make_assignment(**fields)
    officer = officer_of(assignment)
    accept_assignment(assignment_id=assignment.pk, actor=officer, at=NOON + MINUTE)
    return submit_report(
        assignment_id=assignment.pk,
        text="Отыз мектеп ашылды.",
        language="kk",
        actor=officer,
        at=NOON + 2 * MINUTE,
    )


def make_consideration(decision=None, *, secretary=None, state_body=None, at=NOON):
    """Send a decision to a state body that has an officer."""
    if state_body is None:
        state_body = make_state_body()
        make_state_officer(state_body)
    return send_for_consideration(
        decision_id=(decision or make_decision()).pk,
        state_body_ids=[state_body.pk],
        actor=secretary or make_secretary(),
        at=at,
    )[0]
