import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.models import StateBody
from assembly.bodies.refusals import (
    CodeTaken,
    DayInFuture,
    EndBeforeBeginning,
    PartOfItself,
    StateBodyEnded,
    SuccessorNeeded,
)
from assembly.bodies.services.state_bodies import add_state_body, change_state_body, end_state_body
from assembly.common.errors import DomainError, NotAllowed
from tests.factories import NOON, make_members, make_secretary, make_state_body, make_state_officer, make_user

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def add(actor, code="mki", **fields):
    return add_state_body(
        code=code, name_kk="Министрлік", name_ru="Министерство", actor=actor, at=NOON, **fields
    )


def end(actor, state_body, *, successor=None, on=TODAY, **fields):
    return end_state_body(
        state_body_id=state_body.pk,
        ended_on=on,
        successor_id=successor.pk if successor else None,
        actor=actor,
        at=NOON,
        **fields,
    )


def written():
    return AuditEvent.objects.filter(kind__startswith="bodies.state_body").count()


def test_a_state_body_is_entered_with_its_place_and_contacts():
    actor = make_secretary()
    ministry = add(actor, kind="ministry", email="office@portal.example")

    committee = add(actor, " KK ", kind="committee", parent_id=ministry.pk, formed_on=date(2020, 1, 1))

    assert (committee.code, committee.parent) == ("kk", ministry)
    assert AuditEvent.objects.filter(kind="bodies.state_body_added").count() == 2


def test_a_change_names_what_changed_and_no_value():
    actor = make_secretary()
    state_body = add(actor, kind="ministry", phone="1")

    change_state_body(state_body_id=state_body.pk, kind="ministry", phone="2", actor=actor, at=NOON)

    assert AuditEvent.objects.get(kind="bodies.state_body_changed").payload == {
        "state_body": state_body.pk,
        "fields": ["phone"],
    }


def test_the_structure_never_closes_in_a_ring():
    actor = make_secretary()
    top = add(actor, "a")
    part = add(actor, "b", parent_id=top.pk)
    deep = add(actor, "c", parent_id=part.pk)

    for parent in (top, part, deep):
        with pytest.raises(PartOfItself):
            change_state_body(state_body_id=top.pk, parent_id=parent.pk, actor=actor, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        StateBody.objects.filter(pk=top.pk).update(parent=top)


def test_an_ended_one_stays_and_leads_to_its_successor():
    actor = make_secretary()
    old, new = add(actor, "old"), add(actor, "new")

    end(actor, old, successor=new)

    old.refresh_from_db()
    assert (old.is_active, old.ended_on, old.successor) == (False, TODAY, new)
    assert list(new.predecessors.all()) == [old]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({}, SuccessorNeeded),
        ({"on": TODAY + timedelta(days=1), "is_without_successor": True}, DayInFuture),
        ({"on": date(2020, 1, 1), "is_without_successor": True}, EndBeforeBeginning),
    ],
)
def test_an_end_that_cannot_be_writes_nothing(fields, refusal):
    actor = make_secretary()
    state_body = add(actor, formed_on=date(2020, 1, 1))
    before = written()

    with pytest.raises(refusal):
        end(actor, state_body, **fields)

    state_body.refresh_from_db()
    assert (state_body.is_active, written()) == (True, before)


def test_nothing_succeeds_itself_nor_is_succeeded_by_what_ended_nor_ends_twice():
    actor = make_secretary()
    first, second = add(actor, "a"), add(actor, "b")
    with pytest.raises(PartOfItself):
        end(actor, first, successor=first)
    end(actor, first, is_without_successor=True)
    with pytest.raises(StateBodyEnded):
        end(actor, second, successor=first)
    with pytest.raises(StateBodyEnded):
        end(actor, first, is_without_successor=True)
    with pytest.raises(StateBodyEnded):
        change_state_body(state_body_id=first.pk, phone="1", actor=actor, at=NOON)
    with pytest.raises(CodeTaken):
        add(actor, "A")

    assert written() == 3


@pytest.mark.parametrize("who", [make_user, make_state_officer, lambda: make_members(1)[0].user])
def test_only_the_secretariat_keeps_the_register(who):
    state_body = make_state_body()
    actor = who()

    with pytest.raises(NotAllowed):
        add(actor)
    with pytest.raises(NotAllowed):
        change_state_body(state_body_id=state_body.pk, phone="1", actor=actor, at=NOON)
    with pytest.raises(NotAllowed):
        end(actor, state_body, is_without_successor=True)

    assert written() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_ends_one_is_entered():
    actor, results, gate = make_secretary(), [], threading.Barrier(2)
    state_body = add(actor)

    def press():
        gate.wait()
        try:
            end(actor, state_body, is_without_successor=True)
            results.append("ended")
        except DomainError as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["ended", "state_body_ended"]


def test_the_way_from_entering_to_the_end_by_pages(client):
    client.force_login(make_secretary())
    new, old = make_state_body(code="new"), make_state_body(code="was")
    client.post(
        reverse("bodies:state_body_new"),
        {"code": "part", "name_kk": "Комитет", "name_ru": "Комитет", "parent": old.pk},
    )
    part = StateBody.objects.get(code="part")
    client.post(reverse("bodies:state_body_change", args=[part.pk]), {"parent": old.pk, "phone": "7172"})
    refused = client.post(reverse("bodies:state_body_end", args=[old.pk]), {"ended_on": "01.02.2026"})
    assert refused.status_code == 422
    assert "Укажите орган, который продолжает работу" in refused.content.decode()
    client.post(
        reverse("bodies:state_body_end", args=[old.pk]), {"ended_on": "01.02.2026", "successor": new.pk}
    )

    card = client.get(reverse("bodies:state_body_card", args=[old.pk])).content.decode()
    assert "Его работу продолжает:" in card
    assert part.name in card
    assert "7172" in client.get(reverse("bodies:state_body_card", args=[part.pk])).content.decode()
    listed = client.get(reverse("bodies:state_body_list")).context["page"]
    assert {body.code for body in listed} == {"new", "part"}
    everything = client.get(reverse("bodies:state_body_list"), {"ended": "on"}).context["page"]
    assert {body.code for body in everything} == {"new", "part", "was"}


def test_a_card_asks_as_much_for_three_as_for_one(client):
    client.force_login(make_secretary())
    state_body, counts = make_state_body(), []
    for number in (1, 2):
        for _ in range(number):
            make_state_body(parent=state_body)
            make_state_officer(state_body)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("bodies:state_body_card", args=[state_body.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]
