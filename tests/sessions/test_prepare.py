"""Preparing a Session: what a draft may lack, what an act may not."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.chairman.models import Matter
from assembly.chairman.services.matters import refuse_matter
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.models import Document
from assembly.outbox.models import OutboxMessage
from sessions.desk import desk_of_staff
from sessions.enums import SessionEvent, SessionKind, SessionState
from sessions.models import AssemblySession, PlannedItem
from sessions.permissions import can_view_session
from sessions.refusals import (
    AgendaEmpty,
    ItemOfAnotherOrgan,
    ItemTitleMissing,
    OnlyDraftsChange,
    ReplyDayTooLate,
    SessionBeginsInThePast,
    SessionNumberImpossible,
    SessionNumberTaken,
    SessionTranslationPending,
    ThemeMissing,
)
from sessions.services.assembly_sessions import change_session, draft_session, put_session
from sessions.services.flow import SESSION_FLOW
from tests.chairman.making import ITEMS, make_draft, make_matter, plan
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_state_officer

LATER = NOON + timedelta(hours=1)
TODAY = NOON.date()


def changed(**changes):
    arguments = plan(**changes)
    del arguments["number"]
    return arguments


@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize("event", SessionEvent)
def test_session_flow_is_exactly_this_table(state, event):
    allowed = {
        ("draft", "change"): "draft",
        ("draft", "put"): "put",
        ("put", "convene"): "convened",
        ("put", "release"): "draft",
    }
    if (state, event) in allowed:
        assert SESSION_FLOW.next_state(state, event) == allowed[state, event]
    else:
        with pytest.raises(TransitionRefused):
            SESSION_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_draft_session_keeps_the_plan_and_its_agenda_in_order():
    drafted = make_draft(kind=SessionKind.EXTRAORDINARY)

    assert (drafted.state, drafted.kind, drafted.roman) == ("draft", "extraordinary", "XXXVI")
    assert list(drafted.planned_items.values_list("number", "title_ru", "competence")) == [
        (1, "О Концепции развития Ассамблеи", "conceptual_approaches"),
        (2, "Об отчётах членов Ассамблеи", "member_reports"),
    ]
    assert AuditEvent.objects.get().kind == "sessions.session_drafted"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"number": 0}, SessionNumberImpossible),
        ({"number": 4000}, SessionNumberImpossible),
        ({"starts_at": NOON}, SessionBeginsInThePast),  # the moment itself is not ahead
        ({"reply_by": (NOON + timedelta(days=30)).date()}, ReplyDayTooLate),  # the day of the Session
        ({"reply_by": TODAY - timedelta(days=1)}, ReplyDayTooLate),
        ({"theme_kk": " ", "theme_ru": ""}, ThemeMissing),
        ({"items": [{**ITEMS[0], "title_kk": "", "title_ru": " "}]}, ItemTitleMissing),
        ({"items": [{**ITEMS[0], "competence": "senate_candidates"}]}, ItemOfAnotherOrgan),
    ],
)
def test_draft_session_refuses_what_cannot_be(change, refusal):
    secretary = make_secretary()

    with pytest.raises(refusal):
        draft_session(**plan(**change), actor=secretary, at=NOON)

    assert AssemblySession.objects.count() == AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_an_item_of_the_council_is_refused_with_its_paragraph():
    items = [{**ITEMS[0], "competence": "senate_candidates"}]

    with pytest.raises(ItemOfAnotherOrgan) as refusal:
        draft_session(**plan(items=items), actor=make_secretary(), at=NOON)

    assert refusal.value.legal_ref.code == "decree-747:13(1)@2024-12-27"


@pytest.mark.django_db
def test_a_number_is_one_sessions():
    secretary = make_secretary()
    make_draft(secretary)

    with pytest.raises(SessionNumberTaken) as refusal:
        draft_session(**plan(), actor=secretary, at=NOON)

    assert refusal.value.number == "XXXVI"
    assert AssemblySession.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_with_one_number_one_is_kept():
    secretary = make_secretary()
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            draft_session(**plan(), actor=secretary, at=NOON)
            results.append("drafted")
        except SessionNumberTaken:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["drafted", "refused"]
    assert AssemblySession.objects.count() == 1
    assert PlannedItem.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make_actor",
    [make_chairman, make_state_officer, lambda: make_members(1)[0].user],
    ids=["chairman", "officer", "member"],
)
def test_only_the_secretariat_prepares_sessions(make_actor):
    actor, secretary = make_actor(), make_secretary()
    drafted = make_draft(secretary)

    with pytest.raises(NotAllowed):
        draft_session(**plan(number=37), actor=actor, at=NOON)
    with pytest.raises(NotAllowed):
        change_session(assembly_session_id=drafted.pk, **changed(), actor=actor, at=NOON)
    with pytest.raises(NotAllowed):
        put_session(assembly_session_id=drafted.pk, actor=actor, at=NOON)

    assert AssemblySession.objects.count() == 1
    assert Matter.objects.count() == Document.objects.count() == 0


@pytest.mark.django_db
def test_change_session_replaces_the_plan_and_the_agenda():
    secretary = make_secretary()
    drafted = make_draft(secretary)

    change_session(
        assembly_session_id=drafted.pk,
        **changed(theme_ru="Новая тема", items=ITEMS[1:]),
        actor=secretary,
        at=LATER,
    )

    drafted.refresh_from_db()
    assert drafted.theme_ru == "Новая тема"
    assert list(drafted.planned_items.values_list("number", "competence")) == [(1, "member_reports")]


@pytest.mark.django_db
def test_what_waits_for_the_chairman_does_not_change():
    matter, _, secretary = make_matter()
    assembly_session = AssemblySession.objects.get(matter=matter)
    before = AuditEvent.objects.count()

    with pytest.raises(OnlyDraftsChange):
        change_session(assembly_session_id=assembly_session.pk, **changed(), actor=secretary, at=LATER)
    with pytest.raises(OnlyDraftsChange):
        put_session(assembly_session_id=assembly_session.pk, actor=secretary, at=LATER)

    assert AuditEvent.objects.count() == before
    assert Matter.objects.count() == 1


@pytest.mark.django_db
def test_put_session_writes_the_order_in_both_languages():
    matter, _, secretary = make_matter()

    assembly_session = AssemblySession.objects.get()
    assert (assembly_session.state, assembly_session.matter) == (SessionState.PUT, matter)
    version = matter.draft.latest
    assert "Созвать тридцать шестую (XXXVI) Сессию" in version.text_ru
    assert "отыз алтыншы (XXXVI) Сессиясы шақырылсын" in version.text_kk
    assert matter.title_kk == "Қазақстан халқы Ассамблеясының XXXVI Сессиясын шақыру туралы"
    assert desk_of_staff(secretary, TODAY) == []


@pytest.mark.django_db
def test_put_session_takes_the_corrected_text():
    secretary = make_secretary()
    drafted = make_draft(secretary)

    matter = put_session(
        assembly_session_id=drafted.pk,
        text_kk="1. Шақырылсын.",
        text_ru="1. Созвать.",
        actor=secretary,
        at=NOON,
    )

    assert (matter.draft.latest.text_kk, matter.draft.latest.text_ru) == ("1. Шақырылсын.", "1. Созвать.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"items": []}, AgendaEmpty),
        ({"theme_kk": ""}, SessionTranslationPending),
        ({"theme_ru": ""}, SessionTranslationPending),
        ({"place_ru": ""}, SessionTranslationPending),
        ({"items": [{**ITEMS[0], "title_kk": ""}]}, SessionTranslationPending),
    ],
)
def test_an_incomplete_plan_is_not_put(change, refusal):
    secretary = make_secretary()
    drafted = make_draft(secretary, **change)
    before = AuditEvent.objects.count()

    with pytest.raises(refusal) as refused:
        put_session(assembly_session_id=drafted.pk, actor=secretary, at=LATER)

    assert refused.value.legal_ref.code == "decree-747:5(5)@2024-12-27"
    drafted.refresh_from_db()
    assert drafted.state == SessionState.DRAFT
    assert Matter.objects.count() == Document.objects.count() == OutboxMessage.objects.count() == 0
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db
def test_a_plan_whose_day_has_come_is_not_put():
    secretary = make_secretary()
    drafted = make_draft(secretary)

    with pytest.raises(SessionBeginsInThePast):
        put_session(assembly_session_id=drafted.pk, actor=secretary, at=drafted.starts_at)

    assert Matter.objects.count() == 0


@pytest.mark.django_db
def test_staff_find_drafts_and_refused_sessions_on_their_desks():
    matter, chairman, secretary = make_matter()
    make_draft(secretary, number=37)
    refuse_matter(matter_id=matter.pk, reason="Тема не ясна", actor=chairman, at=LATER)

    items = desk_of_staff(secretary, TODAY)

    assert ["Тема не ясна" in item.reason for item in items] == [False, True]
    assert desk_of_staff(chairman, TODAY) == desk_of_staff(make_members(1)[0].user, TODAY) == []


@pytest.mark.django_db
def test_who_sees_a_session_is_who_visible_to_says():
    matter, chairman, secretary = make_matter()
    waiting = AssemblySession.objects.get(matter=matter)
    member, officer = make_members(1)[0].user, make_state_officer()

    for user, sees in ((chairman, True), (secretary, True), (member, False), (officer, False)):
        assert can_view_session(user, waiting, on=TODAY) is sees
