"""Where an association stands on a day: accredited, lapsed, never accredited, under consideration."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import pgettext

from assembly.bodies.enums import AccreditationState
from assembly.bodies.models import Accreditation, Association
from assembly.common.pieces import Chip

SOON = timedelta(days=90)
# Only accredited associations belong to the Assembly since the Law of 27.04.2018 No. 149-VI.
DEMANDED_SINCE = date(2018, 4, 27)


@dataclass(frozen=True, slots=True)
class Standing:
    """Accreditation of an association on a day.

    Args:
        is_accredited: whether it belongs to the Assembly on that day.
        until: first day without it, of the term in force or of the last one that is known.
        in_force: the decision in force; ``None`` where only its last day is known from the register.
        pending: the application that waits for a decision.
        known_since: first day of the earliest accreditation that the portal knows of; ``None`` where it knows none.
    """

    on: date
    is_accredited: bool
    until: date | None
    in_force: Accreditation | None
    pending: Accreditation | None
    known_since: date | None = None

    @property
    def chip(self) -> Chip:
        """Return the state in a word."""
        if self.is_accredited and self.until and self.until - self.on <= SOON:
            word = pgettext("association", "Accreditation ends: %(day)s")
            return Chip("warn", "clock-alert", word % {"day": date_format(self.until, "SHORT_DATE_FORMAT")})
        if self.is_accredited:
            return Chip("ok", "badge-check", pgettext("association", "Accredited"))
        if self.pending:
            return Chip("info", "hourglass", pgettext("association", "Application is considered"))
        if self.until:
            return Chip("bad", "badge-x", pgettext("association", "Accreditation is over"))
        return Chip("", "badge-minus", pgettext("association", "Not accredited"))


def standings(associations: Iterable[Association], on: date) -> dict[int, Standing]:
    """Return where each association stands on a day, by its key, in one query.

    An association entered with the last day of its accreditation, before the portal kept decisions,
    counts as accredited until that day.
    """
    listed = list(associations)
    standing_on = standing_finder(listed)
    return {one.pk: standing_on(one, on) for one in listed}


def standing_finder(associations: Iterable[Association]) -> Callable[[Association, date], Standing]:
    """Return a function that says where one of the associations stands on any day; one query for all of them."""
    rows: dict[int, list[Accreditation]] = {}
    for row in Accreditation.objects.filter(association__in=[one.pk for one in associations]).select_related(
        "basis"
    ):
        rows.setdefault(row.association_id, []).append(row)
    return lambda one, on: _standing(one, rows.get(one.pk, []), on)


def day_that_counts(from_on: date, *, entered_on: date) -> date:
    """Return the day on which an association has to be accredited for a seat on its behalf.

    It is the first day of the seat; for a seat given before accreditation was demanded, the day on which
    it is entered.

    Args:
        from_on: first day of the seat.
        entered_on: the day on which the seat is entered, by hand or from a table.

    Source:
        Закон от 27.04.2018 № 149-VI; Закон об Ассамблее, ст. 15.
    """
    return from_on if from_on >= DEMANDED_SINCE else entered_on


def standing_of(association: Association, on: date) -> Standing:
    """Return where one association stands on a day."""
    return standings([association], on)[association.pk]


def _standing(association: Association, rows: list[Accreditation], on: date) -> Standing:
    decided = [row for row in rows if row.state == AccreditationState.ACCREDITED]
    pending = next((row for row in rows if row.state == AccreditationState.APPLIED), None)
    if not decided:
        until = association.accredited_until
        return Standing(on, until is not None and on < until, until, None, pending)
    in_force = next((row for row in decided if row.is_in_force_on(on)), None)
    last: Any = in_force or max(decided, key=lambda row: row.term.upper)
    # A term that begins later is no accreditation yet, and nothing that is over.
    until = last.term.upper if in_force or last.term.upper <= on else None
    return Standing(
        on, in_force is not None, until, in_force, pending, min(row.term.lower for row in decided)
    )
