"""The counting commission of a sitting: proposed by staff, elected by the body's procedural poll (п. 10)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.documents.selectors import setting_value
from assembly.meetings.models import PresenceSpan, RollEntry
from assembly.meetings.refusals import NotOnRoll
from assembly.meetings.services.locks import lock_meeting
from assembly.people.models import User
from assembly.people.rights import require_right
from assembly.people.services.notify import notify_persons
from assembly.voting.enums import PollKind
from assembly.voting.models import CountingCommission, Poll, Teller
from assembly.voting.permissions import RUN_POLL
from assembly.voting.refusals import ChairNotAmong, TellerAbsent, TellersNumber
from assembly.voting.services.polls import draft_poll
from assembly.voting.terms import LEAST_TELLERS, MOST_TELLERS

ELECT_TELLERS = "voting.tellers"
ELECTED = "voting.tellers_elected"


@transaction.atomic
def propose_tellers(
    *,
    meeting_id: int,
    entry_ids: Collection[int],
    chair_id: int | None,
    duration_seconds: int = 180,
    actor: User,
    at: datetime,
) -> Poll:
    """Prepare the poll by which a sitting elects its counting commission; the question names them all.

    Args:
        meeting_id: the sitting; it must not have ended.
        entry_ids: entries of its roll; each of them takes part now.
        chair_id: the entry of the chair, one of them.
        duration_seconds: how long votes are taken, in seconds.
        actor: who prepares it; needs ``voting.run_poll``.
        at: the moment, timezone-aware.

    Returns:
        The draft of a procedural poll; adopted, it makes them tellers of this sitting.

    Raises:
        NotAllowed: ``actor`` may not run polls.
        MeetingEnded: the sitting is closed or cancelled.
        InvalidValue: there are too few or too many, the chair is not among them, or the time is out of bounds.
        NotOnRoll: somebody is not on the roll of the sitting.
        TellerAbsent: somebody does not take part now: he could not count.

    Source:
        Положение (Указ № 747), п. 10: order and form of voting are the Session's to decide. How many count no law says:
        the least number is the setting ``voting.least_tellers``.
    """
    meeting = lock_meeting(meeting_id)
    require_right(actor, RUN_POLL, on=day_of(at), subject=meeting.body)
    wanted = set(entry_ids)
    least = setting_value(LEAST_TELLERS, on=day_of(at))
    if not least <= len(wanted) <= MOST_TELLERS:
        raise TellersNumber(field="tellers", least=least, most=MOST_TELLERS)
    entries = list(RollEntry.objects.filter(meeting=meeting, pk__in=wanted).order_by("number"))
    if len(entries) != len(wanted):
        raise NotOnRoll(meeting_id=meeting.pk)
    if chair_id not in wanted:
        raise ChairNotAmong(field="chair")
    present = set(
        PresenceSpan.objects.filter(meeting=meeting, entry__in=entries).now().values_list("entry", flat=True)
    )
    if absent := [entry.name for entry in entries if entry.pk not in present]:
        raise TellerAbsent(name=", ".join(absent))
    entries.sort(key=lambda entry: (entry.pk != chair_id, entry.number))
    return draft_poll(
        meeting_id=meeting.pk,
        kind=PollKind.PROCEDURAL,
        question_kk=_question(entries, "kk"),
        question_ru=_question(entries, "ru"),
        question_en=_question(entries, "en"),
        effect=ELECT_TELLERS,
        effect_params={"entries": [entry.pk for entry in entries], "chair": chair_id},
        duration_seconds=duration_seconds,
        actor=actor,
        at=at,
    )


@transaction.atomic
def elect_tellers(*, poll: Poll, actor: User, at: datetime) -> CountingCommission:
    """Write down whom the sitting elected; the effect of an adopted procedural poll.

    From now on they are its tellers, in place of those elected before, until it is closed. Each is told.

    Args:
        poll: the adopted poll; ``effect_params`` are ``{"entries": [...], "chair": ...}``, entries of its roll.
        actor: who closed the poll.
        at: the moment of closing.

    Source:
        Положение (Указ № 747), п. 10 (Session), п. 15 (Council), by the poll's own frozen rule.
    """
    chair = poll.effect_params["chair"]
    entries = RollEntry.objects.filter(meeting=poll.meeting_id, pk__in=poll.effect_params["entries"])
    commission = CountingCommission.objects.create(meeting=poll.meeting, poll=poll, elected_at=at)
    tellers = Teller.objects.bulk_create(
        Teller(
            commission=commission,
            entry=entry,
            person=entry.person,
            name=entry.name,
            is_chair=entry.pk == chair,
        )
        for entry in entries.select_related("person").order_by("number")
    )

    record(
        stream=poll.meeting,
        kind=ELECTED,
        actor=actor,
        at=at,
        payload={
            "poll": poll.pk,
            "commission": commission.pk,
            "tellers": len(tellers),
            "entries": sorted(teller.entry_id for teller in tellers),
            "chair": chair,
            "source": poll.majority_ref,
        },
    )
    notify_persons(
        [teller.person for teller in tellers],
        kind=ELECTED,
        context={"commission_id": commission.pk},
        dedup_key=f"{ELECTED}:{commission.pk}",
        at=at,
        path=f"/polls/{poll.meeting_id}/tellers/",
    )
    return commission


def _question(entries: list[RollEntry], language: str) -> str:
    """Return the question in a language; the chair stands first."""
    with translation.override(language):
        first, *others = [entry.name for entry in entries]
        names = ", ".join([_("%(name)s (chair of the commission)") % {"name": first}, *others])
        return _("Elect the counting commission of this sitting: %(names)s") % {"names": names}
