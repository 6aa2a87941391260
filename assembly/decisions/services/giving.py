"""What giving an assignment takes, whatever it rests on: one lead, a term, letters to who carries it out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.formats import date_format

from assembly.bodies.models import Body, Office, StateBody
from assembly.deadlines.selectors import Calendar, term_after
from assembly.decisions.models import Assignment, ExecutionReport
from assembly.decisions.permissions import COORDINATION
from assembly.decisions.refusals import OneLeadOnly, TermOnDayOff, TermTooShort
from assembly.documents.selectors import setting_value
from assembly.people.models import Person
from assembly.people.services.notify import notify_persons

LEAST_TERM_DAYS = "decisions.least_term_days"


def require_term(due_on: date, *, today: date) -> None:
    """Raise unless the term ends on a day worked and leaves the time that the setting asks for.

    Raises:
        TermOnDayOff: the last day is not worked.
        TermTooShort: fewer working days are left than the setting asks for.
    """
    calendar = Calendar()
    if not calendar.is_working(due_on):
        raise TermOnDayOff(field="due_on", due_on=due_on)
    least = int(setting_value(LEAST_TERM_DAYS, on=today))
    earliest = term_after(today, least, calendar=calendar).due_on
    if due_on < earliest:
        raise TermTooShort(
            field="due_on", due_on=due_on, earliest=date_format(earliest), least=least, earliest_on=earliest
        )


def the_lead(**keys: int | None) -> dict[str, int | None]:
    """Return the filter of the one lead that was named and exists.

    Raises:
        OneLeadOnly: none, or more than one, is named.
    """
    registers = {
        "lead_state_body_id": StateBody.objects.filter(is_active=True),
        "lead_body_id": Body.objects.all(),
        "lead_office_id": Office.objects.all(),
    }
    named = [name for name, key in keys.items() if key is not None]
    if len(named) != 1 or not registers[named[0]].filter(pk=keys[named[0]]).exists():
        raise OneLeadOnly(legal_ref=COORDINATION, field="lead")
    return keys


def tell(
    assignment: Assignment,
    persons: Sequence[Person],
    *,
    news: str,
    at: datetime,
    report: ExecutionReport | None = None,
) -> None:
    """Write the letters about an assignment; one per person and news, however often it is retried."""
    about = f"{assignment.pk}:{report.number}" if report else str(assignment.pk)
    notify_persons(
        persons,
        kind=f"decisions.{news}",
        context={"assignment_id": assignment.pk, **({"report_id": report.pk} if report else {})},
        dedup_key=f"{news}:{about}",
        at=at,
        path=f"/control/assignments/{assignment.pk}/",
    )
