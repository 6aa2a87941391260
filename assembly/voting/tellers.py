"""What follows from being a teller: the desk, the duty of a second factor, the minutes, what ``verify`` looks at."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assembly.audit.streams import stream_of
from assembly.audit.verifiers import Problem
from assembly.common.names import in_language
from assembly.law.acts import ref_of
from assembly.meetings.annexes import MinutesEntry
from assembly.meetings.models import Meeting
from assembly.people.desk import DeskItem
from assembly.people.models import Person, User
from assembly.voting.effects import ResultLink
from assembly.voting.models import CountingCommission, Poll, PollVoter, Teller

AT_ONCE = 3


def commission_of(meeting: Meeting) -> CountingCommission | None:
    """Return the commission that was elected last at a sitting, whether it goes on or has ended."""
    return (
        CountingCommission.objects.filter(meeting=meeting)
        .select_related("poll", "meeting")
        .prefetch_related("tellers")
        .last()
    )


def is_teller_at(user: Any, meeting: Meeting) -> bool:
    """Say whether ``user`` is one of the tellers of this very sitting, and it goes on."""
    return CountingCommission.objects.in_force().with_teller(user).filter(meeting=meeting).exists()


def must_count(user: User, on: date) -> bool:
    """Say whether ``user`` is a teller of a sitting that goes on: he acts for others, a second factor is his duty."""
    return CountingCommission.objects.in_force().with_teller(user).exists()


def not_voted(poll: Poll) -> QuerySet[PollVoter]:
    """Return who is on the roll of a poll and has not voted, in the order of the roll; no times, no choices."""
    return poll.voters.filter(ballots__isnull=True).order_by("entry__number")


def desk_of_teller(user: User, on: date) -> list[DeskItem]:
    """Return the sittings whose teller ``user`` is: which, since when, what to do."""
    commissions = CountingCommission.objects.in_force().with_teller(user)
    return [
        DeskItem(
            title=_("Counting commission: %(title)s") % {"title": commission.meeting.title},
            reason=_(
                "The sitting of %(starts)s elected you a teller. Register who comes and leaves; see who has not voted."
            )
            % {"starts": date_format(localtime(commission.meeting.starts_at), "DATETIME_FORMAT")},
            url=reverse("voting:tellers", args=[commission.meeting_id]),
            action=_("Begin the work of a teller"),
            icon="clipboard-check",
            due_on=on,
            tone="warm",
            legal_ref=ref_of(commission.poll.majority_ref),
            order=AT_ONCE,
        )
        for commission in commissions.select_related("meeting", "poll")
    ]


def results(polls: Collection[int]) -> Mapping[int, ResultLink]:
    """Return the page of the commission that each adopted poll elected."""
    commissions = CountingCommission.objects.filter(poll__in=polls).values_list("poll_id", "meeting_id")
    words = _("Counting commission")
    return {
        poll: ResultLink(words, "voting:tellers", "voting:tellers", meeting) for poll, meeting in commissions
    }


def entries(meeting: Meeting) -> list[MinutesEntry]:
    """Return the lines of the minutes: whom the sitting elected to count, and by which poll."""
    found = (
        CountingCommission.objects.filter(meeting=meeting)
        .select_related("poll")
        .prefetch_related("tellers")
        .order_by("pk")
    )
    return [_entry(commission) for commission in found]


def _entry(commission: CountingCommission) -> MinutesEntry:
    heading, text = {}, {}
    for language in ("kk", "ru"):
        with translation.override(language):
            heading[language] = _("Counting commission elected")
            text[language] = _("Poll %(number)s. %(names)s.") % {
                "number": commission.poll.number,
                "names": "; ".join(named(teller) for teller in commission.tellers.all()),
            }
    return MinutesEntry(
        at=commission.elected_at,
        heading_kk=heading["kk"],
        heading_ru=heading["ru"],
        text_kk=text["kk"],
        text_ru=text["ru"],
        legal_ref=ref_of(commission.poll.majority_ref),
    )


def named(teller: Teller) -> str:
    """Return a teller's name; of the chair it says so."""
    return _("%(name)s (chair of the commission)") % {"name": teller.name} if teller.is_chair else teller.name


def verify_commissions() -> Iterator[Problem]:
    """Yield commissions that are not those that their polls elected, and adopted polls that elected nobody."""
    elected = Poll.objects.filter(effect="voting.tellers", outcome="adopted").select_related("commission")
    for poll in elected.order_by("pk"):
        commission = getattr(poll, "commission", None)
        if commission is None:
            yield Problem(stream_of(poll), "the commission that it elected is not there")
            continue
        tellers = {teller.entry_id: teller.is_chair for teller in commission.tellers.all()}
        asked = {entry: entry == poll.effect_params["chair"] for entry in poll.effect_params["entries"]}
        if tellers != asked or commission.meeting_id != poll.meeting_id:
            yield Problem(stream_of(poll), "the tellers are not those whom the poll elected")


def compose_elected(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Write the letter to somebody who was elected a teller."""
    commission = CountingCommission.objects.select_related("meeting", "poll").get(pk=context["commission_id"])
    meeting = commission.meeting
    return {
        "salutation": Person.objects.get(pk=context["person_id"]).salutation(language),
        "title": in_language(meeting, "title", language),
        "datetime": date_format(localtime(meeting.starts_at), "DATETIME_FORMAT"),
        "number": commission.poll.number,
        "url": settings.PORTAL_ADDRESS + reverse("voting:tellers", args=[meeting.pk]),
    }
