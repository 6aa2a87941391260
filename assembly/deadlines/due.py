"""The registry of what is due: rooms say which of their terms run, until when and on whom they wait.

Reminders go to persons one by one (``plans``); here all terms stand together, for those who control them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from assembly.people.models import User

Words = str | Promise


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due.

    Args:
        title: what it is, in the reader's language; names no applicant.
        url: its page; ``action`` is the word of the button that leads there.
        action: what is to be done.
        due_on: last day of the term that runs.
        who: on whom it waits: a person, a state body, a body.
        is_mine: whether the reader himself works on it, controls it or put it.
    """

    title: Words
    url: str
    action: Words
    due_on: date
    who: Words = ""
    is_mine: bool = False


Rows = Callable[[User, date, date], list[DueItem]]


@dataclass(frozen=True, slots=True)
class DueSource:
    """A kind of things that are due.

    Args:
        code: stands in the address of the page: ``assignments``.
        label: the kind, in the singular.
        icon: name of a Lucide icon.
        rows: ``rows(user, on, until)``: what of it runs on a day and is due by ``until``, overdue included.
    """

    code: str
    label: Words
    icon: str
    rows: Rows


DUE: dict[str, DueSource] = {}


def register_due(source: DueSource) -> None:
    """Register a kind of things that are due; called from ``ready()``.

    Raises:
        ValueError: the code is taken.
    """
    if source.code in DUE:
        raise ValueError(f"due {source.code!r} is registered twice")
    DUE[source.code] = source


@dataclass(frozen=True, slots=True)
class DueRow:
    """A thing that is due with its kind."""

    source: DueSource
    item: DueItem


def due_over_rooms(
    user: User, *, on: date, until: date, only: str = "", is_mine: bool = False
) -> list[DueRow]:
    """Return what is due over all rooms, the most urgent first.

    Args:
        user: the reader; he controls execution.
        on: the day.
        until: the last day that is looked at.
        only: the one kind that is asked for; every kind when empty.
        is_mine: only what the reader himself works on.
    """
    rows = [
        DueRow(source, item)
        for source in DUE.values()
        if only in {"", source.code}
        for item in source.rows(user, on, until)
        if item.is_mine or not is_mine
    ]
    return sorted(rows, key=lambda row: (row.item.due_on, str(row.source.label), str(row.item.title)))
