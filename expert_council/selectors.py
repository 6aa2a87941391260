"""Reads of the room: the Council on a day, an election with its rounds, what an opinion shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from assembly.bodies.enums import BodyKind, SeatRole
from assembly.bodies.models import Body, Membership
from assembly.bodies.procedures import procedure_of
from assembly.bodies.selectors import members_on, organ
from assembly.common.pieces import Chip
from assembly.documents.models import Version
from assembly.law.procedures import Procedure
from expert_council.enums import ElectionState, OpinionState, Verdict
from expert_council.models import CandidatePoll, Consent, Election, OpinionRequest, Statute

ORDER = {SeatRole.CHAIR: 0, SeatRole.DEPUTY_CHAIR: 1, SeatRole.SECRETARY: 2}
OPINION_LOOKS = {
    OpinionState.ASKED: ("info", "hourglass"),
    OpinionState.WRITTEN: ("info", "pencil-line"),
    OpinionState.ISSUED: ("ok", "file-check"),
    OpinionState.WITHDRAWN: ("", "undo-2"),
}
VERDICT_LOOKS = {
    Verdict.SUPPORTED: ("ok", "circle-check"),
    Verdict.WITH_REMARKS: ("warn", "message-square-warning"),
    Verdict.NOT_SUPPORTED: ("bad", "circle-x"),
}
ELECTION_LOOKS = {
    ElectionState.GOING_ON: ("live", "vote"),
    ElectionState.HELD: ("ok", "circle-check"),
    ElectionState.FAILED: ("bad", "circle-x"),
}


@dataclass(frozen=True, slots=True)
class CouncilNow:
    """The Council on a day: seats in force, chair and deputies first, and the rules that hold."""

    body: Body
    seats: list[Membership]
    procedure: Procedure
    statute: Statute | None

    @property
    def counted(self) -> int:
        """Return how many members count toward quorum."""
        return sum(seat.counts_toward_quorum for seat in self.seats)

    @property
    def quorum(self) -> int | None:
        """Return the least number present that is enough; none while it has no members."""
        return self.procedure.quorum.least_part(of=self.counted) if self.counted else None

    @property
    def has_chair(self) -> bool:
        """Say whether a chair is elected."""
        return any(seat.role == SeatRole.CHAIR for seat in self.seats)


def council_on(day: date) -> CouncilNow:
    """Return the Council as it stands on a day.

    Raises:
        Body.DoesNotExist: the register is empty.
    """
    body = organ(BodyKind.EXPERT_COUNCIL)
    seats = sorted(members_on(body, day), key=lambda seat: ORDER.get(SeatRole(seat.role), 3))
    statute = Statute.objects.filter(act__isnull=False).select_related("act", "document").first()
    return CouncilNow(body, seats, procedure_of(body, day), statute)


def draft_of_statute() -> Statute | None:
    """Return the statute that waits for approval."""
    return Statute.objects.filter(act__isnull=True).select_related("document").first()


def opinion_chip(request: OpinionRequest) -> Chip:
    """Return where an opinion stands."""
    state = OpinionState(request.state)
    return Chip(*OPINION_LOOKS[state], state.label)


def verdict_chip(request: OpinionRequest) -> Chip | None:
    """Return what the experts say of the text; nothing before they do."""
    if not request.verdict:
        return None
    verdict = Verdict(request.verdict)
    return Chip(*VERDICT_LOOKS[verdict], verdict.label)


def election_chip(election: Election) -> Chip:
    """Return where an election stands."""
    state = ElectionState(election.state)
    return Chip(*ELECTION_LOOKS[state], state.label)


def rounds_of(election: Election) -> list[tuple[int, list[CandidatePoll]]]:
    """Return the polls of each round, the last round first."""
    rows = CandidatePoll.objects.filter(candidacy__election=election).select_related(
        "poll", "candidacy__person"
    )
    rounds: dict[int, list[CandidatePoll]] = {}
    for row in rows:
        rounds.setdefault(row.round, []).append(row)
    return sorted(rounds.items(), reverse=True)


def consents_now() -> dict[str, list[Consent]]:
    """Return the open questions: who has not answered, who agreed and is not seated, who declined."""
    rows = Consent.objects.select_related("person").filter(seat__isnull=True)
    found: dict[str, list[Consent]] = {"asked": [], "agreed": [], "declined": []}
    for row in rows.exclude(state="withdrawn"):
        found[row.state].append(row)
    return found


def with_newest_version(documents: Any) -> Any:
    """Return documents with ``newest_id`` and ``newest_number``: the version that would be judged."""
    versions = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    return documents.annotate(
        newest_id=Subquery(versions.values("pk")[:1]), newest_number=Subquery(versions.values("number")[:1])
    ).filter(newest_id__isnull=False)


def can_be_judged(version: Any) -> bool:
    """Say whether an opinion can be asked on a version: both texts are there and none is being written."""
    return bool(version.is_complete) and not version.opinion_requests.awaiting_experts().exists()


def opinions_on(versions: Any) -> list[OpinionRequest]:
    """Return the issued opinions on these very versions, the newest first, each with ``has_newer_version``."""
    return list(OpinionRequest.objects.filter(version__in=versions, state=OpinionState.ISSUED).with_names())
