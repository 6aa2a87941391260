"""A programme document that went its whole way: draft, expert opinion, Council, Session, the Chairman's act."""

from datetime import datetime, timedelta

from assembly.bodies.enums import BodyKind
from assembly.chairman.services.acts import sign_matter
from assembly.decisions.models import Decision
from assembly.documents.services.versions import add_version, create_document
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.services.agenda import attach_draft
from assembly.meetings.services.minutes import draft_minutes, sign_minutes
from assembly.meetings.services.minutes_approval import approve_minutes
from assembly.people.models import Person, User
from assembly.portal.demo.experts import issued_opinion
from assembly.portal.demo.people import World
from assembly.portal.demo.sessions import Hall
from assembly.portal.demo.texts import PLACE
from council.services.council_meetings import draft_council_meeting, put_council_meeting
from secretariat.programmes.models import Programme
from secretariat.programmes.services.programmes import (
    begin_programme,
    pass_gate,
    put_on_agenda,
    put_programme,
)

DAY = timedelta(days=1)
TITLE = (
    "Ассамблеяны дамытудың 2026–2030 жылдарға арналған тұжырымдамалық тәсілдері",
    "Концептуальные подходы к развитию Ассамблеи на 2026–2030 годы",
)
DRAFT = (
    (
        "1. Ассамблея қоғамдық келісімді нығайтады.\n"
        "2. Достық үйлері барлық өңірде жұмыс істейді.\n"
        "3. Медиация кабинеттері қайта құрылады."
    ),
    (
        "1. Ассамблея укрепляет общественное согласие.\n"
        "2. Дома дружбы работают во всех регионах.\n"
        "3. Кабинеты медиации преобразуются."
    ),
)
FINAL = (
    (
        "1. Ассамблея қоғамдық келісімді және жалпыұлттық бірлікті нығайтады.\n"
        "2. Достық үйлері барлық өңірде жұмыс істейді, жыл сайын есеп береді.\n"
        "3. Медиация кабинеттері аудан орталықтарында да ашылады.\n"
        "4. Орындалуын Хатшылық бақылайды."
    ),
    (
        "1. Ассамблея укрепляет общественное согласие и общенациональное единство.\n"
        "2. Дома дружбы работают во всех регионах и ежегодно отчитываются.\n"
        "3. Кабинеты медиации открываются и в районных центрах.\n"
        "4. Исполнение контролирует Секретариат."
    ),
)
ITEM = (
    "Ассамблеяны дамытудың тұжырымдамалық тәсілдерін талқылау",
    "Обсуждение концептуальных подходов к развитию Ассамблеи",
)
DECISION = (
    "Кеңес ШЕШТІ:\n1. Тұжырымдамалық тәсілдер мақұлдансын және Сессияның қарауына ұсынылсын.",
    "Совет РЕШИЛ:\n1. Одобрить концептуальные подходы и предложить их на рассмотрение Сессии.",
)


def prepare_approaches(world: World, experts: list[Person], *, held_at: datetime) -> Programme:
    """Draft the document, let the experts judge it and the Council discuss it before the Session of ``held_at``."""
    secretary = world.secretary
    programme = begin_programme(
        kind="programme", title_kk=TITLE[0], title_ru=TITLE[1], text_kk=DRAFT[0], text_ru=DRAFT[1],
        actor=secretary, at=held_at - 85 * DAY,
    )  # fmt: skip
    add_version(
        document_id=programme.document_id, text_kk=FINAL[0], text_ru=FINAL[1], actor=secretary,
        at=held_at - 75 * DAY,
    )  # fmt: skip
    opinion = issued_opinion(programme.document, experts[2:4], experts[0], secretary, at=held_at - 74 * DAY)
    pass_gate(
        programme_id=programme.pk,
        kind="experts",
        evidence_id=opinion.pk,
        actor=secretary,
        at=held_at - 65 * DAY,
    )
    _discuss(world, programme, held_at=held_at - 45 * DAY)
    return programme


def lay_before_the_session(world: World, programme: Programme, item: AgendaItem, *, at: datetime) -> None:
    """Put the document on the agenda of the Session."""
    put_on_agenda(programme_id=programme.pk, item_id=item.pk, actor=world.secretary, at=at)


def approve_approaches(world: World, programme: Programme, item: AgendaItem, *, at: datetime) -> None:
    """Pass the last step by the Session's decision and let the Chairman sign."""
    secretary, chairman = world.secretary, _user(world.chairman)
    decision = Decision.objects.get(poll__item=item)
    pass_gate(programme_id=programme.pk, kind="session", evidence_id=decision.pk, actor=secretary, at=at)
    matter = put_programme(programme_id=programme.pk, actor=secretary, at=at + DAY)
    sign_matter(matter_id=matter.pk, actor=chairman, at=at + 6 * DAY)


def _discuss(world: World, programme: Programme, *, held_at: datetime) -> None:
    secretary, deputy = world.secretary, world.deputies[0]
    planned = draft_council_meeting(
        starts_at=held_at,
        place_kk=PLACE[0],
        place_ru=PLACE[1],
        place_en=PLACE[2],
        items=[
            {"title_kk": ITEM[0], "title_ru": ITEM[1], "title_en": "", "competence": "programme_discussion"}
        ],
        actor=secretary,
        at=held_at - 20 * DAY,
    )
    matter = put_council_meeting(council_meeting_id=planned.pk, actor=secretary, at=held_at - 20 * DAY)
    sign_matter(matter_id=matter.pk, actor=_user(world.chairman), at=held_at - 18 * DAY)
    meeting = Meeting.objects.get(body__kind=BodyKind.COUNCIL, starts_at=held_at)
    item = meeting.items.get()
    put_on_agenda(programme_id=programme.pk, item_id=item.pk, actor=secretary, at=held_at - 15 * DAY)
    draft = create_document(
        kind="draft_decision", title_kk=ITEM[0], title_ru=ITEM[1], text_kk=DECISION[0], text_ru=DECISION[1],
        actor=secretary, at=held_at - 15 * DAY,
    )  # fmt: skip
    attach_draft(item_id=item.pk, document_id=draft.pk, actor=secretary, at=held_at - 15 * DAY)

    hall = Hall(world, meeting, opens_at=held_at - timedelta(minutes=40), members=world.council)
    hall.gather(absent_share=10)
    hall.begin(presiding=deputy)
    hall.decide(item, against=20, abstained=30, silent=10)
    hall.finish()
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=hall.now + DAY)
    approve_minutes(meeting_id=meeting.pk, actor=_user(deputy), at=hall.now + 2 * DAY)
    sign_minutes(meeting_id=meeting.pk, actor=secretary, at=hall.now + 2 * DAY)
    decision = Decision.objects.get(poll__item=item)
    pass_gate(
        programme_id=programme.pk,
        kind="council",
        evidence_id=decision.pk,
        actor=secretary,
        at=hall.now + 3 * DAY,
    )


def _user(person: Person) -> User:
    user = person.user
    assert user is not None, "persons of the demonstration can sign in"
    return user
