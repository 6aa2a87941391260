"""The record of what was, on the cards of a person, an association, a state body; the filter of offices."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import translation

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.history import record_of_association, record_of_person, record_of_state_body
from assembly.bodies.models import Accreditation, Association, Membership, Office, StateBody, StateBodyOfficer
from tests.bodies.test_memberships import make_basis
from tests.factories import hold_office, make_person, make_secretary, make_state_body, seat

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def told(entries):
    return [(str(entry.when).replace("\xa0", " "), str(entry.what)) for entry in entries]


def test_a_person_has_seats_offices_and_posts_in_the_order_of_their_days():
    person = make_person(with_user=False)
    given = seat(person, BodyKind.ASSEMBLY, since=date(2025, 1, 15), until=date(2026, 2, 1))
    hold_office(person, OfficeKind.DEPUTY_CHAIR, since=date(2025, 6, 1), until=date(2027, 1, 1))
    state_body = make_state_body()
    post = StateBodyOfficer.objects.create(
        state_body=state_body, person=person, term=DateRange(date(2024, 3, 1), None)
    )

    record = record_of_person(
        seats=Membership.objects.filter(pk=given.pk),
        offices=person.offices.all(),
        posts=[post],
        on=TODAY,
    )

    assert told(record) == [
        ("1 марта 2024 года", f"{state_body.name}: {post.get_role_display()}"),
        ("15 января 2025 года", f"{given.body.name}: Член"),
        ("1 июня 2025 года", Office.objects.get().name),
        ("1 февраля 2026 года", f"Членство прекращено: {given.body.name}"),
    ]
    assert record[3].more == "ротация"


def test_an_association_has_its_applications_decisions_and_the_end_of_its_term():
    association = Association.objects.create(name_kk="Сынақ", name_ru="Пробное")
    basis = make_basis()
    Accreditation.objects.create(
        association=association, state="refused", applied_on=date(2022, 1, 10), decided_on=date(2022, 2, 1),
        refusal_reason="Нет копий",
    )  # fmt: skip
    Accreditation.objects.create(
        association=association, state="accredited", applied_on=date(2023, 1, 10), decided_on=date(2023, 2, 1),
        basis=basis, entry_number="7", term=DateRange(date(2023, 2, 1), date(2026, 2, 1)),
    )  # fmt: skip

    record = record_of_association(association, association.accreditations.all(), on=TODAY)

    assert [what for _when, what in told(record)] == [
        "Заявление принято",
        "В аккредитации отказано",
        "Заявление принято",
        "Аккредитовано, № 7",
        "Аккредитация истекла",
    ]
    assert record[1].more == "Нет копий"
    assert record_of_association(association, association.accreditations.all(), on=date(2022, 1, 1)) == []


def test_a_state_body_has_its_beginning_its_predecessor_its_officers_and_its_end():
    successor = make_state_body()
    former = StateBody.objects.create(
        code="former", name_kk="Бұрынғы", name_ru="Прежнее", formed_on=date(2014, 8, 6),
        ended_on=date(2023, 9, 1), successor=successor, is_active=False,
    )  # fmt: skip

    assert told(record_of_state_body(former, officers=[], predecessors=[], on=TODAY)) == [
        ("6 августа 2014 года", "Образован"),
        ("1 сентября 2023 года", "Прекратил существование"),
    ]
    assert told(record_of_state_body(successor, officers=[], predecessors=[former], on=TODAY)) == [
        ("1 сентября 2023 года", "Приняты дела органа: Прежнее"),
    ]


def test_cards_show_the_record_in_both_languages(client):
    client.force_login(make_secretary())
    person = make_person(with_user=False)
    seat(person, BodyKind.ASSEMBLY)
    for language, words in (("ru", "Как было"), ("kk", "Қалай болды")):
        with translation.override(language):
            page = client.get(reverse("bodies:member_card", args=(person.pk,))).content.decode()
        assert words in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("?q=должностнов", 1), ("?state=vacant", 1), ("?state=held", 1), ("?kind=akim", 0), ("?on=1.1.2020", 2),
     ("?state=held&on=1.1.2020", 0)],
)  # fmt: skip
def test_offices_are_narrowed_on_the_page_and_in_the_sheet(client, query, count):
    client.force_login(make_secretary())
    hold_office(make_person(with_user=False, family_name="Должностнов"), OfficeKind.DEPUTY_CHAIR)
    Office.objects.create(kind=OfficeKind.OTHER, name_kk="Бос", name_ru="Пустая")

    page = client.get(reverse("bodies:office_list") + query)

    assert len(page.context["rows"]) == count
    assert ("По этому фильтру должностей нет." in page.content.decode()) == (count == 0)
