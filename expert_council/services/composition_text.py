"""The words of the order on the composition, in Kazakh and in Russian: texts of an act, not of the interface."""

from collections.abc import Sequence

from assembly.bodies.enums import SeatRole

TITLES = {
    "statute": {
        "title_kk": "Ғылыми-сараптама кеңесі туралы ереже",
        "title_ru": "Положение о Научно-экспертном совете",
        "title_en": "Statute of the Scientific-Expert Council",
    },
    "composition": {
        "title_kk": "Ғылыми-сараптама кеңесінің құрамын бекіту туралы",
        "title_ru": "Об утверждении состава Научно-экспертного совета",
        "title_en": "On the composition of the Scientific-Expert Council",
    },
}
ROLES = {
    SeatRole.CHAIR: ("төраға", "председатель"),
    SeatRole.DEPUTY_CHAIR: ("төрағаның орынбасары", "заместитель председателя"),
    SeatRole.SECRETARY: ("хатшы", "секретарь"),
}
HEADS = {
    "text_kk": "Қазақстан халқының Ассамблеясы туралы ереженің 24-тармағына сәйкес Ғылыми-сараптама кеңесінің "
    "мынадай құрамы бекітілсін. Мүшелер өз міндеттерін қоғамдық негізде атқарады (23-тармақ).",
    "text_ru": "В соответствии с пунктом 24 Положения об Ассамблее народа Казахстана утвердить Научно-экспертный "
    "совет в следующем составе. Члены исполняют обязанности на общественных началах (пункт 23).",
}


def composition_texts(members: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the text of the order in both languages.

    Args:
        members: names with roles (``SeatRole``), in the order of the list.
    """
    return {
        key: "\n".join(
            [head, "", *(_line(place, one, language) for place, one in enumerate(members, start=1))]
        )
        for language, (key, head) in enumerate(HEADS.items())
    }


def _line(place: int, member: tuple[str, str], language: int) -> str:
    name, role = member
    words = ROLES.get(SeatRole(role))
    return f"{place}. {name}, {words[language]}." if words else f"{place}. {name}."
