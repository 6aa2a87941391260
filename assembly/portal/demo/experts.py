"""The Scientific-Expert Council at work: statute, composition, an election held, opinions issued and asked for."""

from datetime import datetime, timedelta

from assembly.bodies.enums import BodyKind, SeatRole
from assembly.bodies.selectors import organ
from assembly.documents.enums import ActAccess
from assembly.documents.models import Act, Document
from assembly.documents.services.versions import add_version
from assembly.meetings.models import AgendaItem
from assembly.meetings.services.agenda import add_item, begin_item, end_item
from assembly.meetings.services.meetings import convene_coordinated
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from assembly.people.models import Person, User
from assembly.portal.demo.people import World
from assembly.portal.demo.texts import PLACE
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, open_poll
from expert_council.models import OpinionRequest
from expert_council.services.composition import approve_composition, approve_statute, draft_statute
from expert_council.services.consents import answer_consent, ask_consent
from expert_council.services.elections import begin_election, conclude_round, polls_of_round
from expert_council.services.opinions import ask_opinion, draw_in
from expert_council.services.writing import add_dissent, issue_opinion, write_opinion
from secretariat.programmes.services.programmes import begin_programme, pass_gate

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST_EXPERT, EXPERTS = 20, 7
STATUTE = (
    (
        "1. Ғылыми-сараптама кеңесі Ассамблея қызметін ғылыми сүйемелдейді.\n"
        "2. Кеңес төрағасы мен оның орынбасарлары Кеңес отырысында сайланады.\n"
        "3. Мүшелер өз міндеттерін қоғамдық негізде атқарады."
    ),
    (
        "1. Научно-экспертный совет осуществляет научное сопровождение деятельности Ассамблеи.\n"
        "2. Председатель Совета и его заместители избираются на заседании Совета.\n"
        "3. Члены исполняют свои обязанности на общественных началах."
    ),
)
PLAN = (
    "Ана тілдерін дамытудың 2027–2029 жылдарға арналған жоспарының жобасы",
    "Проект плана развития родных языков на 2027–2029 годы",
)
PLAN_TEXTS = (
    ("1. Жексенбілік мектептер желісі кеңейтілсін.", "1. Расширить сеть воскресных школ."),
    (
        "1. Жексенбілік мектептер желісі кеңейтілсін.\n2. Мұғалімдер даярлансын.",
        "1. Расширить сеть воскресных школ.\n2. Подготовить учителей.",
    ),
)
OPINION = (
    "Жоба мақсатына сай. Мұғалімдерді даярлау тәртібін нақтылау ұсынылады.",
    "Проект отвечает своей цели. Предлагается уточнить порядок подготовки учителей.",
)
DISSENT = (
    "Мектептер санын үш жылда екі есе арттыру мүмкін емес деп санаймын.",
    "Считаю, что за три года удвоить число школ нельзя.",
)


def found_expert_council(world: World, *, began: datetime) -> list[Person]:
    """Let the Council come into being and elect its chair; everything by the services of the rooms.

    Args:
        world: who plays which part; members 21 to 27 are the experts.
        began: the moment of the first draft of its statute.

    Returns:
        The experts; the first one chairs.
    """
    secretary, experts = world.secretary, world.members[FIRST_EXPERT : FIRST_EXPERT + EXPERTS]
    head = _user(world.head)
    statute = draft_statute(text_kk=STATUTE[0], text_ru=STATUTE[1], actor=secretary, at=began)
    approve_statute(statute_id=statute.pk, actor=head, at=began + DAY)
    for person in experts:
        consent = ask_consent(person_id=person.pk, actor=secretary, at=began + DAY)
        answer_consent(consent_id=consent.pk, agrees=True, actor=_user(person), at=began + 2 * DAY)
    approve_composition(actor=head, at=began + 3 * DAY)
    _elect_chair(secretary, experts, held_at=began + 30 * DAY)
    return experts


def ask_experts(world: World, experts: list[Person], *, at: datetime) -> None:
    """Let the Council work now: an opinion published and outdated, one asked for, a consent that waits."""
    _opinions(world, experts, at=at)
    ask_consent(person_id=world.members[-1].pk, actor=world.secretary, at=at - 2 * DAY)


def _elect_chair(secretary: User, experts: list[Person], *, held_at: datetime) -> None:
    body = organ(BodyKind.EXPERT_COUNCIL)
    meeting = convene_coordinated(
        body_id=body.pk,
        title_kk="Ғылыми-сараптама кеңесінің бірінші отырысы",
        title_ru="Первое заседание Научно-экспертного совета",
        title_en="First sitting of the Scientific-Expert Council",
        starts_at=held_at,
        place_kk=PLACE[0],
        place_ru=PLACE[1],
        place_en=PLACE[2],
        actor=secretary,
        at=held_at - 7 * DAY,
    )
    item: AgendaItem = add_item(
        meeting_id=meeting.pk,
        title_kk="Төрағаны сайлау",
        title_ru="Избрание председателя",
        title_en="Election of the chair",
        competence="expert_election",
        actor=secretary,
        at=held_at - 6 * DAY,
    )
    open_registration(meeting_id=meeting.pk, actor=secretary, at=held_at)
    keys = [person.pk for person in experts[:-1]]
    check_in_many(meeting_id=meeting.pk, person_ids=keys, actor=secretary, at=held_at + MINUTE)
    open_meeting(meeting_id=meeting.pk, presiding_id=keys[0], actor=secretary, at=held_at + 2 * MINUTE)
    begin_item(item_id=item.pk, actor=secretary, at=held_at + 3 * MINUTE)
    election = begin_election(
        item_id=item.pk, role=SeatRole.CHAIR, candidate_ids=keys[:2], actor=secretary, at=held_at + 4 * MINUTE
    )
    now = held_at + 5 * MINUTE
    for candidate, row in enumerate(polls_of_round(election)):
        open_poll(poll_id=row.poll_id, actor=secretary, at=now)
        for place, person in enumerate(experts[:-1]):
            choice = "for" if (place < 4) == (candidate == 0) else "against"  # noqa: PLR2004  -- four of six
            cast_vote(poll_id=row.poll_id, choice=choice, actor=_user(person), at=now + MINUTE)
        close_poll(poll_id=row.poll_id, actor=secretary, at=now + 2 * MINUTE)
        now += 3 * MINUTE
    conclude_round(election_id=election.pk, actor=secretary, at=now)
    end_item(item_id=item.pk, actor=secretary, at=now + MINUTE)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=now + 2 * MINUTE)


def _opinions(world: World, experts: list[Person], *, at: datetime) -> None:
    secretary = world.secretary
    programme = begin_programme(
        kind="programme",
        title_kk=PLAN[0],
        title_ru=PLAN[1],
        text_kk=PLAN_TEXTS[0][0],
        text_ru=PLAN_TEXTS[0][1],
        actor=secretary,
        at=at - 60 * DAY,
    )
    document = programme.document
    first = issued_opinion(document, experts[:2], experts[0], secretary, at=at - 58 * DAY)
    assert first.act is not None, "an issued opinion has its act"
    pass_gate(
        programme_id=programme.pk, kind="experts", evidence_id=first.pk, actor=secretary, at=at - 49 * DAY
    )
    Act.objects.filter(pk=first.act.pk).update(access=ActAccess.PUBLIC)
    text_kk, text_ru = PLAN_TEXTS[1]
    second = add_version(
        document_id=document.pk, text_kk=text_kk, text_ru=text_ru, actor=secretary, at=at - 20 * DAY
    )
    request = ask_opinion(
        version_id=second.pk,
        expert_ids=[person.pk for person in experts[1:3]],
        actor=secretary,
        at=at - 5 * DAY,
    )
    draw_in(
        request_id=request.pk,
        person_id=world.members[-1].pk,
        affiliation_kk="Шетелдік университет, Германия",
        affiliation_ru="Зарубежный университет, Германия",
        actor=secretary,
        at=at - 4 * DAY,
    )


def issued_opinion(
    document: Document, experts: list[Person], chair: Person, secretary: User, *, at: datetime
) -> OpinionRequest:
    """Let two experts judge the newest version of a text, one of them otherwise; the chair issues it."""
    latest = document.latest
    assert latest is not None, "a document is created with its first version"
    request = ask_opinion(
        version_id=latest.pk, expert_ids=[person.pk for person in experts], actor=secretary, at=at
    )
    write_opinion(
        request_id=request.pk, text_kk=OPINION[0], text_ru=OPINION[1], verdict="with_remarks",
        actor=_user(experts[0]), at=at + 6 * DAY,
    )  # fmt: skip
    add_dissent(
        request_id=request.pk,
        text_kk=DISSENT[0],
        text_ru=DISSENT[1],
        actor=_user(experts[1]),
        at=at + 7 * DAY,
    )
    return issue_opinion(request_id=request.pk, actor=_user(chair), at=at + 8 * DAY)


def _user(person: Person) -> User:
    user = person.user
    assert user is not None, "persons of the demonstration can sign in"
    return user
