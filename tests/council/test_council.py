"""The Council: its arithmetic, its numbering, its page, and what it may not take from the Session."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import procedure_of
from assembly.decisions.numbering import NUMBERINGS
from assembly.documents.models import NumberSeries
from assembly.documents.services.series import take_number
from assembly.law.acts import regulation
from assembly.law.competences import COMPETENCES
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.refusals import CompetenceOfAnother, ExclusiveCompetence
from assembly.meetings.services.agenda import add_item
from assembly.meetings.services.meetings import convene_meeting
from assembly.voting.models import Poll
from council.selectors import council_on
from council.services.rules import MAJORITY_EDITIONS, QUORUM_EDITIONS, council_adopts, council_has_quorum
from tests.factories import (
    NOON,
    make_body,
    make_chairman,
    make_council,
    make_members,
    make_person,
    make_secretary,
    make_state_officer,
    seat,
)

DAY = date(2026, 12, 8)
TODAY = NOON.date()
TITLES = {"title_kk": "Мәселе туралы", "title_ru": "О вопросе"}


@pytest.mark.parametrize(
    ("present", "members", "expected"),
    [
        (55, 84, False),
        (56, 84, True),  # exactly two thirds: «не менее» includes the bound
        (50, 76, False),  # 2/3 of 76 is 50 2/3
        (51, 76, True),
        (1, 1, True),
        (0, 1, False),
    ],
)
def test_council_quorum_is_two_thirds_of_all_members(present, members, expected):
    assert council_has_quorum(present=present, members=members, on=DAY) is expected


@pytest.mark.parametrize(
    ("votes_for", "present", "expected"),
    [
        (37, 56, False),  # 2/3 of 56 is 37 1/3: thirty-seven is one third short
        (38, 56, True),
        (38, 57, True),
        (37, 57, False),
        (0, 1, False),
        (1, 1, True),
    ],
)
def test_council_adopts_by_two_thirds_of_those_present(votes_for, present, expected):
    assert council_adopts(votes_for=votes_for, present=present, on=DAY) is expected


def test_thresholds_equal_exact_fractions_for_all_sizes():
    for whole in range(1, 2_001):
        needed = ceil(Fraction(2, 3) * whole)
        assert QUORUM_EDITIONS[0].least_part(of=whole) == MAJORITY_EDITIONS[0].least_part(of=whole) == needed


@pytest.mark.django_db
def test_the_council_is_bound_by_paragraphs_14_and_15():
    procedure = procedure_of(make_body(BodyKind.COUNCIL), TODAY)

    assert (procedure.quorum.legal_ref, procedure.majority.legal_ref) == (regulation("14"), regulation("15"))


@pytest.mark.django_db
def test_decisions_are_numbered_by_minutes_and_item():
    numbering = NUMBERINGS[BodyKind.COUNCIL]
    poll = Poll(meeting=Meeting(series_label="7"), item=AgendaItem(number=2))

    number = take_number(
        numbering.series, within=numbering.within(poll), values=numbering.values(poll), on=TODAY
    )

    assert (numbering.within(poll), number) == ("", "7/2")
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("competence", COMPETENCES, ids=lambda competence: competence.code)
def test_the_council_takes_its_own_matters_and_no_others(competence):
    secretary = make_secretary()
    meeting = make_meeting(secretary)
    typed = {
        "meeting_id": meeting.pk,
        **TITLES,
        "competence": competence.code,
        "actor": secretary,
        "at": NOON,
    }

    if "council" in competence.organs:
        assert add_item(**typed).competence == competence.code
        return
    with pytest.raises(ExclusiveCompetence if competence.is_exclusive else CompetenceOfAnother) as refusal:
        add_item(**typed)
    assert refusal.value.legal_ref == competence.legal_ref
    assert AgendaItem.objects.count() == 0


@pytest.mark.django_db
def test_concepts_are_refused_by_paragraph_8():
    secretary = make_secretary()
    meeting = make_meeting(secretary)

    with pytest.raises(ExclusiveCompetence) as refusal:
        add_item(
            meeting_id=meeting.pk, **TITLES, competence="conceptual_approaches", actor=secretary, at=NOON
        )

    assert refusal.value.legal_ref == regulation("8", "1")


@pytest.mark.django_db
def test_the_composition_is_that_of_the_day():
    make_council(5)
    seat(make_person(), BodyKind.COUNCIL, until=TODAY)  # half-open: his last day is yesterday
    seat(make_person(), BodyKind.COUNCIL, counts_toward_quorum=False)

    council = council_on(TODAY)

    assert (len(council.seats), council.counted, council.quorum) == (6, 5, 4)


@pytest.mark.django_db
def test_an_empty_council_has_no_quorum_to_show():
    make_body(BodyKind.COUNCIL)

    assert council_on(TODAY).quorum is None


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("make_reader", "status"),
    [
        (make_secretary, 200),
        (make_chairman, 200),
        (lambda: make_council(1)[0].user, 200),
        (lambda: make_members(1)[0].user, 404),
        (make_state_officer, 404),
    ],
    ids=["secretary", "chairman", "council", "member", "officer"],
)
def test_who_reads_the_page_of_the_council(client, make_reader, status):
    make_body(BodyKind.COUNCIL)
    client.force_login(make_reader())

    assert client.get("/ru/council/").status_code == status


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_shows_quorum_rules_and_paragraphs(client, language):
    make_council(84)
    client.force_login(make_secretary())

    page = client.get(f"/{language}/council/")

    assert (page.context["council"].counted, page.context["council"].quorum) == (84, 56)
    text = page.content.decode()
    for paragraph in ("14", "15"):
        assert regulation(paragraph).cite(language) in text


@pytest.mark.django_db
@time_machine.travel(NOON, tick=False)
def test_the_page_asks_the_same_for_one_member_and_for_three(client):
    secretary = make_secretary()
    client.force_login(secretary)
    counts = []
    for more in (1, 2):
        make_council(more)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/ru/council/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def make_meeting(secretary):
    return convene_meeting(
        body=make_body(BodyKind.COUNCIL),
        title_kk="Кеңес отырысы",
        title_ru="Заседание Совета",
        starts_at=NOON + timedelta(days=15),
        place_kk="Астана",
        place_ru="Астана",
        basis=None,
        actor=secretary,
        at=NOON,
    )
