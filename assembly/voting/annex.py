"""What polls put into the minutes: question, figures, arithmetic, outcome; names where the vote was by roll call."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.meetings.annexes import MinutesEntry
from assembly.meetings.models import Meeting
from assembly.voting.enums import Choice, PollForm, PollState
from assembly.voting.models import Poll
from assembly.voting.selectors import named_votes, stored_tally
from assembly.voting.words import reckoning, sum_line, verdict_line, votes_line

OFFICIAL = ("kk", "ru")


def entries(meeting: Meeting) -> list[MinutesEntry]:
    """Return the lines of the polls that were opened in a sitting."""
    polls = meeting.polls.filter(state__in=[PollState.CLOSED, PollState.VOID], opened_at__isnull=False)
    return [_entry(poll) for poll in polls.order_by("number")]


def _entry(poll: Poll) -> MinutesEntry:
    heading, text = {}, {}
    for language in OFFICIAL:
        with translation.override(language):
            heading[language] = _heading(poll, language)
            text[language] = "\n".join(_lines(poll))
    ended_at = poll.closed_at or poll.voided_at
    assert ended_at is not None, "only ended polls enter the minutes"
    return MinutesEntry(
        at=ended_at,
        heading_kk=heading["kk"],
        heading_ru=heading["ru"],
        text_kk=text["kk"],
        text_ru=text["ru"],
        legal_ref=poll.majority.legal_ref,
    )


def _heading(poll: Poll, language: str) -> str:
    question = getattr(poll, f"question_{language}")
    return _("Poll %(number)s (%(form)s): %(question)s") % {
        "number": poll.number,
        "form": PollForm(poll.form).label,
        "question": question,
    }


def _lines(poll: Poll) -> list[str]:
    tally = stored_tally(poll)
    if tally is None:
        return [_("The poll was declared void. Reason: %(reason)s.") % {"reason": poll.void_reason}]
    lines = [
        votes_line(tally),
        verdict_line(poll),
        f"{reckoning(poll.majority, present=tally.present)}; {sum_line(tally)}",
    ]
    if poll.form == PollForm.ROLL_CALL:
        lines += _names(poll)
    return lines


def _names(poll: Poll) -> list[str]:
    """Return one line for each answer that somebody gave, silence last."""
    words = {
        Choice.FOR: pgettext("votes", "For"),
        Choice.AGAINST: pgettext("votes", "Against"),
        Choice.ABSTAIN: pgettext("votes", "Abstained"),
        "": pgettext("votes", "Did not vote"),
    }
    votes = named_votes(poll)
    lines = []
    for choice, word in words.items():
        names = [voter.name for voter, chosen in votes if chosen == choice]
        if names:
            lines.append(f"{word}: {', '.join(names)}.")
    return lines
