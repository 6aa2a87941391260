"""Which state bodies a person coordinates, and what waits on their officers."""

from datetime import date

from assembly.bodies.handovers import POSTS, scope_of
from assembly.bodies.models import StateBodyOfficer
from assembly.bodies.paired import POSTS as COORDINATING
from assembly.people.handovers import Bundle, bundles_of
from assembly.people.models import User


def coordinated_by(user: User, on: date) -> list[int]:
    """Return the keys of the state bodies whose coordinator or head ``user`` is on a day."""
    posts = StateBodyOfficer.objects.in_force_on(on).filter(person__user=user, role__in=COORDINATING)
    return list(posts.values_list("state_body_id", flat=True))


def bundles_at(officer: StateBodyOfficer, *, on: date) -> list[Bundle]:
    """Return what waits on an officer at his state body on a day; the post itself is not work."""
    scope = scope_of(officer.state_body_id)
    return [
        bundle
        for bundle in bundles_of(officer.person, on=on)
        if bundle.scope == scope and bundle.kind.name != POSTS
    ]
