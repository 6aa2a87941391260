"""What this room says when two cards of one person become one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership, StateBodyOfficer
from assembly.bodies.paired import OFFICES, POSTS
from assembly.bodies.refusals import MergePostsOverlap, MergeSeatsOverlap, RightsWouldMove
from assembly.common.errors import DomainError
from assembly.people.merging import register_merge_check, register_moving, register_staying
from assembly.people.models import Person
from assembly.people.permissions import SECRETARIAT


def seats_overlap(kept: Person, other: Person) -> Sequence[DomainError]:
    """Refuse where both sat in one body, or acted for one state body, on the same day."""
    refusals: list[DomainError] = []
    seats = Membership.objects.select_related("body")
    if pair := _overlapping(seats.filter(person=kept), seats.filter(person=other), "body_id"):
        refusals.append(MergeSeatsOverlap(body=pair.body.name))
    posts = StateBodyOfficer.objects.select_related("state_body")
    if pair := _overlapping(posts.filter(person=kept), posts.filter(person=other), "state_body_id"):
        refusals.append(MergePostsOverlap(body=pair.state_body.name))
    return refusals


def rights_would_move(kept: Person, other: Person) -> Sequence[DomainError]:
    """Refuse where a seat, an office or a post that two persons give would come to another sign-in."""
    for holder, partner in ((kept, other), (other, kept)):
        signs_in = partner.user is not None and partner.user.is_active
        if signs_in and _gives_rights(holder):
            return [RightsWouldMove(legal_ref=SECRETARIAT, name=holder.full_name)]
    return []


def _gives_rights(person: Person) -> bool:
    open_terms = Q(term__endswith__isnull=True) | Q(term__endswith__gt=Now())
    return (
        person.memberships.filter(open_terms, body__kind=BodyKind.SECRETARIAT).exists()
        or person.offices.filter(open_terms, office__kind__in=OFFICES).exists()
        or person.state_posts.filter(open_terms, role__in=POSTS).exists()
    )


def _overlapping(mine: Any, theirs: Any, where: str) -> Any:
    for one in theirs:
        for held in mine:
            if getattr(one, where) == getattr(held, where) and _days_in_common(one.term, held.term):
                return one
    return None


def _days_in_common(one: Any, two: Any) -> bool:
    begins_in_time = two.upper is None or one.lower < two.upper
    return begins_in_time and (one.upper is None or two.lower < one.upper)


def register() -> None:
    """Register it; called from ``ready()``."""
    register_merge_check(seats_overlap)
    register_merge_check(rights_would_move)
    register_staying("bodies.Portrait", "person", "the card that remains shows its own photograph")
    register_moving("bodies.Membership", "person")
    register_moving("bodies.OfficeHolding", "person")
    register_moving("bodies.StateBodyOfficer", "person")
