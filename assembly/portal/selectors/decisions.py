"""The page of a decision: how it was voted, what became of it, how to check it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import BodyKind
from assembly.common.clock import day_of
from assembly.common.names import EN, language_now
from assembly.common.pieces import Chip, TimelineEntry, Words
from assembly.decisions.models import Assignment, Consideration, Decision
from assembly.decisions.paper import ADDRESS_PAPER, DECISION_PAPER
from assembly.decisions.permissions import CONTROL
from assembly.decisions.public import (
    CHIPS,
    CONSIDERED,
    CONSIDERING,
    CONSIDERING_LATE,
    DONE,
    IN_PROGRESS,
    LATE,
    assignment_word,
    consideration_word,
)
from assembly.decisions.selectors import in_order
from assembly.decisions.services.considerations import duty_to_consider
from assembly.documents.models import Act, Correction, Rendition
from assembly.law.acts import ref_of, regulation
from assembly.law.refs import LegalRef
from assembly.portal.selectors.texts import OfficialText, texts_of
from assembly.voting.enums import Choice, PollForm
from assembly.voting.selectors import named_votes, stored_tally
from assembly.voting.words import votes_line

FORM_OF_ADDRESS = regulation("11")
VOTES: dict[str, Words] = {
    **{choice.value: choice.label for choice in Choice},
    "": pgettext_lazy("roll call", "Did not vote"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """A point given to an executor, as everybody sees it."""

    assignment: Assignment
    word: str
    done_on: date | None

    @property
    def chip(self) -> Chip:
        """Return the public state."""
        return CHIPS[self.word]


@dataclass(frozen=True, slots=True)
class Considered:
    """A state body's duty to consider, as everybody sees it."""

    consideration: Consideration
    word: str

    @property
    def chip(self) -> Chip:
        """Return the public state."""
        return CHIPS[self.word]

    @property
    def resolved(self) -> str:
        """Return what was resolved, in the reader's language; official texts have no silent fallback."""
        return str(getattr(self.consideration, f"resolved_{self.language}"))

    @property
    def language(self) -> str:
        """Return the language of the resolution: Russian for a reader of English."""
        return "ru" if language_now() == EN else language_now()


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """All that the public page of a decision shows beside its record."""

    decision: Decision
    texts: list[OfficialText]
    points: list[Point]
    considerations: list[Considered]
    history: list[TimelineEntry]
    papers: list[Rendition]
    named: list[tuple[str, Words]]
    corrections: list[Correction]

    @property
    def quorum_ref(self) -> LegalRef:
        """Return the paragraph of the quorum, frozen with the roll."""
        return ref_of(self.decision.meeting.quorum_ref)

    @property
    def duty(self) -> LegalRef:
        """Return why state bodies consider it: the Session's are mandatory, the Council's under control."""
        return duty_to_consider(self.decision)

    @property
    def is_mandatory(self) -> bool:
        """Say whether state bodies must consider it (п. 11)."""
        return self.decision.body.kind == BodyKind.ASSEMBLY

    @property
    def permanent_url(self) -> str:
        """Return the neutral address printed on papers."""
        return f"{settings.PORTAL_ADDRESS}/d/{self.decision.act.code}"

    @property
    def done(self) -> int:
        """Return how many points are done."""
        return sum(point.word == DONE for point in self.points)

    @property
    def late(self) -> int:
        """Return how many points are late."""
        return sum(point.word == LATE for point in self.points)

    @property
    def in_progress(self) -> int:
        """Return how many points are in progress."""
        return sum(point.word == IN_PROGRESS for point in self.points)

    @property
    def considered(self) -> int:
        """Return how many state bodies have considered the decision."""
        return sum(one.word == CONSIDERED for one in self.considerations)

    @property
    def considering(self) -> int:
        """Return how many state bodies still have time."""
        return sum(one.word == CONSIDERING for one in self.considerations)

    @property
    def considering_late(self) -> int:
        """Return how many state bodies let the term pass."""
        return sum(one.word == CONSIDERING_LATE for one in self.considerations)


def decision_page(decision: Decision, *, on: date) -> DecisionPage:
    """Gather what everybody may read of a decision on a day."""
    points = [
        Point(
            assignment,
            assignment_word(assignment, on=on),
            day_of(assignment.ended_at) if assignment.ended_at else None,
        )
        for assignment in in_order(decision.assignments.with_names().order_by("point", "pk"))
    ]
    rows = decision.considerations.select_related("state_body").order_by("-considered_on", "state_body__code")
    considerations = [Considered(row, consideration_word(row, on=on)) for row in rows]
    corrections = corrections_of(decision)
    poll = decision.poll
    named = named_votes(poll) if poll.form == PollForm.ROLL_CALL else []
    return DecisionPage(
        decision=decision,
        texts=texts_of(corrections[-1].version if corrections else decision.version),
        points=points,
        considerations=considerations,
        history=history_of(decision, points, considerations, on=on),
        papers=papers_of(decision),
        named=[(voter.name, VOTES[choice]) for voter, choice in named],
        corrections=corrections,
    )


def corrections_of(decision: Decision) -> list[Correction]:
    """Return the corrections of the decision's text, the first one first."""
    return list(decision.act.corrections.select_related("version", "replaces", "basis").order_by("number"))


def page_of_act(act: Act) -> str:
    """Return the public page of the decision that an act records, or an empty string."""
    decision = Decision.objects.filter(act=act).only("pk").first()
    return reverse("portal:decision", args=[decision.pk]) if decision else ""


def papers_of(decision: Decision) -> list[Rendition]:
    """Return the newest PDF of the decision, and of the address, made or ordered."""
    rows = Rendition.objects.filter(
        subject=f"decision:{decision.pk}", template__in=[DECISION_PAPER, ADDRESS_PAPER]
    ).select_related("stored_file")
    newest: dict[str, Rendition] = {}
    for row in rows.order_by("pk"):
        newest[row.template] = row
    return list(newest.values())


def history_of(
    decision: Decision, points: list[Point], considerations: list[Considered], *, on: date
) -> list[TimelineEntry]:
    """Return the way of a decision in public steps: days, organs and paragraphs, no persons."""
    steps: list[tuple[date, TimelineEntry]] = [_adopted(decision)]
    steps += _issued(decision)
    steps += _sent(considerations, duty=duty_to_consider(decision))
    steps += _given(points, on=on)
    steps.sort(key=lambda step: step[0])
    waiting = [one for one in considerations if one.word != CONSIDERED]
    entries = [entry for _when, entry in steps]
    if waiting:
        is_late = any(one.word == CONSIDERING_LATE for one in waiting)
        entries.append(
            TimelineEntry(
                "late" if is_late else "now",
                _("Considered by state bodies: %(done)s of %(total)s")
                % {"done": len(considerations) - len(waiting), "total": len(considerations)},
                _day(on),
                ", ".join(
                    f"{one.consideration.state_body} ({_day(one.consideration.due_on)})" for one in waiting
                ),
                duty_to_consider(decision),
            )
        )
    return entries


def _adopted(decision: Decision) -> tuple[date, TimelineEntry]:
    day = day_of(decision.adopted_at)
    poll = decision.poll
    tally = stored_tally(poll)
    more = votes_line(tally).rstrip(".") if tally else ""
    return day, TimelineEntry(
        "done", _("Decision adopted: %(meeting)s") % {"meeting": decision.meeting}, _day(day), more,
        ref_of(poll.majority_ref),
    )  # fmt: skip


def _issued(decision: Decision) -> list[tuple[date, TimelineEntry]]:
    if not hasattr(decision, "address"):
        return []
    day = day_of(decision.address.issued_at)
    steps = [
        (
            day,
            TimelineEntry("done", _("Issued as an address of the Assembly"), _day(day), "", FORM_OF_ADDRESS),
        )
    ]
    publications = list(decision.address.publications.all())
    for one in publications:
        what = _("Published in a republican medium: %(medium)s") % {"medium": one.medium}
        steps.append(
            (one.published_on, TimelineEntry("done", what, _day(one.published_on), "", FORM_OF_ADDRESS))
        )
    if not publications:
        steps.append(
            (day, TimelineEntry("now", _("Address adopted, publication awaited"), "", "", FORM_OF_ADDRESS))
        )
    return steps


def _sent(considerations: list[Considered], *, duty: LegalRef) -> list[tuple[date, TimelineEntry]]:
    days: dict[date, int] = {}
    for one in considerations:
        day = day_of(one.consideration.sent_at)
        days[day] = days.get(day, 0) + 1
    return [
        (
            day,
            TimelineEntry(
                "done",
                _("Sent to state bodies for consideration: %(number)s") % {"number": number},
                _day(day),
                "",
                duty,
            ),
        )
        for day, number in days.items()
    ]


def _given(points: list[Point], *, on: date) -> list[tuple[date, TimelineEntry]]:
    steps = []
    given: dict[date, int] = {}
    for point in points:
        day = point.assignment.given_on
        given[day] = given.get(day, 0) + 1
        values = {"point": point.assignment.point, "lead": point.assignment.lead_name}
        if point.done_on:
            what = _("Point %(point)s is done: %(lead)s") % values
            steps.append((point.done_on, TimelineEntry("done", what, _day(point.done_on))))
        elif point.word == LATE:
            what = _("The term of point %(point)s has passed: %(lead)s") % values
            late_since = point.assignment.due_on
            steps.append((late_since, TimelineEntry("late", what, _day(late_since))))
    for day, number in given.items():
        what = _("Points given to executors: %(number)s") % {"number": number}
        steps.append((day, TimelineEntry("done", what, _day(day), "", CONTROL)))
    return steps


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
