"""Giving the open work of a leaver to others, inside the act by which he leaves."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from assembly.people.handovers import Bundle, Handing
from assembly.people.models import Closure, HandedOver, Person, User
from assembly.people.refusals_sign_in import SuccessorUnfit, WorkLeft
from assembly.people.services.notify import notify_persons

HANDED = "people.work_handed_over"


def hand_over_bundles(
    *,
    person: Person,
    bundles: Iterable[Bundle],
    handings: Mapping[str, Handing],
    closure: Closure | None = None,
    actor: User,
    at: datetime,
) -> Counter[str]:
    """Move each bundle to its successor, or write down why it is left; return how many works went each way.

    A part of another act: whoever calls it holds the lock, has checked the right, writes the event.

    Args:
        person: the leaver.
        bundles: all that waits on him now, read under the lock.
        handings: what becomes of each bundle, by its name.
        closure: the closing of his sign-in, where that is the act.
        actor: who does it.
        at: the moment, timezone-aware.

    Raises:
        WorkLeft: a bundle has neither a successor nor a reason.
        SuccessorUnfit: the one named may not take such work over.
    """
    counts: Counter[str] = Counter()
    gained: Counter[int] = Counter()
    rows = []
    for bundle in bundles:
        handing = handings.get(bundle.name, Handing())
        successor = _successor(bundle, handing)
        for work in bundle.works:
            if successor is not None:
                bundle.kind.hand_over(item=work.item, successor=successor, actor=actor, at=at)
                gained[successor.pk] += 1
            rows.append(
                HandedOver(person=person, kind=bundle.kind.name, item=work.item, successor=successor,
                           reason="" if successor else handing.reason.strip(), closure=closure, at=at, by=actor)
            )  # fmt: skip
        counts["handed" if successor else "left"] += len(bundle.works)
    HandedOver.objects.bulk_create(rows)
    for successor in Person.objects.filter(pk__in=gained):
        notify_persons(
            [successor],
            kind=HANDED,
            context={"from_id": person.pk, "count": gained[successor.pk]},
            dedup_key=f"{HANDED}:{person.pk}:{at.isoformat()}",
            at=at,
            path="/desk/",
        )
    return counts


def _successor(bundle: Bundle, handing: Handing) -> Person | None:
    if handing.successor_id is None:
        if not handing.reason.strip():
            raise WorkLeft(what=str(bundle.kind.label), count=len(bundle.works))
        return None
    for person in bundle.successors:
        if person.pk == handing.successor_id:
            return person
    raise SuccessorUnfit(what=str(bundle.kind.label))
