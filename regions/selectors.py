"""Reads that span models: whom to tell about a region, how reports stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.bodies.enums import OfficeKind, SeatRole
from assembly.bodies.models import Body, OfficeHolding
from assembly.bodies.regional import grantees_of
from assembly.common.clock import day_of
from assembly.common.pieces import Chip
from assembly.people.models import Person, User
from regions.enums import RegionalReportState, Verdict
from regions.form import FIGURES, TEXTS, Figure, Text
from regions.models import RegionalReport, ReportVersion
from regions.quarters import Quarter, reported_on

LOOKS = {
    RegionalReportState.DRAFT: ("", "pencil-line"),
    RegionalReportState.SENT: ("info", "send"),
    RegionalReportState.RETURNED: ("warn", "undo-2"),
    RegionalReportState.ACCEPTED: ("ok", "check-check"),
}


def workers_of(assembly_id: int, *, on: date) -> list[Person]:
    """Return who works for the secretariat of a regional assembly on a day, and so is told."""
    seats = Q(
        memberships__body=assembly_id, memberships__role=SeatRole.SECRETARY, memberships__term__contains=on
    )
    granted = Q(user__in=grantees_of(assembly_id).values("user"))
    return list(Person.objects.filter(seats | granted).distinct().order_by("pk"))


def leaders_of(assembly_id: int, *, on: date) -> list[Person]:
    """Return who chairs a regional assembly on a day: the akim ex officio; nobody while it is not known."""
    holds = Q(
        offices__office__kind=OfficeKind.AKIM,
        offices__office__region__bodies=assembly_id,
        offices__term__contains=on,
    )
    return list(Person.objects.filter(holds).distinct().order_by("pk"))


def report_chip(report: RegionalReport, *, on: date) -> Chip:
    """Return where a report stands, for those inside; late is told from the term, never stored."""
    if report.is_late(on):
        return Chip("bad", "clock-alert", pgettext("regional report", "Late"))
    state = RegionalReportState(report.state)
    return Chip(*LOOKS[state], str(state.label))


def public_chip(report: RegionalReport | None, *, on: date) -> Chip:
    """Return what everybody may know: submitted in time, submitted late, not submitted, term still runs.

    Whether a report was returned, and how often, stays inside.
    """
    if report is None:
        return Chip("", "minus", pgettext("regional report, public", "No report was due"))
    first = first_sent_on(report)
    if first is not None:
        in_time = first <= report.term_on
        return (
            Chip("ok", "check", pgettext("regional report, public", "Submitted in time"))
            if in_time
            else Chip("warn", "clock", pgettext("regional report, public", "Submitted late"))
        )
    if report.term_on < on:
        return Chip("bad", "clock-alert", pgettext("regional report, public", "Not submitted in time"))
    return Chip("", "hourglass", pgettext("regional report, public", "The term still runs"))


def with_versions(reports: Iterable[RegionalReport]) -> "list[RegionalReport]":
    """Return the rows with ``versions_in_order``, in one more query whatever their number."""
    rows = reports.prefetch_related(  # type: ignore[attr-defined]
        Prefetch("versions", ReportVersion.objects.order_by("number"), to_attr="versions_in_order")
    )
    return list(rows)


def first_sent_on(report: RegionalReport) -> date | None:
    """Return the day on which a report that carries its ``versions_in_order`` was sent first."""
    versions = report.versions_in_order  # type: ignore[attr-defined]
    return day_of(versions[0].sent_at) if versions else None


def versions_of(report: RegionalReport) -> list[ReportVersion]:
    """Return the versions that were sent, the newest first, with their verdicts and files."""
    return list(
        report.versions.select_related("verdict__decided_by__person", "sent_by__person")
        .prefetch_related("files__stored")
        .order_by("-number")
    )


def verdict_of(version: ReportVersion) -> "object | None":
    """Return what was answered to a version; nothing while it waits."""
    return getattr(version, "verdict", None)


def accepted_version(report: RegionalReport) -> ReportVersion | None:
    """Return the version that was accepted."""
    return report.versions.filter(verdict__kind=Verdict.ACCEPTED).select_related("verdict").first()


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the form with what a version says, and what the version before it said."""

    figure: Figure
    value: int | None
    before: int | None = None

    @property
    def has_changed(self) -> bool:
        """Say whether the version before it said something else."""
        return self.before is not None and self.before != self.value


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text of the form with what a version says."""

    text: Text
    value: str


def figure_lines(version: ReportVersion, before: ReportVersion | None = None) -> list[FigureLine]:
    """Return the figures of a version beside those of another."""
    return [
        FigureLine(
            figure, version.figures.get(figure.name), before.figures.get(figure.name) if before else None
        )
        for figure in FIGURES
    ]


def text_lines(version: ReportVersion, *, public_only: bool = False) -> list[TextLine]:
    """Return the texts of a version that were written; for the public those that are public alone."""
    return [
        TextLine(text, version.texts[text.name])
        for text in TEXTS
        if version.texts.get(text.name) and (text.is_public or not public_only)
    ]


@dataclass(frozen=True, slots=True)
class RegionStanding:
    """A regional assembly with its report on a quarter, and how many of its reports came in time."""

    assembly: Body
    report: RegionalReport | None
    due: int
    in_time: int
    late_now: int

    @property
    def percent(self) -> int | None:
        """Return the share of reports that came in time, in whole per cent, rounded down."""
        return self.in_time * 100 // self.due if self.due else None


def standings(
    assemblies: Sequence[Body], quarter: Quarter, *, on: date, since: Quarter
) -> list[RegionStanding]:
    """Return how each assembly stands with its reports: on one quarter, and over all from ``since`` to it.

    A report counts as due when its first term is over or it was sent; in time, when it was sent first not
    later than that term. Three queries, whatever the number of regions.
    """
    reports = with_versions(
        RegionalReport.objects.filter(
            assembly__in=[assembly.pk for assembly in assemblies],
            year__gte=since.year,
            year__lte=quarter.year,
        )
    )
    by_assembly: dict[int, list[RegionalReport]] = {}
    for report in reports:
        if since <= report.period <= quarter:
            by_assembly.setdefault(report.assembly_id, []).append(report)
    return [_standing(assembly, by_assembly.get(assembly.pk, []), quarter, on=on) for assembly in assemblies]


def _standing(assembly: Body, reports: list[RegionalReport], quarter: Quarter, *, on: date) -> RegionStanding:
    sent = {report.pk: first_sent_on(report) for report in reports}
    counted = [report for report in reports if sent[report.pk] or report.term_on < on]
    in_time = [report for report in counted if (day := sent[report.pk]) and day <= report.term_on]
    return RegionStanding(
        assembly=assembly,
        report=next((report for report in reports if report.period == quarter), None),
        due=len(counted),
        in_time=len(in_time),
        late_now=sum(report.is_late(on) for report in reports),
    )


def quarter_words(quarter: Quarter) -> str:
    """Return how a page names a quarter."""
    return _("Quarter %(quarter)s of %(year)s") % {"quarter": quarter.roman, "year": quarter.year}


def quarters_known(on: date) -> list[Quarter]:
    """Return the quarters that reports exist for, the newest first; the one due now when there are none."""
    found = RegionalReport.objects.order_by("-year", "-quarter").values_list("year", "quarter").distinct()
    return [Quarter(year, number) for year, number in found] or [reported_on(on)]


def can_read_file(user: User, report_id: int, on: date) -> bool:
    """Say whether ``user`` may download the files of a report: whoever may read it whole."""
    return RegionalReport.objects.visible_to(user, on=on).filter(pk=report_id).exists()


def chair_of(assembly: Body, *, on: date) -> Person | None:
    """Return who chairs a regional assembly ex officio: the akim in office on a day; nobody for a vacancy."""
    leaders = leaders_of(assembly.pk, on=on)
    return leaders[0] if leaders else None


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """The figures of a region in a quarter; ``None`` for each that is not known."""

    name: str
    values: tuple[int | None, ...]
    word: str
    url: str


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """The figures of all regions side by side, with their totals."""

    rows: list[FiguresRow]
    totals: tuple[int, ...]


def figures_side_by_side(assemblies: Sequence[Body], quarter: Quarter) -> FiguresTable:
    """Return what each region reported last on a quarter; a draft that was never sent tells nothing."""
    reports = {
        report.assembly_id: report
        for report in with_versions(RegionalReport.objects.filter(year=quarter.year, quarter=quarter.number))
    }
    rows = []
    for assembly in assemblies:
        report = reports.get(assembly.pk)
        versions = report.versions_in_order if report else []  # type: ignore[attr-defined]
        told = versions[-1].figures if versions else {}
        rows.append(
            FiguresRow(
                name=str(assembly.region),
                values=tuple(told.get(figure.name) for figure in FIGURES),
                word=str(report.get_state_display()) if report else "",
                url=reverse("regions:report", args=[report.pk]) if report else "",
            )
        )
    totals = tuple(sum(row.values[place] or 0 for row in rows) for place in range(len(FIGURES)))
    return FiguresTable(rows, totals)


def chairs_on(on: date) -> dict[int | None, Person]:
    """Return the akims in office on a day by their regions, in one query."""
    holdings = OfficeHolding.objects.filter(office__kind=OfficeKind.AKIM).in_force_on(on)
    return {one.office.region_id: one.person for one in holdings.select_related("office", "person")}
