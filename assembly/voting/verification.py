"""The recount of every closed poll from its ballots, for ``manage.py verify``."""

from collections.abc import Iterator

from assembly.audit.models import AuditEvent
from assembly.audit.streams import stream_of
from assembly.audit.verifiers import Problem
from assembly.voting.enums import PollState
from assembly.voting.models import Poll
from assembly.voting.selectors import (
    digest_of_ballots,
    digest_of_roll,
    outcome_by,
    rule_words,
    stored_tally,
    tally_of,
)


def recount_polls() -> Iterator[Problem]:
    """Yield what does not agree: roll, ballots, figures, rule, outcome, and what the chain says of them."""
    for poll in Poll.objects.filter(opened_at__isnull=False).order_by("pk").iterator(chunk_size=200):
        yield from check_poll(poll)


def check_poll(poll: Poll) -> Iterator[Problem]:
    """Yield what does not agree in one opened poll."""
    where = stream_of(poll)
    said = {
        event.kind: event.payload
        for event in AuditEvent.objects.filter(
            stream=where, kind__in=["voting.poll_opened", "voting.poll_closed", "voting.poll_voided"]
        )
    }
    if poll.voters.count() != poll.present_count:
        yield Problem(where, "the roll is not the number of those present")
    if said.get("voting.poll_opened", {}).get("rule") != rule_words(poll):
        yield Problem(where, "the frozen rule is not the one recorded at the opening")
    if said.get("voting.poll_opened", {}).get("roll_digest") != digest_of_roll(poll):
        yield Problem(where, "the roll is not the one recorded at the opening")
    if poll.majority.least_part(of=poll.present_count or 0) != poll.votes_needed:
        yield Problem(where, "the needed number does not follow from the frozen rule")
    digest = digest_of_ballots(poll)
    if poll.state == PollState.VOID and said.get("voting.poll_voided", {}).get("ballots_digest") != digest:
        yield Problem(where, "the ballots are not those recorded when the poll was declared void")
    if poll.state == PollState.CLOSED:
        yield from _check_closed(poll, digest, said.get("voting.poll_closed", {}))


def _check_closed(poll: Poll, digest: str, said: dict[str, object]) -> Iterator[Problem]:
    where = stream_of(poll)
    tally = tally_of(poll)
    if tally != stored_tally(poll):
        yield Problem(where, "the figures are not those of the ballots")
    if outcome_by(poll, tally) != poll.outcome:
        yield Problem(where, "the outcome does not follow from the ballots by the frozen rule")
    if not digest == poll.ballots_digest == said.get("ballots_digest"):
        yield Problem(where, "the ballots are not those recorded at closing")
    if said.get("outcome") != poll.outcome or said.get("votes_for") != poll.votes_for:
        yield Problem(where, "the result is not the one recorded at closing")
