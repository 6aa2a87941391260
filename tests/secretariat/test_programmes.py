"""Programme documents and the Concept: Secretariat, experts, Council, Session, Chairman (п. 31, 32)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.chairman.services.acts import sign_matter
from assembly.chairman.services.matters import refuse_matter
from assembly.common.errors import NotAllowed
from assembly.decisions.models import Decision
from assembly.documents.services.versions import add_version
from assembly.law.acts import regulation
from assembly.meetings.services.agenda import add_item, attach_draft, begin_item, end_item
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from expert_council.services.opinions import ask_opinion
from expert_council.services.writing import issue_opinion, write_opinion
from secretariat.programmes.models import AgendaPlace, Gate, Programme
from secretariat.programmes.refusals import (
    GatePassed,
    GateSkipped,
    NotItsAgenda,
    NotItsEvidence,
    ProgrammeClosed,
)
from secretariat.programmes.services.programmes import (
    begin_programme,
    pass_gate,
    put_on_agenda,
    put_programme,
)
from tests.expert_council.makers import OPINION, TEXTS, make_experts
from tests.factories import NOON, make_chairman, make_members, make_secretary
from tests.meetings.makers import sitting
from tests.voting.makers import make_text

pytestmark = pytest.mark.django_db
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
TITLES = {"title_kk": "Тұжырымдама", "title_ru": "Концепция"}


def begun(secretary, *, kind="concept"):
    return begin_programme(kind=kind, **TITLES, **TEXTS, actor=secretary, at=NOON)


def opinion_on(programme, secretary):
    """Issue an opinion on the newest version."""
    experts = make_experts(1, chair=True)
    request = ask_opinion(
        version_id=programme.document.latest.pk, expert_ids=[experts[0].pk], actor=secretary, at=NOON
    )
    write_opinion(request_id=request.pk, **OPINION, actor=experts[0].user, at=NOON)
    return issue_opinion(request_id=request.pk, actor=experts[0].user, at=NOON)


def decision_on(programme, secretary, kind, competence, *, at):
    """Let an organ decide on the item on which the newest version stands."""
    meeting, _secretary, persons = sitting(3, present=3, kind=kind, secretary=secretary)
    item = add_item(
        meeting_id=meeting.pk, title_kk="Тұжырымдама туралы", title_ru="О Концепции", competence=competence,
        actor=secretary, at=at,
    )  # fmt: skip
    put_on_agenda(programme_id=programme.pk, item_id=item.pk, actor=secretary, at=at)
    attach_draft(item_id=item.pk, document_id=make_text(secretary).pk, actor=secretary, at=at)
    begin_item(item_id=item.pk, actor=secretary, at=at)
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind="substantive", question_kk="Қабылдау", question_ru="Принять",
        effect="decisions.adopt", actor=secretary, at=at,
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=secretary, at=at)
    for person in persons:
        cast_vote(poll_id=poll.pk, choice="for", actor=person.user, at=at + SECOND)
    close_poll(poll_id=poll.pk, actor=secretary, at=at + 2 * SECOND)
    end_item(item_id=item.pk, actor=secretary, at=at + 3 * SECOND)
    return Decision.objects.get(poll=poll)


def gone_to_the_session(secretary):
    """Let a Concept pass all three gates; returns it."""
    programme = begun(secretary)
    facts = {"programme_id": programme.pk, "actor": secretary}
    pass_gate(kind="experts", evidence_id=opinion_on(programme, secretary).pk, at=NOON, **facts)
    council = decision_on(programme, secretary, BodyKind.COUNCIL, "programme_discussion", at=NOON + HOUR)
    pass_gate(kind="council", evidence_id=council.pk, at=NOON + HOUR, **facts)
    session = decision_on(
        programme, secretary, BodyKind.ASSEMBLY, "conceptual_approaches", at=NOON + 2 * HOUR
    )
    pass_gate(kind="session", evidence_id=session.pk, at=NOON + 2 * HOUR, **facts)
    return programme


def counts():
    return (
        Gate.objects.count(),
        AgendaPlace.objects.count(),
        AuditEvent.objects.count(),
        list(Programme.objects.values_list("state", flat=True)),
    )


def test_each_gate_needs_the_one_before_it():
    secretary = make_secretary()
    programme = begun(secretary)
    facts = {"programme_id": programme.pk, "actor": secretary, "at": NOON}
    before = counts()

    for kind in ("council", "session"):
        with pytest.raises(GateSkipped) as refusal:
            pass_gate(kind=kind, evidence_id=1, **facts)
        assert refusal.value.legal_ref == regulation("31")
    with pytest.raises(GateSkipped):
        put_programme(**facts)
    with pytest.raises(NotItsEvidence):
        pass_gate(kind="experts", evidence_id=1, **facts)
    assert counts() == before


def test_a_gate_is_passed_by_a_record_of_this_very_version_alone():
    secretary = make_secretary()
    programme = begun(secretary)
    opinion = opinion_on(programme, secretary)
    add_version(
        document_id=programme.document_id, text_kk="2. Жаңа.", text_ru="2. Новый.", actor=secretary, at=NOON
    )
    before = counts()

    with pytest.raises(NotItsEvidence):
        pass_gate(programme_id=programme.pk, kind="experts", evidence_id=opinion.pk, actor=secretary, at=NOON)
    assert counts() == before


def test_a_decision_of_another_item_or_organ_is_no_evidence():
    secretary = make_secretary()
    programme, other = begun(secretary), begun(secretary, kind="programme")
    facts = {"actor": secretary, "at": NOON}
    pass_gate(
        programme_id=programme.pk, kind="experts", evidence_id=opinion_on(programme, secretary).pk, **facts
    )
    decision = decision_on(programme, secretary, BodyKind.COUNCIL, "programme_discussion", at=NOON + HOUR)
    pass_gate(programme_id=programme.pk, kind="council", evidence_id=decision.pk, **facts)
    before = counts()

    with pytest.raises(NotItsEvidence):
        pass_gate(programme_id=programme.pk, kind="session", evidence_id=decision.pk, **facts)
    with pytest.raises(GateSkipped):
        pass_gate(programme_id=other.pk, kind="council", evidence_id=decision.pk, **facts)
    with pytest.raises(GatePassed):
        pass_gate(programme_id=programme.pk, kind="council", evidence_id=decision.pk, **facts)
    assert counts() == before


def test_the_chairman_approves_the_concept(client):
    secretary, chairman = make_secretary(), make_chairman()
    programme = gone_to_the_session(secretary)
    matter = put_programme(programme_id=programme.pk, actor=secretary, at=NOON + 3 * HOUR)

    signed = sign_matter(matter_id=matter.pk, actor=chairman, at=NOON + 4 * HOUR)

    programme.refresh_from_db()
    assert (programme.state, programme.act_id) == ("approved", signed.act_id)
    assert programme.act.version == programme.document.latest
    page = client.get(reverse("programmes:public_programme", args=[programme.pk]))
    assert page.status_code == 200
    assert [entry.state for entry in page.context["history"]] == ["done"] * 5


def test_a_newer_text_is_not_signed_before_it_goes_the_whole_way():
    secretary, chairman = make_secretary(), make_chairman()
    programme = gone_to_the_session(secretary)
    matter = put_programme(programme_id=programme.pk, actor=secretary, at=NOON + 3 * HOUR)
    add_version(
        document_id=programme.document_id, text_kk="2. Жаңа.", text_ru="2. Новый.", actor=secretary, at=NOON
    )

    with pytest.raises(GateSkipped):
        sign_matter(matter_id=matter.pk, actor=chairman, at=NOON + 4 * HOUR)
    programme.refresh_from_db()
    assert (programme.state, programme.act) == ("with_chairman", None)


def test_a_refused_document_is_in_preparation_again():
    secretary, chairman = make_secretary(), make_chairman()
    programme = gone_to_the_session(secretary)
    matter = put_programme(programme_id=programme.pk, actor=secretary, at=NOON + 3 * HOUR)
    with pytest.raises(ProgrammeClosed):
        put_programme(programme_id=programme.pk, actor=secretary, at=NOON + 3 * HOUR)
    refuse_matter(matter_id=matter.pk, reason="Толықтыру", actor=chairman, at=NOON + 4 * HOUR)

    programme.refresh_from_db()
    assert programme.state == "prepared"


def test_only_a_planned_item_of_that_matter_bears_the_text():
    secretary = make_secretary()
    programme = begun(secretary)
    meeting, _secretary, _persons = sitting(3, present=3, kind=BodyKind.COUNCIL, secretary=secretary)
    item = add_item(
        meeting_id=meeting.pk, title_kk="Өзге", title_ru="Иное", competence="council_matter", actor=secretary,
        at=NOON,
    )  # fmt: skip
    before = counts()

    with pytest.raises(NotItsAgenda):
        put_on_agenda(programme_id=programme.pk, item_id=item.pk, actor=secretary, at=NOON)
    fit = add_item(
        meeting_id=meeting.pk, title_kk="Құжат", title_ru="Документ", competence="programme_discussion",
        actor=secretary, at=NOON,
    )  # fmt: skip
    events = AuditEvent.objects.count()
    with pytest.raises(GateSkipped):
        put_on_agenda(programme_id=programme.pk, item_id=fit.pk, actor=secretary, at=NOON)
    assert (AgendaPlace.objects.count(), AuditEvent.objects.count()) == (before[1], events)


def test_only_the_secretariat_prepares():
    [member] = make_members(1)
    secretary = make_secretary()
    programme = begun(secretary)
    with pytest.raises(NotAllowed):
        begun(member.user)
    with pytest.raises(NotAllowed):
        pass_gate(programme_id=programme.pk, kind="experts", evidence_id=1, actor=member.user, at=NOON)
    assert Programme.objects.count() == 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_list_asks_the_same_for_one_and_for_three(client, language):
    secretary = make_secretary()
    client.force_login(secretary)
    found = []
    for more in (1, 2):
        for _ in range(more):
            begun(secretary, kind="programme")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{language}/programmes/prepared/").status_code == 200
        found.append(len(queries))

    assert found[0] == found[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pass_a_gate_at_once_one_writes_it():
    secretary = make_secretary()
    programme = begun(secretary)
    opinion = opinion_on(programme, secretary)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            pass_gate(
                programme_id=programme.pk, kind="experts", evidence_id=opinion.pk, actor=secretary, at=NOON
            )
            results.append("passed")
        except GatePassed:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["passed", "refused"]
    assert Gate.objects.count() == 1
