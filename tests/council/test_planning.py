"""The plan of a sitting of the Council: what it may hold, who writes it, and its pages."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.chairman.models import Matter
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.law.acts import regulation
from assembly.law.competences import COMPETENCES
from assembly.meetings.refusals import CompetenceOfAnother, ExclusiveCompetence
from council.models import CouncilMeeting, PlannedItem
from council.refusals import (
    AnswersTooLate,
    CouncilMeetsInThePast,
    ItemWithoutTitle,
    MeetingOfAnotherDeputy,
    MeetingTranslationPending,
    NoAgenda,
    NotADeputy,
    OnlyPlansChange,
)
from council.services.council_meetings import (
    change_council_meeting,
    draft_council_meeting,
    put_council_meeting,
)
from tests.council.making import (
    ITEMS,
    LATER,
    PLAN,
    make_deputy,
    make_own_plan,
    make_plan,
    make_put,
)
from tests.factories import (
    NOON,
    make_body,
    make_chairman,
    make_council,
    make_members,
    make_secretary,
)

DAY = timedelta(days=1)
TODAY = NOON.date()


@pytest.mark.django_db
@pytest.mark.parametrize("competence", COMPETENCES, ids=lambda competence: competence.code)
def test_what_belongs_to_the_session_is_refused_in_the_plan(competence):
    secretary = make_secretary()
    items = [{**ITEMS[0], "competence": competence.code}]

    if "council" in competence.organs:
        assert make_plan(secretary, items=items).planned_items.get().competence == competence.code
        return
    with pytest.raises(ExclusiveCompetence if competence.is_exclusive else CompetenceOfAnother) as refusal:
        make_plan(secretary, items=items)

    assert refusal.value.legal_ref == competence.legal_ref
    assert CouncilMeeting.objects.count() == PlannedItem.objects.count() == AuditEvent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"starts_at": NOON}, CouncilMeetsInThePast),
        ({"reply_by": (NOON + 20 * DAY).date()}, AnswersTooLate),
        ({"items": [{**ITEMS[0], "title_kk": " ", "title_ru": ""}]}, ItemWithoutTitle),
        ({"deputy_id": 0}, NotADeputy),
    ],
)
def test_a_bad_plan_writes_nothing(changes, refusal):
    with pytest.raises(refusal):
        make_plan(make_secretary(), **changes)

    assert CouncilMeeting.objects.count() == AuditEvent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"items": ()}, NoAgenda), ({"place_ru": ""}, MeetingTranslationPending)],
)
def test_an_incomplete_plan_does_not_reach_the_chairman(changes, refusal):
    secretary = make_secretary()
    found = make_plan(secretary, **changes)

    with pytest.raises(refusal):
        put_council_meeting(council_meeting_id=found.pk, actor=secretary, at=NOON)

    assert Matter.objects.count() == 0


@pytest.mark.django_db
def test_a_deputy_prepares_for_himself_alone():
    make_body(BodyKind.COUNCIL)
    deputy, other = make_deputy(), make_deputy(OfficeKind.HEAD_OF_SECRETARIAT)

    for deputy_id in (None, other.known_person.pk):
        with pytest.raises(MeetingOfAnotherDeputy):
            make_plan(deputy, deputy_id=deputy_id)
    found = make_plan(other)  # the head of the Secretariat prepares for the Chairman too
    with pytest.raises(MeetingOfAnotherDeputy):
        put_council_meeting(council_meeting_id=found.pk, actor=deputy, at=NOON)

    assert CouncilMeeting.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make", [make_chairman, lambda: make_members(1)[0].user, lambda: make_council(1)[0].user]
)
def test_others_do_not_prepare_sittings(make):
    make_body(BodyKind.COUNCIL)

    with pytest.raises(NotAllowed):
        draft_council_meeting(**PLAN, actor=make(), at=NOON)


@pytest.mark.django_db
def test_only_drafts_change():
    secretary = make_secretary()
    make_chairman()
    found, _matter = make_put(secretary)

    with pytest.raises(OnlyPlansChange):
        change_council_meeting(council_meeting_id=found.pk, **PLAN, actor=secretary, at=LATER)
    with pytest.raises(OnlyPlansChange):
        put_council_meeting(council_meeting_id=found.pk, actor=secretary, at=LATER)

    assert Matter.objects.count() == 1


@pytest.mark.django_db
def test_a_changed_plan_replaces_its_agenda():
    secretary = make_secretary()
    found = make_plan(secretary)

    change_council_meeting(
        council_meeting_id=found.pk, **{**PLAN, "items": ITEMS[1:]}, actor=secretary, at=LATER
    )

    assert list(found.planned_items.values_list("number", "competence")) == [(1, "public_awards")]


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Төрағаның келісімі тіркелмеген"),
        ("ru", "не зарегистрировано согласование с Председателем"),
    ],
)
def test_the_page_tells_the_deputy_what_lacks(client, language, words):
    deputy = make_deputy()
    found = make_own_plan(deputy)
    client.force_login(deputy)

    answer = client.post(f"/{language}/council/meetings/{found.pk}/convene/", follow=True)

    text = answer.content.decode()
    assert words in text.replace("\xa0", " ")
    assert regulation("12").cite(language) in text


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_what_was_typed_stays_when_an_item_belongs_to_the_session(client):
    make_body(BodyKind.COUNCIL)
    deputy = make_deputy()
    client.force_login(deputy)
    typed = {
        "deputy": str(deputy.known_person.pk),
        "starts_at": "2026-12-20T10:00",
        "place_kk": "Астана",
        "place_ru": "Астана",
        "rows": "1",
        "item-0-title_kk": "Тұжырымдама туралы",
        "item-0-title_ru": "О Концепции",
        "item-0-competence": "conceptual_approaches",
    }

    answer = client.post("/ru/council/meetings/new/", typed)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert regulation("8", "1").cite("ru") in text
    assert 'value="О Концепции"' in text
    assert CouncilMeeting.objects.count() == 0


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_who_reads_a_prepared_sitting(client):
    deputy = make_deputy()
    found = make_own_plan(deputy)
    readers = {
        make_secretary(): 200,
        make_chairman(): 200,
        deputy: 200,
        make_council(1)[0].user: 404,
        make_members(1)[0].user: 404,
    }
    for reader, status in readers.items():
        client.force_login(reader)
        assert client.get(f"/ru/council/meetings/{found.pk}/").status_code == status
    client.logout()
    assert client.get(f"/ru/council/meetings/{found.pk}/").status_code == 302


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_the_page_asks_the_same_for_one_plan_and_for_three(client):
    secretary = make_secretary()
    client.force_login(secretary)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_own_plan(make_deputy())
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/ru/council/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_the_same_plan_at_once_one_puts_the_matter():
    make_chairman()
    secretary = make_secretary()
    found = make_plan(secretary)
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            put_council_meeting(council_meeting_id=found.pk, actor=secretary, at=LATER)
            results.append("put")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["put", "refused"]
    found.refresh_from_db()
    assert found.matter == Matter.objects.get()
    assert AuditEvent.objects.filter(kind="council.meeting_put").count() == 1
