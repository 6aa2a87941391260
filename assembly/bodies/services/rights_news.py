"""Telling a person that rights in the portal were given to him or taken from him, in the transaction of the act."""

from collections.abc import Sequence
from datetime import date, datetime

from assembly.bodies.models import Membership, OfficeHolding, StateBodyOfficer
from assembly.bodies.paired import office_needs_two, seat_needs_two
from assembly.people.models import Person
from assembly.people.services.notify import notify_persons

GRANTED, TAKEN = "bodies.rights_granted", "bodies.rights_taken"
MY_CARD = "/people/me/"
Holding = Membership | OfficeHolding | StateBodyOfficer


def tell_of_rights(holding: Holding, *, at: datetime, until: date | None = None) -> None:
    """Tell the person by notice and letter, where the seat, office or post gives rights; a part of another act.

    A member's seat is not told of here: the President approves the composition, and a whole register is
    entered at once; whoever is called to a Session is summoned to it.

    Args:
        holding: what was given, or has got its last day.
        at: the moment of the act.
        until: the first day without it, where it was taken.
    """
    if not _gives_rights(holding):
        return
    kind, day = (GRANTED, holding.term.lower) if until is None else (TAKEN, until)
    _tell(holding, Person.objects.get(pk=holding.person_id), kind=kind, day=day, at=at)


def _tell(holding: Holding, person: Person, *, kind: str, day: date, at: datetime) -> None:
    what = holding._meta.model_name
    notify_persons(
        [person],
        kind=kind,
        context={"what": what, "holding_id": holding.pk, "day": day.isoformat()},
        dedup_key=f"{kind}:{what}:{holding.pk}",
        at=at,
        path=MY_CARD,
    )


def tell_of_posts(posts: Sequence[StateBodyOfficer], *, at: datetime) -> None:
    """Tell the officers whose posts a register brought in, each as if his had been entered alone; a part of that act.

    Args:
        posts: what was given.
        at: the moment of the act.
    """
    persons = Person.objects.in_bulk({post.person_id for post in posts})
    for post in posts:
        _tell(post, persons[post.person_id], kind=GRANTED, day=post.term.lower, at=at)


def tell_of_role(before: Membership, after: Membership, *, at: datetime) -> None:
    """Tell the person where a change of his role gives rights or takes them; a part of that act.

    Args:
        before: the span that ended.
        after: the span that begins on that day.
        at: the moment of the act.
    """
    if not _gives_rights(before):
        tell_of_rights(after, at=at)
    elif not _gives_rights(after):
        tell_of_rights(before, at=at, until=after.term.lower)


def _gives_rights(holding: Holding) -> bool:
    if isinstance(holding, OfficeHolding):
        return office_needs_two(holding.office)
    if isinstance(holding, Membership):
        return seat_needs_two(holding.body, holding.role)
    return True
