"""The words of the Chairman's act on a sitting of the Council. Pure: values in, the two official texts out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assembly.common.clock import ALMATY
from assembly.common.dates import official_date

ORDER_TITLES = {
    "title_kk": "Қазақстан халқы Ассамблеясы Кеңесінің отырысын шақыру туралы",
    "title_ru": "О созыве заседания Совета Ассамблеи народа Казахстана",
    "title_en": "On convening a meeting of the Council of the Assembly of People of Kazakhstan",
}
AGREEMENT_TITLES = {
    "title_kk": "Қазақстан халқы Ассамблеясы Кеңесінің отырысын шақыруға келісім туралы",
    "title_ru": "О согласовании созыва заседания Совета Ассамблеи народа Казахстана",
    "title_en": "On agreement to convene a meeting of the Council of the Assembly of People of Kazakhstan",
}
MEETING_TITLES = {
    "title_kk": "Қазақстан халқы Ассамблеясы Кеңесінің отырысы",
    "title_ru": "Заседание Совета Ассамблеи народа Казахстана",
    "title_en": "Meeting of the Council of the Assembly of People of Kazakhstan",
}


@dataclass(frozen=True, slots=True)
class Convening:
    """What the act says; ``items`` are the titles of the agenda in one language, ``deputy`` who convenes, or ""."""

    starts_at: datetime
    place: str
    items: Sequence[str]
    deputy: str = ""


def text_in_kazakh(convening: Convening) -> str:
    """Return the text of the order, or of the agreement where a deputy convenes, in Kazakh."""
    basis = "Қазақстан халқының Ассамблеясы туралы ереженің 12-тармағына сәйкес:"
    when = _moment(convening.starts_at, "kk", ", сағат ")
    where = f"Өтетін күні мен уақыты: {when}. Орны: {convening.place}."
    if convening.deputy:
        first = (
            f"1. Ассамблея Төрағасының орынбасарына ({convening.deputy}) Қазақстан халқы Ассамблеясы Кеңесінің"
            f" отырысын шақыруға келісім берілсін. {where}"
        )
        return "\n".join([basis, "", first, "2. Отырыстың күн тәртібінің жобасы:", *_listed(convening.items)])
    return "\n".join(
        [
            basis,
            "",
            f"1. Қазақстан халқы Ассамблеясы Кеңесінің отырысы шақырылсын. {where}",
            "2. Отырыстың күн тәртібіне мынадай мәселелер енгізілсін:",
            *_listed(convening.items),
            "3. Ассамблея Аппараты (Хатшылығы) отырыстың дайындалуын және өткізілуін қамтамасыз етсін.",
            "4. Осы өкім қол қойылған күнінен бастап қолданысқа енгізіледі.",
        ]
    )


def text_in_russian(convening: Convening) -> str:
    """Return the text of the order, or of the agreement where a deputy convenes, in Russian."""
    basis = "В соответствии с пунктом 12 Положения об Ассамблее народа Казахстана:"
    where = f"Дата и время: {_moment(convening.starts_at, 'ru', ', ')}. Место: {convening.place}."
    if convening.deputy:
        first = (
            "1. Согласовать созыв заседания Совета Ассамблеи народа Казахстана заместителем Председателя Ассамблеи"
            f" ({convening.deputy}). {where}"
        )
        return "\n".join([basis, "", first, "2. Проект повестки дня заседания:", *_listed(convening.items)])
    return "\n".join(
        [
            basis,
            "",
            f"1. Созвать заседание Совета Ассамблеи народа Казахстана. {where}",
            "2. Внести в повестку дня заседания следующие вопросы:",
            *_listed(convening.items),
            "3. Аппарату (Секретариату) Ассамблеи обеспечить подготовку и проведение заседания.",
            "4. Настоящее распоряжение вводится в действие со дня подписания.",
        ]
    )


def _moment(at: datetime, language: str, between: str) -> str:
    moment = at.astimezone(ALMATY)
    return f"{official_date(moment.date(), language)}{between}{moment:%H:%M}"


def _listed(items: Sequence[str]) -> list[str]:
    last = len(items)
    return [
        f"{number}) {title}{'.' if number == last else ';'}" for number, title in enumerate(items, start=1)
    ]
