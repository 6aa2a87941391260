"""State bodies consider decisions."""

from datetime import date, timedelta

import pytest

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.decisions.enums import ConsiderationEvent, ConsiderationState
from assembly.decisions.models import Consideration
from assembly.decisions.refusals import (
    DayInFuture,
    DayTooEarly,
    NobodyNamed,
    SentAlready,
    TextMissing,
    UnknownStateBody,
    WordsMissing,
)
from assembly.decisions.services.considerations import mark_considered, receive, send_for_consideration
from assembly.decisions.services.flow import CONSIDERATION_FLOW
from assembly.documents.models import Setting
from assembly.law.acts import regulation
from assembly.outbox.models import OutboxMessage
from tests.decisions.makers import DAY, MINUTE, make_consideration, make_decision
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_secretary,
    make_state_body,
    make_state_officer,
)

RESOLVED = {
    "considered_on": date(2026, 11, 24),
    "signatory": "Министр А. Сынақова",
    "resolved_kk": "Шараларды жоспарға енгізу.",
    "resolved_ru": "Включить меры в план.",
}


def officer_of(consideration):
    return consideration.state_body.officers.first().person.user


@pytest.mark.parametrize("state", ConsiderationState)
@pytest.mark.parametrize("event", ConsiderationEvent)
def test_consideration_flow_is_exactly_this_table(state, event):
    allowed = {("sent", "receive"): "received", ("received", "consider"): "considered"}
    if (state, event) in allowed:
        assert CONSIDERATION_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            CONSIDERATION_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_a_decision_is_sent_to_state_bodies_with_a_term_and_letters():
    decision, secretary = make_decision(), make_secretary()
    bodies = [make_state_body() for _ in range(3)]
    for body in bodies:
        make_state_officer(body)

    sent = send_for_consideration(
        decision_id=decision.pk, state_body_ids=[body.pk for body in bodies], actor=secretary, at=NOON
    )

    assert [one.state_body_id for one in sent] == [body.pk for body in bodies]
    # 23 November 2026 is a Monday; thirty working days without any holiday entered.
    assert {one.due_on for one in sent} == {date(2027, 1, 4)}
    assert OutboxMessage.objects.filter(kind="decisions.consideration_sent").count() == 3
    event = AuditEvent.objects.get(kind="decisions.decision_sent")
    assert event.payload == {
        "state_body_ids": [body.pk for body in bodies], "due_on": "2027-01-04", "source": str(regulation("11")),
    }  # fmt: skip


@pytest.mark.django_db
def test_a_decision_of_the_council_is_sent_under_control_of_the_assembly():
    make_consideration(make_decision(BodyKind.COUNCIL))

    assert AuditEvent.objects.get(kind="decisions.decision_sent").payload["source"] == str(
        regulation("4", "5")
    )


@pytest.mark.django_db
def test_the_term_is_a_setting():
    Setting.objects.create(
        key="decisions.consideration_days", value=10, term=(date(2026, 11, 1), date(2026, 12, 1))
    )

    assert make_consideration().due_on == date(2026, 12, 7)


@pytest.mark.django_db
def test_a_state_body_gets_a_decision_once():
    decision, secretary, body = make_decision(), make_secretary(), make_state_body()
    other = make_state_body()
    send_for_consideration(decision_id=decision.pk, state_body_ids=[body.pk], actor=secretary, at=NOON)

    again = send_for_consideration(
        decision_id=decision.pk, state_body_ids=[body.pk, other.pk], actor=secretary, at=NOON
    )
    assert [one.state_body_id for one in again] == [other.pk]
    with pytest.raises(SentAlready) as refusal:
        send_for_consideration(decision_id=decision.pk, state_body_ids=[body.pk], actor=secretary, at=NOON)
    assert refusal.value.legal_ref == regulation("11")
    assert Consideration.objects.count() == 2


@pytest.mark.django_db
def test_nobody_and_the_unknown_are_refused_and_nothing_is_written():
    decision, secretary = make_decision(), make_secretary()
    gone, here = make_state_body(is_active=False), make_state_body()
    before = AuditEvent.objects.count()

    for keys, refusal in (
        ([], NobodyNamed),
        ([gone.pk, here.pk], UnknownStateBody),
        ([999_999], UnknownStateBody),
    ):
        with pytest.raises(refusal):
            send_for_consideration(decision_id=decision.pk, state_body_ids=keys, actor=secretary, at=NOON)

    assert Consideration.objects.count() == OutboxMessage.objects.count() == 0
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_chairman, make_state_officer, lambda: make_members(1)[0].user])
def test_only_the_secretariat_sends(make):
    with pytest.raises(NotAllowed):
        make_consideration(secretary=make())
    assert Consideration.objects.count() == 0


@pytest.mark.django_db
def test_an_officer_receives_and_says_what_was_resolved():
    consideration = make_consideration()
    officer = officer_of(consideration)

    receive(consideration_id=consideration.pk, actor=officer, at=NOON + MINUTE)
    mark_considered(consideration_id=consideration.pk, **RESOLVED, actor=officer, at=NOON + DAY)

    consideration.refresh_from_db()
    assert consideration.state == "considered"
    assert consideration.received_at == NOON + MINUTE
    assert (consideration.considered_on, consideration.signatory) == (
        date(2026, 11, 24),
        "Министр А. Сынақова",
    )
    assert consideration.resolved_kk == "Шараларды жоспарға енгізу."
    kinds = AuditEvent.objects.filter(stream=f"consideration:{consideration.pk}").values_list(
        "kind", flat=True
    )
    assert list(kinds) == ["decisions.consideration_received", "decisions.decision_considered"]


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_secretary, make_chairman, make_state_officer])
def test_nobody_considers_for_another_state_body(make):
    consideration, stranger = make_consideration(), make()

    with pytest.raises(NotAllowed) as refusal:
        receive(consideration_id=consideration.pk, actor=stranger, at=NOON)
    assert refusal.value.legal_ref == regulation("11")
    receive(consideration_id=consideration.pk, actor=officer_of(consideration), at=NOON)
    with pytest.raises(NotAllowed):
        mark_considered(consideration_id=consideration.pk, **RESOLVED, actor=stranger, at=NOON + DAY)
    consideration.refresh_from_db()
    assert consideration.state == "received"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"signatory": " "}, WordsMissing),
        ({"resolved_kk": ""}, TextMissing),
        ({"resolved_ru": "\n"}, TextMissing),
        ({"considered_on": NOON.date() + 2 * DAY}, DayInFuture),
        ({"considered_on": NOON.date() - timedelta(days=1)}, DayTooEarly),
    ],
)
def test_what_was_resolved_needs_a_signatory_both_texts_and_a_possible_day(change, refusal):
    consideration = make_consideration()
    officer = officer_of(consideration)
    receive(consideration_id=consideration.pk, actor=officer, at=NOON)

    with pytest.raises(refusal):
        mark_considered(
            consideration_id=consideration.pk, **{**RESOLVED, **change}, actor=officer, at=NOON + DAY
        )
    consideration.refresh_from_db()
    assert (consideration.state, consideration.considered_on) == ("received", None)


@pytest.mark.django_db
def test_visible_to_is_the_object_check():
    mine, other = make_consideration(), make_consideration(make_decision(BodyKind.COUNCIL))
    officer, secretary, member = officer_of(mine), make_secretary(), make_members(1)[0].user
    on = NOON.date()

    assert list(Consideration.objects.visible_to(officer, on=on)) == [mine]
    assert set(Consideration.objects.visible_to(secretary, on=on)) == {mine, other}
    assert not Consideration.objects.visible_to(member, on=on).exists()
    assert not Consideration.objects.visible_to(None, on=on).exists()
