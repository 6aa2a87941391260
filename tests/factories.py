"""Makers of test records: few, plain, free of surprises. Every name is invented."""

import itertools
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole
from assembly.bodies.models import (
    Body,
    Membership,
    Office,
    OfficeHolding,
    Region,
    StateBody,
    StateBodyOfficer,
)
from assembly.people.models import Person, User

ALMATY = ZoneInfo("Asia/Almaty")
SINCE = date(2025, 1, 1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
PASSWORD = "қарапайым-құпия-7"
_numbers = itertools.count(1)


def make_person(*, with_user=True, language="kk", **fields):
    """Make a person who can sign in (unless told otherwise)."""
    number = next(_numbers)
    fields.setdefault("family_name", f"Сынақов{number}")
    fields.setdefault("given_name", "Айдос")
    fields.setdefault("email", f"person{number}@portal.example")
    user = User.objects.create(email=fields["email"], password="!") if with_user else None
    return Person.objects.create(user=user, language=language, **fields)


def make_user(**fields):
    """Make a user without any seat."""
    return make_person(**fields).user


def make_body(kind, **fields):
    """Make, or find, the body of a kind that exists once."""
    body = Body.objects.filter(kind=kind).first() if "region" not in fields else None
    return body or Body.objects.create(kind=kind, name_kk=f"{kind} kk", name_ru=f"{kind} ru", **fields)


def seat(person, kind, *, since=SINCE, until=None, **fields):
    """Give a person a seat in a body."""
    fields.setdefault("end_reason", "rotation" if until else "")
    body = fields.pop("body", None) or make_body(kind)
    return Membership.objects.create(body=body, person=person, term=DateRange(since, until), **fields)


def hold_office(person, kind, *, since=SINCE, until=None):
    """Give a person an office."""
    office = Office.objects.filter(kind=kind).first() or Office.objects.create(
        kind=kind, name_kk=f"{kind} kk", name_ru=f"{kind} ru"
    )
    return OfficeHolding.objects.create(office=office, person=person, term=DateRange(since, until))


def make_secretary(**fields):
    """Make a member of the Secretariat's staff; returns the user."""
    person = make_person(**fields)
    seat(person, BodyKind.SECRETARIAT)
    return person.user


def make_chairman(**fields):
    """Make the Chairman of the Assembly; returns the user."""
    person = make_person(**fields)
    hold_office(person, OfficeKind.CHAIRMAN)
    return person.user


def make_members(count, *, kind=BodyKind.ASSEMBLY, **fields):
    """Make members of a body; returns their persons."""
    persons = [make_person(**fields) for _ in range(count)]
    for person in persons:
        seat(person, kind)
    return persons


def make_council(count, **fields):
    """Make members of the Council; returns their persons."""
    return make_members(count, kind=BodyKind.COUNCIL, **fields)


def make_region(code="71", **fields):
    """Make, or find, a region."""
    defaults = {"name_kk": f"{code} қаласы", "name_ru": f"город {code}", "name_en": f"city {code}", **fields}
    return Region.objects.get_or_create(code=code, defaults=defaults)[0]


def make_state_body(**fields):
    """Make a state body."""
    number = next(_numbers)
    fields.setdefault("code", f"sb{number}")
    return StateBody.objects.create(
        name_kk=f"{number}-министрлік", name_ru=f"Министерство {number}", **fields
    )


def make_state_officer(state_body=None, *, role=OfficerRole.OFFICER, **fields):
    """Make an officer of a state body; returns the user."""
    person = make_person(**fields)
    StateBodyOfficer.objects.create(
        state_body=state_body or make_state_body(), person=person, role=role, term=DateRange(SINCE, None)
    )
    return person.user
