"""The public pages: the map of the twenty regions, a region, the published part of its reports."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from assembly.bodies.models import Body
from assembly.bodies.procedures import procedure_of
from assembly.bodies.selectors import members_on
from assembly.law.acts import law_article, regulation
from assembly.meetings.models import Meeting
from regions.enums import RegionalReportState
from regions.forms import QuarterForm
from regions.models import CouncilSeat, RegionalReport
from regions.overview import legend_of, regional_assemblies, rows_public, since_year_of, tiles_of
from regions.selectors import (
    accepted_version,
    chair_of,
    figure_lines,
    quarter_words,
    quarters_known,
    standings,
    text_lines,
)

ACCOUNTABLE, CHAIRED, WORKING_BODY = regulation("18"), law_article("14"), regulation("19")
LATEST = 8


@login_not_required
@require_safe
def region_list(request: HttpRequest) -> HttpResponse:
    """Show how the regions report, as a map and as a table, with those who chair their assemblies."""
    on = localdate()
    quarters = quarters_known(on)
    form = QuarterForm(request.GET, quarters=quarters)
    quarter = form.chosen()
    assemblies = list(regional_assemblies())
    found = standings(assemblies, quarter, on=on, since=since_year_of(quarter))
    rows = rows_public(found, on=on)
    context = {
        "form": form,
        "quarter": quarter_words(quarter),
        "rows": rows,
        "tiles": tiles_of(rows),
        "legend": legend_of(rows),
        "has_reports": any(row.standing.report for row in rows),
        "accountable": ACCOUNTABLE,
        "chaired": CHAIRED,
    }
    return render(request, "regions/region_list.html", context)


@login_not_required
@require_safe
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a regional assembly: who chairs it, who sits in it, what it reported, when it met."""
    on = localdate()
    assembly = _assembly(code)
    reports = list(RegionalReport.objects.accepted().filter(assembly=assembly)[:LATEST])
    context = {
        "assembly": assembly,
        "chair": chair_of(assembly, on=on),
        "seats": [seat for seat in members_on(assembly, on) if seat.role != "chair"],
        "council": CouncilSeat.objects.filter(assembly=assembly).in_force_on(on).with_names(),
        "procedure": procedure_of(assembly, on),
        "reports": [(report, quarter_words(report.period)) for report in reports],
        "meetings": Meeting.objects.filter(body=assembly, state="closed").order_by("-starts_at")[:LATEST],
        "accountable": ACCOUNTABLE,
        "chaired": CHAIRED,
        "working_body": WORKING_BODY,
    }
    return render(request, "regions/region_page.html", context)


@login_not_required
@require_safe
def published_report(request: HttpRequest, code: str, quarter: str) -> HttpResponse:
    """Show the published part of an accepted report: its figures and its public texts."""
    assembly = _assembly(code)
    year, _dash, number = quarter.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(year) == len("2026") and len(number) == 1):
        raise Http404
    report = get_object_or_404(
        RegionalReport.objects.accepted(), assembly=assembly, year=int(year), quarter=int(number)
    )
    version = accepted_version(report)
    assert version is not None, f"{RegionalReportState.ACCEPTED} means that a version was accepted"
    context = {
        "assembly": assembly,
        "report": report,
        "quarter": quarter_words(report.period),
        "version": version,
        "figures": figure_lines(version),
        "texts": text_lines(version, public_only=True),
        "accountable": ACCOUNTABLE,
    }
    return render(request, "regions/published_report.html", context)


def _assembly(code: str) -> Body:
    return get_object_or_404(regional_assemblies(), region__code=code)
