"""What the room puts on desks: answers that are awaited, sittings of today, minutes to be drawn up and signed."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.meetings.enums import MeetingState, MinutesState
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.meetings.pages import meeting_chip
from assembly.meetings.services.minutes import basis_of
from assembly.meetings.signing import needs_presiding
from assembly.people.desk import DeskItem
from assembly.people.models import User

FIRST = 5
LIVE = (MeetingState.REGISTRATION, MeetingState.OPEN, MeetingState.BREAK)


def desk_of_member(user: User, on: date) -> list[DeskItem]:
    """Return invitations that the person has not answered and sittings in which he may take part now."""
    waiting = (
        MeetingInvitation.objects.filter(person__user=user, reply="", meeting__state=MeetingState.CONVENED)
        .select_related("meeting")
        .order_by("meeting__starts_at")
    )
    answers = [
        DeskItem(
            title=invitation.meeting.title,
            reason=_("You are invited. Tell whether you come to the hall or take part remotely."),
            url=reverse("meetings:invitation", args=[invitation.pk]),
            action=pgettext("verb", "Answer"),
            icon="mail",
            due_on=invitation.meeting.reply_by,
        )
        for invitation in waiting
    ]
    sittings = Meeting.objects.live().filter(roll__person__user=user).select_related("body")
    return answers + [
        DeskItem(
            title=meeting.title,
            reason=_("The meeting is on today. Register in the hall or take part remotely."),
            url=reverse("meetings:meeting", args=[meeting.pk]),
            action=pgettext("verb", "Take part"),
            icon="radio",
            due_on=on,
            tone="warm",
            chip=_chip(meeting),
            order=FIRST,
        )
        for meeting in sittings
    ]


def desk_of_presiding(user: User, on: date) -> list[DeskItem]:
    """Return the minutes that the person who presided approves and signs before the secretary."""
    waiting = (
        Meeting.objects.filter(presiding__user=user, minutes__state=MinutesState.DRAFT)
        .select_related("body", "presiding")
        .order_by("closed_at")
    )
    return [
        DeskItem(
            title=meeting.title,
            reason=_("You presided: read the minutes, approve and sign them."),
            url=reverse("meetings:minutes", args=[meeting.pk]),
            action=pgettext("verb", "Sign"),
            icon="signature",
            since_on=_closed_on(meeting),
            legal_ref=basis_of(meeting),
        )
        for meeting in waiting
        if needs_presiding(meeting)
    ]


def desk_of_staff(user: User, on: date) -> list[DeskItem]:
    """Return the sittings of today that staff run, and minutes that are not signed yet."""
    mine = Meeting.objects.run_by(user, on=on)
    going = mine.filter(state__in=[*LIVE, MeetingState.CONVENED]).select_related("body")
    today = [meeting for meeting in going if meeting.state in LIVE or day_of(meeting.starts_at) == on]
    unsigned = (
        mine.filter(state=MeetingState.CLOSED)
        .exclude(minutes__state=MinutesState.SIGNED)
        .select_related("body", "minutes")
    )
    return [
        DeskItem(
            title=meeting.title,
            reason=_("The meeting is today: registration and quorum."),
            url=reverse("meetings:registration", args=[meeting.pk]),
            action=pgettext("verb", "Registration"),
            icon="user-check",
            due_on=on,
            tone="warm",
            chip=_chip(meeting),
            legal_ref=regulation("17", "1"),
            order=FIRST,
        )
        for meeting in today
    ] + [_minutes_item(meeting) for meeting in unsigned]


def _minutes_item(meeting: Meeting) -> DeskItem:
    is_drawn_up = hasattr(meeting, "minutes")
    return DeskItem(
        title=meeting.title,
        reason=_("The minutes await their signatures.")
        if is_drawn_up
        else _("The minutes are not drawn up yet."),
        url=reverse("meetings:minutes", args=[meeting.pk]),
        action=pgettext("verb", "Sign") if is_drawn_up else pgettext("verb", "Draw up"),
        icon="file-text",
        since_on=_closed_on(meeting),
        legal_ref=basis_of(meeting),
    )


def _closed_on(meeting: Meeting) -> date | None:
    return day_of(meeting.closed_at) if meeting.closed_at else None


def _chip(meeting: Meeting) -> tuple[str, str, str]:
    chip = meeting_chip(meeting)
    return chip.kind, chip.icon, str(chip.word)
