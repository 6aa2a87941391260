"""Sessions in the search: convened ones for everybody, those in preparation for the Chairman and the Secretariat."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assembly.common.navigation import address_of
from assembly.common.search_sources import Source, register_source
from assembly.people.rights import roles_of
from sessions.models import AssemblySession
from sessions.querysets import SEES_ALL


def sessions(user: Any, on: date) -> Any:
    """Return the Sessions that ``user`` may read; a convened one is public."""
    if roles_of(user, on=on) & SEES_ALL:
        return AssemblySession.objects.visible_to(user, on=on)
    return AssemblySession.objects.convened()


def session_url(user: Any, row: Mapping[str, Any]) -> str:
    """Return the working page of a Session for those who see all of them, the public one for the rest."""
    if roles_of(user, on=localdate()) & SEES_ALL:
        return address_of("sessions:detail", row["target"])
    return address_of("portal:session", row["label"])


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="sessions", heading=_("Sessions"), icon="landmark", called=("сесси", "session"), order=15, index="session", rows=sessions,
            titles=("theme_kk", "theme_ru", "theme_en"), numbers=("number__int",), label="number", day="starts_at",
            url=session_url,
        )
    )  # fmt: skip
