"""Handing a matter over: another of the Secretariat's people goes on with it."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.chairman.models import Matter
from assembly.chairman.permissions import PUT_MATTER
from assembly.chairman.services.matters import locked
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.models import Person, User
from assembly.people.rights import require_right


@transaction.atomic
def change_keeper(*, item: int, successor: Person, actor: User, at: datetime) -> Matter:
    """Let another person go on with a matter; who put it stays on record.

    Args:
        item: key of the matter.
        successor: who is told how it ends, and works on it when it comes back; he can sign in.
        actor: who hands over; needs ``chairman.put_matter``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` may not put matters.

    Source:
        Положение об Ассамблее (Указ № 747), подпункт 1) пункта 17.
    """
    matter = locked(item)
    require_right(actor, PUT_MATTER, on=day_of(at))

    former, matter.keeper = matter.kept_by_id, successor.user
    matter.save(update_fields=["keeper"])

    record(stream=matter, kind="chairman.keeper_changed", actor=actor, at=at, payload={
        "from": former, "to": matter.keeper_id, "source": regulation("17", "1").code,
    })  # fmt: skip
    return matter
