"""The words of elections in Kazakh, Russian and English: of the polls, of the act, of the minutes."""

from assembly.bodies.enums import SeatRole
from expert_council.models import Candidacy

PLACES = {
    SeatRole.CHAIR: (
        "Ғылыми-сараптама кеңесінің төрағасы",
        "председателем Научно-экспертного совета",
        "chair of the Scientific-Expert Council",
    ),
    SeatRole.DEPUTY_CHAIR: (
        "Ғылыми-сараптама кеңесі төрағасының орынбасары",
        "заместителем председателя Научно-экспертного совета",
        "deputy chair of the Scientific-Expert Council",
    ),
}


def question_on(candidacy: Candidacy, *, role: str, number: int) -> dict[str, str]:
    """Return the question of a poll on a candidate, in each language, with the number of the round."""
    kk, ru, en = PLACES[SeatRole(role)]
    name = candidacy.person.full_name
    return {
        "question_kk": f"{kk} қызметіне сайлау: {name} ({number}-кезең)",
        "question_ru": f"Избрать {ru}: {name} (тур {number})",
        "question_en": f"Elect as {en}: {name} (round {number})",
    }


def texts_of_act(name: str, *, role: str, day: tuple[str, str], minutes: str) -> dict[str, str]:
    """Return the text of the act by which the elected takes his place.

    Args:
        name: who is elected.
        role: the place.
        day: the day of the sitting in Kazakh and in Russian.
        minutes: number of the minutes.
    """
    kk, ru, _en = PLACES[SeatRole(role)]
    return {
        "text_kk": f"Қазақстан халқының Ассамблеясы туралы ереженің 22-тармағына сәйкес {day[0]} өткен отырыста "
        f"(№ {minutes} хаттама) {kk} болып сайланды: {name}.",
        "text_ru": f"В соответствии с пунктом 22 Положения об Ассамблее народа Казахстана на заседании "
        f"{day[1]} (протокол № {minutes}) избран(а) {ru}: {name}.",
    }


TITLES_OF_ACT = {
    SeatRole.CHAIR: {
        "title_kk": "Ғылыми-сараптама кеңесінің төрағасын сайлау туралы",
        "title_ru": "Об избрании председателя Научно-экспертного совета",
        "title_en": "On the election of the chair of the Scientific-Expert Council",
    },
    SeatRole.DEPUTY_CHAIR: {
        "title_kk": "Ғылыми-сараптама кеңесі төрағасының орынбасарын сайлау туралы",
        "title_ru": "Об избрании заместителя председателя Научно-экспертного совета",
        "title_en": "On the election of a deputy chair of the Scientific-Expert Council",
    },
}
