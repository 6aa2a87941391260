"""The room's lines in the menu of the workspace."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import register as register_line
from assembly.common.navigation import register_public
from expert_council.models import OpinionAuthor
from expert_council.permissions import can_view_council


def sees_council(user: Any) -> bool:
    """Say whether the person reads the Council's page today."""
    return can_view_council(user, on=localdate())


def sees_opinions(user: Any) -> bool:
    """Say whether the person reads opinions: with the Council, or as an expert drawn in."""
    return sees_council(user) or OpinionAuthor.objects.filter(person__user=user).exists()


def register() -> None:
    """Register the lines; called from ``ready()``."""
    group, name = _("Assembly"), _("Scientific-Expert Council")
    register_line(group, name, "expert_council:home", "microscope", 335, right=sees_council)
    register_line(
        group, _("Expert opinions"), "expert_council:opinions", "file-search", 336, right=sees_opinions
    )
    register_public(name, "expert_council:public", 45)
