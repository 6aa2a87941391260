"""The words of the orders in Kazakh and in Russian: texts of acts, not of the interface."""

from collections.abc import Sequence
from datetime import date

from assembly.bodies.enums import SeatRole
from assembly.common.dates import official_date
from secretariat.formations.models import Formation

PARAGRAPHS = {"commission": "20", "working_group": "25"}
ROLES = {
    SeatRole.CHAIR: ("төраға", "председатель"),
    SeatRole.DEPUTY_CHAIR: ("төрағаның орынбасары", "заместитель председателя"),
    SeatRole.SECRETARY: ("хатшы", "секретарь"),
    SeatRole.MEMBER: ("мүше", "член"),
}


def order_of_creation(formation: Formation, members: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return titles and texts of the order that creates it: aim, term, composition.

    Args:
        formation: the plan.
        members: names with roles, in the order of the list.
    """
    number = PARAGRAPHS[formation.kind]
    kk, ru = formation.name_kk, formation.name_ru
    return {
        "title_kk": f"«{kk}» құру туралы",
        "title_ru": f"О создании: {ru}",
        "text_kk": "\n".join(
            [
                f"Қазақстан халқының Ассамблеясы туралы ереженің {number}-тармағына сәйкес «{kk}» құрылсын.",
                f"Мақсаты: {formation.aim_kk}",
                _term(formation.until, "kk"),
                "Құрамы:",
                *(
                    f"{n}. {name}, {ROLES[SeatRole(role)][0]}."
                    for n, (name, role) in enumerate(members, start=1)
                ),
            ]
        ),
        "text_ru": "\n".join(
            [
                f"В соответствии с пунктом {number} Положения об Ассамблее народа Казахстана создать: «{ru}».",
                f"Цель: {formation.aim_ru}",
                _term(formation.until, "ru"),
                "Состав:",
                *(
                    f"{n}. {name}, {ROLES[SeatRole(role)][1]}."
                    for n, (name, role) in enumerate(members, start=1)
                ),
            ]
        ),
    }


def order_of_ending(formation: Formation) -> dict[str, str]:
    """Return titles and texts of the order that ends it."""
    return {
        "title_kk": f"«{formation.name_kk}» жұмысын аяқтау туралы",
        "title_ru": f"О завершении работы: {formation.name_ru}",
        "text_kk": f"Қорытынды есеп қабылданып, «{formation.name_kk}» жұмысы аяқталсын.",
        "text_ru": f"Принять итоговый отчёт и завершить работу: «{formation.name_ru}».",
    }


def titles_of_report(formation: Formation) -> dict[str, str]:
    """Return the titles of the closing report."""
    return {
        "title_kk": f"Қорытынды есеп: {formation.name_kk}"[:500],
        "title_ru": f"Итоговый отчёт: {formation.name_ru}"[:500],
    }


def _term(until: date | None, language: str) -> str:
    if until is None:
        return {"kk": "Мерзімі: белгіленбеген.", "ru": "Срок: не установлен."}[language]
    word = {"kk": "Мерзімінің соңғы күні", "ru": "Последний день срока"}[language]
    return f"{word}: {official_date(until, language)}."
