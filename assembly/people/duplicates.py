"""Cards that may be of one human being: the same name, with the same day of birth or without; one telephone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from assembly.common.search import folded
from assembly.people.models import DistinctPersons, Person
from assembly.people.querysets import PersonQuerySet

MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Likeness:
    """Cards that are alike, and in what; the surest first. Personal values are not part of it.

    Args:
        apart: pairs of keys, the lower one first, that were found to be of two persons.
    """

    reason: Any
    rank: int
    persons: list[Person]
    apart: frozenset[tuple[int, int]] = frozenset()

    @property
    def pairs(self) -> list[tuple[Person, Person]]:
        """Return each card with the first one before it that it may be the same as: merged one after another."""
        found = []
        for place, person in enumerate(self.persons):
            earlier = (one for one in self.persons[:place] if (one.pk, person.pk) not in self.apart)
            if first := next(earlier, None):
                found.append((first, person))
        return found


def likely_duplicates() -> list[Likeness]:
    """Return groups of cards that may be of one person, the surest first; each pair of cards once.

    Pairs that were compared and found to be of two persons are not offered again. An individual number cannot be on two cards: the database holds it, so no such group exists.
    """
    cards = Person.objects.unmerged().annotate(
        folded_name=Concat(folded("family_name"), Value(" "), folded("given_name"), output_field=TextField())
    )
    rules = (
        (_("The same name and day of birth"), 1, cards.exclude(birth_on=None), ("folded_name", "birth_on")),
        (_("The same telephone"), 2, cards.exclude(phone=""), ("phone",)),
        (_("The same name"), 3, cards, ("folded_name",)),
    )
    apart = frozenset(DistinctPersons.objects.values_list("first_id", "second_id"))
    seen: set[frozenset[int]] = set()
    found = []
    for reason, rank, rows, fields in rules:
        for persons in _groups(rows, fields):
            keys = frozenset(person.pk for person in persons)
            if not any(keys <= earlier for earlier in seen):
                seen.add(keys)
                found.append(Likeness(reason, rank, persons, apart))
    return [likeness for likeness in found if likeness.pairs][:MOST_GROUPS]


def _groups(rows: PersonQuerySet, fields: Iterable[str]) -> list[list[Person]]:
    names = tuple(fields)
    twice = (
        rows.order_by().values(*names).annotate(number=Count("pk")).filter(number__gt=1).values_list(*names)
    )
    wanted = set(twice[:MOST_GROUPS])
    if not wanted:
        return []
    first = names[0]
    groups: dict[tuple[Any, ...], list[Person]] = {}
    for person in rows.filter(**{f"{first}__in": {key[0] for key in wanted}}).select_related("user"):
        key = tuple(getattr(person, name) for name in names)
        if key in wanted:
            groups.setdefault(key, []).append(person)
    return [sorted(persons, key=lambda person: person.pk) for persons in groups.values()]
