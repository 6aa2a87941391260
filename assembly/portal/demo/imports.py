"""A table of members on its way into the register: checked, with something to correct before it is written."""

import io
from datetime import date, datetime

from openpyxl import Workbook

from assembly.bodies.services.imports import begin_import, check_import
from assembly.people.models import Person
from assembly.portal.demo.people import World, invented_birth

HEADERS = (
    "№", "Тегі, аты, әкесінің аты / Ф.И.О.", "ЖСН / ИИН", "Туған күні / Дата рождения", "Өңір / Регион",
    "Лауазымы / Должность", "Негіздеме / Основание", "Член с", "Член Совета", "E-mail",
)  # fmt: skip
ACT = "Решение № 12 от 14.10.2026"
SINCE = date(2026, 10, 14)


def upload_table(world: World, *, at: datetime) -> None:
    """Upload and check a small table: members as they stand, changes, new ones, remarks and errors."""
    first, second, third = world.members[10:13]
    fresh, other = invented_birth("fresh"), invented_birth("other")
    rows: list[tuple[object, ...]] = [
        (1, first.full_name, first.read_iin(), first.birth_on, "ЗКО", "депутат", None, date(2025, 1, 15), None, first.email),
        (2, second.full_name.upper(), second.read_iin(), f"{second.birth_on:%d.%m.%Y}", None, "профессор", None,
         "15 января 2025 г.", None, second.email.upper()),
        (3, "Сынaқова  Айгүл Мысалқызы", fresh[1], fresh[0], "Кустанайская обл.", "төраға", ACT, SINCE, "иә", "synaq@portal.example"),
        (4, "Пробный Марк Львович", other[1], other[0], "область Абай", "член правления", ACT, "14.10.2026", None, "probnyi@portal.example"),
        (5, "Пробный Марк Львович", other[1], other[0], "область Абай", "член президиума", ACT, "14.10.2026", None, None),
        (6, third.full_name, None, None, "Астана қ.", None, ACT, SINCE, None, None),
        (7, "Үлгіев Ілияс", "840512912334", date(1984, 5, 12), "Семипалатинская", None, ACT, "31.02.2026", "может быть", "не почта"),
    ]  # fmt: skip
    secretary = world.secretary
    held = begin_import(
        register="members",
        upload=io.BytesIO(_workbook(rows)),
        file_name="Реестр членов, ноябрь.xlsx",
        actor=secretary,
        at=at,
    )
    basis = Person.objects.get(pk=first.pk).memberships.get(body__kind="assembly").basis_id
    check_import(import_id=held.pk, basis_id=basis, actor=secretary, at=at)


def _workbook(rows: list[tuple[object, ...]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Члены АНК"
    sheet.append(
        ("Қазақстан халқы Ассамблеясы мүшелерінің тізілімі / Реестр членов Ассамблеи народа Казахстана",)
    )
    sheet.append(())
    sheet.append(HEADERS)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
