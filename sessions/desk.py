"""What the room puts on the desks of staff: Sessions in preparation, and those that came back."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assembly.chairman.enums import MatterState
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right
from sessions.enums import SessionState
from sessions.models import AssemblySession
from sessions.permissions import PUT_SESSION


def desk_of_staff(user: User, on: date) -> list[DeskItem]:
    """Return the Sessions that staff still have to put to the Chairman."""
    if not has_right(user, PUT_SESSION, on=on):
        return []
    drafts = AssemblySession.objects.filter(state=SessionState.DRAFT).select_related("matter")
    return [_draft(assembly_session) for assembly_session in drafts]


def _draft(assembly_session: AssemblySession) -> DeskItem:
    matter = assembly_session.matter
    is_refused = matter is not None and matter.state == MatterState.REFUSED
    reason = (
        _("The Chairman refused: %(reason)s") % {"reason": matter.refusal_reason}
        if matter is not None and is_refused
        else _("Finish the plan and put it to the Chairman: only he convenes the Session")
    )
    return DeskItem(
        title=_("%(roman)s Session in preparation") % {"roman": assembly_session.roman},
        reason=reason,
        url=reverse("sessions:detail", args=[assembly_session.pk]),
        action=_("Open the draft"),
        icon="landmark",
        due_on=day_of(assembly_session.starts_at),
        tone="warm" if is_refused else "",
        legal_ref=regulation("5", "5"),
        order=40,
    )
