"""Reading the journal: the history of one object, in words."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assembly.audit.models import AuditEvent
from assembly.audit.sentences import SENTENCES, Sentence, names_of, sentence_of
from assembly.audit.streams import stream_of
from assembly.common.pieces import TimelineEntry
from assembly.law.acts import ref_of
from assembly.law.refs import LegalRef

# A payload names the paragraph an act rested on under one of these keys, as ``LegalRef.code``.
SOURCES = ("legal_ref", "source")
PLAIN = Sentence("")


def history_of(
    subject: models.Model | str, *also: models.Model | str, limit: int = 200
) -> list[TimelineEntry]:
    """Return what happened to an object, oldest first: what, when, who, by which paragraph.

    Args:
        subject: the record, or the name of its stream.
        also: records whose histories belong to it, such as cards merged into it.
        limit: how many of the latest events.
    """
    streams = [stream_of(one) for one in (subject, *also)]
    events = AuditEvent.objects.filter(stream__in=streams).order_by("-at", "-pk")[:limit]
    return in_words(list(events)[::-1])


def in_words(events: Iterable[AuditEvent]) -> list[TimelineEntry]:
    """Return events as lines of a timeline; the names of all actors come in one query."""
    found = list(events)
    names = names_of(event.actor_id for event in found)
    return [_entry(event, names) for event in found]


def actor_of(event: AuditEvent, names: Mapping[int, str]) -> str:
    """Return who acted: a name, or the portal itself."""
    if event.actor_id is None:
        return _("the portal itself")
    return names.get(event.actor_id, f"№ {event.actor_id}")


def legal_ref_of(event: AuditEvent) -> LegalRef | None:
    """Return the paragraph that the event names, if it names one that the register knows."""
    for key in SOURCES:
        code = event.payload.get(key)
        if isinstance(code, str) and code:
            try:
                return ref_of(code)
            except (LookupError, ValueError):
                return None
    return None


def _entry(event: AuditEvent, names: Mapping[int, str]) -> TimelineEntry:
    look = SENTENCES.get(event.kind, PLAIN)
    return TimelineEntry(
        state=look.state,
        what=sentence_of(event),
        when=date_format(timezone.localtime(event.at), "DATETIME_FORMAT"),
        more=actor_of(event, names),
        legal_ref=legal_ref_of(event),
        icon=look.icon,
    )
