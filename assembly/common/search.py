"""Finding and ordering names in Kazakh and Russian, whatever keyboard they were typed on.

The database knows no Kazakh collation, so both are done by letters: search folds the letters that a
Russian keyboard lacks, order turns each letter of the alphabet into one that sorts by code point.
"""

from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate, Concat, Lower

# Letters that a Russian keyboard lacks; then Latin ones that look like Cyrillic and are typed for them.
FOLDED_FROM = "әғқңөұүһіёiəaceopxykmtbh"
FOLDED_TO = "агкноуухиеиаасеорхукмтвх"
_FOLD = str.maketrans(FOLDED_FROM, FOLDED_TO)
MOST_WORDS = 6
# What parts words in a text that is searched; the stroke of a number (36/1) does not.
_SIGNS = "«»“”„\"'()[].,:;!?–—-№\u00a0\n\t"
SEARCHED_FROM = FOLDED_FROM + _SIGNS
SEARCHED_TO = FOLDED_TO + " " * len(_SIGNS)
_SEARCHED = str.maketrans(SEARCHED_FROM, SEARCHED_TO)
# Columns of each index, and those of them that are Russian sentences.
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

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


def folded_text(text: str) -> str:
    """Return ``text`` as an index of :func:`searched` holds it: folded, signs as spaces, a space at each end."""
    return f" {text.lower().translate(_SEARCHED)} "


def words_in(text: str) -> list[str]:
    """Return the words of ``text`` as they were typed, signs left out."""
    return text.translate(str.maketrans(_SIGNS, " " * len(_SIGNS))).split()


def searched(*fields: str) -> models.Func:
    """Return one text to be searched, made by the database of the columns ``fields``.

    The very same expression stands in the index of the model and in the query, or the index would not serve.
    """
    parts: list[Any] = [models.Value(" ")]
    for field in fields:
        parts += [models.F(field), models.Value(" ")]
    return models.Func(
        Lower(Concat(*parts, output_field=models.TextField())),
        models.Value(SEARCHED_FROM),
        models.Value(SEARCHED_TO),
        function="translate",
        output_field=models.TextField(),
    )


def russian_forms(*fields: str) -> Any:
    """Return the Russian word stems of the columns ``fields``, for an index and for its query alike."""
    return SearchVector(*fields, config="russian")


def search_indexes(name: str, *fields: str, russian: tuple[str, ...] = ()) -> list[models.Index]:
    """Return the indexes that searching a model by ``fields`` needs: likeness of letters, Russian forms.

    The columns are kept under ``name``, so that a source of the search asks exactly what the index holds.

    Args:
        name: beginning of the names of the indexes.
        fields: columns whose text is searched.
        russian: those of them that are Russian sentences; names of persons have no forms in a dictionary.
    """
    COLUMNS[name] = (fields, russian)
    by_letters = GinIndex(
        OpClass(searched(*fields), name="gin_trgm_ops"), name=f"{name}_letters", fastupdate=False
    )
    if not russian:
        return [by_letters]
    return [by_letters, GinIndex(russian_forms(*russian), name=f"{name}_forms", fastupdate=False)]


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
