"""What the room puts on desks: the Chairman's waiting matters; for staff, those that came back."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.chairman.enums import MatterState
from assembly.chairman.matters import kind_of
from assembly.chairman.models import Matter
from assembly.chairman.permissions import SIGN_MATTER
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.rights import has_right

SHOWN_AFTER_REFUSAL = timedelta(days=14)


def desk_of_chairman(user: User, on: date) -> list[DeskItem]:
    """Return the matters that wait for the Chairman's signature."""
    if not has_right(user, SIGN_MATTER, on=on):
        return []
    return [_waiting(matter, on) for matter in Matter.objects.waiting()]


def desk_of_refused(user: User, on: date) -> list[DeskItem]:
    """Return the matters that ``user`` put, or took over, and the Chairman refused lately, with his reason."""
    refused = Matter.objects.kept_by(user).filter(
        state=MatterState.REFUSED, ended_at__date__gt=on - SHOWN_AFTER_REFUSAL
    )
    return [
        DeskItem(
            title=matter.title,
            reason=_("The Chairman refused: %(reason)s") % {"reason": matter.refusal_reason},
            url=reverse("chairman:matter", args=[matter.pk]),
            action=_("Read the reason"),
            icon="undo-2",
            tone="warm",
            is_primary=False,
            order=30,
        )
        for matter in refused
    ]


def _waiting(matter: Matter, on: date) -> DeskItem:
    is_late = matter.answer_by is not None and matter.answer_by < on
    return DeskItem(
        title=matter.title,
        reason=matter.summary,
        url=reverse("chairman:matter", args=[matter.pk]),
        action=_("Read and decide"),
        icon="feather",
        due_on=matter.answer_by,
        tone="hot" if is_late else "warm",
        chip=("warn", "calendar-clock", pgettext("term", "the day for the answer has passed"))
        if is_late
        else None,
        legal_ref=kind_of(matter).legal_ref,
        order=10,
    )
