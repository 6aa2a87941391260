"""Opinions: asked on a version, written by named experts, issued by the chair, outdated by a newer version."""

import threading
from datetime import date

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.deadlines.services.reminders import run_reminders
from assembly.documents.models import Act, Rendition
from assembly.documents.refusals import TranslationPending
from assembly.documents.services.versions import add_version
from assembly.law.acts import regulation
from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage
from expert_council.models import OpinionAuthor, OpinionRequest
from expert_council.paper import opinion_paper
from expert_council.refusals import (
    ExpertsMissing,
    NamedAlready,
    NotChair,
    NotNamed,
    OpinionAskedAlready,
    OpinionTextMissing,
    ReasonMissing,
    TermPassed,
    VersionIncomplete,
)
from expert_council.services.opinions import ask_opinion, draw_in, withdraw_request
from expert_council.services.writing import add_dissent, issue_opinion, write_opinion
from tests.expert_council.makers import HOUR, OPINION, asked, issued, make_experts, make_text, written
from tests.factories import NOON, make_person, make_secretary

pytestmark = pytest.mark.django_db


def counts():
    return (
        OpinionRequest.objects.count(),
        OpinionAuthor.objects.exclude(dissent_at=None).count(),
        Act.objects.count(),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_an_opinion_is_asked_on_a_frozen_version_with_a_term():
    request, _secretary, persons = asked()

    assert request.version.is_frozen
    assert (request.due_on, request.is_default_term) == (date(2026, 12, 14), True)  # 15 working days
    assert [author.person for author in request.authors.all()] == persons[:2]
    assert [message.kind for message in OutboxMessage.objects.all()] == ["expert_council.opinion_asked"] * 2


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"expert_ids": []}, ExpertsMissing),
        ({"due_on": date(2026, 11, 22)}, TermPassed),
        ({"actor": None}, NotAllowed),
    ],
)
def test_a_request_that_cannot_be_made_writes_nothing(change, refusal):
    secretary, [expert] = make_secretary(), make_experts(1)
    facts = {
        "version_id": make_text(secretary).latest.pk,
        "expert_ids": [expert.pk],
        "actor": secretary,
        "at": NOON,
    }
    before = counts()

    with pytest.raises(refusal):
        ask_opinion(**{**facts, **change})
    assert counts() == before


def test_a_text_without_translation_and_one_under_judgement_are_refused():
    secretary, [expert] = make_secretary(), make_experts(1)
    half = make_text(secretary, text_ru="")
    with pytest.raises(VersionIncomplete):
        ask_opinion(version_id=half.latest.pk, expert_ids=[expert.pk], actor=secretary, at=NOON)
    whole = make_text(secretary).latest
    ask_opinion(version_id=whole.pk, expert_ids=[expert.pk], actor=secretary, at=NOON)
    before = counts()
    with pytest.raises(OpinionAskedAlready) as refusal:
        ask_opinion(version_id=whole.pk, expert_ids=[expert.pk], actor=secretary, at=NOON)
    assert refusal.value.legal_ref == regulation("31")
    assert counts() == before


def test_an_expert_from_abroad_is_drawn_in_once():
    request, secretary, _persons = asked()
    foreigner = make_person()
    author = draw_in(
        request_id=request.pk,
        person_id=foreigner.pk,
        affiliation_ru="Университет, Германия",
        actor=secretary,
        at=NOON,
    )

    assert (author.is_drawn_in, author.affiliation) == (True, "Университет, Германия")
    before = counts()
    with pytest.raises(NamedAlready):
        draw_in(request_id=request.pk, person_id=foreigner.pk, actor=secretary, at=NOON)
    assert counts() == before
    write_opinion(request_id=request.pk, **OPINION, actor=foreigner.user, at=NOON)


def test_only_named_experts_write():
    request, secretary, persons = asked()
    before = counts()
    for nobody in (persons[2].user, secretary):
        with pytest.raises(NotNamed):
            write_opinion(request_id=request.pk, **OPINION, actor=nobody, at=NOON)
    with pytest.raises(OpinionTextMissing):
        write_opinion(
            request_id=request.pk,
            text_kk=" ",
            text_ru="",
            verdict="supported",
            actor=persons[0].user,
            at=NOON,
        )
    assert counts() == before


def test_each_writing_is_a_version_and_a_dissent_stands_beside():
    request, _secretary, persons = written()
    write_opinion(request_id=request.pk, **OPINION, actor=persons[1].user, at=NOON + HOUR)
    add_dissent(
        request_id=request.pk, text_kk="Келіспеймін.", text_ru="", actor=persons[1].user, at=NOON + HOUR
    )

    request.refresh_from_db()
    assert request.text.versions.count() == 2
    assert [author.has_dissent for author in request.authors.all()] == [False, True]
    before = counts()
    with pytest.raises(NotNamed):
        add_dissent(request_id=request.pk, text_kk="А", text_ru="", actor=persons[2].user, at=NOON)
    with pytest.raises(OpinionTextMissing):
        add_dissent(request_id=request.pk, text_kk="", text_ru=" ", actor=persons[1].user, at=NOON)
    assert counts() == before


def test_there_is_nothing_to_differ_from_before_the_opinion_is_written():
    request, _secretary, persons = asked()
    with pytest.raises(TransitionRefused):
        add_dissent(request_id=request.pk, text_kk="А", text_ru="", actor=persons[0].user, at=NOON)


def test_the_chair_issues_with_number_paper_and_news():
    request, secretary, persons = issued()

    assert (request.state, request.act.number, request.act.kind) == ("issued", "1-2026", "opinion")
    assert request.act.version == request.text.latest
    assert request.act.version.is_frozen
    assert not request.act.is_public
    assert Rendition.objects.get().subject == f"opinion:{request.pk}"
    news = OutboxMessage.objects.get(kind="expert_council.opinion_issued")
    assert news.recipient_id == secretary.person.pk
    with pytest.raises(TransitionRefused):
        write_opinion(request_id=request.pk, **OPINION, actor=persons[0].user, at=NOON)


def test_nobody_but_the_chair_or_a_deputy_issues():
    request, secretary, persons = written()
    before = counts()
    for nobody in (persons[1].user, secretary):
        with pytest.raises(NotChair):
            issue_opinion(request_id=request.pk, actor=nobody, at=NOON)
    assert counts() == before


def test_an_opinion_in_one_language_is_not_issued():
    request, _secretary, persons = asked()
    write_opinion(
        request_id=request.pk,
        text_kk="Мәтін",
        text_ru="",
        verdict="supported",
        actor=persons[0].user,
        at=NOON,
    )
    before = counts()
    with pytest.raises(TranslationPending):
        issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON)
    assert counts() == before


def test_a_newer_version_makes_the_opinion_outdated():
    request, secretary, _persons = issued()
    assert not request.is_outdated

    add_version(
        document_id=request.version.document_id,
        text_kk="Жаңа",
        text_ru="Новый",
        actor=secretary,
        at=NOON + 3 * HOUR,
    )

    assert request.is_outdated
    assert OpinionRequest.objects.with_names().get().has_newer_version is True


def test_the_paper_names_the_version_the_experts_and_every_dissent():
    request, _secretary, persons = written()
    add_dissent(request_id=request.pk, text_kk="Келіспеймін.", text_ru="", actor=persons[1].user, at=NOON)
    issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON)

    paper = opinion_paper(request.pk)

    kk, ru = (text["side"] for text in paper.context["texts"])
    assert ("Редакция", "1") in ru.rows
    assert ("Контрольная сумма редакции", request.version.sha256_ru) in ru.rows
    assert ("Вывод", "Поддержан") in ru.rows
    assert kk.annexes == [(f"Ерекше пікір: {persons[1].full_name}", "Келіспеймін.")]
    assert ru.annexes == [
        (
            f"Особое мнение: {persons[1].full_name}",
            "Не переведено. Приводится на языке оригинала.\nКеліспеймін.",
        )
    ]
    assert [one.content.decode() for one in paper.enclosures] == [OPINION["text_kk"], OPINION["text_ru"]]


def test_a_request_is_withdrawn_with_a_reason():
    request, secretary, _persons = asked()
    before = counts()
    with pytest.raises(ReasonMissing):
        withdraw_request(request_id=request.pk, reason=" ", actor=secretary, at=NOON)
    assert counts() == before
    withdraw_request(request_id=request.pk, reason="Жоба алынды", actor=secretary, at=NOON)
    with pytest.raises(TransitionRefused):
        withdraw_request(request_id=request.pk, reason="Тағы", actor=secretary, at=NOON)
    assert OutboxMessage.objects.filter(kind="expert_council.opinion_withdrawn").count() == 2


def test_experts_are_reminded_before_the_term_and_the_chair_when_it_is_late():
    request, _secretary, persons = asked(due_on=date(2026, 12, 7))
    run_reminders(on=date(2026, 12, 4), at=NOON)
    reminded = OutboxMessage.objects.filter(kind="expert_council.reminder_before")
    assert set(reminded.values_list("recipient_id", flat=True)) == {person.pk for person in persons[:2]}

    run_reminders(on=date(2026, 12, 10), at=NOON)
    late = OutboxMessage.objects.filter(kind="expert_council.reminder_overdue")
    assert persons[0].pk in set(late.values_list("recipient_id", flat=True))
    for message in [*reminded, *late]:
        letter = KINDS[message.kind].compose(message.context, "ru")
        assert letter["title"] == request.version.document.title_ru


def test_a_reminder_of_an_issued_opinion_is_not_sent():
    request, _secretary, persons = written(due_on=date(2026, 12, 7))
    run_reminders(on=date(2026, 12, 4), at=NOON)
    message = OutboxMessage.objects.filter(kind="expert_council.reminder_before").first()
    issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON)

    assert KINDS[message.kind].compose(message.context, "kk") is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_issue_at_once_one_makes_the_act():
    request, _secretary, persons = written()
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON)
            results.append("issued")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["issued", "refused"]
    assert Act.objects.count() == 1
