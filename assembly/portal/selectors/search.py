"""Search in the workspace: only what the person may read, a few of each kind."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assembly.common.clock import day_of
from assembly.common.navigation import address_of
from assembly.common.search import containing
from assembly.decisions.models import Assignment
from assembly.decisions.public import CHIPS, assignment_word, matching, public_decisions
from assembly.meetings.models import AgendaItem, Meeting
from assembly.people.models import Person, User
from assembly.people.permissions import VIEW_PERSONS
from assembly.people.rights import has_right

MOST_OF_A_KIND = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    url: str
    hint: str
    chip: object = None


@dataclass(frozen=True, slots=True)
class Found:
    """Things of one kind; ``more_url`` leads to the whole list when not all are shown."""

    heading: str | Promise
    icon: str
    hits: list[Hit]
    more_url: str = ""


def search_for(text: str, user: User, *, on: date) -> list[Found]:
    """Return what a person may read of persons, decisions, assignments, sittings and their agendas."""
    if not text.strip():
        return []
    found = [
        _decisions(text, on=on),
        _assignments(text, user, on=on),
        _meetings(text, user, on=on),
        _items(text, user, on=on),
        _persons(text, user, on=on),
    ]
    return [group for group in found if group.hits]


def _decisions(text: str, *, on: date) -> Found:
    rows = list(matching(public_decisions(on=on), text)[: MOST_OF_A_KIND + 1])
    hits = [
        Hit(
            row.title,
            reverse("portal:decision", args=[row.pk]),
            f"№\u00a0{row.number}, {date_format(day_of(row.adopted_at), 'DATE_FORMAT')}",
            CHIPS[row.public_state],
        )
        for row in rows[:MOST_OF_A_KIND]
    ]
    more = f"{reverse('portal:decisions')}?{urlencode({'q': text})}" if len(rows) > MOST_OF_A_KIND else ""
    return Found(_("Decisions"), "scroll-text", hits, more)


def _assignments(text: str, user: User, *, on: date) -> Found:
    rows = containing(
        Assignment.objects.visible_to(user, on=on).with_names(),
        text, "text_kk", "text_ru", "decision__number", "lead_state_body__name_kk", "lead_state_body__name_ru",
    ).order_by("due_on", "pk")  # fmt: skip
    hits = [
        Hit(
            row.title,
            address_of("decisions:assignment", row.pk) or reverse("portal:decision", args=[row.decision_id]),
            f"№\u00a0{row.number}, {row.lead_name}",
            CHIPS[assignment_word(row, on=on)],
        )
        for row in rows[:MOST_OF_A_KIND]
    ]
    return Found(_("Assignments"), "list-checks", hits)


def _meetings(text: str, user: User, *, on: date) -> Found:
    rows = containing(Meeting.objects.visible_to(user, on=on), text, "title_kk", "title_ru", "series_label")
    hits = [
        Hit(
            row.title,
            address_of("meetings:meeting", row.pk),
            date_format(localtime(row.starts_at), "DATETIME_FORMAT"),
        )
        for row in rows.order_by("-starts_at", "pk")[:MOST_OF_A_KIND]
    ]
    return Found(_("Sittings"), "landmark", [hit for hit in hits if hit.url])


def _items(text: str, user: User, *, on: date) -> Found:
    visible = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user, on=on).values("pk"))
    rows = containing(
        visible, text, "title_kk", "title_ru", "draft__title_kk", "draft__title_ru"
    ).select_related("meeting")
    hits = [
        Hit(row.title, address_of("meetings:meeting", row.meeting_id), f"{row.meeting.title}, {row.number}")
        for row in rows.order_by("-meeting__starts_at", "number")[:MOST_OF_A_KIND]
    ]
    return Found(_("Agenda items and drafts"), "list-ordered", [hit for hit in hits if hit.url])


def _persons(text: str, user: User, *, on: date) -> Found:
    if not has_right(user, VIEW_PERSONS, on=on):
        return Found(_("Persons"), "users-round", [])
    rows = containing(Person.objects.all(), text, "family_name", "given_name", "patronymic")
    hits = [
        Hit(row.full_name, address_of("bodies:member_card", row.pk), "")
        for row in rows.order_by("sort_key", "given_name", "pk")[:MOST_OF_A_KIND]
    ]
    return Found(_("Persons"), "users-round", [hit for hit in hits if hit.url])
