"""Letters of the room, in the language of their reader."""

import re

import pytest

from assembly.bodies.enums import BodyKind
from assembly.decisions.models import Assignment
from assembly.decisions.services.assignments import return_report
from assembly.outbox.kinds import KINDS
from assembly.outbox.services.letters import letter_of
from tests.decisions.makers import (
    make_assignment,
    make_consideration,
    make_decision,
    make_reported,
    officer_of,
)
from tests.factories import NOON, make_secretary

LANGUAGES = ("kk", "ru", "en")
OF_THE_ROOM = sorted(name for name in KINDS if name.startswith("decisions."))
SUBJECTS = {
    ("decisions.assigned", "ru"): "Вам дано поручение № 36/1-1",
    ("decisions.report_returned", "kk"): "№ 36/1-1 тапсырма: есеп пысықтауға қайтарылды",
    ("decisions.taken_off_control", "en"): "Assignment No. 36/1-1 is taken off control",
    ("decisions.reminder_due", "kk"): "№ 36/1-1 тапсырма: мерзімі бүгін",
    ("decisions.reminder_overdue", "ru"): "Поручение № 36/1-1: срок истёк",
    (
        "decisions.reminder_escalation",
        "kk",
    ): "Басшының назарына: № 36/1-1 тапсырманың орындалуы кешігіп жатыр",
}


@pytest.fixture
def contexts():
    """Return for each kind the context that its act stores."""
    secretary = make_secretary()
    decision = make_decision()
    assignment = make_assignment(decision, secretary=secretary)
    person = officer_of(assignment).person
    report = make_reported(assignment)
    return_report(report_id=report.pk, remark="Тоғыз мектеп бойынша дерек жоқ.", actor=secretary, at=NOON)
    consideration = make_consideration(decision, secretary=secretary)
    about = {"assignment_id": assignment.pk, "person_id": person.pk}
    reminding = {**about, "days": 3, "term": "2026-12-24"}
    kinds = {name: reminding for name in OF_THE_ROOM if "reminder" in name}
    return {
        **kinds,
        "decisions.assigned": about,
        "decisions.taken_off_control": about,
        "decisions.report_submitted": {**about, "report_id": report.pk},
        "decisions.report_returned": {**about, "report_id": report.pk},
        "decisions.consideration_sent": {"consideration_id": consideration.pk, "person_id": person.pk},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OF_THE_ROOM)
def test_every_letter_is_written_in_every_language(contexts, kind, language):
    letter = letter_of(kind, contexts[kind], language, is_leaving=True)

    assert "36/1" in letter.subject
    assert "\n" not in letter.subject
    assert f"/{language}/control/" in letter.body
    assert not re.search(r"\{|\}|None|&", letter.body)
    if (kind, language) in SUBJECTS:
        assert letter.subject == SUBJECTS[kind, language]
    if kind == "decisions.report_returned":
        assert "Тоғыз мектеп" in letter.body
    if language == "kk" and kind != "decisions.consideration_sent":
        assert "жексенбілік мектеп" in letter.body or "тапсырма" in letter.body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "subject", "words"),
    [
        (10, "Поручение № 36/1-1: осталось 10 рабочих дней", "срок поручения"),
        (5, "Поручение № 36/1-1: осталось 5 рабочих дней", "ещё не представлен"),
        (3, "Поручение № 36/1-1: осталось 3 рабочих дня", "приближается срок"),
        (1, "Поручение № 36/1-1: остался 1 рабочий день", "ожидается отчёт"),
    ],
)
def test_the_reminder_before_the_term_says_how_near_it_is(contexts, days, subject, words):
    context = {**contexts["decisions.reminder_before"], "days": days}

    letter = letter_of("decisions.reminder_before", context, "ru", is_leaving=True)

    assert letter.subject == subject
    assert words in letter.body
    assert "24 декабря 2026 года" in letter.body.replace("\xa0", " ")


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"state": "reported"}, {"due_on": "2027-01-29"}])
def test_a_reminder_is_not_due_after_the_report_or_when_the_term_has_moved(contexts, change):
    Assignment.objects.update(**change)

    for kind in OF_THE_ROOM:
        if "reminder" in kind:
            assert letter_of(kind, contexts[kind], "kk", is_leaving=True) is None


@pytest.mark.django_db
def test_only_the_sessions_decisions_are_called_mandatory():
    words = []
    for body in (BodyKind.ASSEMBLY, BodyKind.COUNCIL):
        consideration = make_consideration(make_decision(body))
        person = consideration.state_body.officers.first().person
        context = {"consideration_id": consideration.pk, "person_id": person.pk}
        words.append(letter_of("decisions.consideration_sent", context, "ru", is_leaving=True).body)

    assert "обязательному рассмотрению" in words[0]
    assert "п.\xa011 Положения" in words[0]
    assert "обязательн" not in words[1]
    assert "подп.\xa05) п.\xa04 Положения" in words[1]
