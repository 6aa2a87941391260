"""Who held an office, from when until when, and when nobody did."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assembly.bodies.models import Office, OfficeHolding
from assembly.common.pieces import TimelineEntry


@dataclass(frozen=True, slots=True)
class OfficeSpan:
    """A span of days ``[lower, upper)`` of an office: with its holder, or vacant."""

    lower: date
    upper: date | None
    holding: OfficeHolding | None


def spans_of(office: Office, *, today: date) -> list[OfficeSpan]:
    """Return who held an office, the latest first, with the vacancies between and until today."""
    spans: list[OfficeSpan] = []
    reached: date | None = None
    for holding in office.holdings.select_related("person", "basis").order_by("term"):
        if reached is not None and reached < holding.term.lower:
            spans.append(OfficeSpan(reached, holding.term.lower, None))
        spans.append(OfficeSpan(holding.term.lower, holding.term.upper, holding))
        reached = holding.term.upper
    if reached is not None and reached <= today:
        spans.append(OfficeSpan(reached, None, None))
    return spans[::-1]


def history_of_office(spans: list[OfficeSpan]) -> list[TimelineEntry]:
    """Return the same as a timeline, oldest first."""
    return [
        TimelineEntry(
            state="done" if span.holding else "late",
            what=span.holding.person.full_name if span.holding else _("Vacant"),
            when=date_format(span.lower),
            more=span.holding.basis.reference if span.holding and span.holding.basis else "",
            icon="badge-check" if span.holding else "user-round-x",
        )
        for span in reversed(spans)
    ]
