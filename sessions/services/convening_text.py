"""The words of the order that convenes a Session. Pure: values in, the two official texts out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assembly.common.clock import ALMATY
from assembly.common.dates import official_date
from assembly.common.names import roman


def words(text: str) -> tuple[str, ...]:
    """Return the words of a line: a table that reads as a sentence."""
    return tuple(text.split())


UNITS_KK = words("бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы")
TENS_KK = words("он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан")
WHOLE_TENS_KK = words(
    "оныншы жиырмасыншы отызыншы қырқыншы елуінші алпысыншы жетпісінші сексенінші тоқсаныншы"
)
# Feminine, accusative: «созвать тридцать шестую Сессию».
UNITS_RU = words("первую вторую третью четвёртую пятую шестую седьмую восьмую девятую")
TEENS_RU = words(
    "десятую одиннадцатую двенадцатую тринадцатую четырнадцатую пятнадцатую шестнадцатую семнадцатую"
    " восемнадцатую девятнадцатую"
)
TENS_RU = words("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
WHOLE_TENS_RU = words(
    "двадцатую тридцатую сороковую пятидесятую шестидесятую семидесятую восьмидесятую девяностую"
)
MOST_IN_WORDS = 99


@dataclass(frozen=True, slots=True)
class Convening:
    """What an order convening a Session says; ``items`` are the titles of the agenda in one language."""

    number: int
    starts_at: datetime
    theme: str
    place: str
    items: Sequence[str]


def order_in_kazakh(convening: Convening) -> str:
    """Return the text of the order in Kazakh."""
    session = (
        f"Қазақстан халқы Ассамблеясының {_ordinal(ordinal_kk(convening.number), convening.number)} Сессиясы"
    )
    moment = convening.starts_at.astimezone(ALMATY)
    day = f"{official_date(moment.date(), 'kk')}, сағат {moment:%H:%M}"
    return "\n".join(
        [
            "Қазақстан халқының Ассамблеясы туралы ереженің 5-тармағының 5) тармақшасына сәйкес:",
            "",
            f"1. {session} шақырылсын. Өтетін күні мен уақыты: {day}. Орны: {convening.place}.",
            f"2. Сессияның тақырыбы: «{convening.theme}».",
            "3. Сессияның күн тәртібіне мынадай мәселелер енгізілсін:",
            *_listed(convening.items),
            "4. Ассамблея Аппараты (Хатшылығы) Сессияның дайындалуын және өткізілуін қамтамасыз етсін.",
            "5. Осы өкім қол қойылған күнінен бастап қолданысқа енгізіледі.",
        ]
    )


def order_in_russian(convening: Convening) -> str:
    """Return the text of the order in Russian."""
    session = f"{_ordinal(ordinal_ru(convening.number), convening.number)} Сессию Ассамблеи народа Казахстана"
    moment = convening.starts_at.astimezone(ALMATY)
    day = f"{official_date(moment.date(), 'ru')}, {moment:%H:%M}"
    return "\n".join(
        [
            "В соответствии с подпунктом 5) пункта 5 Положения об Ассамблее народа Казахстана:",
            "",
            f"1. Созвать {session}. Дата и время: {day}. Место: {convening.place}.",
            f"2. Тема Сессии: «{convening.theme}».",
            "3. Внести в повестку дня Сессии следующие вопросы:",
            *_listed(convening.items),
            "4. Аппарату (Секретариату) Ассамблеи обеспечить подготовку и проведение Сессии.",
            "5. Настоящее распоряжение вводится в действие со дня подписания.",
        ]
    )


def ordinal_kk(number: int) -> str:
    """Return an ordinal from 1 to 99 in Kazakh words; empty above."""
    if number > MOST_IN_WORDS:
        return ""
    tens, units = divmod(number, 10)
    if not units:
        return WHOLE_TENS_KK[tens - 1]
    return " ".join([*TENS_KK[tens - 1 : tens], UNITS_KK[units - 1]] if tens else [UNITS_KK[units - 1]])


def ordinal_ru(number: int) -> str:
    """Return an ordinal from 1 to 99 in Russian words, feminine accusative; empty above."""
    if number > MOST_IN_WORDS:
        return ""
    tens, units = divmod(number, 10)
    if tens == 0:
        return UNITS_RU[units - 1]
    if tens == 1:
        return TEENS_RU[units]
    return f"{TENS_RU[tens - 2]} {UNITS_RU[units - 1]}" if units else WHOLE_TENS_RU[tens - 2]


def _ordinal(words: str, number: int) -> str:
    return f"{words} ({roman(number)})" if words else roman(number)


def _listed(items: Sequence[str]) -> list[str]:
    last = len(items)
    return [
        f"{number}) {title}{'.' if number == last else ';'}" for number, title in enumerate(items, start=1)
    ]
