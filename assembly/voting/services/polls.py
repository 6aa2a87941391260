"""Preparing a poll, opening it, closing it, declaring it void."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from assembly.audit.services.chain import record
from assembly.bodies.procedures import procedure_of
from assembly.common.clock import day_of
from assembly.common.errors import InvalidValue
from assembly.documents.models import Version
from assembly.documents.services.versions import freeze_version
from assembly.law.acts import regulation
from assembly.meetings.enums import ItemState, MeetingState
from assembly.meetings.models import AgendaItem, Meeting, PresenceSpan
from assembly.meetings.selectors import QuorumNow, quorum_of
from assembly.meetings.services.locks import lock_meeting
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.voting import refusals
from assembly.voting.effects import EFFECTS
from assembly.voting.enums import PollEvent, PollForm, PollKind, PollState
from assembly.voting.form_sources import fixed_form
from assembly.voting.models import Poll, PollVoter
from assembly.voting.permissions import RUN_POLL
from assembly.voting.selectors import digest_of_ballots, digest_of_roll, outcome_by, rule_words, tally_of
from assembly.voting.services.flow import POLL_FLOW

SHORTEST_SECONDS, LONGEST_SECONDS = 10, 3600
SESSION_DECIDES_FORM = regulation("10")


class InvalidDuration(InvalidValue):
    """The time for voting is out of bounds. Params: ``shortest``, ``longest`` (seconds)."""

    text = _("The time for voting is between {shortest} and {longest} seconds.")


class QuestionIncomplete(InvalidValue):
    """The question is not there in both official languages."""

    text = _("Write the question in Kazakh and in Russian: both are shown to those who vote.")


class ReasonMissing(InvalidValue):
    """A poll is annulled with a reason only."""

    text = _("Write why the poll is declared void: the reason stays in the minutes.")


@transaction.atomic
def draft_poll(
    *,
    meeting_id: int,
    item_id: int | None = None,
    kind: str,
    question_kk: str,
    question_ru: str,
    question_en: str = "",
    form: str | None = None,
    effect: str = "",
    effect_params: Mapping[str, Any] | None = None,
    version_id: int | None = None,
    duration_seconds: int = 180,
    actor: User,
    at: datetime,
) -> Poll:
    """Prepare a poll of a meeting; nothing is frozen yet.

    Args:
        meeting_id: the meeting; it must not have ended.
        item_id: the agenda item; a substantive poll needs one with a draft.
        kind: procedural (ends in the minutes) or substantive (an adopted one makes a decision).
        question_kk: the question in Kazakh; with ``question_ru`` required, English is not.
        question_ru: the question in Russian.
        question_en: the question in English.
        form: open or roll-call; by default the one that the body has fixed, else open.
        effect: code of what an adopted poll does, see ``voting.effects``.
        effect_params: plain values for the effect.
        version_id: version of the item's draft to vote on; the newest by default.
        duration_seconds: how long votes are taken, in seconds.
        actor: who prepares it; needs ``voting.run_poll``.
        at: the moment, timezone-aware.

    Returns:
        The draft, numbered within the meeting.

    Raises:
        NotAllowed: ``actor`` may not run polls.
        MeetingEnded: the meeting is closed or cancelled.
        InvalidValue: a question is missing, or the duration is out of bounds.
        ItemWithoutDraft: a substantive poll has nothing to vote on.
        FormNotAvailable: the body has fixed another form.
        LookupError: no such effect for polls of this kind; the item or version is of another meeting.

    Source:
        Положение (Указ № 747), п. 10: order and form of voting are the Session's to decide.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, RUN_POLL, on=day_of(at), subject=meeting.body)
    if meeting.state in {MeetingState.CLOSED, MeetingState.CANCELLED}:
        raise refusals.MeetingEnded
    if not question_kk.strip() or not question_ru.strip():
        raise QuestionIncomplete(field="question_kk" if not question_kk.strip() else "question_ru")
    if not SHORTEST_SECONDS <= duration_seconds <= LONGEST_SECONDS:
        raise InvalidDuration(field="duration_seconds", shortest=SHORTEST_SECONDS, longest=LONGEST_SECONDS)
    poll_kind = PollKind(kind)
    _check_effect(effect, poll_kind)
    item = _item_of(meeting, item_id)
    version = _version_for(item, version_id) if poll_kind is PollKind.SUBSTANTIVE else None
    poll_form = _form_for(meeting, form)

    last = meeting.polls.aggregate(last=Max("number"))["last"] or 0
    poll = Poll.objects.create(
        meeting=meeting,
        item=item,
        number=last + 1,
        kind=poll_kind,
        form=poll_form,
        effect=effect,
        effect_params=dict(effect_params or {}),
        question_kk=question_kk.strip(),
        question_ru=question_ru.strip(),
        question_en=question_en.strip(),
        version=version,
        duration_seconds=duration_seconds,
        created_by=actor,
    )

    facts = {
        "meeting": meeting.pk,
        "item": item.pk if item else None,
        "kind": poll.kind,
        "form": poll.form,
        "effect": effect,
        "version": version.pk if version else None,
    }
    record(stream=poll, kind="voting.poll_drafted", actor=actor, at=at, payload=facts)
    return poll


@transaction.atomic
def open_poll(*, poll_id: int, actor: User, at: datetime) -> Poll:
    """Open a poll: check quorum, freeze the voters by name, the rule, the base and the text.

    The meeting is locked first, so that nobody is registered or leaves between the count and the
    roll, and of two polls of one meeting one opens.

    Args:
        poll_id: the draft.
        actor: who opens it; needs ``voting.run_poll``.
        at: the moment, timezone-aware; votes are taken from now on for the poll's duration.

    Returns:
        The open poll.

    Raises:
        NotAllowed: ``actor`` may not run polls.
        TransitionRefused: the poll is not a draft.
        MeetingNotOpen: the meeting does not sit.
        ItemNotCurrent: its agenda item is not being considered.
        AnotherPollOpen: another poll of the meeting takes votes.
        QuorumNotMet: fewer are present than the quorum asks for.
        TranslationPending: the draft is not there in Kazakh and Russian.
        NoProcedure: no edition of the rule binds the body on this day.

    Source:
        Положение (Указ № 747), п. 9, 10 (Session), 14, 15 (Council), by the body's procedure.
    """
    poll = _lock_poll(poll_id)
    meeting = poll.meeting
    require_right(actor, RUN_POLL, on=day_of(at), subject=meeting.body)
    next_state = POLL_FLOW.next_state(PollState(poll.state), PollEvent.OPEN)
    quorum = require_ready(meeting, poll)
    majority = procedure_of(meeting.body, day_of(at)).majority
    if poll.version_id is not None:
        freeze_version(version_id=poll.version_id, at=at)

    present = _freeze_voters(meeting, poll)
    poll.state = next_state
    poll.form = fixed_form(meeting) or poll.form
    poll.members_count, poll.present_count = quorum.members, present
    poll.majority_numerator, poll.majority_denominator = majority.numerator, majority.denominator
    poll.majority_comparison, poll.majority_ref = majority.comparison.value, majority.legal_ref.code
    poll.votes_needed = majority.least_part(of=present)
    poll.opened_at, poll.closes_at = at, at + timedelta(seconds=poll.duration_seconds)
    poll.save()

    record(stream=poll, kind="voting.poll_opened", actor=actor, at=at, payload=_opening_facts(poll, quorum))
    return poll


@transaction.atomic
def close_poll(*, poll_id: int, actor: User, at: datetime) -> Poll:
    """Close an open poll and fix its outcome for good.

    Meeting and poll are locked first and everything is decided under the locks: casting holds the shared lock,
    so every vote that was accepted is counted, and of two secretaries who press the button together
    one closes the poll and the other is told so. The rule is the one frozen at opening: whoever left
    since stays in the base, and so do those who abstained or kept silent.

    Args:
        poll_id: the poll; it must be open.
        actor: who closes it; needs ``voting.run_poll``.
        at: the moment of closing, timezone-aware.

    Returns:
        The closed poll with its figures and outcome.

    Raises:
        NotAllowed: ``actor`` may not run polls.
        TransitionRefused: the poll is not open.
        DomainError: whatever the poll's effect refuses; then the poll stays open.

    Source:
        The poll's own frozen edition (``poll.majority_ref``).
    """
    poll = _lock_poll(poll_id)
    require_right(actor, RUN_POLL, on=day_of(at), subject=poll.meeting.body)
    next_state = POLL_FLOW.next_state(PollState(poll.state), PollEvent.CLOSE)

    tally = tally_of(poll)
    poll.state = next_state
    poll.votes_for, poll.votes_against = tally.votes_for, tally.votes_against
    poll.abstained, poll.silent = tally.abstained, tally.silent
    poll.outcome = outcome_by(poll, tally)
    poll.ballots_digest = digest_of_ballots(poll)
    poll.closed_at = at
    poll.save()

    facts = {
        **asdict(tally),
        "present": poll.present_count,
        "needed": poll.votes_needed,
        "outcome": poll.outcome,
        "ballots_digest": poll.ballots_digest,
        "source": poll.majority_ref,
    }
    record(stream=poll, kind="voting.poll_closed", actor=actor, at=at, payload=facts)
    # The effect is an act of its own in the same transaction, with its own event after this one.
    if poll.is_adopted and poll.effect:
        EFFECTS[poll.effect].run(poll=poll, actor=actor, at=at)
    return poll


@transaction.atomic
def void_poll(*, poll_id: int, reason: str, actor: User, at: datetime) -> Poll:
    """Declare a poll void: a draft that is not needed, or an open one that went wrong.

    Its ballots stay in the record and are never counted; a closed poll is never annulled.

    Args:
        poll_id: the poll.
        reason: why, in words; stays in the minutes.
        actor: who does it; needs ``voting.run_poll``.
        at: the moment, timezone-aware.

    Returns:
        The void poll.

    Raises:
        NotAllowed: ``actor`` may not run polls.
        TransitionRefused: the poll is closed, or void already.
        InvalidValue: no reason is given.

    Source:
        Положение (Указ № 747), п. 10: the order of voting is the Session's own.
    """
    poll = _lock_poll(poll_id)
    require_right(actor, RUN_POLL, on=day_of(at), subject=poll.meeting.body)
    next_state = POLL_FLOW.next_state(PollState(poll.state), PollEvent.VOID)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    ended = poll.state
    poll.state, poll.void_reason, poll.voided_at = next_state, reason.strip(), at
    poll.save()

    facts = {"was": ended, "ballots": poll.ballots.count(), "ballots_digest": digest_of_ballots(poll)}
    record(stream=poll, kind="voting.poll_voided", actor=actor, at=at, payload=facts)
    return poll


def _lock_poll(poll_id: int) -> Poll:
    """Lock the meeting, then the poll; return the poll as it stands under both locks."""
    meeting = lock_meeting(Poll.objects.values_list("meeting_id", flat=True).get(pk=poll_id))
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll_id)
    poll.meeting = meeting
    return poll


def _check_effect(code: str, kind: PollKind) -> None:
    if code and (code not in EFFECTS or EFFECTS[code].kind is not kind):
        raise LookupError(f"no effect {code!r} of {kind} polls")


def _item_of(meeting: Meeting, item_id: int | None) -> AgendaItem | None:
    if item_id is None:
        return None
    item = meeting.items.select_related("draft").filter(pk=item_id).first()
    if item is None:
        raise LookupError(f"item {item_id} is not on the agenda of meeting {meeting.pk}")
    return item


def _version_for(item: AgendaItem | None, version_id: int | None) -> Version:
    if item is None or item.draft is None or item.draft.latest is None:
        raise refusals.ItemWithoutDraft(number=item.number if item else "")
    if version_id is None:
        return item.draft.latest
    version = item.draft.versions.filter(pk=version_id).first()
    if version is None:
        raise LookupError(f"version {version_id} is not of the draft of item {item.pk}")
    return version


def _form_for(meeting: Meeting, wanted: str | None) -> PollForm:
    fixed = fixed_form(meeting)
    if fixed and wanted and PollForm(wanted) is not fixed:
        raise refusals.FormNotAvailable(legal_ref=SESSION_DECIDES_FORM, form=fixed.label, field="form")
    return fixed or PollForm(wanted or PollForm.OPEN)


def require_ready(meeting: Meeting, poll: Poll) -> QuorumNow:
    """Return the quorum of the moment, or refuse the opening with what is missing.

    Decides under the locks of ``open_poll``; a page may ask it before, to say what is missing.

    Raises:
        MeetingNotOpen, ItemNotCurrent, AnotherPollOpen, QuorumNotMet: as in ``open_poll``.
    """
    if meeting.state != MeetingState.OPEN:
        raise refusals.MeetingNotOpen
    item = poll.item
    if item is not None and item.state != ItemState.CURRENT:
        raise refusals.ItemNotCurrent(number=item.number)
    other = meeting.polls.open().first()
    if other is not None:
        raise refusals.AnotherPollOpen(number=other.number)
    quorum = quorum_of(meeting)
    if not quorum.is_met:
        raise refusals.QuorumNotMet(
            legal_ref=quorum.legal_ref, present=quorum.present, required=quorum.required
        )
    return quorum


def _freeze_voters(meeting: Meeting, poll: Poll) -> int:
    spans = PresenceSpan.objects.filter(meeting=meeting).now().counted().select_related("entry")
    voters = [
        PollVoter(
            poll=poll,
            entry=span.entry,
            person_id=span.entry.person_id,
            name=span.entry.name,
            mode=span.mode,
        )
        for span in spans.order_by("entry__number")
    ]
    PollVoter.objects.bulk_create(voters, batch_size=1_000)
    return len(voters)


def _opening_facts(poll: Poll, quorum: QuorumNow) -> dict[str, Any]:
    version = poll.version
    return {
        "members": poll.members_count,
        "present": poll.present_count,
        "quorum_required": quorum.required,
        "quorum_source": str(quorum.legal_ref),
        "needed": poll.votes_needed,
        "rule": rule_words(poll),
        "source": poll.majority_ref,
        "form": poll.form,
        "version": poll.version_id,
        "sha256_kk": version.sha256_kk if version else "",
        "sha256_ru": version.sha256_ru if version else "",
        "roll_digest": digest_of_roll(poll),
        "closes_at": poll.closes_at.isoformat() if poll.closes_at else None,
    }
