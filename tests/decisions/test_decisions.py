"""Adopting, issuing as an address, recording who published it."""

import hashlib
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import NotAllowed
from assembly.decisions.annex import entries
from assembly.decisions.models import AssemblyAddress, Decision, Publication
from assembly.decisions.numbering import NUMBERINGS
from assembly.decisions.refusals import (
    AddressExists,
    DayInFuture,
    DayTooEarly,
    NoNumbering,
    NotAnAddress,
    OnlySessionAddresses,
    TextMissing,
)
from assembly.decisions.selectors import publication_words
from assembly.decisions.services.decisions import adopt_decision, issue_address, record_publication
from assembly.documents.models import Act, NumberSeries
from assembly.law.acts import regulation
from assembly.meetings.models import AgendaItem
from tests.decisions.makers import TEXT_KK, TEXT_RU, make_decision, make_poll, make_sitting, make_text
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_state_officer, make_user

MEDIUM = {"medium_kk": "«Жария» газеті", "medium_ru": "Газета «Жария»"}


@pytest.mark.django_db
def test_a_decision_is_the_voted_version_byte_for_byte():
    version = make_text()
    decision = adopt_decision(poll=make_poll(version=version), actor=None, at=NOON)

    decision = Decision.objects.select_related("version", "act").get(pk=decision.pk)
    assert decision.version_id == version.pk == decision.act.version_id
    assert decision.version.text_kk.encode() == TEXT_KK.encode()
    assert decision.version.text_ru.encode() == TEXT_RU.encode()
    assert decision.version.sha256_kk == hashlib.sha256(TEXT_KK.encode()).hexdigest()
    assert decision.version.sha256_ru == hashlib.sha256(TEXT_RU.encode()).hexdigest()


@pytest.mark.django_db
def test_a_decision_is_numbered_within_its_session_and_has_its_act():
    sitting = make_sitting()
    first = adopt_decision(poll=make_poll(sitting), actor=None, at=NOON)
    second = adopt_decision(poll=make_poll(sitting), actor=None, at=NOON)
    other = adopt_decision(poll=make_poll(make_sitting(label="37")), actor=None, at=NOON)

    assert (first.number, second.number, other.number) == ("36/1", "36/2", "37/1")
    assert (first.act.kind, first.act.number, first.act.organ) == ("decision", "36/1", "assembly")
    assert first.act.title_ru == "О школах родных языков"
    event = AuditEvent.objects.get(stream=f"decision:{first.pk}")
    assert event.kind == "decisions.decision_adopted"
    assert event.payload["sha256_ru"] == first.version.sha256_ru


@pytest.mark.django_db
def test_a_decision_of_the_council_is_numbered_by_its_minutes_and_item():
    poll = make_poll(make_sitting(BodyKind.COUNCIL, label="7"))

    decision = adopt_decision(poll=poll, actor=None, at=NOON)

    assert decision.number == f"7/{poll.item.number}"
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db
def test_a_number_of_the_council_returns_with_the_minutes_of_the_next_year_and_not_before():
    adopted = adopt_decision(poll=make_poll(make_sitting(BodyKind.COUNCIL, label="1")), actor=None, at=NOON)
    again = make_poll(make_sitting(BodyKind.COUNCIL, label="1"))
    AgendaItem.objects.filter(pk=again.item_id).update(number=adopted.poll.item.number)
    again.refresh_from_db()

    with pytest.raises(IntegrityError, match="unique_in_body_and_year"), transaction.atomic():
        adopt_decision(poll=again, actor=None, at=NOON + timedelta(days=1))
    next_year = adopt_decision(poll=again, actor=None, at=NOON + timedelta(days=366))

    assert next_year.number == adopted.number


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ended",
    [{"outcome": "rejected"}, {"state": "void"}],
    ids=["rejected", "void"],
)
def test_a_poll_that_was_not_adopted_makes_no_decision(ended):
    poll = make_poll(**ended)

    with (
        pytest.raises(ProgrammingError, match="the very version that its poll adopted"),
        transaction.atomic(),
    ):
        adopt_decision(poll=poll, actor=None, at=NOON)

    assert Decision.objects.count() == Act.objects.count() == NumberSeries.objects.count() == 0


@pytest.mark.django_db
def test_another_text_than_the_voted_one_is_refused_by_the_database():
    poll = make_poll()
    poll.version = make_text(text_ru="Другой текст")

    with (
        pytest.raises(ProgrammingError, match="the very version that its poll adopted"),
        transaction.atomic(),
    ):
        adopt_decision(poll=poll, actor=None, at=NOON)


@pytest.mark.django_db
def test_a_poll_without_a_frozen_text_is_an_error_of_the_program():
    poll = make_poll()
    poll.version.frozen_at = None

    with pytest.raises(ValueError, match="frozen text"):
        adopt_decision(poll=poll, actor=None, at=NOON)


@pytest.mark.django_db
def test_an_organ_without_numbering_adopts_nothing(monkeypatch):
    poll = make_poll()
    monkeypatch.delitem(NUMBERINGS, BodyKind.ASSEMBLY)

    with pytest.raises(NoNumbering):
        adopt_decision(poll=poll, actor=None, at=NOON)
    assert Act.objects.count() == 0


@pytest.mark.django_db
def test_an_adopted_decision_never_changes():
    decision = make_decision()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")

    for change in (lambda: Decision.objects.update(number="1"), lambda: Decision.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change()

    decision.refresh_from_db()
    assert decision.number == "36/1"


@pytest.mark.django_db(transaction=True)
def test_two_polls_closed_at_once_get_numbers_without_a_gap():
    sitting = make_sitting()
    polls = [make_poll(sitting) for _ in range(6)]
    gate, failed = threading.Barrier(6), []

    def close(poll):
        try:
            gate.wait()
            adopt_decision(poll=poll, actor=None, at=NOON)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=(poll,)) for poll in polls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert sorted(Decision.objects.values_list("number", flat=True)) == [f"36/{n}" for n in range(1, 7)]


@pytest.mark.django_db(transaction=True)
def test_a_closing_that_fails_gives_its_number_back():
    sitting = make_sitting()
    poll = make_poll(sitting)

    @transaction.atomic
    def close_and_fail():
        adopt_decision(poll=poll, actor=None, at=NOON)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        close_and_fail()

    assert adopt_decision(poll=make_poll(sitting), actor=None, at=NOON).number == "36/1"


@pytest.mark.django_db
def test_an_address_is_issued_and_awaits_its_publication():
    decision, secretary = make_decision(), make_secretary()

    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)

    decision = Decision.objects.get(pk=decision.pk)
    assert publication_words(decision) == "Үндеу қабылданды, жариялануы күтілуде"
    kinds = AuditEvent.objects.filter(stream=f"decision:{decision.pk}").values_list("kind", flat=True)
    assert list(kinds) == ["decisions.decision_adopted", "decisions.address_issued"]

    publication = record_publication(
        decision_id=decision.pk, **MEDIUM, published_on=NOON.date(), actor=secretary, at=NOON
    )

    decision = Decision.objects.get(pk=decision.pk)
    assert publication.medium == "«Жария» газеті"
    assert publication_words(decision) == "Жарияланды"


@pytest.mark.django_db
def test_a_decision_of_the_council_is_no_address():
    decision, secretary = make_decision(BodyKind.COUNCIL), make_secretary()

    with pytest.raises(OnlySessionAddresses) as refusal:
        issue_address(decision_id=decision.pk, actor=secretary, at=NOON)

    assert refusal.value.legal_ref == regulation("11")
    assert AssemblyAddress.objects.count() == 0
    assert publication_words(decision) == ""


@pytest.mark.django_db
def test_an_address_is_issued_once():
    decision, secretary = make_decision(), make_secretary()
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)

    with pytest.raises(AddressExists):
        issue_address(decision_id=decision.pk, actor=secretary, at=NOON)
    assert AssemblyAddress.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [make_chairman, make_user, make_state_officer, lambda: make_members(1)[0].user]
)
def test_only_the_secretariat_issues_and_records(make):
    decision, actor = make_decision(), make()

    with pytest.raises(NotAllowed) as refusal:
        issue_address(decision_id=decision.pk, actor=actor, at=NOON)
    assert refusal.value.legal_ref == regulation("11")
    issue_address(decision_id=decision.pk, actor=make_secretary(), at=NOON)
    with pytest.raises(NotAllowed):
        record_publication(decision_id=decision.pk, **MEDIUM, published_on=NOON.date(), actor=actor, at=NOON)
    assert Publication.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"medium_kk": "  "}, TextMissing),
        ({"medium_ru": ""}, TextMissing),
        ({"published_on": NOON.date() + timedelta(days=1)}, DayInFuture),
        ({"published_on": NOON.date() - timedelta(days=1)}, DayTooEarly),
    ],
)
def test_a_publication_needs_a_medium_in_both_languages_and_a_possible_day(change, refusal):
    decision, secretary = make_decision(), make_secretary()
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)
    before = AuditEvent.objects.count()

    with pytest.raises(refusal):
        record_publication(
            decision_id=decision.pk,
            **{**MEDIUM, "published_on": NOON.date(), **change},
            actor=secretary,
            at=NOON,
        )
    assert Publication.objects.count() == 0
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_a_publication_is_recorded_of_an_address_only():
    decision = make_decision()

    with pytest.raises(NotAnAddress):
        record_publication(
            decision_id=decision.pk, **MEDIUM, published_on=NOON.date(), actor=make_secretary(), at=NOON
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "paragraph"), [(BodyKind.ASSEMBLY, "11"), (BodyKind.COUNCIL, "15")])
def test_an_adopted_decision_stands_in_the_minutes_of_its_sitting(kind, paragraph):
    decision = make_decision(kind)

    (line,) = entries(decision.meeting)

    assert (line.at, line.heading_kk, line.heading_ru) == (NOON, "ШЕШТІ", "РЕШИЛИ")
    assert line.text_ru == f"Принять решение «О школах родных языков», № {decision.number}."
    assert decision.number in line.text_kk
    assert line.legal_ref == regulation(paragraph)
