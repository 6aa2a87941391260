"""The root of the room is the sitting: every act in it locks its row first.

The lock is the one that does not stop rows elsewhere from pointing to the sitting (FOR NO KEY
UPDATE); two acts of one sitting, a check-in and the opening of a poll among them, wait for each
other, so that quorum is counted when nobody is on the threshold.
"""

from django.db import connection

from assembly.meetings.models import AgendaItem, Meeting

# What the live process listens to. Voting does not lock the sitting and tells nothing: the live process asks for
# open polls itself, since a word by every voter would halve their rate.
LIVE_CHANNEL = "portal_live"


def lock_meeting(meeting_id: int) -> Meeting:
    """Lock a sitting until the transaction ends and return it as it stands under the lock.

    Whoever watches the sitting is told when the transaction is committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [LIVE_CHANNEL, str(meeting_id)])
    return (
        Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("body").get(pk=meeting_id)
    )


def lock_item(item_id: int) -> AgendaItem:
    """Lock the sitting of an agenda item, then return the item as it stands under the lock."""
    lock_meeting(AgendaItem.objects.values_list("meeting_id", flat=True).get(pk=item_id))
    return AgendaItem.objects.select_related("meeting__body").get(pk=item_id)
