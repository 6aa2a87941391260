"""Pages inside: all regions for those to whom they are accountable, one region for its own people."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from assembly.bodies.models import Body
from assembly.bodies.permissions import GRANT_REGION_WORK
from assembly.bodies.procedures import procedure_of
from assembly.bodies.regional import grantees_of, is_secretary, works_for
from assembly.bodies.selectors import members_on
from assembly.common.sheets import sheet_response
from assembly.decisions.models import Assignment, Decision
from assembly.decisions.selectors import chip_of
from assembly.law.acts import law_article, regulation
from assembly.meetings.models import Meeting
from assembly.meetings.permissions import CONVENE_MEETING
from assembly.people.doors import needs_right
from assembly.people.rights import has_right
from regions.desk import sees_regions
from regions.form import FIGURES
from regions.forms import QuarterForm, WorkFilter
from regions.models import CouncilSeat, RegionalReport
from regions.overview import (
    RegionRow,
    legend_of,
    regional_assemblies,
    rows_inside,
    since_year_of,
    tiles_of,
)
from regions.permissions import KEEP_COUNCIL, SEE_REGIONS
from regions.quarters import Quarter
from regions.querysets import assemblies_visible_to
from regions.selectors import (
    chair_of,
    figures_side_by_side,
    first_sent_on,
    quarter_words,
    quarters_known,
    report_chip,
    standings,
    workers_of,
)

LATEST = 10


@require_safe
@needs_right(SEE_REGIONS)
def work(request: HttpRequest) -> HttpResponse:
    """Show how all regions stand with their reports; ``?format=xlsx`` gives the same rows as a sheet."""
    on = localdate()
    form = WorkFilter(request.GET, quarters=quarters_known(on))
    quarter = form.chosen()
    rows = rows_inside(
        standings(list(regional_assemblies()), quarter, on=on, since=since_year_of(quarter)), on=on
    )
    shown = _narrowed(rows, form, on)
    if request.GET.get("format") == "xlsx":
        return _sheet(shown, quarter)
    context = {
        "form": form,
        "quarter": quarter,
        "title": quarter_words(quarter),
        "rows": shown,
        "tiles": tiles_of(rows),
        "legend": legend_of(rows),
        "late": sum(bool(row.standing.report and row.standing.report.is_late(on)) for row in rows),
        "accountable": regulation("18"),
    }
    return render(request, "regions/work.html", context)


@require_safe
@needs_right(SEE_REGIONS)
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of all regions side by side; ``?format=xlsx`` gives them as a sheet."""
    on = localdate()
    form = QuarterForm(request.GET, quarters=quarters_known(on))
    quarter = form.chosen()
    table = figures_side_by_side(list(regional_assemblies()), quarter)
    if request.GET.get("format") == "xlsx":
        headings = [_("Region"), *(figure.label for figure in FIGURES), pgettext("object", "State")]
        rows = [(row.name, *row.values, row.word) for row in table.rows]
        rows.append((_("All regions"), *table.totals, ""))
        return sheet_response(
            file_name=f"regional-figures-{quarter.code}",
            title=quarter_words(quarter),
            headings=headings,
            rows=rows,
        )
    context = {"form": form, "title": quarter_words(quarter), "figures": FIGURES, "table": table}
    return render(request, "regions/figures.html", context)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Lead somebody who works for a region, or chairs one, to its page; who reads all, to all of them."""
    if sees_regions(request.user):
        return redirect("regions:work")
    mine = assemblies_visible_to(request.user, on=localdate()).select_related("region").first()
    if mine is None or mine.region is None:
        raise Http404
    return redirect("regions:region_inside", code=mine.region.code)


@require_safe
def region_inside(request: HttpRequest, code: str) -> HttpResponse:
    """Show a regional assembly from inside: who leads and works, its reports, assignments and sittings."""
    on = localdate()
    visible = assemblies_visible_to(request.user, on=on).select_related("region")
    assembly: Body = get_object_or_404(visible, region__code=code)
    reports = RegionalReport.objects.filter(assembly=assembly)[:LATEST]
    assignments = (
        Assignment.objects.visible_to(request.user, on=on)
        .filter(lead_body=assembly)
        .with_names()
        .order_by("-given_on", "-pk")[:LATEST]
    )
    seats = members_on(assembly, on)
    context = {
        "assembly": assembly,
        "chair": chair_of(assembly, on=on),
        "workers": workers_of(assembly.pk, on=on),
        "deputies": [seat for seat in seats if seat.role == "deputy_chair"],
        "seats": [seat for seat in seats if seat.role != "chair"],
        "reports": [(one, quarter_words(one.period), report_chip(one, on=on)) for one in reports],
        "assignments": [(one, chip_of(one, on=on)) for one in assignments],
        "meetings": Meeting.objects.visible_to(request.user, on=on)
        .filter(body=assembly)
        .order_by("-starts_at")[:LATEST],
        "council": CouncilSeat.objects.filter(assembly=assembly).in_force_on(on).with_names(),
        "decisions": Decision.objects.readable_by(request.user, on=on)
        .filter(body=assembly)
        .select_related("act")
        .order_by("-adopted_at")[:LATEST],
        "procedure": procedure_of(assembly, on),
        "may_convene": has_right(request.user, CONVENE_MEETING, on=on, subject=assembly),
        "may_keep_council": has_right(request.user, KEEP_COUNCIL, on=on, subject=assembly),
        "colleagues": [grant for grant in grantees_of(assembly.pk) if hasattr(grant.user, "person")],
        "may_grant": has_right(request.user, GRANT_REGION_WORK, on=on),
        "may_take": has_right(request.user, GRANT_REGION_WORK, on=on)
        or is_secretary(request.user, assembly.pk, on=on),
        "is_mine": works_for(request.user, assembly.pk, on=on),
        "accountable": regulation("18"),
        "working_body": regulation("19"),
        "chaired": law_article("14"),
    }
    return render(request, "regions/region_inside.html", context)


def _narrowed(rows: list[RegionRow], form: WorkFilter, on: date) -> list[RegionRow]:
    values = form.cleaned_data if form.is_valid() else {}
    if state := values.get("state"):
        rows = [row for row in rows if row.standing.report and row.standing.report.state == state]
    if values.get("late"):
        rows = [row for row in rows if row.standing.report and row.standing.report.is_late(on)]
    return rows


def _sheet(rows: list[RegionRow], quarter: Quarter) -> HttpResponse:
    headings = [
        _("Region"),
        pgettext("object", "State"),
        _("Due on"),
        _("Sent first on"),
        _("Reports due this year"),
        _("Of them in time"),
        _("In time, per cent"),
    ]
    cells = [
        (
            row.name,
            row.chip.word,
            report.due_on if report else None,
            first_sent_on(report) if report else None,
            row.standing.due,
            row.standing.in_time,
            row.standing.percent,
        )
        for row in rows
        for report in [row.standing.report]
    ]
    return sheet_response(
        file_name=f"regional-reports-{quarter.code}",
        title=quarter_words(quarter),
        headings=headings,
        rows=cells,
    )
