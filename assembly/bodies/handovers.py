"""Open work that this room knows: the posts by which a person acts for state bodies."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import StateBodyOfficer
from assembly.bodies.selectors import staff_on
from assembly.bodies.services.officers import end_officer
from assembly.common.clock import day_of
from assembly.people.handovers import HandoverKind, OpenWork, register_handover, successors_among
from assembly.people.models import Person, User

POSTS = "bodies.posts"
ONE_DAY = timedelta(days=1)


def scope_of(state_body_id: int) -> str:
    """Return the scope of works that only officers of a state body take over."""
    return f"state_body:{state_body_id}"


def officers_in_scope(_person: Person, scope: str, on: date) -> list[Person]:
    """Return who acts for the state body of a scope on a day and can sign in."""
    posts = (
        StateBodyOfficer.objects.in_force_on(on)
        .filter(state_body_id=int(scope.partition(":")[2]))
        .select_related("person__user")
        .order_by("person__sort_key", "pk")
    )
    return successors_among(post.person for post in posts)


def staff(_person: Person, _scope: str, on: date) -> list[Person]:
    """Return who may take over work of the Secretariat: its people who can sign in."""
    return staff_on(on)


def posts_of(person: Person, on: date) -> list[OpenWork]:
    """Return the posts that a person holds at state bodies without an end."""
    posts = (
        StateBodyOfficer.objects.in_force_on(on)
        .filter(person=person, term__endswith__isnull=True)
        .select_related("state_body")
    )
    return [
        OpenWork(post.pk, f"{post.state_body.name}: {post.get_role_display()}", scope_of(post.state_body_id))
        for post in posts
    ]


def end_post(*, item: int, successor: Person, actor: User, at: datetime) -> None:
    """End the leaver's post: from now on the successor, who has his own, acts for the state body."""
    first = StateBodyOfficer.objects.values_list("term", flat=True).get(pk=item).lower
    end_officer(officer_id=item, until=max(day_of(at), first + ONE_DAY), actor=actor, at=at)


def register() -> None:
    """Register the kind; called from ``ready()``."""
    register_handover(HandoverKind(POSTS, _("Posts at state bodies"), posts_of, officers_in_scope, end_post))
