"""Sittings and agendas in the search: for those who may read the sitting."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from assembly.common.search_sources import Source, register_source
from assembly.meetings.models import AgendaItem, Meeting


def items(user: Any, on: date) -> Any:
    """Return the agenda items that ``user`` may read: those of his sittings."""
    return AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user, on=on).values("pk"))


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="sittings", heading=_("Sittings"), icon="calendar", called=("заседани", "отырыс", "sitting", "meeting"), order=20, index="meeting", day="starts_at",
            rows=lambda user, on: Meeting.objects.visible_to(user, on=on),
            page="meetings:meeting",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="items", heading=_("Agenda items"), icon="list-ordered", order=30, index="agenda_item", rows=items,
            day="meeting__starts_at", target="meeting_id",
            page="meetings:meeting",
        )
    )  # fmt: skip
