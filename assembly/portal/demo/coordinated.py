"""Commissions and working groups: two at work, one that waits for its order, one that has ended on its report."""

from datetime import datetime, timedelta

from assembly.bodies.enums import SeatRole
from assembly.documents.services.versions import create_document
from assembly.meetings.models import Meeting
from assembly.meetings.services.agenda import add_item, attach_draft, begin_item, end_item
from assembly.meetings.services.meetings import convene_coordinated
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from assembly.people.models import Person, User
from assembly.portal.demo.people import World
from assembly.portal.demo.texts import PLACE
from assembly.voting.enums import Choice, PollKind
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from secretariat.formations.models import Formation
from secretariat.formations.services.formations import (
    create_formation,
    draft_formation,
    end_formation,
    name_member,
    write_report,
)

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRST_MEMBER = 27
# The last ones of the register: nobody of those whose sign-ins are printed.
IN_THE_COMMISSION = 7
GROUP = {
    "name_kk": "Тұжырымдама жобасын түсіндіру жөніндегі жұмыс тобы",
    "name_ru": "Рабочая группа по разъяснению проекта Концепции",
    "aim_kk": "Тұжырымдама жобасы туралы өңірлерде ақпарат беру",
    "aim_ru": "Информировать регионы о проекте Концепции",
}
COMMISSION = {
    "name_kk": "Ана тілдері жөніндегі комиссия",
    "name_ru": "Комиссия по родным языкам",
    "aim_kk": "Жексенбілік мектептер туралы ұсыныс әзірлеу",
    "aim_ru": "Подготовить предложения о воскресных школах",
}
LANGUAGE_AND_TRADITIONS = {
    "name_kk": "Тіл және салт-дәстүр мәселелері жөніндегі комиссия",
    "name_ru": "Комиссия по вопросам языка и традиций",
    "aim_kk": "Тілдер мен салт-дәстүрді сақтау туралы этномәдени бірлестіктердің ұсыныстарын қарау",
    "aim_ru": "Рассматривать предложения этнокультурных объединений о сохранении языков и традиций",
}
ENDED = {
    "name_kk": "Достық үйлерінің жұмысын зерделеу жөніндегі жұмыс тобы",
    "name_ru": "Рабочая группа по изучению работы домов дружбы",
    "aim_kk": "Өңірлердегі достық үйлерінің жұмысын зерделеп, ұсыныс беру",
    "aim_ru": "Изучить работу домов дружбы в регионах и дать предложения",
}
REPORT = (
    (
        "1. Жұмыс тобы жиырма өңірдегі достық үйлерінің жұмысын зерделеді.\n"
        "2. Он бес өңірде үйірмелер тұрақты жұмыс істейді, бес өңірде ғимарат жөндеуді қажет етеді.\n"
        "3. Достық үйлерінің жұмыс тәжірибесін порталда жариялау ұсынылады."
    ),
    (
        "1. Рабочая группа изучила работу домов дружбы в двадцати регионах.\n"
        "2. В пятнадцати регионах кружки работают постоянно, в пяти здание требует ремонта.\n"
        "3. Предлагается публиковать опыт домов дружбы на портале."
    ),
)
SITTING = {
    "title_kk": "Тіл және салт-дәстүр мәселелері жөніндегі комиссияның бірінші отырысы",
    "title_ru": "Первое заседание Комиссии по вопросам языка и традиций",
    "title_en": "First sitting of the Commission on Language and Traditions",
}
ITEM = {
    "title_kk": "Салт-дәстүр мұрасының тізбесі туралы",
    "title_ru": "О перечне наследия традиций",
    "title_en": "On the list of the heritage of traditions",
}
DRAFT = {
    "text_kk": "1. Салт-дәстүр мұрасының тізбесі этномәдени бірлестіктермен бірге жасалсын.",
    "text_ru": "1. Составить перечень наследия традиций вместе с этнокультурными объединениями.",
}


def formations(world: World, *, at: datetime) -> None:
    """Let commissions and groups be planned, work, meet and end; by the services of the rooms.

    Args:
        world: who plays which part; members 28 to 36 and the last seven are named.
        at: the moment of the demonstration.
    """
    group = _planned(world, "working_group", GROUP, _members(world, 0), at=at - 40 * DAY, term=at + 60 * DAY)
    create_formation(formation_id=group.pk, actor=_user(world.head), at=at - 39 * DAY)
    _planned(world, "commission", COMMISSION, _members(world, 1), at=at - 3 * DAY, term=at + 180 * DAY)
    _ended(world, at=at)
    _at_work(world, at=at)


def _ended(world: World, *, at: datetime) -> None:
    """A working group that has ended on its closing report."""
    members = _members(world, 2)
    group = _planned(world, "working_group", ENDED, members, at=at - 150 * DAY, term=at - 30 * DAY)
    create_formation(formation_id=group.pk, actor=_user(world.head), at=at - 149 * DAY)
    write_report(
        formation_id=group.pk,
        text_kk=REPORT[0],
        text_ru=REPORT[1],
        actor=_user(members[0]),
        at=at - 36 * DAY,
    )
    end_formation(formation_id=group.pk, actor=_user(world.head), at=at - 34 * DAY)


def _at_work(world: World, *, at: datetime) -> None:
    """A commission that has met and decided."""
    members = world.members[-IN_THE_COMMISSION:]
    commission = _planned(
        world, "commission", LANGUAGE_AND_TRADITIONS, members, at=at - 100 * DAY, term=at + 20 * DAY
    )
    commission = create_formation(formation_id=commission.pk, actor=_user(world.head), at=at - 98 * DAY)
    _meet(world.secretary, commission, members, held_at=at - 60 * DAY)


def _meet(secretary: User, commission: Formation, members: list[Person], *, held_at: datetime) -> Meeting:
    assert commission.body is not None, "created"
    meeting = convene_coordinated(
        body_id=commission.body.pk,
        title_kk=SITTING["title_kk"],
        title_ru=SITTING["title_ru"],
        title_en=SITTING["title_en"],
        starts_at=held_at,
        place_kk=PLACE[0],
        place_ru=PLACE[1],
        place_en=PLACE[2],
        actor=secretary,
        at=held_at - 7 * DAY,
    )
    before = held_at - 6 * DAY
    item = add_item(
        meeting_id=meeting.pk,
        title_kk=ITEM["title_kk"],
        title_ru=ITEM["title_ru"],
        title_en=ITEM["title_en"],
        competence="commission_matter",
        actor=secretary,
        at=before,
    )
    draft = create_document(kind="draft_decision", **ITEM, **DRAFT, actor=secretary, at=before)
    attach_draft(item_id=item.pk, document_id=draft.pk, actor=secretary, at=before)
    open_registration(meeting_id=meeting.pk, actor=secretary, at=held_at)
    present = members[:-1]
    keys = [person.pk for person in present]
    check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=held_at + MINUTE)
    open_meeting(meeting_id=meeting.pk, presiding_id=keys[0], actor=secretary, at=held_at + 2 * MINUTE)
    begin_item(item_id=item.pk, actor=secretary, at=held_at + 3 * MINUTE)
    poll = draft_poll(
        meeting_id=meeting.pk,
        item_id=item.pk,
        kind=PollKind.SUBSTANTIVE,
        question_kk=f"Шешім жобасын қабылдау: {ITEM['title_kk']}",
        question_ru=f"Принять проект решения: {ITEM['title_ru']}",
        question_en=f"To adopt the draft decision: {ITEM['title_en']}",
        effect="decisions.adopt",
        actor=secretary,
        at=held_at + 20 * MINUTE,
    )
    open_poll(poll_id=poll.pk, actor=secretary, at=held_at + 21 * MINUTE)
    for place, person in enumerate(present):
        choice = Choice.FOR if place else Choice.ABSTAIN
        cast_vote(poll_id=poll.pk, choice=choice, actor=_user(person), at=held_at + 22 * MINUTE)
    close_poll(poll_id=poll.pk, actor=secretary, at=held_at + 24 * MINUTE)
    end_item(item_id=item.pk, actor=secretary, at=held_at + 25 * MINUTE)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=held_at + 26 * MINUTE)
    return meeting


def _members(world: World, group: int) -> list[Person]:
    first = FIRST_MEMBER + 3 * group
    return world.members[first : first + 3]


def _planned(
    world: World, kind: str, words: dict[str, str], members: list[Person], *, at: datetime, term: datetime
) -> Formation:
    formation = draft_formation(
        kind=kind,
        name_kk=words["name_kk"],
        name_ru=words["name_ru"],
        aim_kk=words["aim_kk"],
        aim_ru=words["aim_ru"],
        until=term.date(),
        actor=world.secretary,
        at=at,
    )
    for place, person in enumerate(members):
        role = SeatRole.MEMBER if place else SeatRole.CHAIR
        name_member(formation_id=formation.pk, person_id=person.pk, role=role, actor=world.secretary, at=at)
    return formation


def _user(person: Person) -> User:
    user = person.user
    assert user is not None, "persons of the demonstration can sign in"
    return user
