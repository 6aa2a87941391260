"""What this room puts on desks."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.outbox.models import OutboxMessage
from assembly.people.desk import DeskItem
from assembly.people.models import PairedAct, User
from assembly.people.paired import PAIRED
from assembly.people.permissions import SECRETARIAT, SEND_AGAIN, VIEW_PAIRED
from assembly.people.rights import has_right


def undelivered(user: User, on: date) -> list[DeskItem]:
    """Return one line for the staff while letters lie undelivered."""
    if not has_right(user, SEND_AGAIN, on=on):
        return []
    count = OutboxMessage.objects.dead().count()
    if not count:
        return []
    return [
        DeskItem(
            title=_("Letters not delivered: %(count)s") % {"count": count},
            reason=_("The mail server refused them several times. Check the addresses and send them again."),
            url=f"{reverse('outbox:message_list')}?state=dead",
            action=pgettext("verb", "Check"),
            icon="mail-x",
            tone="hot",
            legal_ref=SECRETARIAT,
            is_primary=False,
        )
    ]


def waiting_paired(user: User) -> tuple[QuerySet[PairedAct], ...]:
    """Return the acts that wait for ``user`` as the second person, to be counted."""
    now = timezone.now()
    if not has_right(user, VIEW_PAIRED, on=timezone.localdate(now)):
        return ()
    return (PairedAct.objects.open_at(now).for_second(user),)


def waiting_for_second(user: User, on: date) -> list[DeskItem]:
    """Return what others asked for and ``user`` may confirm."""
    if not has_right(user, VIEW_PAIRED, on=on):
        return []
    acts = (
        PairedAct.objects.open_at(timezone.now())
        .for_second(user)
        .select_related("person", "asked_by__person")
    )
    return [
        DeskItem(
            title=f"{PAIRED[act.kind].label}: {act.person.full_name}",
            reason=_("Asked for by %(name)s. Confirm until %(until)s.")
            % {
                "name": act.asked_by.get_full_name(),
                "until": date_format(timezone.localtime(act.expires_at), "DATETIME_FORMAT"),
            },
            url=reverse("people:paired_show", args=[act.pk]),
            action=pgettext("verb", "Look"),
            icon="users",
            due_on=timezone.localdate(act.expires_at),
            tone="warm",
            legal_ref=PAIRED[act.kind].legal_ref,
        )
        for act in acts
        if act.kind in PAIRED and has_right(user, PAIRED[act.kind].right, on=on)
    ]
