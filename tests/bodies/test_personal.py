"""Who sees which personal value: the reviewed table."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from assembly.audit.models import AccessLog
from assembly.bodies.enums import BodyKind, OfficeKind, SeatRole
from tests.factories import (
    hold_office,
    make_body,
    make_chairman,
    make_members,
    make_person,
    make_region,
    make_secretary,
    make_state_officer,
    make_user,
    seat,
)

pytestmark = pytest.mark.django_db
EMAIL, PHONE, BIRTH, IIN = "aigul@portal.example", "+7 701 000 11 22", "7 марта 1979", "790307"
VALUES = {"email": EMAIL, "phone": PHONE, "birth_on": BIRTH, "iin": IIN}
NOTHING: set[str] = set()


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def shown():
    """A member from region 71 all of whose personal values are recorded."""
    person = make_person(
        with_user=False, family_name="Показова", email=EMAIL, phone=PHONE, birth_on=date(1979, 3, 7)
    )
    person.put_iin("790307400017")
    person.save()
    seat(person, BodyKind.ASSEMBLY, region=make_region("71"))
    return person


def regional_secretary(code):
    person, region = make_person(), make_region(code)
    body = make_body(BodyKind.REGIONAL_ASSEMBLY, region=region)
    seat(person, BodyKind.REGIONAL_ASSEMBLY, body=body, role=SeatRole.SECRETARY)
    return person.user


def head():
    person = make_person()
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)
    return person.user


# Who, what the card answers, which values stand on it. The IIN is masked: the day of birth is in it, no more.
TABLE = [
    ("secretary", make_secretary, 200, {"email", "phone", "birth_on", "iin"}),
    ("head", head, 200, {"email", "phone", "birth_on", "iin"}),
    ("regional secretary of the region", lambda: regional_secretary("71"), 200, {"email", "phone"}),
    ("regional secretary of another", lambda: regional_secretary("75"), 404, NOTHING),
    ("chairman", make_chairman, 403, NOTHING),
    ("member", lambda: make_members(1)[0].user, 403, NOTHING),
    ("council member", lambda: make_members(1, kind=BodyKind.COUNCIL)[0].user, 403, NOTHING),
    ("officer of a state body", make_state_officer, 403, NOTHING),
    ("without a seat", make_user, 403, NOTHING),
]


@pytest.mark.parametrize(
    ("make", "status", "seen"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_each_sees_the_personal_values_that_he_needs(client, shown, make, status, seen):
    viewer = make()
    client.force_login(viewer)

    answer = client.get(reverse("bodies:member_card", args=[shown.pk]))

    assert answer.status_code == status
    page = answer.content.decode().replace("\xa0", " ")
    assert {name for name, value in VALUES.items() if value in page} == seen
    # Each view that shows something is one line of the journal, and nothing else is.
    assert AccessLog.objects.filter(viewer_id=viewer.pk, subject=f"person:{shown.pk}").count() == bool(seen)


def test_a_stranger_is_led_to_the_door(client, shown):
    assert client.get(reverse("bodies:member_card", args=[shown.pk])).status_code == 302
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    "name", ["bodies:member_list", "bodies:member_export", "bodies:body_list", "bodies:office_list"]
)
def test_lists_hold_no_personal_value(client, shown, name):
    client.force_login(make_secretary())

    page = client.get(reverse(name)).content.decode(errors="replace").replace("\xa0", " ")

    assert [value for value in VALUES.values() if value in page] == []
    assert not AccessLog.objects.exists()


def test_a_regional_secretary_sees_his_region_and_keeps_nothing(client, shown):
    other = make_person(family_name="Чужова")
    seat(other, BodyKind.ASSEMBLY, region=make_region("75"))
    viewer = regional_secretary("71")
    client.force_login(viewer)

    page = client.get(reverse("bodies:member_list"))
    assert [held.person for held, _cells in page.context["rows"]] == [shown]
    assert reverse("bodies:seat_new") not in page.content.decode()
    assert [row.body for row in client.get(reverse("bodies:body_list")).context["page"]] == [
        viewer.person.memberships.get().body
    ]
    card = client.get(reverse("bodies:member_card", args=[shown.pk])).content.decode()
    assert reverse("bodies:seat_new") not in card
    assert "seats/" not in card
    assert client.get(reverse("bodies:body_page", args=[make_body(BodyKind.ASSEMBLY).pk])).status_code == 404
    for closed in (
        "bodies:seat_new",
        "bodies:office_list",
        "bodies:association_list",
        "bodies:duplicate_list",
    ):
        assert client.get(reverse(closed)).status_code == 403


def test_a_former_regional_secretary_sees_nobody(client, shown):
    viewer = regional_secretary("71")
    viewer.person.memberships.update(term=(date(2025, 1, 1), timezone.localdate()), end_reason="rotation")
    client.force_login(viewer)

    assert client.get(reverse("bodies:member_list")).status_code == 403
