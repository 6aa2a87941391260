"""What this room puts on desks."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.outbox.models import OutboxMessage
from assembly.people.desk import DeskItem
from assembly.people.models import User
from assembly.people.permissions import SECRETARIAT, SEND_AGAIN
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
