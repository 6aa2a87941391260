"""Commissions (п. 20) and working groups (п. 25): created by an order, ended by an order on a closing report."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.audit.models import AuditEvent
from assembly.bodies.models import Body, Membership
from assembly.bodies.procedures import procedure_of
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.deadlines.services.reminders import run_reminders
from assembly.documents.models import Act, Rendition
from assembly.documents.services.renditions import render_waiting
from assembly.law.acts import not_by_law, regulation
from assembly.meetings.refusals import BodyEnded
from assembly.meetings.services.meetings import convene_coordinated
from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage
from secretariat.formations.models import Formation, PlannedSeat
from secretariat.formations.paper import report_paper
from secretariat.formations.refusals import (
    CompositionMissing,
    NamedAlready,
    NamesMissing,
    ReportMissing,
    ReportNotYours,
    TermInThePast,
)
from secretariat.formations.services.formations import (
    create_formation,
    draft_formation,
    drop_member,
    end_formation,
    name_member,
    write_report,
)
from tests.documents.test_files import files_folder  # noqa: F401
from tests.expert_council.makers import PLACE, TEXTS, TITLES, make_head
from tests.factories import NOON, make_body, make_person, make_secretary

pytestmark = pytest.mark.django_db
WORDS = {
    "name_kk": "Тіл комиссиясы", "name_ru": "Комиссия по языкам", "aim_kk": "Ұсыныс әзірлеу",
    "aim_ru": "Выработать предложения",
}  # fmt: skip
LAST_DAY = date(2026, 12, 21)


@pytest.fixture(autouse=True)
def _secretariat(db):
    make_body("secretariat")


def drafted(secretary, *, members=2, **fields):
    facts = {"kind": "commission", **WORDS, "until": LAST_DAY, **fields}
    formation = draft_formation(**facts, actor=secretary, at=NOON)
    for place in range(members):
        name_member(
            formation_id=formation.pk, person_id=make_person().pk, role="member" if place else "chair",
            actor=secretary, at=NOON,
        )  # fmt: skip
    return formation


def created(secretary=None, head=None, **fields):
    secretary, head = secretary or make_secretary(), head or make_head()
    formation = drafted(secretary, **fields)
    return create_formation(formation_id=formation.pk, actor=head, at=NOON), secretary, head


def counts():
    return (
        list(Formation.objects.values_list("state", flat=True)), PlannedSeat.objects.count(), Body.objects.count(),
        Act.objects.count(), AuditEvent.objects.count(), OutboxMessage.objects.count(),
    )  # fmt: skip


def test_the_order_creates_the_body_with_its_members():
    formation, _secretary, _head = created()

    seats = Membership.objects.filter(body=formation.body)
    assert (formation.state, formation.body.kind, formation.body.formed_on) == (
        "active", "commission", NOON.date(),
    )  # fmt: skip
    assert sorted(seats.values_list("role", flat=True)) == ["chair", "member"]
    assert {seat.basis_id for seat in seats} == {formation.act_id}
    text = formation.act.version.text_ru
    assert all(words in text for words in ("Выработать предложения", "21\u00a0декабря 2026", "председатель"))
    assert OutboxMessage.objects.filter(kind="formations.named").count() == 2


def test_a_working_group_is_made_by_the_same_act():
    formation, _secretary, _head = created(kind="working_group")

    assert formation.body.kind == "working_group"
    assert "пунктом 25" in formation.act.version.text_ru
    rule = procedure_of(formation.body, NOON.date()).quorum
    assert rule.legal_ref == not_by_law("formations.group_quorum")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"aim_kk": " "}, NamesMissing), ({"until": NOON.date()}, TermInThePast), ({"actor": None}, NotAllowed)],
)
def test_a_plan_that_cannot_be_so_writes_nothing(change, refusal):
    secretary = make_secretary()
    facts = {"kind": "commission", **WORDS, "until": LAST_DAY, "actor": secretary, "at": NOON, **change}
    before = counts()

    with pytest.raises(refusal):
        draft_formation(**facts)
    assert counts() == before


def test_members_are_named_once_and_taken_out():
    secretary = make_secretary()
    formation = drafted(secretary)
    seat = formation.planned_seats.last()
    before = counts()
    with pytest.raises(NamedAlready):
        name_member(formation_id=formation.pk, person_id=seat.person_id, actor=secretary, at=NOON)
    with pytest.raises(NotAllowed):
        drop_member(seat_id=seat.pk, actor=None, at=NOON)
    assert counts() == before
    drop_member(seat_id=seat.pk, actor=secretary, at=NOON)
    assert formation.planned_seats.count() == 1


def test_only_the_head_creates_and_only_with_a_composition():
    secretary, head = make_secretary(), make_head()
    whole, half = drafted(secretary), drafted(secretary, members=1)
    before = counts()

    with pytest.raises(NotAllowed):
        create_formation(formation_id=whole.pk, actor=secretary, at=NOON)
    with pytest.raises(CompositionMissing) as refusal:
        create_formation(formation_id=half.pk, actor=head, at=NOON)
    assert refusal.value.legal_ref == regulation("20")
    assert counts() == before


def test_what_is_created_is_planned_no_more():
    formation, secretary, head = created()
    with pytest.raises(TransitionRefused):
        name_member(formation_id=formation.pk, person_id=make_person().pk, actor=secretary, at=NOON)
    with pytest.raises(TransitionRefused):
        create_formation(formation_id=formation.pk, actor=head, at=NOON)


def test_it_ends_on_a_closing_report_by_an_order():
    formation, secretary, head = created()
    chair = Membership.objects.get(body=formation.body, role="chair").person
    before = counts()
    with pytest.raises(ReportMissing):
        end_formation(formation_id=formation.pk, actor=head, at=NOON)
    with pytest.raises(ReportNotYours):
        write_report(formation_id=formation.pk, **TEXTS, actor=make_person().user, at=NOON)
    assert counts() == before
    write_report(formation_id=formation.pk, **TEXTS, actor=chair.user, at=NOON)
    with pytest.raises(NotAllowed):
        end_formation(formation_id=formation.pk, actor=secretary, at=NOON)

    later = NOON + timedelta(days=5)
    ended = end_formation(formation_id=formation.pk, actor=head, at=later)

    ended.refresh_from_db()
    assert (ended.state, ended.body.ended_on) == ("ended", later.date())
    assert ended.report.latest.is_frozen
    assert not Membership.objects.filter(body=ended.body).in_force_on(later.date()).exists()
    assert Rendition.objects.get().subject == f"formation:{ended.pk}"
    assert ("Цель", WORDS["aim_ru"]) in report_paper(ended.pk).context["texts"][1]["side"].rows
    with pytest.raises(BodyEnded):
        convene_coordinated(
            body_id=ended.body_id,
            **TITLES,
            **PLACE,
            starts_at=later + timedelta(days=1),
            actor=secretary,
            at=later,
        )


def test_the_closing_report_becomes_a_pdf_under_the_order_that_ended_it(files_folder):  # noqa: F811
    formation, secretary, head = created()
    write_report(formation_id=formation.pk, **TEXTS, actor=secretary, at=NOON)
    ended = end_formation(formation_id=formation.pk, actor=head, at=NOON + timedelta(days=5))

    assert render_waiting(at=NOON + timedelta(days=5)) == 1

    paper = Rendition.objects.get()
    assert (paper.template, paper.state, paper.act, paper.version) == (
        "formations.report", "ready", ended.end_act, ended.report.latest,
    )  # fmt: skip


def test_it_meets_by_the_same_engine():
    formation, secretary, _head = created()
    meeting = convene_coordinated(
        body_id=formation.body_id,
        **TITLES,
        **PLACE,
        starts_at=NOON + timedelta(days=2),
        actor=secretary,
        at=NOON,
    )
    assert meeting.invitations.count() == 2


def test_its_leaders_and_the_secretariat_are_reminded_before_the_term():
    formation, secretary, _head = created()
    chair = Membership.objects.get(body=formation.body, role="chair").person
    run_reminders(on=date(2026, 12, 7), at=NOON)

    told = OutboxMessage.objects.filter(kind="formations.term_ends")
    assert {chair.pk, secretary.person.pk} <= set(told.values_list("recipient_id", flat=True))
    assert KINDS["formations.term_ends"].compose(told[0].context, "ru")["name"] == WORDS["name_ru"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_list_asks_the_same_for_one_and_for_three(client, language):
    secretary = make_secretary()
    client.force_login(secretary)
    found = []
    for more in (1, 2):
        for _ in range(more):
            drafted(secretary, members=0)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{language}/formations/own/").status_code == 200
        found.append(len(queries))

    assert found[0] == found[1]


def test_everybody_is_told_what_exists_and_members_read_their_own(client):
    formation, secretary, _head = created()
    drafted(secretary, name_ru="Тайный проект")
    page = client.get("/ru/formations/").content.decode()
    assert WORDS["name_ru"] in page
    assert "Тайный проект" not in page
    chair = Membership.objects.get(body=formation.body, role="chair").person
    client.force_login(chair.user)
    assert client.get(f"/ru/formations/own/{formation.pk}/").status_code == 200
    client.force_login(make_person().user)
    assert client.get(f"/ru/formations/own/{formation.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_create_at_once_one_does():
    secretary, head = make_secretary(), make_head()
    formation = drafted(secretary)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            create_formation(formation_id=formation.pk, actor=head, at=NOON)
            results.append("created")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["created", "refused"]
    assert Body.objects.filter(kind="commission").count() == 1
