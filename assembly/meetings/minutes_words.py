"""The words of minutes in Kazakh and in Russian: official papers have both, whatever page is read.

Not gettext: these are texts of acts, not of the interface, and stand side by side in one paper.
"""

from datetime import datetime

from assembly.bodies.enums import BodyKind
from assembly.common.clock import ALMATY
from assembly.documents.paper.figures import grouped, quorum_arithmetic
from assembly.law.acts import REGULATION
from assembly.law.refs import LegalRef
from assembly.law.thresholds import Threshold

KK, RU = "kk", "ru"
LANGUAGES = (KK, RU)

HEADS = {
    KK: {
        "minutes": "ХАТТАМА",
        "basis": "Шақыру негізі",
        "span": "Басталды – аяқталды",
        "zone": "Астана уақыты",
        "presiding": "Төрағалық етті",
        "secretary": "Хатшы",
        "took_part": "Отырысқа қатысқан мүшелер",
        "quorum": "КВОРУМ",
        "agenda": "КҮН ТӘРТІБІ",
        "course": "ОТЫРЫСТЫҢ БАРЫСЫ",
        "rapporteur": "Баяндамашы",
        "withdrawn": "күн тәртібінен алынды",
        "sign_presiding": "Төрағалық етуші",
    },
    RU: {
        "minutes": "ПРОТОКОЛ",
        "basis": "Основание созыва",
        "span": "Начало – окончание",
        "zone": "время Астаны",
        "presiding": "Председательствовал",
        "secretary": "Секретарь",
        "took_part": "Участвовало членов",
        "quorum": "КВОРУМ",
        "agenda": "ПОВЕСТКА ДНЯ",
        "course": "ХОД ЗАСЕДАНИЯ",
        "rapporteur": "Докладчик",
        "withdrawn": "снят с повестки дня",
        "sign_presiding": "Председательствующий",
    },
}

COMPETENT = {
    (KK, BodyKind.ASSEMBLY): "Кворум бар, Сессия заңды болып есептеледі.",
    (RU, BodyKind.ASSEMBLY): "Кворум есть, Сессия считается правомочной.",
    (KK, BodyKind.COUNCIL): "Кворум бар, Кеңес заңды болып есептеледі.",
    (RU, BodyKind.COUNCIL): "Кворум есть, Совет считается правомочным.",
}
COMPETENT_OTHERWISE = {KK: "Кворум бар.", RU: "Кворум есть."}

EVENTS = {
    KK: {
        "opened": "Отырыс ашылды.",
        "closed": "Отырыс жабылды.",
        "break": "Үзіліс жарияланды.",
        "resumed": "Отырыс жалғастырылды.",
        "item_begun": "Күн тәртібінің {number}-мәселесін қарау басталды: «{title}».",
        "item_ended": "Күн тәртібінің {number}-мәселесін қарау аяқталды.",
        "reached": "Кворум бар. Қатысып отыр: {present}, қажет: {required} ({ref}).",
        "lost": "Кворум бұзылды. Қатысып отыр: {present}, қажет: {required} ({ref}). "
        "Кворум қалпына келгенге дейін дауыс беру ашылмайды.",
        "restored": "Кворум қалпына келді. Қатысып отыр: {present}, қажет: {required} ({ref}). "
        "{since}–{until} аралығында бірде-бір дауыс беру ашылған жоқ.",
    },
    RU: {
        "opened": "Заседание открыто.",
        "closed": "Заседание закрыто.",
        "break": "Объявлен перерыв.",
        "resumed": "Заседание продолжено.",
        "item_begun": "Начато рассмотрение вопроса {number} повестки дня: «{title}».",
        "item_ended": "Рассмотрение вопроса {number} повестки дня завершено.",
        "reached": "Кворум есть. Присутствует: {present}, требуется: {required} ({ref}).",
        "lost": "Кворум утрачен. Присутствует: {present}, требуется: {required} ({ref}). "
        "До восстановления кворума голосования не открываются.",
        "restored": "Кворум восстановлен. Присутствует: {present}, требуется: {required} ({ref}). "
        "В промежутке {since}–{until} ни одно голосование не открывалось.",
    },
}

QUORUM = {
    KK: "Мүшелердің жалпы саны: {members}. Қатысып отыр: {present} (залда – {hall}, қашықтан – {remote}). "
    "Қажет: {required} (мүшелердің жалпы санының {share}, {ref}). {arithmetic}. {verdict}",
    RU: "Общее число членов: {members}. Присутствует: {present} (в зале – {hall}, дистанционно – {remote}). "
    "Требуется: {required} ({share} от общего числа членов, {ref}). {arithmetic}. {verdict}",
}
SHARES = {(KK, 2, 3): "кемінде үштен екісі", (RU, 2, 3): "не менее двух третей"}

REGULATION_NOTE = {
    KK: "Ереже – Қазақстан Республикасы Президентінің 2024 жылғы 27 желтоқсандағы № 747 Жарлығымен "
    "бекітілген Қазақстан халқының Ассамблеясы туралы ереже.",
    RU: "Положение – Положение об Ассамблее народа Казахстана, утверждённое Указом Президента "
    "Республики Казахстан от 27 декабря 2024 года № 747.",
}


def cite_in_act(ref: LegalRef, language: str) -> str:
    """Return how an act names a paragraph: «Ереженің 9-тармағы», «пункт 9 Положения».

    Of another act than the Regulation, what a page says is enough.
    """
    if ref.act.code != REGULATION.code:
        return ref.cite(language)
    if language == KK:
        paragraph = f"Ереженің {ref.paragraph}-тармағы"
        return f"{paragraph}ның {ref.subparagraph}) тармақшасы" if ref.subparagraph else paragraph
    if ref.subparagraph:
        return f"подпункт {ref.subparagraph}) пункта {ref.paragraph} Положения"
    return f"пункт {ref.paragraph} Положения"


def clock_of(at: datetime, *, seconds: bool = True) -> str:
    """Return a moment's time in Kazakhstan."""
    return f"{at.astimezone(ALMATY):%H:%M:%S}" if seconds else f"{at.astimezone(ALMATY):%H:%M}"


def quorum_words(
    *, present: int, hall: int, members: int, required: int, rule: Threshold, body_kind: str, language: str
) -> str:
    """Return the paragraph on quorum at the opening, with its arithmetic in integers."""
    share = SHARES.get((language, rule.numerator, rule.denominator), f"{rule.numerator}/{rule.denominator}")
    return QUORUM[language].format(
        members=grouped(members),
        present=grouped(present),
        hall=grouped(hall),
        remote=grouped(present - hall),
        required=grouped(required),
        share=share,
        ref=cite_in_act(rule.legal_ref, language),
        arithmetic=quorum_arithmetic(present=present, required=required, whole=members, threshold=rule),
        verdict=COMPETENT.get((language, BodyKind(body_kind)), COMPETENT_OTHERWISE[language]),
    )
