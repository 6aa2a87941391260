"""Programme documents and the Concept: Secretariat, experts, Council, Session, Chairman (п. 31, 32)."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.chairman.services.acts import sign_matter
from assembly.chairman.services.matters import refuse_matter
from assembly.common.errors import NotAllowed
from assembly.documents.services.versions import add_version
from assembly.law.acts import regulation
from assembly.meetings.services.agenda import add_item
from secretariat.programmes.models import AgendaPlace, Gate, Programme
from secretariat.programmes.refusals import (
    GatePassed,
    GateSkipped,
    NotItsAgenda,
    NotItsEvidence,
    ProgrammeClosed,
)
from secretariat.programmes.services.programmes import (
    pass_gate,
    put_on_agenda,
    put_programme,
)
from tests.factories import NOON, make_chairman, make_members, make_secretary
from tests.meetings.makers import sitting
from tests.secretariat.makers_programmes import (
    HOUR,
    begun,
    decision_on,
    gone_to_the_session,
    opinion_on,
)

pytestmark = pytest.mark.django_db


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
