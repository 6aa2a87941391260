"""The registries of merging: what forbids that two cards become one, and which rows go with a person.

Each room says of every foreign key of its own that leads to a person whether its rows move to the card
that remains or stay where they are, being a record of what was; a house test finds a key that nobody
spoke of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from assembly.common.errors import DomainError
from assembly.people.models import Person

MergeCheck = Callable[[Person, Person], Sequence[DomainError]]


@dataclass(frozen=True, slots=True)
class Moving:
    """Rows that go with the person.

    Args:
        model: ``app_label.Model``.
        field: the key that leads to the person.
        beside: fields unique together with the person: a row whose twin the remaining card has stays.
        only: which rows move; all of them when missing.
    """

    model: str
    field: str
    beside: tuple[str, ...] = ()
    only: Q | None = None

    def move(self, kept: Person, other: Person) -> int:
        """Move the rows from one card to the other; returns how many moved."""
        rows = apps.get_model(self.model)._default_manager.filter(**{self.field: other})
        if self.only is not None:
            rows = rows.filter(self.only)
        if self.beside:
            taken = set(
                apps.get_model(self.model)
                ._default_manager.filter(**{self.field: kept})
                .values_list(*self.beside)
            )
            free = [row[0] for row in rows.values_list("pk", *self.beside) if tuple(row[1:]) not in taken]
            rows = apps.get_model(self.model)._default_manager.filter(pk__in=free)
        return rows.update(**{self.field: kept})


CHECKS: list[MergeCheck] = []
MOVING: dict[tuple[str, str], Moving] = {}
STAYING: dict[tuple[str, str], str] = {}


def register_merge_check(check: MergeCheck) -> None:
    """Register what forbids a merge: gets both persons, returns refusals; called from ``ready()``."""
    CHECKS.append(check)


def register_moving(model: str, field: str, *, beside: tuple[str, ...] = (), only: Q | None = None) -> None:
    """Say that rows of a key go with the person; called from ``ready()``.

    Raises:
        ValueError: something is said of the key already.
    """
    _require_unsaid(model, field)
    MOVING[model, field] = Moving(model, field, beside, only)


def register_staying(model: str, field: str, reason: str) -> None:
    """Say that rows of a key stay with the former card, and why; called from ``ready()``.

    Raises:
        ValueError: something is said of the key already.
    """
    _require_unsaid(model, field)
    STAYING[model, field] = reason


def _require_unsaid(model: str, field: str) -> None:
    if (model, field) in MOVING or (model, field) in STAYING:
        raise ValueError(f"{model}.{field} is spoken of twice")


def hindrances(kept: Person, other: Person) -> list[DomainError]:
    """Return everything that forbids the merge, of all rooms."""
    return [refusal for check in CHECKS for refusal in check(kept, other)]


def register() -> None:
    """Say of this room's own keys; called from ``ready()``."""
    register_moving("people.Notice", "person", beside=("dedup_key",))
    register_staying("people.Invitation", "person", "a letter that was sent; an open one is ended")
    register_staying(
        "people.AddressChange", "person", "a letter that was sent; a merged card confirms nothing"
    )
    register_staying("people.MutedLetter", "person", "the card that remains keeps its own choice of letters")
    register_staying("people.Closure", "person", "a record of the sign-in of the former card")
    register_staying("people.HandedOver", "person", "a record of what was handed over")
    register_staying("people.HandedOver", "successor", "a record of who took it over")
    register_staying("people.PairedAct", "person", "a record of what two persons decided")
    for side in ("first", "second"):
        register_staying("people.DistinctPersons", side, "a record of two cards that were compared")
    register_staying("people.Person", "merged_into", "leads on to the card that remains")
