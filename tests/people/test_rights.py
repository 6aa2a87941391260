"""Rights follow from seats, on a day; nothing is copied, nobody unknown may anything."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.backends.postgresql.psycopg_any import DateRange
from guardian.models import GroupObjectPermission, UserObjectPermission

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole
from assembly.common.errors import NotAllowed
from assembly.people.enums import Role
from assembly.people.models import Person, User
from assembly.people.rights import RIGHTS, declare, has_right, is_granted, require_right, roles_kept, roles_of
from tests.factories import (
    SINCE,
    hold_office,
    make_person,
    make_region,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
    seat,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def chairman():
    person = make_person()
    hold_office(person, OfficeKind.CHAIRMAN)
    return person.user


def head():
    person = make_person()
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)
    return person.user


def deputy():
    person = make_person()
    hold_office(person, OfficeKind.DEPUTY_CHAIR)
    return person.user


def member():
    person = make_person()
    seat(person, BodyKind.ASSEMBLY)
    return person.user


def council_member():
    person = make_person()
    seat(person, BodyKind.COUNCIL)
    return person.user


def coordinator():
    return make_state_officer(role=OfficerRole.COORDINATOR)


def regional_secretary():
    person = make_person()
    seat(person, BodyKind.REGIONAL_ASSEMBLY, body=_regional_body(), role="secretary")
    return person.user


def _regional_body():
    from assembly.bodies.models import Body

    return Body.objects.create(
        kind=BodyKind.REGIONAL_ASSEMBLY, name_kk="а", name_ru="а", region=make_region()
    )


SEATS = {
    chairman: {Role.CHAIRMAN},
    head: {Role.HEAD_OF_SECRETARIAT, Role.SECRETARIAT, Role.DEPUTY_CHAIR},
    deputy: {Role.DEPUTY_CHAIR},
    make_secretary: {Role.SECRETARIAT},
    member: {Role.MEMBER},
    council_member: {Role.COUNCIL_MEMBER},
    make_state_officer: {Role.STATE_OFFICER},
    coordinator: {Role.STATE_OFFICER, Role.STATE_COORDINATOR},
    regional_secretary: {Role.REGIONAL_SECRETARY},
    make_user: set(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("maker", SEATS, ids=lambda maker: maker.__name__)
def test_roles_follow_from_the_seat(maker):
    assert roles_of(maker(), on=TODAY) == SEATS[maker]


@pytest.mark.django_db
@pytest.mark.parametrize("maker", SEATS, ids=lambda maker: maker.__name__)
def test_each_right_is_held_by_exactly_its_roles(maker):
    user, roles = maker(), SEATS[maker]

    for code, right in RIGHTS.items():
        assert has_right(user, code, on=TODAY) is bool(right.roles & roles), code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (SINCE, None, True),
        (TODAY, None, True),  # the first day is in the span
        (TODAY + DAY, None, False),  # tomorrow's seat gives nothing today
        (SINCE, TODAY + DAY, True),  # the last day
        (SINCE, TODAY, False),  # the span is half-open: its end is not in it
        (SINCE, TODAY - DAY, False),
    ],
)
def test_a_right_lasts_as_long_as_the_seat(since, until, expected):
    person = make_person()
    seat(person, BodyKind.SECRETARIAT, since=since, until=until)

    assert has_right(person.user, "people.invite_persons", on=TODAY) is expected


@pytest.mark.django_db
def test_a_post_at_a_state_body_that_ended_gives_nothing():
    user = make_state_officer(make_state_body())
    user.person.state_posts.update(term=DateRange(SINCE, TODAY))

    assert roles_of(user, on=TODAY) == set()
    assert roles_of(user, on=TODAY - DAY) == {Role.STATE_OFFICER}


@pytest.mark.django_db
def test_a_closed_account_has_no_right():
    user = make_secretary()
    user.is_active = False

    assert roles_of(user, on=TODAY) == set()
    assert has_right(user, "people.invite_persons", on=TODAY) is False


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_has_no_right(nobody):
    assert roles_of(nobody, on=TODAY) == set()
    assert has_right(nobody, "people.invite_persons", on=TODAY) is False
    with pytest.raises(NotAllowed):
        require_right(nobody, "people.invite_persons", on=TODAY)


@pytest.mark.django_db
def test_a_system_administrator_has_no_right_in_any_procedure():
    administrator = User.objects.create_superuser("root@portal.example")

    assert [code for code in RIGHTS if has_right(administrator, code, on=TODAY)] == []


@pytest.mark.django_db
def test_a_person_without_an_account_lends_his_seat_to_nobody():
    person = make_person(with_user=False)
    seat(person, BodyKind.SECRETARIAT)

    assert Person.objects.get(pk=person.pk).user is None
    assert has_right(make_user(), "people.invite_persons", on=TODAY) is False


@pytest.mark.django_db
def test_refusal_names_the_paragraph_of_the_right():
    with pytest.raises(NotAllowed) as refusal:
        require_right(make_user(), "people.invite_persons", on=TODAY)

    assert refusal.value.act == "people.invite_persons"
    assert refusal.value.legal_ref.code == "decree-747:17(1)@2024-12-27"


@pytest.mark.django_db
def test_an_undeclared_right_is_a_mistake_of_the_program():
    with pytest.raises(LookupError, match="is not declared"):
        has_right(make_user(), "people.fly", on=TODAY)


def test_a_right_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        declare("people.invite_persons", Role.MEMBER)


@pytest.mark.django_db
def test_seats_are_asked_once_while_a_page_is_read_and_anew_by_every_act(django_assert_num_queries):
    user = make_secretary()
    with roles_kept():
        roles_of(user, on=TODAY)
        with django_assert_num_queries(0):
            roles_of(user, on=TODAY)
        roles_of(user, on=TODAY + DAY)
    with django_assert_num_queries(1):
        roles_of(user, on=TODAY)


@pytest.mark.django_db
def test_what_is_kept_for_one_reader_is_not_given_to_another():
    with roles_kept():
        assert roles_of(make_secretary(), on=TODAY) == {Role.SECRETARIAT}
        assert roles_of(make_user(), on=TODAY) == set()


def granted_on(key):
    """A record with guardian's tables behind it, as models with direct foreign keys have them."""
    return SimpleNamespace(
        user_grants=UserObjectPermission.objects.filter(object_pk=key),
        group_grants=GroupObjectPermission.objects.filter(object_pk=key),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("to_group", [False, True])
def test_a_right_granted_by_hand_holds_on_that_record_alone(to_group):
    user, stranger = make_user(), make_user()
    permission = Permission.objects.create(
        codename="invite_persons", content_type=ContentType.objects.get_for_model(Person)
    )
    record, other = make_person(), make_person()
    values = {"permission": permission, "content_object": record}
    if to_group:
        group = Group.objects.create(name="g")
        user.groups.add(group)
        GroupObjectPermission.objects.create(group=group, **values)
    else:
        UserObjectPermission.objects.create(user=user, **values)

    assert has_right(user, "people.invite_persons", on=TODAY, subject=granted_on(record.pk)) is True
    assert has_right(user, "people.invite_persons", on=TODAY, subject=granted_on(other.pk)) is False
    assert has_right(user, "people.invite_persons", on=TODAY) is False
    assert has_right(stranger, "people.invite_persons", on=TODAY, subject=granted_on(record.pk)) is False
    assert is_granted(user, "people.view_persons", granted_on(record.pk)) is False
