"""Convening a body that the Secretariat coordinates (п. 26)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body
from assembly.common.errors import NotAllowed
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.meetings.refusals import (
    BeginsInThePast,
    BodyEnded,
    ConvenedAlready,
    NoMembers,
    NotCoordinated,
)
from assembly.meetings.services.meetings import convene_coordinated
from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage
from tests.expert_council.makers import PLACE, TITLES, make_experts
from tests.factories import NOON, make_body, make_council, make_secretary

pytestmark = pytest.mark.django_db
STARTS = NOON + timedelta(days=7)


def convene(body, actor, **fields):
    facts = {**TITLES, **PLACE, "starts_at": STARTS, "actor": actor, "at": NOON, **fields}
    return convene_coordinated(body_id=body.pk, **facts)


def counts():
    return (Meeting.objects.count(), AuditEvent.objects.count(), OutboxMessage.objects.count())


def test_the_secretariat_convenes_and_every_member_is_invited():
    persons = make_experts(3)
    meeting = convene(make_body(BodyKind.EXPERT_COUNCIL), make_secretary())

    assert (meeting.state, meeting.starts_at) == ("convened", STARTS)
    assert set(MeetingInvitation.objects.values_list("person", flat=True)) == {one.pk for one in persons}
    messages = OutboxMessage.objects.filter(kind="meetings.invited")
    assert messages.count() == 3
    assert KINDS["meetings.invited"].compose(messages[0].context, "kk")["title"] == "Кеңес отырысы"


@pytest.mark.parametrize("case", ["member", "council", "ended", "empty", "past", "twice"])
def test_what_cannot_be_convened_writes_nothing(case):
    secretary = make_secretary()
    persons = [] if case == "empty" else make_experts(1)
    body, facts = make_body(BodyKind.EXPERT_COUNCIL), {}
    expected = {
        "member": NotAllowed, "council": NotCoordinated, "ended": BodyEnded, "empty": NoMembers,
        "past": BeginsInThePast, "twice": ConvenedAlready,
    }[case]  # fmt: skip
    if case == "council":
        make_council(1)
        body = make_body(BodyKind.COUNCIL)
    if case == "ended":
        Body.objects.filter(pk=body.pk).update(ended_on=NOON.date())
    if case == "past":
        facts = {"starts_at": NOON}
    if case == "twice":
        convene(body, secretary)
    before = counts()

    with pytest.raises(expected) as refusal:
        convene(body, persons[0].user if case == "member" else secretary, **facts)
    assert counts() == before
    if case not in {"past", "twice"}:
        assert refusal.value.legal_ref == regulation("26")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_convene_for_one_moment_one_does():
    make_experts(1)
    secretary, body = make_secretary(), make_body(BodyKind.EXPERT_COUNCIL)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            convene(body, secretary)
            results.append("convened")
        except ConvenedAlready:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["convened", "refused"]
    assert Meeting.objects.count() == 1
