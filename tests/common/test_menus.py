"""Menus, languages and the curve of presence."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import translation

from assembly.common import navigation
from assembly.common.context_processors import language_links
from assembly.common.curve import PresenceCurve
from assembly.people.models import Person, User
from tests.factories import make_person


@pytest.fixture
def menus(monkeypatch):
    monkeypatch.setattr(navigation, "PUBLIC_NAVIGATION", {})
    monkeypatch.setattr(navigation, "WORKSPACE_NAVIGATION", {})
    monkeypatch.setattr(navigation, "BELLS", [])


def request_of(path, **user):
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=True, **user)
    return request


@pytest.mark.urls("tests.look.urls")
def test_menu_holds_what_the_person_may_see_with_numbers(menus):
    navigation.register("", "Бет", "common:pieces", "inbox", 1, count=lambda user: 3, is_hot=True)
    navigation.register("Жұмыс", "Жабық", "common:sight", "lock", 2, right=lambda user: user.is_head)
    navigation.register("Жұмыс", "Жоқ", "nowhere:page", "lock", 3)

    with translation.override("kk"):
        of_clerk = navigation.workspace_groups(request_of("/kk/look/", is_head=False))
        of_head = navigation.workspace_groups(request_of("/kk/look/", is_head=True))

    assert [(line.url, line.count, line.hot, line.current) for line in of_clerk[0].lines] == [
        ("/kk/look/", 3, True, True)
    ]
    assert len(of_clerk) == 1
    assert [group.label for group in of_head] == ["", "Жұмыс"]


@pytest.mark.django_db
@pytest.mark.urls("tests.look.urls")
def test_the_numbers_of_a_menu_and_of_its_bell_are_one_question(menus, django_assert_num_queries):
    make_person()
    make_person(with_user=False)
    people, users = Person.objects.all(), User.objects.all()
    navigation.register(
        "", "Бет", "common:pieces", "inbox", 1, count=lambda user: (people, users), is_hot=True
    )
    navigation.register(
        "", "Бос", "common:sight", "lock", 2, count=lambda user: (people.none(),), is_hot=True
    )
    navigation.register_bell("common:pieces", lambda user: (people.filter(user__isnull=True),))
    request = request_of("/kk/look/")

    with translation.override("kk"), django_assert_num_queries(1):
        bell, groups = navigation.bell_line(request), navigation.workspace_groups(request)

    assert bell.count == 1
    assert [(line.label, line.count, line.hot) for line in groups[0].lines] == [
        ("Бет", 3, True),
        ("Бос", 0, False),
    ]


@pytest.mark.django_db
@pytest.mark.urls("tests.look.urls")
def test_lines_that_rows_open_are_opened_by_one_question(menus, django_assert_num_queries):
    make_person()
    everybody = Person.objects.all()
    navigation.register("", "Бар", "common:pieces", "inbox", 1, right=lambda user: everybody.order_by("pk"))
    navigation.register("", "Жоқ", "common:sight", "lock", 2, right=lambda user: everybody.filter(email="-"))
    navigation.register("", "Ештеңе", "people:notice_list", "lock", 3, right=lambda user: everybody.none())

    with translation.override("kk"), django_assert_num_queries(1):
        groups = navigation.workspace_groups(request_of("/kk/look/"))

    assert [line.label for line in groups[0].lines] == ["Бар"]


@pytest.mark.urls("tests.look.urls")
def test_public_menu_marks_the_section_and_skips_what_is_not_there(menus):
    navigation.register_public("Б", "common:pieces", 2)
    navigation.register_public("А", "nowhere:page", 1)

    with translation.override("ru"):
        lines = navigation.public_lines("/ru/look/")

    assert [(line.label, line.current) for line in lines] == [("Б", True)]


def test_stranger_has_no_workspace_menu(menus):
    request = RequestFactory().get("/kk/")

    assert navigation.workspace_groups(request) == []
    assert navigation.bell_line(request) is None


def test_home_is_current_only_on_itself():
    assert navigation.nearest("/ru/decisions/35-3/", ["/ru/", "/ru/decisions/"]) == "/ru/decisions/"
    assert navigation.nearest("/ru/contacts/", ["/ru/"]) == ""
    assert navigation.nearest("/ru/", ["/ru/", "/ru/decisions/"]) == "/ru/"


def test_language_links_of_a_neutral_address_lead_home():
    with translation.override("ru"):
        links = language_links("/d/AB12")

    assert [link["url"] for link in links] == ["/kk/", "/ru/", "/en/"]
    assert [link["is_current"] for link in links] == [False, True, False]


# -- curve of presence -----------------------------------------------------------------------------


def test_curve_of_presence_marks_the_time_without_quorum_but_not_the_arrival():
    begin = datetime(2026, 11, 26, 9, 30, tzinfo=ZoneInfo("Asia/Almaty"))
    points = [
        (begin + timedelta(minutes=minute), count)
        for minute, count in ((0, 100), (30, 402), (60, 384), (70, 398))
    ]
    curve = PresenceCurve(points, begin + timedelta(minutes=100), 389)

    assert [(gap.x, gap.width) for gap in curve.gaps] == [(376, 55)]
    assert curve.line.startswith("M48 ")
    assert curve.line.endswith("H596")
    with translation.override("ru"):
        assert curve.description == (
            "С 09:30 до 11:10. Больше всего присутствовало: 402, в конце: 398, требуется: 389. Сколько раз не было кворума: 1."
        )


def test_curve_of_a_single_moment_is_drawn():
    begin = datetime(2026, 11, 26, 9, 30, tzinfo=ZoneInfo("Asia/Almaty"))

    assert PresenceCurve([(begin, 0)], begin, 389).gaps == []
