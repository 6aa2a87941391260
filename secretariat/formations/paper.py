"""The paper of a closing report."""

from datetime import date
from typing import Any

from assembly.common.dates import official_date
from assembly.documents.paper.bilingual import Side, bilingual_paper
from assembly.documents.renderers import Paper
from assembly.meetings.paper import letterhead_of
from secretariat.formations.models import Formation

KINDS = {"kk": "ҚОРЫТЫНДЫ ЕСЕП", "ru": "ИТОГОВЫЙ ОТЧЁТ"}
WORDS = {
    "kk": ("Мақсаты", "Құрылған", "Аяқталған", "№ {number} өкім, {day}"),
    "ru": ("Цель", "Создана", "Завершена", "распоряжение № {number}, {day}"),
}


def report_paper(formation_id: int) -> Paper:
    """Return the paper of the closing report of one that has ended.

    Raises:
        Formation.DoesNotExist: there is none.
    """
    formation = Formation.objects.select_related("body", "act", "end_act", "report").get(pk=formation_id)
    assert formation.body is not None, "what has ended was created"
    assert formation.end_act is not None, "the report is printed when it ends"
    assert formation.report is not None, "and was written before"
    version = formation.report.latest
    assert version is not None, "a document is created with its first version"
    sides = {language: Side(KINDS[language], _rows(formation, language)) for language in ("kk", "ru")}
    return bilingual_paper(
        act=formation.end_act,
        version=version,
        organ=letterhead_of(formation.body),
        sides=sides,
        name="closing-report",
    )


def can_read_report(user: Any, formation_id: int, on: date) -> bool:
    """The closing report is read by those who read the commission or the group, and its former members."""
    rows = Formation.objects.filter(pk=formation_id)
    if rows.visible_to(user, on=on).exists():
        return True
    is_known = getattr(user, "is_authenticated", False)
    return is_known and rows.filter(body__memberships__person__user=user).exists()


def _rows(formation: Formation, language: str) -> list[tuple[str, str]]:
    aim, created, ended, order = WORDS[language]
    rows = [(aim, getattr(formation, f"aim_{language}"))]
    for word, act in ((created, formation.act), (ended, formation.end_act)):
        if act is not None:
            day = official_date(act.signed_on, language)
            rows.append((word, order.format(number=act.number, day=day)))
    return rows
