"""Registers of state bodies and of associations: their columns, and what a row of them would change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import RegisterKind
from assembly.bodies.imports.base import (
    LEFT_OUT,
    CheckedRow,
    Circumstances,
    Register,
    by_folded,
    folded_name,
)
from assembly.bodies.imports.readers import Regions, context_with_regions, read_region, region_names
from assembly.bodies.models import Association, Region, StateBody
from assembly.common.books import Cell
from assembly.common.cell_notes import register_notes
from assembly.common.cells import CellFault, Read, clean_text, in_two_languages, read_day, read_text
from assembly.common.columns import Column
from assembly.common.search import fold

TITLES = ("name", "name_kk", "name_ru")
LONGEST_CODE = 20


@dataclass(slots=True)
class RecordPlan:
    """What is to be written of one record: the record or nothing yet, and the values that differ."""

    record: Any
    values: dict[str, Any] = field(default_factory=dict)


def read_code(cell: Cell, **_context: Any) -> Read:
    """Return a short code: letters, digits, hyphens.

    Raises:
        CellFault: another sign stands in it, or it is too long.
    """
    text, notes = clean_text(cell)
    code = text.lower()
    if len(code) > LONGEST_CODE or not all(sign.isalnum() or sign in "-_." for sign in code):
        raise CellFault("code_wrong")
    return Read(code, tuple(notes))


def read_scope(cell: Cell, *, regions: Regions, **context: Any) -> Read:
    """Return the region of an association, or ``None`` where it says that it is a republican one."""
    text, notes = clean_text(cell)
    if fold(text).startswith("республик"):
        return Read("republican", tuple(notes))
    return read_region(cell, regions=regions, **context)


def _title_columns(thing_kk: str, thing_ru: str) -> tuple[Column, ...]:
    return (
        Column(
            "name_kk",
            _("Name in Kazakh"),
            ("қазақша атауы", "атауы (қазақша)", "атауы қазақ тілінде", "наименование на казахском",
             "наименование (каз)", "атауы (қаз)", "полное наименование (каз)", "название на казахском", "наименование на казахском языке"),
            read_text,
            kk="Қазақша атауы",
            ru="Наименование на казахском",
            example=thing_kk,
        ),
        Column(
            "name_ru",
            _("Name in Russian"),
            ("орысша атауы", "атауы (орысша)", "атауы орыс тілінде", "наименование на русском",
             "наименование (рус)", "атауы (орыс)", "полное наименование (рус)", "название на русском", "наименование на русском языке"),
            read_text,
            kk="Орысша атауы",
            ru="Наименование на русском",
            example=thing_ru,
        ),
        Column(
            "name_en",
            _("Name in English"),
            ("ағылшынша атауы", "наименование на английском", "name in english"),
            read_text,
            kk="Ағылшынша атауы",
            ru="Наименование на английском",
        ),
        Column(
            "name",
            pgettext_lazy("thing", "Name"),
            ("атауы", "толық атауы", "наименование", "полное наименование", "название", "мемлекеттік орган", "государственный орган", "орган",
             "этномәдени бірлестік", "бірлестік", "этнокультурное объединение", "объединение", "name"),
            read_text,
        ),
    )  # fmt: skip


def _region_column(read: Any) -> Column:
    return Column(
        "region",
        _("Region"),
        ("өңір", "облыс", "өңірі", "регион", "область", "region"),
        read,
        kk="Өңір",
        ru="Регион",
        example="Абай облысы / область Абай",
        allowed=region_names,
    )


STATE_BODY_COLUMNS = (
    Column("code", _("Code"), ("коды", "код", "code", "қысқаша атауы", "қысқартылуы", "краткое обозначение", "сокращение", "аббревиатура"), read_code,
           kk="Коды", ru="Код", example="mki"),
    *_title_columns("Мәдениет және ақпарат министрлігі", "Министерство культуры и информации"),
    _region_column(read_region),
)  # fmt: skip
ASSOCIATION_COLUMNS = (
    *_title_columns("Сынақ этномәдени бірлестігі", "Пробное этнокультурное объединение"),
    _region_column(read_scope),
    Column(
        "accredited_until",
        _("Accredited until"),
        ("аккредиттеу мерзімі", "аккредиттелген мерзімі", "аккредитация", "аккредитовано до",
         "аккредитация до", "срок аккредитации", "accredited until"),
        read_day,
        kk="Аккредиттеу мерзімі",
        ru="Аккредитовано до",
        example=date(2028, 6, 30),
    ),
)  # fmt: skip


def titles_of(row: CheckedRow) -> dict[str, str]:
    """Return the names that a row gives, by field; one column may hold both languages."""
    titles = {
        f"name_{language}": text
        for language, text in in_two_languages(str(row.values.get("name", ""))).items()
    }
    return titles | {
        code: str(row.values[code]) for code in ("name_kk", "name_ru", "name_en") if row.values.get(code)
    }


def check_state_bodies(rows: list[CheckedRow], under: Circumstances) -> None:
    """Match rows with state bodies by code, else by name."""
    records = list(StateBody.objects.select_related("region"))
    by_code = {record.code.lower(): record for record in records}
    named = by_folded(records, "name_kk", "name_ru")
    seen: dict[Any, int] = {}
    for row in rows:
        titles = _begin(row, under)
        if row.is_skipped:
            continue
        record = by_code.get(row.values.get("code", "")) or _first_named(named, titles)
        values = _compare(row, record, titles, ("code", "region"))
        if record is None and not row.values.get("code") and "code" not in row.cells:
            row.note("missing", "code")
        _settle(row, record, values, seen, [row.values.get("code"), *map(folded_name, titles.values())])


def check_associations(rows: list[CheckedRow], under: Circumstances) -> None:
    """Match rows with associations by name."""
    records = list(Association.objects.select_related("region"))
    named = by_folded(records, "name_kk", "name_ru")
    seen: dict[Any, int] = {}
    for row in rows:
        titles = _begin(row, under)
        if row.is_skipped:
            continue
        record = _first_named(named, titles)
        is_republican = row.values.get("region") == "republican"
        if is_republican:
            del row.values["region"]
        values = _compare(row, record, titles, ("region", "accredited_until"))
        if is_republican and not (record and record.is_republican):
            values["is_republican"] = True
            row.cells["region"].state = "changed" if record else "new"
        _settle(row, record, values, seen, map(folded_name, titles.values()))


def _begin(row: CheckedRow, under: Circumstances) -> dict[str, str]:
    row.is_skipped = under.choices.get(row.number) == LEFT_OUT
    titles = titles_of(row)
    row.title = titles.get("name_ru") or titles.get("name_kk") or ""
    return titles


def _first_named(named: Mapping[str, Any], titles: Mapping[str, str]) -> Any:
    return next((named[folded_name(text)] for text in titles.values() if folded_name(text) in named), None)


def _compare(
    row: CheckedRow, record: Any, titles: Mapping[str, str], fields: tuple[str, ...]
) -> dict[str, Any]:
    """Return the values that differ, marking each cell; a new record needs its name in both languages."""
    changed: dict[str, Any] = {
        code: text
        for code, text in titles.items()
        if row.compare(code if code in row.cells else "name", getattr(record, code, ""), text)
    }
    for code in fields:
        value = row.values.get(code)
        if row.compare(code, getattr(record, code, None), value, shown=_shown):
            changed[code] = value
    faulty = any(row.cells[code].is_faulty for code in TITLES if code in row.cells)
    if record is None and not faulty and not {"name_kk", "name_ru"} <= set(titles):
        missing = "name_kk" if "name_ru" in titles else "name_ru"
        row.note("name_in_both", missing if missing in row.cells or "name" not in row.cells else "name")
    return changed


def _settle(row: CheckedRow, record: Any, values: dict[str, Any], seen: dict[Any, int], keys: Any) -> None:
    """Remember what the row is about; refuse a second row about the same."""
    row.subject = record.pk if record else None
    row.plan = RecordPlan(record, values)
    shown = next((code for code in ("code", *TITLES) if code in row.cells), "name")
    for key in filter(None, [record.pk if record else None, *keys]):
        if seen.setdefault(key, row.number) != row.number:
            row.note("row_twice", shown, row=seen[key])
            break


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return value.name_ru if isinstance(value, Region) else str(value)


def record_fields(model: type[models.Model]) -> list[str]:
    """Return the fields that a table may change of a model of this module."""
    own = {"code", "name_kk", "name_ru", "name_en", "region", "accredited_until", "is_republican"}
    return [field.name for field in model._meta.concrete_fields if field.name in own]


STATE_BODIES = Register(
    code=RegisterKind.STATE_BODIES,
    columns=STATE_BODY_COLUMNS,
    needs=(TITLES,),
    check=check_state_bodies,
    context=lambda: dict(context_with_regions()),
    list_url="bodies:state_body_list",
)
ASSOCIATIONS = Register(
    code=RegisterKind.ASSOCIATIONS,
    columns=ASSOCIATION_COLUMNS,
    needs=(TITLES,),
    check=check_associations,
    context=lambda: dict(context_with_regions()),
    list_url="bodies:association_list",
)

register_notes(
    "error",
    {
        "code_wrong": _("A code has up to 20 letters, digits and hyphens"),
        "name_in_both": _("The name is needed in Kazakh and in Russian"),
        "row_twice": _("Row {row} is about the same"),
    },
)
