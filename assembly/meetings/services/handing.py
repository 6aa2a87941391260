"""Handing a sitting over: another person is its secretary from now on."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting
from assembly.meetings.permissions import RUN_MEETING
from assembly.meetings.services.locks import lock_meeting
from assembly.people.models import Person, User
from assembly.people.rights import require_right


@transaction.atomic
def change_secretary(*, item: int, successor: Person, actor: User, at: datetime) -> Meeting:
    """Let another person be the secretary of a sitting whose minutes are not composed yet.

    Args:
        item: key of the sitting.
        successor: its secretary from now on; the minutes will name him.
        actor: who hands over; needs ``meetings.run_meeting``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not run sittings.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 1) пункта 17.
    """
    meeting = lock_meeting(item)
    require_right(actor, RUN_MEETING, on=day_of(at))

    former, meeting.secretary = meeting.secretary_id, successor
    meeting.save(update_fields=["secretary"])

    record(stream=meeting, kind="meetings.secretary_changed", actor=actor, at=at, payload={
        "from": former, "to": successor.pk, "source": regulation("17", "1").code,
    })  # fmt: skip
    return meeting
