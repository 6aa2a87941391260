"""Reads of the room: what a Session lacks, the draft of its order, the answers to its invitations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Membership
from assembly.meetings.enums import Reply
from assembly.meetings.models import Meeting, MeetingInvitation
from sessions.models import AssemblySession

LANGUAGE_WORDS = {"kk": _("in Kazakh"), "ru": _("in Russian")}


@dataclass(frozen=True, slots=True)
class Missing:
    """An official text that is still to be written; ``field`` is where it is entered."""

    what: str | Promise
    language: str

    def __str__(self) -> str:
        return f"{self.what} ({LANGUAGE_WORDS[self.language]})"


def missing_translations(assembly_session: AssemblySession) -> list[Missing]:
    """Return the official texts that lack their Kazakh or their Russian words."""
    return [
        Missing(what, language)
        for what, record, field in _official_texts(assembly_session)
        for language in LANGUAGE_WORDS
        if not getattr(record, f"{field}_{language}").strip()
    ]


def _official_texts(assembly_session: AssemblySession) -> Iterator[tuple[str | Promise, object, str]]:
    yield _("theme"), assembly_session, "theme"
    yield _("place"), assembly_session, "place"
    for item in assembly_session.planned_items.all():
        yield _("agenda item %(number)s") % {"number": item.number}, item, "title"


def members_to_invite(on: date) -> int:
    """Return how many members of the Assembly are in force on a day."""
    return Membership.objects.filter(body__kind=BodyKind.ASSEMBLY).in_force_on(on).count()


@dataclass(frozen=True, slots=True)
class Answers:
    """How the members answered the invitation, in persons."""

    invited: int
    hall: int
    remote: int
    declined: int

    @property
    def silent(self) -> int:
        """Return how many have not answered."""
        return self.invited - self.hall - self.remote - self.declined

    @property
    def coming(self) -> int:
        """Return how many mean to take part."""
        return self.hall + self.remote


def answers_of(meeting: Meeting) -> Answers:
    """Return how the members answered the invitation to a sitting."""
    counts = MeetingInvitation.objects.filter(meeting=meeting).aggregate(
        invited=Count("pk"),
        hall=Count("pk", filter=Q(reply=Reply.HALL)),
        remote=Count("pk", filter=Q(reply=Reply.REMOTE)),
        declined=Count("pk", filter=Q(reply=Reply.NO)),
    )
    return Answers(**counts)
