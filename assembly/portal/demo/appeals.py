"""Citizens' appeals of the demonstration: one in each state, some late; every applicant is invented.

All of them have one code, so that a newcomer can follow each as its applicant does.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from assembly.bodies.models import Region
from assembly.deadlines.selectors import term_after
from assembly.people.models import Person, User
from assembly.portal.demo.people import World, invented_birth
from secretariat.enums import AppealChannel, AppealKind, AppealTopic, ApplicantKind
from secretariat.models import CitizenAppeal
from secretariat.services.considering import draft_answer, extend_term, sign_answer, write_note
from secretariat.services.registering import Submission, hash_of_code, register_appeal
from secretariat.services.triage import accept_appeal, redirect_appeal

CODE = "11111222223333344444"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Case:
    """An appeal of the demonstration: what it says, and how many days ago it came."""

    days_ago: int
    name: str
    language: str
    topic: str
    subject: str
    text: str
    region: str
    email: str = ""
    kind: str = AppealKind.APPLICATION
    applicant_kind: str = ApplicantKind.PERSON


CASES = {
    "answered_kk": Case(62, "Сынақова Гүлнар Мысалқызы", "kk", AppealTopic.LANGUAGE, "Ана тілін оқытатын жексенбілік мектеп",
        "Ауданымызда ұйғыр тілін оқытатын жексенбілік мектеп ашуға көмектесуіңізді сұраймын.\nБалалар саны – отыз екі.", "19", "gulnar@portal.example"),
    "answered_late": Case(55, "Пробный Марк Львович", "ru", AppealTopic.MEDIA, "Публикация, оскорбляющая чувства народа",
        "Прошу оценить публикацию в сети, в которой говорится о целом народе в оскорбительном тоне.", "75", "mark@portal.example", AppealKind.COMPLAINT),
    "extended": Case(27, "«Үлгі» этномәдени бірлестігі", "kk", AppealTopic.ASSOCIATIONS, "Достық үйінің жағдайы туралы",
        "Облыстағы Достық үйінің ғимараты жөндеуді қажет етеді. Мәселені республика деңгейінде қарауды сұраймыз.", "31", "", AppealKind.PROPOSAL, ApplicantKind.ENTITY),
    "late": Case(30, "Образцова Вера Ильинична", "ru", AppealTopic.EDUCATION, "Учебники на родном языке",
        "В пяти областях нет учебников родного языка для младших классов. Прошу рассмотреть вопрос для всех областей.", "63", "vera@portal.example"),
    "drafted": Case(12, "Мысалов Ержан Үлгіұлы", "kk", AppealTopic.ACCORD, "Медиация кабинеттері туралы ұсыныс",
        "Этносаралық дауларды алдын ала шешетін медиация кабинеттерін барлық өңірде ашуды ұсынамын.", "71", "erzhan@portal.example", AppealKind.PROPOSAL),
    "considered": Case(8, "Тестова Роза Каримовна", "ru", AppealTopic.CULTURE, "Фестиваль культур в приграничных районах",
        "Предлагаю сделать ежегодным фестиваль культур в приграничных районах трёх областей.", "10", "", AppealKind.PROPOSAL),
    "redirected_told": Case(20, "Примеров Тимур Образцович", "ru", AppealTopic.OTHER, "Ремонт дороги к школе",
        "Дорога к школе в нашем селе разбита. Прошу помочь.", "75", "timur@portal.example"),
    "redirected": Case(2, "Үлгібаева Сәуле Сынаққызы", "kk", AppealTopic.EDUCATION, "Мектептегі орын туралы",
        "Балама мектептен орын берілмеді. Көмек сұраймын.", "79"),
    "triage_late": Case(9, "Шаблонова Нина Петровна", "ru", AppealTopic.LANGUAGE, "Вывески на двух языках",
        "Прошу проверить, есть ли вывески на двух языках в поликлинике.", "35", "nina@portal.example"),
    "triage": Case(0, "Сынақбаев Асқар Мысалұлы", "kk", AppealTopic.ACCORD, "Көршілер арасындағы келісім туралы",
        "Ауылымызда екі этнос өкілдері арасында түсініспеушілік болды, бітімгерлікке көмек сұраймын.", "33", "asqar@portal.example"),
}  # fmt: skip
ANSWER_KK = (
    "Құрметті өтініш беруші.\nЖолданымыңыз қаралды. Аудан әкімдігімен бірлесіп 2027 жылғы қаңтардан бастап жексенбілік "
    "мектеп ашылады; бағдарламасы этномәдени бірлестікпен келісілді.\nМектептің мекенжайы туралы сізге әкімдік хабарлайды."
)
ANSWER_RU = (
    "Уважаемый заявитель.\nПубликация рассмотрена с участием экспертов. Её автору разъяснены требования закона, запись удалена.\n"
    "Совет общественного согласия области проведёт встречу с редакторами местных изданий."
)
DRAFT_KK = (
    "Құрметті өтініш беруші.\nҰсынысыңыз қаралды. Медиация кабинеттерінің тәжірибесі Кеңес отырысында талқыланады, "
    "қорытындысы порталда жарияланады."
)


def send_appeals(world: World, *, today: datetime) -> None:
    """Let appeals come, be considered, redirected, extended and answered around the day of ``today``."""
    appeals = {name: _come(case, at=_moment(case, today)) for name, case in CASES.items()}
    first, second = world.staff[0], world.staff[1]
    for name, executor in (
        ("answered_kk", first), ("answered_late", second), ("extended", first), ("late", second), ("drafted", first),
        ("considered", first),
    ):  # fmt: skip
        _accept(appeals[name], executor, at=_moment(CASES[name], today) + HOUR)
    _answer(world, appeals["answered_kk"], ANSWER_KK, after=12 * DAY)
    _answer(world, appeals["answered_late"], ANSWER_RU, after=33 * DAY)
    _extend(world, appeals["extended"])
    _draft(appeals["drafted"], DRAFT_KK, at=today - DAY)
    write_note(
        appeal_id=appeals["drafted"].pk,
        text="Ұсыныс Кеңестің келесі отырысының күн тәртібіне енгізілді.",
        actor=world.secretary,
        at=today - DAY,
    )
    _redirect(
        world, appeals["redirected"], "mpe", "Мектептегі орын мәселесі Оқу-ағарту министрлігінің құзыретінде."
    )
    _redirect(world, appeals["redirected_told"], "akim-75", "Вопрос относится к компетенции акимата.")
    CitizenAppeal.objects.update(code_hash=hash_of_code(CODE))


def _moment(case: Case, today: datetime) -> datetime:
    return today - case.days_ago * DAY


def _come(case: Case, *, at: datetime) -> CitizenAppeal:
    submission = Submission(
        key=uuid.uuid4(),
        kind=case.kind,
        topic=case.topic,
        language=case.language,
        applicant_kind=case.applicant_kind,
        applicant_name=case.name,
        applicant_number=invented_birth(case.name)[1],
        address="Үлгі көшесі, 1",
        email=case.email,
        region_id=Region.objects.get(code=case.region).pk,
        subject=case.subject,
        text=case.text,
    )
    return register_appeal(submission=submission, channel=AppealChannel.PORTAL, actor=None, at=at).appeal


def _accept(appeal: CitizenAppeal, executor: Person, *, at: datetime) -> None:
    accept_appeal(
        appeal_id=appeal.pk, is_national=True, is_interethnic=True, topic=appeal.topic, executor_id=executor.pk,
        actor=_user_of(executor), at=at,
    )  # fmt: skip
    appeal.refresh_from_db()


def _draft(appeal: CitizenAppeal, text: str, *, at: datetime) -> None:
    assert appeal.executor is not None, "accepted above"
    draft_answer(
        appeal_id=appeal.pk, text=text, language=appeal.language, actor=_user_of(appeal.executor), at=at
    )


def _answer(world: World, appeal: CitizenAppeal, text: str, *, after: timedelta) -> None:
    at = appeal.received_at + after
    _draft(appeal, text, at=at)
    sign_answer(appeal_id=appeal.pk, drafted_at=at, actor=_user_of(world.head), at=at + HOUR)


def _extend(world: World, appeal: CitizenAppeal) -> None:
    extend_term(
        appeal_id=appeal.pk,
        due_on=term_after(appeal.due_on, 12).due_on,
        reason="Ғимараттың жай-күйі туралы облыс әкімдігінің мәліметі күтілуде.",
        actor=_user_of(world.head),
        at=appeal.received_at + 10 * DAY,
    )


def _redirect(world: World, appeal: CitizenAppeal, code: str, reason: str) -> None:
    redirect_appeal(
        appeal_id=appeal.pk, is_national=False, is_interethnic=False, state_body_id=world.state_bodies[code].pk,
        reason=reason, actor=world.secretary, at=appeal.received_at + 2 * HOUR,
    )  # fmt: skip


def _user_of(person: Person) -> User:
    assert person.user is not None, "the staff of the demonstration signs in"
    return person.user
