"""Notices behind the bell: read or not."""

from datetime import datetime

from assembly.people.models import Notice, User


def mark_notices_read(*, actor: User, at: datetime, notice_id: int | None = None) -> int:
    """Mark the actor's own notices as read, one or all; return how many were unread.

    Writes no event: what somebody has read is nobody's business.
    """
    unread = Notice.objects.of(actor).unread()
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=at)
