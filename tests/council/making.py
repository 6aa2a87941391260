"""Makers of sittings of the Council that are prepared, agreed, convened."""

from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Office, OfficeHolding
from assembly.chairman.services.acts import sign_matter
from council.services.council_meetings import draft_council_meeting, put_council_meeting
from tests.factories import NOON, SINCE, hold_office, make_body, make_person, make_secretary

LATER = NOON + timedelta(hours=1)
ITEMS = (
    {
        "title_kk": "Кезекті Сессияның күн тәртібі туралы",
        "title_ru": "О повестке дня очередной Сессии",
        "title_en": "",
        "competence": "session_proposal",
    },
    {
        "title_kk": "Қоғамдық наградалар туралы",
        "title_ru": "Об общественных наградах",
        "title_en": "",
        "competence": "public_awards",
    },
)
PLAN = {
    "starts_at": NOON + timedelta(days=20),
    "reply_by": (NOON + timedelta(days=15)).date(),
    "place_kk": "Астана қаласы",
    "place_ru": "город Астана",
    "place_en": "Astana",
    "items": ITEMS,
}


def make_deputy(kind=OfficeKind.DEPUTY_CHAIR, **fields):
    """Make a deputy of the Chairman; returns the user."""
    person = make_person(**fields)
    if kind == OfficeKind.DEPUTY_CHAIR:  # there are two such offices: each deputy gets one of his own
        office = Office.objects.create(kind=kind, name_kk="Орынбасар", name_ru="Заместитель")
        OfficeHolding.objects.create(office=office, person=person, term=DateRange(SINCE, None))
    else:
        hold_office(person, kind)
    return person.user


def make_plan(actor, **changes):
    """Make a sitting in preparation; a deputy prepares his own."""
    make_body(BodyKind.COUNCIL)
    return draft_council_meeting(**{**PLAN, **changes}, actor=actor, at=NOON)


def make_own_plan(deputy, **changes):
    """Make a sitting that a deputy prepares for himself."""
    return make_plan(deputy, deputy_id=deputy.known_person.pk, **changes)


def make_agreed(deputy, chairman, **changes):
    """Make a sitting of a deputy to which the Chairman has agreed."""
    found = make_own_plan(deputy, **changes)
    matter = put_council_meeting(council_meeting_id=found.pk, actor=deputy, at=NOON)
    sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    found.refresh_from_db()
    return found


def make_put(secretary=None, **changes):
    """Put a sitting that the Chairman himself convenes; returns the plan and its matter."""
    secretary = secretary or make_secretary()
    found = make_plan(secretary, **changes)
    return found, put_council_meeting(council_meeting_id=found.pk, actor=secretary, at=NOON)
