"""Notices behind the bell: read or not; which of them come by letter too."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.errors import NotAllowed
from assembly.people.letter_choices import CHOOSABLE
from assembly.people.models import MutedLetter, Notice, Person, User
from assembly.people.refusals import LetterIsDue


def mark_notices_read(*, actor: User, at: datetime, notice_id: int | None = None) -> int:
    """Mark the actor's own notices as read, one or all; return how many were unread.

    Writes no event: what somebody has read is nobody's business.
    """
    unread = Notice.objects.of(actor).unread()
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=at)


@transaction.atomic
def choose_letters(*, person_id: int, choices: Mapping[str, bool], actor: User, at: datetime) -> list[str]:
    """Choose which kinds of news come by letter besides the bell; returns the kinds that do not.

    Args:
        person_id: whose; only he himself chooses.
        choices: of each kind, whether it comes by letter; kinds that are not named stay as they are.
        actor: who chooses.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is somebody else.
        LetterIsDue: a kind always comes by letter.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
    if not actor.is_active or person.user_id != actor.pk:
        raise NotAllowed(act="people.choose_letters")
    if not CHOOSABLE.keys() >= choices.keys():
        raise LetterIsDue
    before = set(person.muted_letters.values_list("kind", flat=True))
    after = {kind for kind in before if kind not in choices} | {
        kind for kind, by_letter in choices.items() if not by_letter
    }
    if after == before:
        return sorted(after)

    person.muted_letters.filter(kind__in=before - after).delete()
    MutedLetter.objects.bulk_create(MutedLetter(person=person, kind=kind) for kind in sorted(after - before))

    record(stream=person, kind="people.letters_chosen", actor=actor, at=at, payload={"off": sorted(after)})
    return sorted(after)
