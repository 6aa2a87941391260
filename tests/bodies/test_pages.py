import io
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.audit.models import AccessLog, AuditEvent
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Association, Membership, Office, OfficeHolding, StateBodyOfficer
from assembly.bodies.services.seed import seed_reference
from assembly.common.search import fold
from assembly.common.sheets import harmless
from assembly.people.models import Person
from tests.bodies.test_memberships import make_basis
from tests.factories import (
    NOON,
    make_body,
    make_chairman,
    make_members,
    make_person,
    make_region,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def staff(client):
    secretary = make_secretary()
    make_body(BodyKind.ASSEMBLY)
    client.force_login(secretary)
    return client


def lists():
    return [
        "bodies:member_list",
        "bodies:association_list",
        "bodies:state_body_list",
        "bodies:office_list",
        "bodies:region_list",
        "bodies:member_export",
        "bodies:association_export",
        "bodies:state_body_export",
        "bodies:office_export",
        "bodies:region_export",
        "bodies:seat_new",
        "bodies:person_new",
    ]


@pytest.mark.parametrize("name", lists())
@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("user", 403), ("member", 403), ("chairman", 403), ("officer", 403), ("staff", 200)],
)
def test_registers_are_open_to_the_secretariat_alone(client, name, who, status):
    make_body(BodyKind.ASSEMBLY)
    user = {
        "nobody": lambda: None,
        "user": make_user,
        "member": lambda: make_members(1)[0].user,
        "chairman": make_chairman,
        "officer": make_state_officer,
        "staff": make_secretary,
    }[who]()
    if user:
        client.force_login(user)

    assert client.get(reverse(name)).status_code == status


def make_seats(count):
    region = make_region()
    for number in range(count):
        association = Association.objects.create(
            name_kk=f"{number} бірлестік", name_ru=f"Объединение {number}"
        )
        seat(
            make_person(with_user=False),
            BodyKind.ASSEMBLY,
            region=region,
            association=association,
            basis=make_basis(f"{count}/{number}"),
        )


@pytest.mark.parametrize("name", [name for name in lists() if name.endswith(("_list", "_export"))])
def test_a_list_asks_as_much_for_three_as_for_one(staff, name):
    seed_reference(at=NOON)
    counts = []
    for number in (1, 2):
        make_seats(number)
        make_state_officer()
        Person.objects.filter(pk=make_person().pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert staff.get(reverse(name)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def names_on(response):
    return [row.person.family_name for row in response.context["page"]]


def test_members_are_found_without_kazakh_letters(staff):
    for name in ("Әбдіғалиев", "Ғұмаров", "Қожахмет", "Hовиков"):
        seat(make_person(family_name=name, with_user=False), BodyKind.ASSEMBLY)

    page = reverse("bodies:member_list")
    assert names_on(staff.get(page, {"q": "абдигалиев"})) == ["Әбдіғалиев"]
    assert names_on(staff.get(page, {"q": "ГУМАРОВ"})) == ["Ғұмаров"]
    assert names_on(staff.get(page, {"q": "айдос қожа"})) == ["Қожахмет"]
    assert names_on(staff.get(page, {"q": "никто"})) == []
    assert fold("Ёлка ӘЛІ") == "елка али"


def test_members_stand_in_the_order_of_the_kazakh_alphabet(staff):
    for name in ("Ярова", "Әли", "Ахметов", "Үсенов", "Ұлықбек", "Уәлиев", "Іздібай", "Ыбырай"):
        seat(make_person(family_name=name, with_user=False), BodyKind.ASSEMBLY)
    expected = ["Ахметов", "Әли", "Уәлиев", "Ұлықбек", "Үсенов", "Ыбырай", "Іздібай", "Ярова"]
    page = reverse("bodies:member_list")

    assert names_on(staff.get(page)) == expected
    assert names_on(staff.get(page, {"sort": "-name"})) == expected[::-1]


def test_the_register_shows_the_day_asked_for(staff):
    seat(make_person(family_name="Бывший", with_user=False), BodyKind.ASSEMBLY, until=date(2026, 1, 1))
    seat(make_person(family_name="Новый", with_user=False), BodyKind.ASSEMBLY, since=date(2026, 1, 1))
    page = reverse("bodies:member_list")

    assert names_on(staff.get(page, {"on": "31.12.2025"})) == ["Бывший"]
    assert names_on(staff.get(page, {"on": "01.01.2026"})) == ["Новый"]


def test_the_council_column_and_its_filter_agree(staff):
    both, one = make_person(family_name="Советник"), make_person(family_name="Член")
    for person in (both, one):
        seat(person, BodyKind.ASSEMBLY)
    seat(both, BodyKind.COUNCIL)
    page = reverse("bodies:member_list")

    assert names_on(staff.get(page, {"council": "yes"})) == ["Советник"]
    assert names_on(staff.get(page, {"council": "no"})) == ["Член"]


def test_an_export_holds_the_filtered_list_without_contacts_and_formulas(staff):
    seat(
        make_person(family_name="=Ахметов", phone="+7 700 000 00 00", with_user=False),
        BodyKind.ASSEMBLY,
        region=make_region(),
    )
    seat(make_person(family_name="Другой", with_user=False), BodyKind.ASSEMBLY)

    response = staff.get(reverse("bodies:member_export"), {"q": "ахмет"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)

    assert len(rows) == 2
    assert rows[1][0] == "'=Ахметов Айдос"
    assert "+7 700" not in str(rows)
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@a", "\t=1"])
def test_a_cell_that_looks_like_a_formula_is_quoted(text):
    assert harmless(text) == f"'{text}"


def test_plain_cells_stay_as_they_are():
    assert [harmless(value) for value in (None, 5, date(2026, 1, 1), "Ахметов")] == [
        None,
        5,
        date(2026, 1, 1),
        "Ахметов",
    ]


def test_a_card_shows_contacts_and_writes_who_looked(staff):
    person = make_person(phone="+7 700 000 00 00")
    seat(person, BodyKind.ASSEMBLY)

    response = staff.get(reverse("bodies:member_card", kwargs={"person_id": person.pk}))

    assert "+7 700 000 00 00" in response.content.decode()
    assert AccessLog.objects.get().subject == f"person:{person.pk}"


def test_a_card_is_closed_to_others_and_their_attempt_shows_nothing(client):
    person = make_person(phone="+7 700 000 00 00")
    client.force_login(make_members(1)[0].user)

    response = client.get(reverse("bodies:member_card", kwargs={"person_id": person.pk}))

    assert response.status_code == 403
    assert AccessLog.objects.count() == 0


def test_what_is_visible_is_what_the_right_says():
    secretary, member = make_secretary(), make_members(1)[0]
    on = timezone.localdate()

    assert Membership.objects.visible_to(secretary, on=on).count() == Membership.objects.count() == 2
    assert Membership.objects.visible_to(member.user, on=on).get().person == member
    assert Membership.objects.visible_to(AnonymousUser(), on=on).count() == 0


def test_a_seat_is_entered_through_the_pages_without_javascript(staff):
    person, basis = make_person(family_name="Қалиев", with_user=False), make_basis()
    page = reverse("bodies:seat_new")

    found = staff.get(page, {"q": "калиев"})
    assert [row[0] for row in found.context["found"]] == [person]
    url = page + found.context["found"][0][1]
    facts = {
        "body": make_body(BodyKind.ASSEMBLY).pk,
        "role": "member",
        "from_on": "23.11.2026",
        "basis": basis.pk,
        "counts_toward_quorum": "on",
    }
    assert staff.get(url).status_code == 200
    assert staff.post(url, {**facts, "basis": ""}).status_code == 422
    assert staff.post(url, facts).status_code == 302
    again = staff.post(url, facts)

    assert again.status_code == 409
    assert "23.11.2026" in again.context["refusal"].message()
    assert person.memberships.count() == 1
    event = AuditEvent.objects.get(kind="bodies.member_seated")
    assert event.stream == f"person:{person.pk}"


def test_a_seat_is_ended_through_the_page(staff):
    membership = seat(make_person(), BodyKind.ASSEMBLY)
    url = reverse("bodies:seat_end", kwargs={"membership_id": membership.pk})

    assert staff.post(url, {"until": "01.12.2026", "reason": "recall"}).status_code == 422
    assert staff.post(url, {"until": "01.12.2026", "reason": "death"}).status_code == 302

    membership.refresh_from_db()
    assert membership.term.upper == date(2026, 12, 1)


def test_a_new_person_is_entered_and_chosen_at_once(staff):
    back = reverse("bodies:seat_new") + "?body=1&q=x"
    url = f"{reverse('bodies:person_new')}?next={back.replace('&', '%26')}"
    facts = {"family_name": "Жаңа", "given_name": "Адам", "language": "kk", "email": "New@portal.example"}

    response = staff.post(url, facts)
    person = Person.objects.get(family_name="Жаңа")

    assert response["Location"] == f"{back}&person={person.pk}"
    assert person.email == "new@portal.example"
    assert staff.post(url, facts).status_code == 422
    assert staff.post(f"{reverse('bodies:person_new')}?next=//evil.example", {**facts, "email": ""})[
        "Location"
    ].startswith("/ru/registers/members/")


def test_an_office_is_filled_and_vacated_through_the_pages(staff):
    seed_reference(at=NOON)
    person = make_person()
    office = Office.objects.create(kind=OfficeKind.OTHER, name_kk="Лауазым", name_ru="Должность")
    basis = make_basis()
    fill = reverse("bodies:office_appoint", kwargs={"office_id": office.pk})
    empty = reverse("bodies:office_vacate", kwargs={"office_id": office.pk})

    assert staff.get(fill).status_code == 200
    assert staff.get(empty).status_code == 200
    assert staff.post(empty, {"until": "01.12.2026", "basis": basis.pk}).status_code == 409
    assert (
        staff.post(f"{fill}?person={person.pk}", {"from_on": "23.11.2025", "basis": basis.pk}).status_code
        == 302
    )
    assert person.full_name in staff.get(reverse("bodies:office_list")).content.decode()
    assert staff.post(empty, {"until": "01.12.2026", "basis": basis.pk}).status_code == 302
    assert OfficeHolding.objects.get().term == DateRange(date(2025, 11, 23), date(2026, 12, 1))


def test_an_officer_is_entered_and_ended_through_the_pages(staff):
    state_body, person = make_state_body(), make_person()
    url = reverse("bodies:officer_new", kwargs={"state_body_id": state_body.pk})
    card = reverse("bodies:state_body_card", kwargs={"state_body_id": state_body.pk})

    assert staff.get(url).status_code == 200
    assert staff.get(card).status_code == 200
    assert (
        staff.post(f"{url}?person={person.pk}", {"role": "officer", "from_on": "23.11.2026"}).status_code
        == 302
    )
    officer = StateBodyOfficer.objects.get()
    end = reverse("bodies:officer_end", kwargs={"officer_id": officer.pk})
    assert staff.get(end).status_code == 200
    assert staff.post(end, {"until": "23.11.2026"}).status_code == 422
    assert staff.post(end, {"until": "24.11.2026"}).status_code == 302
    assert person.full_name in staff.get(card).content.decode()


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("name", ["bodies:member_list", "bodies:region_list", "bodies:office_list"])
def test_lists_open_in_every_language(staff, language, name):
    seed_reference(at=NOON)
    with translation.override(language):
        assert staff.get(reverse(name)).status_code == 200
