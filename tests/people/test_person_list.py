"""The list of persons as a working tool: who is narrowed to, what inviting them would do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole
from assembly.people.models import Invitation, User
from tests.factories import (
    NOON,
    hold_office,
    make_person,
    make_region,
    make_state_body,
    make_state_officer,
    seat,
)
from tests.people.kit import HASHED, get, post, text

NAMES = ("Член", "Советник", "Чиновник", "Координатор", "Аким", "Никто")


def people_of_all_kinds():
    """One person of each kind, some of them of the region 71."""
    region = make_region("71")
    seat(make_person(family_name="Член"), BodyKind.ASSEMBLY, region=region)
    seat(make_person(family_name="Советник"), BodyKind.COUNCIL)
    make_state_officer(make_state_body(region=region), family_name="Чиновник")
    make_state_officer(role=OfficerRole.COORDINATOR, family_name="Координатор")
    hold_office(make_person(family_name="Аким"), OfficeKind.AKIM)
    make_person(family_name="Никто")


def shown(page):
    return {name for name in NAMES if f"{name} Айдос</a></th>" in page}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"seat": "assembly"}, {"Член"}),
        ({"seat": "council"}, {"Советник"}),
        ({"seat": "office"}, {"Аким"}),
        ({"seat": "officer"}, {"Чиновник"}),
        ({"seat": "coordinator"}, {"Координатор"}),
        ({"seat": "nowhere"}, {"Никто"}),
        ({"region": "71"}, {"Член", "Чиновник"}),
        ({"region": "71", "seat": "officer"}, {"Чиновник"}),
        ({"region": "99"}, set(NAMES)),  # not a value of the filter: it says nothing
    ],
)
def test_persons_are_narrowed_by_seat_and_region(staff, query, expected):
    people_of_all_kinds()

    assert shown(text(get(staff, "people:person_list", **query))) == expected


@pytest.mark.django_db
def test_a_seat_that_ended_narrows_to_nobody(staff):
    seat(make_person(family_name="Член"), BodyKind.ASSEMBLY, until=NOON.date() - timedelta(days=1))

    assert shown(text(get(staff, "people:person_list", seat="assembly"))) == set()
    assert shown(text(get(staff, "people:person_list", seat="nowhere"))) == {"Член"}


@pytest.mark.django_db
def test_persons_are_narrowed_by_language_and_closed_sign_in(staff):
    make_person(family_name="Член", language="kk")
    closed = make_person(family_name="Советник", language="ru")
    User.objects.filter(pk=closed.user_id).update(is_active=False, password=HASHED)

    assert shown(text(staff.get("/ru/people/persons/", {"language": "kk"}))) == {"Член"}
    assert shown(text(get(staff, "people:person_list", state="closed"))) == {"Советник"}


def a_mixed_list():
    make_person(with_user=False, family_name="Қазақша", language="kk")
    make_person(with_user=False, family_name="Орысша", language="ru")
    make_person(with_user=False, family_name="Русский", language="ru")
    make_person(with_user=False, family_name="Безадресный", email="")
    signs_in, closed = make_person(family_name="Входящий"), make_person(family_name="Закрытый")
    User.objects.filter(pk=signs_in.user_id).update(password=HASHED)
    User.objects.filter(pk=closed.user_id).update(password=HASHED, is_active=False)


@pytest.mark.django_db
def test_before_letters_leave_the_page_says_in_which_languages_and_who_is_left_out(staff, secretary):
    User.objects.filter(pk=secretary.pk).update(password=HASHED)
    a_mixed_list()

    page = text(get(staff, "people:persons_invite"))

    assert "Писем со ссылкой для пароля: 3" in page
    assert '<b>Казахский: 1</b><br><span class="hint">Қазақша Айдос</span>' in page
    assert '<b>Русский: 2</b><br><span class="hint">Орысша Айдос, Русский Айдос</span>' in page
    assert (
        '<b>Не указан адрес электронной почты: 1</b><br><span class="hint">Безадресный Айдос</span>' in page
    )
    assert '<b>Вход закрыт: 1</b><br><span class="hint">Закрытый Айдос</span>' in page
    assert "<b>Уже входят на портал: 2</b>" in page
    assert Invitation.objects.count() == 0


@pytest.mark.django_db
def test_a_list_is_invited_within_all_of_its_filters(staff):
    a_mixed_list()

    response = post(staff, "people:persons_invite", language="ru", count="2")

    assert response.status_code == 302
    assert set(Invitation.objects.values_list("person__family_name", flat=True)) == {"Орысша", "Русский"}


@pytest.mark.django_db
def test_a_list_with_nobody_to_invite_says_why(staff):
    make_person(with_user=False, family_name="Безадресный", email="")

    page = text(get(staff, "people:persons_invite", q="Безадресный"))

    assert '<button class="btn btn-primary"' not in page
    assert "<b>Не указан адрес электронной почты: 1</b>" in page


@pytest.mark.django_db
def test_a_long_narrowed_list_costs_as_many_queries_as_a_short_one(staff):
    counts = []
    for _ in range(3):
        seat(make_person(with_user=False), BodyKind.ASSEMBLY, region=make_region("71"))
        with CaptureQueriesContext(connection) as counted:
            get(staff, "people:person_list", seat="assembly", region="71")
        counts.append(len(counted))

    assert counts[0] == counts[2]
