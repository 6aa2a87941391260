"""Makers of matters for the tests of the Chairman's desk and of Sessions."""

from datetime import timedelta

from assembly.bodies.enums import BodyKind
from sessions.services.assembly_sessions import draft_session, put_session
from tests.factories import NOON, make_body, make_chairman, make_secretary

ITEMS = (
    {
        "title_kk": "Ассамблеяны дамыту тұжырымдамасы туралы",
        "title_ru": "О Концепции развития Ассамблеи",
        "title_en": "",
        "competence": "conceptual_approaches",
    },
    {
        "title_kk": "Ассамблея мүшелерінің есептері туралы",
        "title_ru": "Об отчётах членов Ассамблеи",
        "title_en": "",
        "competence": "member_reports",
    },
)
PLAN = {
    "number": 36,
    "theme_kk": "Бірлік пен келісім",
    "theme_ru": "Единство и согласие",
    "theme_en": "Unity and accord",
    "place_kk": "Астана қаласы, Бейбітшілік және келісім сарайы",
    "place_ru": "город Астана, Дворец мира и согласия",
    "starts_at": NOON + timedelta(days=30),
    "reply_by": (NOON + timedelta(days=20)).date(),
    "items": ITEMS,
}


def plan(**changes):
    """Return the arguments of ``draft_session`` for a complete plan."""
    return {**PLAN, **changes}


def make_draft(secretary=None, **changes):
    """Make a Session in preparation."""
    make_body(BodyKind.ASSEMBLY)
    return draft_session(**plan(**changes), actor=secretary or make_secretary(), at=NOON)


def make_matter(secretary=None, **changes):
    """Put a Session on the Chairman's desk; returns the matter, the Chairman and the secretary."""
    secretary = secretary or make_secretary()
    chairman = make_chairman()
    assembly_session = make_draft(secretary, **changes)
    matter = put_session(assembly_session_id=assembly_session.pk, actor=secretary, at=NOON)
    return matter, chairman, secretary
