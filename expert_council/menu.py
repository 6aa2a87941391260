"""The room's lines in the menu of the workspace."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import Membership
from assembly.common.navigation import register as register_line
from assembly.common.navigation import register_public, says_yes
from assembly.people.models import Person
from assembly.people.rights import roles_of
from expert_council.models import OpinionAuthor
from expert_council.permissions import READERS, seats_of


def council_of(user: Any) -> bool | QuerySet[Membership]:
    """Say that the person reads the Council's page today, or return the seats by which he would."""
    on = localdate()
    return bool(roles_of(user, on=on) & READERS) or seats_of(user, on=on)


def opinions_of(user: Any) -> bool | QuerySet[Person]:
    """Say that the person reads opinions, or return him if he sits in the Council or is an expert drawn in."""
    seats = council_of(user)
    if isinstance(seats, bool):
        return seats
    drawn_in = OpinionAuthor.objects.filter(person__user=user)
    return Person.objects.filter(Q(pk__in=seats.values("person")) | Q(pk__in=drawn_in.values("person")))


def sees_opinions(user: Any) -> bool:
    """Say whether the person reads opinions: with the Council, or as an expert drawn in."""
    return says_yes(opinions_of(user))


def register() -> None:
    """Register the lines; called from ``ready()``."""
    group, name = _("Assembly"), _("Scientific-Expert Council")
    register_line(group, name, "expert_council:home", "microscope", 335, right=council_of)
    register_line(
        group, _("Expert opinions"), "expert_council:opinions", "file-search", 336, right=opinions_of
    )
    register_public(name, "expert_council:public", 45)
