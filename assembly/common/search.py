"""Finding and ordering names in Kazakh and Russian, whatever keyboard they were typed on.

The database knows no Kazakh collation, so both are done by letters: search folds the letters that a
Russian keyboard lacks, order turns each letter of the alphabet into one that sorts by code point.
"""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate, Lower

FOLDED_FROM = "әғқңөұүһіёi"  # the last is Latin, typed for the Kazakh letter
FOLDED_TO = "агкноуухиеи"
_FOLD = str.maketrans(FOLDED_FROM, FOLDED_TO)
MOST_WORDS = 6

Rows = TypeVar("Rows", bound=models.QuerySet[Any])


def fold(text: str) -> str:
    """Return ``text`` in small letters, Kazakh ones replaced by those of a Russian keyboard."""
    return text.lower().translate(_FOLD)


def folded(field: str) -> models.Func:
    """Return the same of a column, computed by the database."""
    return models.Func(
        Lower(models.F(field)),
        models.Value(FOLDED_FROM),
        models.Value(FOLDED_TO),
        function="translate",
        output_field=models.TextField(),
    )


def containing(rows: Rows, text: str, *fields: str) -> Rows:
    """Return the rows in which each word of ``text`` stands in one of ``fields``."""
    words = fold(text).split()[:MOST_WORDS]
    if not words:
        return rows
    places = {f"folded_{number}": folded(field) for number, field in enumerate(fields)}
    found = rows.alias(**places)
    for word in words:
        anywhere = Q()
        for place in places:
            anywhere |= Q(**{f"{place}__contains": word})
        found = found.filter(anywhere)
    return found


def kazakh_order(field: str, *, alphabet: str, sortable: str) -> Collate:
    """Return the order of a column by ``alphabet``; ``sortable`` are the signs that stand for its letters."""
    return Collate(
        models.Func(
            Lower(models.F(field)),
            models.Value(alphabet),
            models.Value(sortable),
            function="translate",
            output_field=models.TextField(),
        ),
        "C",
    )
