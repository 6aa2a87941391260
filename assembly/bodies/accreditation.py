"""Where an association stands on a day: accredited, lapsed, never accredited, under consideration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import pgettext

from assembly.bodies.enums import AccreditationState
from assembly.bodies.models import Accreditation, Association
from assembly.common.pieces import Chip

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Standing:
    """Accreditation of an association on a day.

    Args:
        is_accredited: whether it belongs to the Assembly on that day.
        until: first day without it, of the term in force or of the last one that is known.
        in_force: the decision in force; ``None`` where only its last day is known from the register.
        pending: the application that waits for a decision.
    """

    on: date
    is_accredited: bool
    until: date | None
    in_force: Accreditation | None
    pending: Accreditation | None

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
    rows: dict[int, list[Accreditation]] = {}
    for row in Accreditation.objects.filter(association__in=[one.pk for one in listed]).select_related(
        "basis"
    ):
        rows.setdefault(row.association_id, []).append(row)
    return {one.pk: _standing(one, rows.get(one.pk, []), on) for one in listed}


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
    return Standing(on, in_force is not None, until, in_force, pending)
