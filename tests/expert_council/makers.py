"""The Scientific-Expert Council in the states that tests need, made by the services themselves."""

from datetime import timedelta

from assembly.bodies.enums import BodyKind, OfficeKind, SeatRole
from assembly.documents.services.versions import create_document
from assembly.meetings.services.agenda import add_item, begin_item
from assembly.meetings.services.meetings import convene_coordinated
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import open_meeting
from expert_council.services.opinions import ask_opinion
from expert_council.services.writing import issue_opinion, write_opinion
from tests.factories import NOON, hold_office, make_body, make_person, make_secretary, seat

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
PLACE = {"place_kk": "Астана", "place_ru": "Астана"}
TITLES = {"title_kk": "Кеңес отырысы", "title_ru": "Заседание Совета"}
TEXTS = {"text_kk": "1. Мәтін.", "text_ru": "1. Текст."}
OPINION = {"text_kk": "Жоба қолдау табады.", "text_ru": "Проект поддержан.", "verdict": "supported"}


def make_head():
    """Make the head of the Secretariat; returns the user."""
    person = make_person()
    hold_office(person, OfficeKind.HEAD_OF_SECRETARIAT)
    return person.user


def make_experts(count, *, chair=False):
    """Make members of the Council; the first one chairs it where that is asked."""
    persons = [make_person() for _ in range(count)]
    for place, person in enumerate(persons):
        role = SeatRole.CHAIR if chair and place == 0 else SeatRole.MEMBER
        seat(person, BodyKind.EXPERT_COUNCIL, role=role)
    return persons


def council_sitting(members=5, *, present=None, competence="expert_election"):
    """Return the current item of a sitting of the Council, its secretary and the members' persons."""
    secretary = make_secretary()
    persons = make_experts(members)
    meeting = convene_coordinated(
        body_id=make_body(BodyKind.EXPERT_COUNCIL).pk, **TITLES, **PLACE, starts_at=NOON, actor=secretary,
        at=NOON - timedelta(days=7),
    )  # fmt: skip
    item = add_item(
        meeting_id=meeting.pk, title_kk="Төрағаны сайлау", title_ru="Избрание председателя",
        competence=competence, actor=secretary, at=NOON - timedelta(days=6),
    )  # fmt: skip
    open_registration(meeting_id=meeting.pk, actor=secretary, at=NOON)
    keys = [person.pk for person in persons[: present or members]]
    check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=NOON + MINUTE)
    open_meeting(meeting_id=meeting.pk, presiding_id=persons[0].pk, actor=secretary, at=NOON + 2 * MINUTE)
    return begin_item(item_id=item.pk, actor=secretary, at=NOON + 3 * MINUTE), secretary, persons


def make_text(secretary, **fields):
    """Make a draft programme document."""
    facts = {"title_kk": "Тұжырымдама жобасы", "title_ru": "Проект Концепции", **TEXTS, **fields}
    return create_document(kind="programme", **facts, actor=secretary, at=NOON)


def asked(members=3, *, chair=True, **fields):
    """Return an opinion asked of the first two experts, the secretary and the members' persons."""
    secretary = fields.pop("secretary", None) or make_secretary()
    persons = make_experts(members, chair=chair)
    text = fields.pop("text", None) or make_text(secretary)
    request = ask_opinion(
        version_id=text.latest.pk, expert_ids=[person.pk for person in persons[:2]], actor=secretary, at=NOON,
        **fields,
    )  # fmt: skip
    return request, secretary, persons


def written(**fields):
    """Return an opinion that was written, not issued."""
    request, secretary, persons = asked(**fields)
    write_opinion(request_id=request.pk, **OPINION, actor=persons[0].user, at=NOON + HOUR)
    request.refresh_from_db()
    return request, secretary, persons


def issued(**fields):
    """Return an issued opinion."""
    request, secretary, persons = written(**fields)
    issue_opinion(request_id=request.pk, actor=persons[0].user, at=NOON + 2 * HOUR)
    request.refresh_from_db()
    return request, secretary, persons
