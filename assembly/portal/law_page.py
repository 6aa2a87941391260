"""The page ``docs/law.md``: what the portal takes from the law, drawn from its own registries.

One table is written by hand, ``paragraphs.csv``: where each paragraph of the Regulation is done and shown. A test
holds its codes, pages and tests to what there is, so the page cannot say what the portal does not do.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import translation

from assembly.bodies.procedures import PROCEDURES
from assembly.chairman.matters import KINDS
from assembly.documents.portal_settings import SETTINGS
from assembly.law import competences
from assembly.law.competences import COMPETENCES
from assembly.law.refs import LegalRef
from assembly.law.thresholds import Comparison, Threshold
from assembly.people.rights import RIGHTS

HEAD = """# What the portal takes from the law

Made by `manage.py law_page > docs/law.md` from the registries of the portal; a test holds it to them.
A place without an act is one of the Regulation approved by Decree No. 747. An edition is written
`[first day – first day on which it binds no more)`.
"""
PARAGRAPHS = Path(__file__).with_name("paragraphs.csv")
WHOLES = {"quorum": "of all members", "majority": "of those present"}
SIGNS = {Comparison.AT_LEAST: "at least", Comparison.MORE_THAN: "more than"}
Row = Sequence[str]


def law_page() -> str:
    """Return the page as Markdown, with citations in Russian."""
    with translation.override("ru"):
        parts = [
            HEAD,
            _section("Quorum and majority", ("organ", "rule", "place", "edition", "code"), _thresholds()),
            _section(
                "The Regulation, paragraph by paragraph",
                ("п.", "what it says", "code", "page", "test"),
                _paragraphs(),
                "The codes of the law are in the tables below; here is one place to begin from.",
            ),
            _section("Competences", ("organ", "matter", "place", "edition", "code"), _competences()),
            _section(
                "Matters of the Chairman", ("matter", "name", "place", "edition", "effect"), _matter_kinds()
            ),
            _section("Rights", ("right", "held by", "place", "edition", "code"), _rights()),
            _section(
                "Settings: values that no law sets",
                ("setting", "default", "what it is", "code"),
                _settings(),
                "Not set by law: each holds by default until an act enters another value with its basis.",
            ),
        ]
    return "\n".join(parts)


def _section(title: str, heads: Row, rows: Iterable[Row], words: str = "") -> str:
    table = [heads, ["---"] * len(heads), *rows]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    return "\n".join([f"## {title}", "", *([words, ""] if words else []), *lines, ""])


def _place(ref: LegalRef | None) -> Row:
    if ref is None:
        return "not set by law", ""
    until = f"{ref.in_force_until:%d.%m.%Y}" if ref.in_force_until else "…"
    return ref.cite("ru").replace("\u00a0", " "), f"[{ref.in_force_from:%d.%m.%Y} – {until})"


def paragraphs() -> list[dict[str, str]]:
    """Return the rows of ``paragraphs.csv``: place, subject, code, page, test or why there is none."""
    with PARAGRAPHS.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="|"))


def _paragraphs() -> Iterator[Row]:
    for row in paragraphs():
        if row["exemption"]:
            yield row["place"], row["subject"], f"none: {row['exemption']}", "", ""
        else:
            yield row["place"], row["subject"], *(f"`{row[name]}`" for name in ("code", "page", "test"))


def _thresholds() -> Iterator[Row]:
    for organ, editions in sorted(PROCEDURES.items()):
        for rule, whole in WHOLES.items():
            thresholds: tuple[Threshold, ...] = getattr(editions, rule)
            code = _name_of(thresholds, "rules")
            for one in thresholds:
                share = f"{one.numerator}/{one.denominator}"
                words = f"{rule}: {SIGNS[one.comparison]} {share} {whole}"
                yield (organ, words, *_place(one.legal_ref), f"`{code}`")


def _name_of(value: Any, kind: str) -> str:
    """Return under which name a room's module of a kind (rules, permissions) holds this very value.

    Raises:
        LookupError: none does.
    """
    for name, module in sorted(sys.modules.items()):
        if name.endswith(f".{kind}"):
            for attribute, held in vars(module).items():
                if held is value:
                    return f"{name}.{attribute}"
    raise LookupError(f"{value!r} is registered, but stands in no module of {kind}")


def _competences() -> Iterator[Row]:
    for one in COMPETENCES:
        organs = ", ".join(one.organs) + (" alone" if one.is_exclusive else "")
        yield organs, one.name_ru, *_place(one.legal_ref), f"`{competences.__name__}`: `{one.code}`"


def _matter_kinds() -> Iterator[Row]:
    for code, kind in sorted(KINDS.items()):
        yield f"`{code}`", str(kind.label), *_place(kind.legal_ref), f"`{_path_of(kind.effect)}`"


def _path_of(act: Callable[..., Any]) -> str:
    return f"{act.__module__}.{act.__qualname__}"


def _rights() -> Iterator[Row]:
    for code, right in sorted(RIGHTS.items()):
        holders = ", ".join(sorted(right.roles))
        yield f"`{code}`", holders, *_place(right.legal_ref), f"`{_name_of(right.code, 'permissions')}`"


def _settings() -> Iterator[Row]:
    for key, setting in sorted(SETTINGS.items()):
        words = ". ".join(str(part).rstrip(".") for part in (setting.label, setting.note) if part)
        yield f"`{key}`", f"`{setting.default}`", words, f"`{_room_of(key)}`"


def _room_of(code: str) -> str:
    """Return the package of the room whose name begins ``code``."""
    room = code.partition(".")[0]
    return next(config.name for config in apps.get_app_configs() if config.name.split(".")[-1] == room)
