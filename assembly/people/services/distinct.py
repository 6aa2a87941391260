"""Saying that two cards which look alike are of two persons: they are not offered for merging again."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.people.models import DistinctPersons, Person, User
from assembly.people.permissions import MERGE_PERSONS, SECRETARIAT
from assembly.people.refusals import DistinctAlready, MergedAlready, SamePerson
from assembly.people.refusals_sign_in import ReasonMissing
from assembly.people.rights import require_right


@transaction.atomic
def keep_apart(*, one_id: int, other_id: int, reason: str, actor: User, at: datetime) -> DistinctPersons:
    """Record that two cards are of two persons.

    Both cards are locked in the order of their keys, as merging locks them: of a merge and this act one waits.

    Args:
        one_id: one card.
        other_id: the other card; the order does not matter.
        reason: how they were told apart; stays in the record, not in the audit event.
        actor: who compared them; needs ``people.merge_persons``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not merge cards.
        SamePerson: both are one card.
        ReasonMissing: no reason is given.
        MergedAlready: one of them was merged before.
        DistinctAlready: it is recorded already.
    """
    if one_id == other_id:
        raise SamePerson
    first, second = (
        Person.objects.select_for_update(of=("self",)).filter(pk__in=(one_id, other_id)).order_by("pk")
    )
    require_right(actor, MERGE_PERSONS, on=day_of(at))
    words = " ".join(reason.split())[:500]
    if not words:
        raise ReasonMissing(field="reason")
    for person in (first, second):
        if person.merged_into_id is not None:
            raise MergedAlready(name=person.full_name)
    if DistinctPersons.objects.filter(first=first, second=second).exists():
        raise DistinctAlready

    pair = DistinctPersons.objects.create(first=first, second=second, reason=words, at=at, by=actor)

    record(stream=first, kind="people.persons_kept_apart", actor=actor, at=at,
           payload={"first": first.pk, "second": second.pk, "source": SECRETARIAT.code})  # fmt: skip
    return pair
