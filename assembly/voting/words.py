"""The words of a poll's result: one source for the screen, the minutes and the API."""

from django.utils.translation import gettext as _

from assembly.common.names import language_now
from assembly.common.pieces import Chip
from assembly.common.rule_line import share_words
from assembly.law.thresholds import Comparison, Threshold
from assembly.voting.enums import Outcome, PollState
from assembly.voting.models import Poll
from assembly.voting.selectors import Tally

LOOKS = {
    PollState.DRAFT: ("", "pencil-line"),
    PollState.OPEN: ("live", "radio"),
    PollState.CLOSED: ("info", "lock"),
    PollState.VOID: ("bad", "ban"),
}


def state_chip(poll: Poll) -> Chip:
    """Return where the poll stands; of a closed one, its outcome."""
    if poll.state == PollState.CLOSED:
        return outcome_chip(poll)
    kind, icon = LOOKS[PollState(poll.state)]
    return Chip(kind, icon, PollState(poll.state).label)


def outcome_chip(poll: Poll) -> Chip:
    """Return the outcome of a closed poll."""
    outcome = Outcome(poll.outcome)
    return (
        Chip("ok", "circle-check", outcome.label) if poll.is_adopted else Chip("", "circle-x", outcome.label)
    )


def votes_line(tally: Tally) -> str:
    """Return the four figures in a sentence, as the minutes have them."""
    return _(
        "Votes: for %(votes_for)s, against %(against)s, abstained %(abstained)s, did not vote %(silent)s."
    ) % {
        "votes_for": tally.votes_for,
        "against": tally.votes_against,
        "abstained": tally.abstained,
        "silent": tally.silent,
    }


def verdict_line(poll: Poll) -> str:
    """Return the outcome of a closed poll with what it was measured by."""
    rule = poll.majority
    words = {
        "votes_for": poll.votes_for,
        "needed": poll.votes_needed,
        "present": poll.present_count,
        "share": share_words(rule),
        "ref": rule.legal_ref.cite(language_now()),
    }
    if poll.is_adopted:
        return (
            _(
                "Adopted. For: %(votes_for)s, needed: %(needed)s. Base, those present: %(present)s (%(share)s, %(ref)s)."
            )
            % words
        )
    return (
        _(
            "Not adopted. For: %(votes_for)s, needed: %(needed)s. Base, those present: %(present)s (%(share)s, %(ref)s)."
        )
        % words
    )


def reckoning(rule: Threshold, *, present: int) -> str:
    """Return how the needed number comes about: «412 × 1/2 = 206 → 207», «84 × 2/3 = 56 → 56».

    Signs instead of words, the same in every language; a remainder stands as a fraction, never as a
    rounded decimal.
    """
    whole, remainder = divmod(present * rule.numerator, rule.denominator)
    share = f"{whole} {remainder}/{rule.denominator}" if remainder else f"{whole}"
    sign = "≥" if rule.comparison is Comparison.AT_LEAST else ">"
    least = rule.least_part(of=present)
    return f"{present} × {rule.numerator}/{rule.denominator} = {share}; {sign} {share} → {least}"


def sum_line(tally: Tally) -> str:
    """Return the proof that nobody is lost: «356 + 21 + 19 + 16 = 412»."""
    return f"{tally.votes_for} + {tally.votes_against} + {tally.abstained} + {tally.silent} = {tally.present}"
