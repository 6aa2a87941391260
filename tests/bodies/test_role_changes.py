"""A member becomes something else in his body: one span ends and another begins on one day, by one act."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.compositions import body_on
from assembly.bodies.enums import BodyKind, EndReason, SeatRole
from assembly.bodies.history import record_of_person
from assembly.bodies.models import Membership
from assembly.bodies.refusals import ActNeeded, EndBeforeBeginning, RoleUnchanged, TermAlreadyEnded
from assembly.bodies.services.memberships import end_membership
from assembly.bodies.services.role_changes import ask_for_role, change_role
from assembly.bodies.services.seed import seed_reference
from assembly.common.errors import NotAllowed
from assembly.documents.models import Act
from assembly.outbox.models import OutboxMessage
from assembly.people.enums import Role
from assembly.people.models import PairedAct
from assembly.people.refusals_sign_in import SecondPersonNeeded
from assembly.people.rights import roles_of
from assembly.people.services.paired import confirm_paired_act
from tests.bodies.books import checked, members, row
from tests.bodies.books import written as written_in
from tests.bodies.test_memberships import make_basis
from tests.factories import (
    NOON,
    make_body,
    make_chairman,
    make_person,
    make_region,
    make_secretary,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
YESTERDAY = TODAY - timedelta(days=1)
LONG_AGO = date(2025, 4, 1)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def member_of(kind=BodyKind.COMMISSION, role=SeatRole.MEMBER, **fields):
    """Return a seat that has lasted for a while."""
    make_basis()
    region = make_region() if kind == BodyKind.REGIONAL_ASSEMBLY else None
    body = make_body(kind, region=region) if region else None
    found = seat(make_person(), kind, since=LONG_AGO, role=role, body=body)
    Membership.objects.filter(pk=found.pk).update(**fields)
    found.refresh_from_db()
    return found


def change(found, actor, *, role=SeatRole.CHAIR, from_on=TODAY, basis_id=-1, **fields):
    return change_role(
        membership_id=found.pk,
        role=role,
        from_on=from_on,
        basis_id=Act.objects.first().pk if basis_id == -1 else basis_id,
        actor=actor,
        at=NOON,
        **fields,
    )


def written():
    return (
        list(Membership.objects.order_by("pk").values_list("pk", "role", "term", "end_reason")),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_one_span_ends_and_another_begins_on_one_day_by_one_act():
    region, basis = make_region("71"), make_basis("77")
    found = member_of(region=region, on_behalf_ru="Союз", post_kk="ғалым", counts_toward_quorum=False)

    changed = change(found, make_secretary(), basis_id=basis.pk)

    found.refresh_from_db()
    assert (found.role, found.term.upper, found.end_reason, found.end_basis) == (
        "member", TODAY, EndReason.ROLE_CHANGED, basis,
    )  # fmt: skip
    assert (changed.role, changed.term.lower, changed.term.upper, changed.basis) == (
        "chair", TODAY, None, basis,
    )  # fmt: skip
    assert (changed.region, changed.on_behalf_ru, changed.post_kk, changed.counts_toward_quorum) == (
        region, "Союз", "ғалым", False,
    )  # fmt: skip
    assert [body_on(found.body, day).members_count for day in (YESTERDAY, TODAY)] == [1, 1]
    event = AuditEvent.objects.get(kind="bodies.role_changed")
    assert event.stream == f"person:{found.person_id}"
    assert event.payload == {
        "membership": changed.pk,
        "before": found.pk,
        "body": found.body_id,
        "was": "member",
        "role": "chair",
        "from": "2026-11-23",
        "basis": basis.pk,
    }
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("make", [lambda: None, make_user, make_chairman])
def test_only_the_secretariat_changes_roles(make):
    found, actor = member_of(), make()
    before = written()

    with pytest.raises(NotAllowed):
        change(found, actor)

    assert written() == before


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"role": SeatRole.MEMBER}, RoleUnchanged),
        ({"from_on": LONG_AGO}, EndBeforeBeginning),  # nobody was anything before he sat
        ({"basis_id": None}, ActNeeded),
    ],
)
def test_what_cannot_be_writes_nothing(fields, refusal):
    found, actor = member_of(), make_secretary()
    before = written()

    with pytest.raises(refusal):
        change(found, actor, **fields)

    assert written() == before


def test_a_seat_that_has_its_end_keeps_its_role():
    found, actor = member_of(), make_secretary()
    end_membership(membership_id=found.pk, until=TODAY, reason="own_initiative", actor=actor, at=NOON)
    before = written()

    with pytest.raises(TermAlreadyEnded):
        change(found, actor)

    assert written() == before


def test_the_role_that_gives_rights_needs_two_persons_and_is_told_of():
    first, second, found = make_secretary(), make_secretary(), member_of(BodyKind.REGIONAL_ASSEMBLY)
    user, basis = found.person.user, Act.objects.get().pk
    before = written()
    with pytest.raises(SecondPersonNeeded):
        change(found, first, role=SeatRole.SECRETARY, basis_id=basis)
    assert written() == before

    asked = {"membership_id": found.pk, "role": "secretary", "from_on": TODAY, "basis_id": basis}
    act = ask_for_role(**asked, actor=first, at=NOON)
    assert roles_of(user, on=TODAY) == frozenset()
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON)

    assert roles_of(user, on=TODAY) == {Role.REGIONAL_SECRETARY}
    assert roles_of(user, on=YESTERDAY) == frozenset()
    assert OutboxMessage.objects.filter(kind="bodies.rights_granted").count() == 1

    taken = Membership.objects.get(person=found.person, role="secretary")
    change(taken, first, role=SeatRole.MEMBER, from_on=TODAY + timedelta(days=1), basis_id=basis)
    assert roles_of(user, on=TODAY + timedelta(days=1)) == frozenset()
    assert OutboxMessage.objects.filter(kind="bodies.rights_taken").count() == 1


def test_what_cannot_be_entered_is_not_asked_for():
    found, actor = member_of(BodyKind.REGIONAL_ASSEMBLY, SeatRole.SECRETARY), make_secretary()

    with pytest.raises(RoleUnchanged):
        ask_for_role(
            membership_id=found.pk, role="secretary", from_on=TODAY, basis_id=Act.objects.get().pk,
            actor=actor, at=NOON,
        )  # fmt: skip

    assert PairedAct.objects.count() == 0


def test_the_record_of_a_person_says_that_he_went_on():
    found = member_of()
    change(found, make_secretary())
    seats = Membership.objects.filter(person=found.person).select_related("body", "basis", "end_basis")

    entries = record_of_person(seats=seats, offices=[], posts=[], on=TODAY)

    assert [entry.what for entry in entries] == [
        f"{found.body.name}: Член",
        f"{found.body.name}: Председатель",
    ]


def test_the_secretariat_changes_a_role_on_its_page_and_reads_why_it_cannot(client):
    client.force_login(make_secretary(language="ru"))
    found = member_of()
    basis = Act.objects.get()
    address = reverse("bodies:seat_role", args=[found.pk])

    refused = client.post(address, {"role": "member", "from_on": "23.11.2026", "basis": basis.pk})
    assert refused.status_code == 422
    assert "Эта роль в органе у человека уже есть: Член." in refused.text
    sent = client.post(address, {"role": "chair", "from_on": "23.11.2026", "basis": basis.pk})

    assert sent.url == reverse("bodies:member_card", args=[found.person_id])
    assert Membership.objects.get(person=found.person, term__endswith=None).role == "chair"
    card = client.get(sent.url).text
    assert "Роль изменена." in card
    assert "другая роль в том же органе" in card


def test_the_page_asks_a_second_person(client):
    client.force_login(make_secretary(language="ru"))
    found = member_of(BodyKind.REGIONAL_ASSEMBLY)

    sent = client.post(
        reverse("bodies:seat_role", args=[found.pk]),
        {"role": "secretary", "from_on": "23.11.2026", "basis": Act.objects.get().pk},
        follow=True,
    )

    assert [one.kind for one in PairedAct.objects.all()] == ["bodies.grant_role"]
    assert "Роль в органе, дающая права на портале" in sent.text
    found.refresh_from_db()
    assert found.term.upper is None


def test_the_table_of_members_changes_nothing_of_who_went_on_with_another_role():
    seed_reference(at=NOON)
    actor = make_secretary()
    written_in(members(row(since="14.10.2025")), actor)
    found = Membership.objects.get(body__kind="assembly")
    change(found, actor, role=SeatRole.DEPUTY_CHAIR)

    held = checked(members(row(since="14.10.2025")), actor)

    assert (held.counts.get("same"), held.counts.get("changed", 0), held.counts["faults"]) == (1, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_one_changes_the_role():
    found = member_of()
    basis = Act.objects.get().pk
    actors, outcomes = [make_secretary(), make_secretary()], []
    gate = threading.Barrier(2)

    def press(actor, role):
        try:
            gate.wait(timeout=10)
            change(found, actor, role=role, basis_id=basis)
            outcomes.append("changed")
        except TermAlreadyEnded:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=press, args=pair) for pair in zip(actors, ("chair", "secretary"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["changed", "refused"]
    assert Membership.objects.filter(person=found.person).count() == 2
