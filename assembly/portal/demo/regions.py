"""Reports of the regions: the quarter before the last accepted everywhere, the last one in every state there is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile

from assembly.bodies.models import Body, Membership
from assembly.bodies.services.region_work import ask_for_region_work
from assembly.common.clock import ALMATY, day_of
from assembly.people.models import User
from assembly.people.services.paired import confirm_paired_act
from assembly.portal.demo import texts_regions as texts
from assembly.portal.demo.aftermath import SMALL_PDF
from assembly.portal.demo.people import World
from regions.form import FIGURE_NAMES
from regions.models import RegionalReport
from regions.quarters import Quarter, reported_on
from regions.services.drafts import attach_file, save_draft
from regions.services.opening import open_reports
from regions.services.reports import accept_report, return_report, send_report

DAY = timedelta(days=1)
MORNING = time(9, 30)
# How the last quarter stands, by the place of the region: of twenty, nine accepted, four sent, two returned,
# one sent again, two being written, two not begun.
ACCEPTED, SENT, RETURNED, SENT_AGAIN, WRITTEN, EMPTY = (
    "accepted",
    "sent",
    "returned",
    "again",
    "written",
    "empty",
)
STATES = (
    ACCEPTED, SENT, EMPTY, ACCEPTED, ACCEPTED, RETURNED, ACCEPTED, EMPTY, ACCEPTED, SENT,
    ACCEPTED, SENT_AGAIN, ACCEPTED, RETURNED, SENT, ACCEPTED, WRITTEN, ACCEPTED, SENT, WRITTEN,
)  # fmt: skip
# Regions whose report came after its term, in both quarters.
LATE = frozenset({3, 9, 12})
SOON, TOO_LATE = 8, 23
LEAST_EVENTS = 11
COLLEAGUES_REGION = "79"


def report_quarterly(*, secretary: User, today: datetime) -> None:
    """Let the regions report on the last two quarters that are over.

    Args:
        secretary: who checks, of the Secretariat.
        today: the moment of the demonstration; nothing happens after it.
    """
    last = reported_on(day_of(today))
    for quarter in (last.previous, last):
        opened_at = _morning_of(quarter, today)
        open_reports(on=day_of(opened_at), at=opened_at)
        workers = _workers()
        reports = RegionalReport.objects.filter(year=quarter.year, quarter=quarter.number).order_by(
            "assembly__region__code"
        )
        for place, report in enumerate(reports):
            worker = workers.get(report.assembly_id)
            if worker is None:
                continue
            state = STATES[place % len(STATES)] if quarter == last else ACCEPTED
            days = TOO_LATE if place in LATE else SOON
            step = Step(report, place, worker, secretary, _moments(opened_at, days, today))
            _bring(step, state)


def grant_a_colleague(world: World, *, at: datetime) -> None:
    """Let two of the staff grant a member from Shymkent City the work of its secretariat."""
    body = Body.objects.get(kind="regional_assembly", region__code=COLLEAGUES_REGION)
    seats = Membership.objects.filter(body=body, role="member", person__user__isnull=False)
    colleague = seats.order_by("pk").first()
    second = world.staff[1].user
    if colleague is None or second is None:
        return
    asked = ask_for_region_work(body_id=body.pk, person_id=colleague.person_id, actor=world.secretary, at=at)
    confirm_paired_act(act_id=asked.pk, actor=second, at=at)


def _morning_of(quarter: Quarter, today: datetime) -> datetime:
    return min(datetime.combine(quarter.following.first_on, MORNING, tzinfo=ALMATY), today)


def _moments(opened_at: datetime, days: int, today: datetime) -> Callable[[int], datetime]:
    """Return a clock: the moment of a step, some days after the report was to be sent, never after today."""
    return lambda step: min(opened_at + (days + step) * DAY, today)


@dataclass(frozen=True, slots=True)
class Step:
    """A report, the place of its region, who writes it, who checks it, and the clock of its way."""

    report: RegionalReport
    place: int
    worker: User
    secretary: User
    moment: Callable[[int], datetime]


def _bring(step: Step, state: str) -> None:
    """Bring a report to the state in which the demonstration shows it."""
    report_id, worker, secretary, moment = step.report.pk, step.worker, step.secretary, step.moment
    if state == EMPTY:
        return
    _write(step.report, step.place, worker, at=moment(0))
    attach_file(
        report_id=report_id,
        upload=ContentFile(SMALL_PDF, name="есепке-қосымша.pdf"),
        actor=worker,
        at=moment(0),
    )
    if state == WRITTEN:
        return
    send_report(report_id=report_id, actor=worker, at=moment(0))
    if state in {RETURNED, SENT_AGAIN}:
        return_report(report_id=report_id, remark=texts.REMARK, actor=secretary, at=moment(2))
    if state == SENT_AGAIN:
        _write(step.report, step.place + 1, worker, at=moment(4))
        send_report(report_id=report_id, actor=worker, at=moment(4))
    if state == ACCEPTED:
        accept_report(report_id=report_id, actor=secretary, at=moment(3))


def _write(report: RegionalReport, place: int, worker: User, *, at: datetime) -> None:
    language = "ru" if place % 4 == 1 else "kk"
    events = LEAST_EVENTS + 7 * (place % 6) + report.quarter
    counted = (1, 1 + place % 2, 3 + place % 5, events, events * 64, 9 + place % 9, 6 + place % 7, 4 + place % 3,
               20 + 3 * (place % 8), 18 + 3 * (place % 8))  # fmt: skip
    save_draft(
        report_id=report.pk,
        revision=RegionalReport.objects.values_list("revision", flat=True).get(pk=report.pk),
        language=language,
        figures=dict(zip(FIGURE_NAMES, counted, strict=True)),
        texts={
            name: words.format(events=events, participants=events * 64)
            for name, words in texts.WORDS[language].items()
        },
        actor=worker,
        at=at,
    )


def _workers() -> dict[int, User]:
    """Return the secretary of each regional assembly who can sign in."""
    seats = Membership.objects.filter(
        body__kind="regional_assembly",
        role="secretary",
        term__endswith__isnull=True,
        person__user__isnull=False,
    )
    return {
        seat.body_id: seat.person.user for seat in seats.select_related("person__user") if seat.person.user
    }
