"""Regions with their people, and reports in the states that tests need."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Body, Office, OfficeHolding
from regions.form import FIGURE_NAMES, TEXT_NAMES
from regions.models import RegionalReport
from regions.services.drafts import save_draft
from regions.services.opening import open_reports
from regions.services.reports import accept_report, return_report, send_report
from tests.factories import NOON, SINCE, make_body, make_person, make_region, make_secretary, seat

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# The day after the third quarter of 2026; NOON, 23 November, is long past the term of its reports.
OPENED = NOON.replace(month=10, day=1)
FIGURES = dict.fromkeys(FIGURE_NAMES, 4)
TEXTS = {name: f"Мәтін: {name}" for name in TEXT_NAMES}


def make_assembly(code="71"):
    """Make, or find, the regional assembly of a region."""
    region = make_region(code)
    found = Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY, region=region).first()
    return found or make_body(BodyKind.REGIONAL_ASSEMBLY, region=region)


def make_worker(assembly, **fields):
    """Make the secretary of a regional assembly; returns the user."""
    person = make_person(**fields)
    seat(person, BodyKind.REGIONAL_ASSEMBLY, body=assembly, role="secretary")
    return person.user


def make_akim(assembly, **fields):
    """Make the akim of an assembly's region; returns the user."""
    person = make_person(**fields)
    office = Office.objects.filter(kind=OfficeKind.AKIM, region=assembly.region).first()
    office = office or Office.objects.create(
        kind=OfficeKind.AKIM, region=assembly.region, name_kk="Әкім", name_ru="Аким"
    )
    OfficeHolding.objects.create(office=office, person=person, term=DateRange(SINCE, None))
    return person.user


def make_report(assembly=None, *, at=OPENED):
    """Open the reports of all assemblies on the third quarter of 2026; returns the assembly's own."""
    assembly = assembly or make_assembly()
    open_reports(on=at.date(), at=at)
    return RegionalReport.objects.filter(assembly=assembly).latest("year", "quarter")


def fill(report, worker, *, at=OPENED, **changes):
    """Fill the draft so that it can be sent."""
    return save_draft(
        report_id=report.pk,
        revision=report.revision,
        language="kk",
        **{"figures": FIGURES, "texts": TEXTS, **changes},
        actor=worker,
        at=at,
    )


def make_sent(assembly=None, *, at=OPENED + DAY):
    """Make a report that waits for a check; returns the report and who sent it."""
    assembly = assembly or make_assembly()
    worker = make_worker(assembly)
    report = make_report(assembly)
    fill(report, worker)
    send_report(report_id=report.pk, actor=worker, at=at)
    report.refresh_from_db()
    return report, worker


def make_returned(assembly=None, *, at=OPENED + 2 * DAY):
    """Make a report that was returned with a remark; returns the report and who sent it."""
    report, worker = make_sent(assembly)
    return_report(report_id=report.pk, remark="Іс-шаралар санын нақтылаңыз", actor=make_secretary(), at=at)
    report.refresh_from_db()
    return report, worker


def make_accepted(assembly=None, *, at=OPENED + 3 * DAY):
    """Make an accepted report; returns the report and who sent it."""
    report, worker = make_sent(assembly)
    accept_report(report_id=report.pk, actor=make_secretary(), at=at)
    report.refresh_from_db()
    return report, worker


QUARTER_ENDS = date(2026, 9, 30)
