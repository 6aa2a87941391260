"""Telling people: a letter in their language and a notice behind the bell, in the transaction of the act."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from assembly.outbox.services.messages import enqueue_many
from assembly.people.letter_choices import CHOOSABLE
from assembly.people.models import MutedLetter, Notice, Person


def notify_persons(
    persons: Iterable[Person],
    *,
    kind: str,
    context: Mapping[str, Any],
    dedup_key: str,
    at: datetime,
    path: str = "",
) -> int:
    """Tell each person once, by letter (where he has an address) and by notice; return how many letters.

    Who chose to do without letters of this kind has the notice alone; most kinds leave no such choice.

    Args:
        persons: whom to tell.
        kind: a registered kind of message; the notice shows the subject of its letter.
        context: plain values; the person's number is added as ``person_id``.
        dedup_key: what makes this news one; the person's number is added to it.
        at: the moment of the act.
        path: where the notice leads, without the language: ``/meetings/5/``.

    Raises:
        LookupError: the kind is not registered.
    """
    told = list({person.pk: person for person in persons}.values())
    Notice.objects.bulk_create(
        [
            Notice(person=person, kind=kind, context={**context, "person_id": person.pk}, path=path,
                   dedup_key=dedup_key, at=at)
            for person in told
        ],
        ignore_conflicts=True,
        batch_size=500,
    )  # fmt: skip
    muted: set[int] = set()
    if kind in CHOOSABLE:
        ids = [person.pk for person in told]
        muted.update(
            MutedLetter.objects.filter(kind=kind, person__in=ids).values_list("person_id", flat=True)
        )
    rows = [
        {
            "kind": kind,
            "address": person.email,
            "language": person.language,
            "recipient_id": person.pk,
            "dedup_key": f"{dedup_key}:{person.pk}",
            "context": {**context, "person_id": person.pk},
        }
        for person in told
        if person.email and person.pk not in muted
    ]
    return len(enqueue_many(rows, at=at))
