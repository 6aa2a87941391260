"""What the room puts on desks: plans that wait for the next step of whoever prepares or convenes."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.chairman.enums import MatterState
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.desk import DeskItem
from assembly.people.enums import Role
from assembly.people.models import User
from assembly.people.rights import has_right, roles_of
from council.enums import ConveningState
from council.models import CouncilMeeting
from council.permissions import DRAFT_MEETING, is_staff
from council.terms import term_of_council

# The letters come by the settings; the desk shows the term two months before it ends, and until the Council meets.
SHOWN_BEFORE = timedelta(days=60)
TOLD_OF_TERM = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT})


def desk_of_preparing(user: User, on: date) -> list[DeskItem]:
    """Return the sittings that ``user`` still has to put to the Chairman or, with his agreement, to convene."""
    if not has_right(user, DRAFT_MEETING, on=on):
        return []
    waiting = CouncilMeeting.objects.filter(
        state__in=[ConveningState.DRAFT, ConveningState.AGREED]
    ).select_related("matter", "deputy")
    staff = is_staff(user, on=on)
    items = []
    for found in waiting:
        is_own = found.deputy is not None and found.deputy.user_id == user.pk
        if found.state == ConveningState.AGREED and is_own:
            items.append(
                _item(found, _("The Chairman has agreed: convene the meeting"), _("Convene"), tone="warm")
            )
        elif found.state == ConveningState.DRAFT and (staff or is_own):
            items.append(_draft(found))
    return items


def _draft(found: CouncilMeeting) -> DeskItem:
    matter = found.matter
    if matter is not None and matter.state == MatterState.REFUSED:
        reason = _("The Chairman refused: %(reason)s") % {"reason": matter.refusal_reason}
        return _item(found, reason, _("Open the draft"), tone="warm")
    if found.deputy:
        reason = _("Finish the plan and ask for the Chairman's agreement: a deputy convenes only with it")
    else:
        reason = _("Finish the plan and put it to the Chairman")
    return _item(found, reason, _("Open the draft"))


def _item(found: CouncilMeeting, reason: str, action: str, *, tone: str = "") -> DeskItem:
    return DeskItem(
        title=_("Meeting of the Council in preparation"),
        reason=reason,
        url=reverse("council:meeting", args=[found.pk]),
        action=action,
        icon="users-round",
        due_on=day_of(found.starts_at),
        tone=tone,
        legal_ref=regulation("12"),
        order=40,
    )


def desk_of_term(user: User, on: date) -> list[DeskItem]:
    """Warn the Chairman and the Secretariat before half a year passes without a sitting (Law, art. 10)."""
    if not roles_of(user, on=on) & TOLD_OF_TERM:
        return []
    term = term_of_council()
    if term is None or term.is_provided or on < term.due_on - SHOWN_BEFORE:
        return []
    is_over = term.due_on < on
    return [
        DeskItem(
            title=_("The Council has to meet by %(day)s") % {"day": date_format(term.due_on)},
            reason=_("It met last on %(day)s and meets at least once in six months.")
            % {"day": date_format(term.met_on)},
            url=reverse("council:home"),
            action=_("Open the Council"),
            icon="calendar-clock",
            due_on=term.due_on,
            tone="hot" if is_over else "warm",
            chip=("warn", "calendar-clock", pgettext("term", "the term is over")) if is_over else None,
            legal_ref=term.legal_ref,
            order=20,
        )
    ]
