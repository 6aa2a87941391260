"""Sittings in the states that tests need, made by the services themselves."""

from datetime import date, timedelta

from assembly.bodies.enums import BodyKind
from assembly.documents.models import Act
from assembly.meetings.services.meetings import convene_meeting
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import open_meeting
from assembly.people.models import Person
from tests.factories import NOON, make_body, make_members, make_secretary

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
ITEM = {
    "title_kk": "Тұжырымдамалық тәсілдер туралы",
    "title_ru": "О концептуальных подходах",
    "competence": "conceptual_approaches",
}


def make_act(number="12"):
    return Act.objects.create(
        kind="order", number=number, signed_on=date(2026, 10, 22), organ="chairman", title_kk="Сессияны шақыру туралы",
        title_ru="О созыве Сессии", code=f"code{number}",
    )  # fmt: skip


def convened(members=6, *, kind=BodyKind.ASSEMBLY, items=(ITEM,), secretary=None, starts_at=NOON, **fields):
    """Return a convened sitting, its secretary and the persons of its members."""
    secretary = secretary or make_secretary()
    persons = make_members(members, kind=kind)
    meeting = convene_meeting(
        body=make_body(kind),
        title_kk="XXXVI Сессия",
        title_ru="XXXVI сессия",
        series_label="36" if kind == BodyKind.ASSEMBLY else "",
        starts_at=starts_at,
        place_kk="Астана, Бейбітшілік және келісім сарайы",
        place_ru="Астана, Дворец мира и согласия",
        basis=Act.objects.first() or make_act(),
        items=items if kind == BodyKind.ASSEMBLY else (),
        actor=secretary,
        at=NOON - timedelta(days=30),
        **fields,
    )
    return meeting, secretary, persons


def registering(members=6, *, present=0, **fields):
    """Return a sitting whose registration is open, with ``present`` members in the hall."""
    meeting, secretary, persons = convened(members, **fields)
    meeting = open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)
    if present:
        keys = [person.pk for person in persons[:present]]
        check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=NOON + MINUTE)
    return meeting, secretary, persons


def sitting(members=6, *, present=4, **fields):
    """Return a sitting in session."""
    meeting, secretary, persons = registering(members, present=present, **fields)
    meeting = open_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 2 * MINUTE)
    return meeting, secretary, persons


def user_of(person):
    return Person.objects.select_related("user").get(pk=person.pk).user
