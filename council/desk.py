"""What the room puts on desks: plans that wait for the next step of whoever prepares or convenes."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assembly.chairman.enums import MatterState
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right
from council.enums import ConveningState
from council.models import CouncilMeeting
from council.permissions import DRAFT_MEETING, is_staff


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
