"""The record of what was, as timelines of cards: of a person, an association, a state body; oldest first."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.bodies.enums import AccreditationState, EndReason
from assembly.bodies.models import (
    Accreditation,
    Association,
    Membership,
    OfficeHolding,
    StateBody,
    StateBodyOfficer,
)
from assembly.common.pieces import TimelineEntry
from assembly.documents.models import Act

Step = tuple[date, TimelineEntry]


def _step(day: date, icon: str, what: str, act: Act | None = None, more: str = "") -> Step:
    said = " · ".join(filter(None, (more, act.reference if act else "")))
    return day, TimelineEntry(state="done", what=what, when=date_format(day), more=said, icon=icon)


def _in_order(steps: Iterable[Step]) -> list[TimelineEntry]:
    return [entry for _day, entry in sorted(steps, key=lambda step: step[0])]


def record_of_person(
    *,
    seats: Iterable[Membership],
    offices: Iterable[OfficeHolding],
    posts: Iterable[StateBodyOfficer],
    on: date,
) -> list[TimelineEntry]:
    """Return when a person took and left seats, offices and posts, with the acts; nothing that is still to come.

    Args:
        seats: his seats that the reader may see, with body and acts.
        offices: his offices, with their acts.
        posts: his posts at state bodies.
        on: the day of reading.
    """
    steps: list[Step] = []
    for seat in seats:
        role = seat.get_role_display()
        steps.append(_step(seat.term.lower, "armchair", f"{seat.body.name}: {role}", seat.basis))
        # Who goes on with another role has not left: the next seat of this record says so.
        if seat.term.upper and seat.end_reason != EndReason.ROLE_CHANGED:
            ended = _("Seat ended: %(name)s") % {"name": seat.body.name}
            steps.append(
                _step(seat.term.upper, "log-out", ended, seat.end_basis, seat.get_end_reason_display())
            )
    for holding in offices:
        steps.append(_step(holding.term.lower, "badge-check", holding.office.name, holding.basis))
        if holding.term.upper:
            ended = _("Office ended: %(name)s") % {"name": holding.office.name}
            steps.append(_step(holding.term.upper, "log-out", ended))
    for post in posts:
        named = f"{post.state_body.name}: {post.get_role_display()}"
        steps.append(_step(post.term.lower, "briefcase", named))
        if post.term.upper:
            ended = _("Post ended: %(name)s") % {"name": post.state_body.name}
            steps.append(_step(post.term.upper, "log-out", ended))
    return _in_order(step for step in steps if step[0] <= on)


def record_of_association(
    association: Association, applications: Iterable[Accreditation], *, on: date
) -> list[TimelineEntry]:
    """Return the applications of an association, what was decided, and when accreditation ran out."""
    steps: list[Step] = []
    for row in applications:
        steps.append(_step(row.applied_on, "inbox", _("Application received")))
        if row.state == AccreditationState.ACCREDITED and row.decided_on and row.term:
            number = _("Accredited, № %(number)s") % {"number": row.entry_number}
            until = _("until %(day)s") % {"day": date_format(row.term.upper)}
            steps.append(_step(row.decided_on, "badge-check", number, row.basis, until))
            steps.append(_step(row.term.upper, "badge-x", pgettext("association", "Accreditation is over")))
        elif row.state == AccreditationState.REFUSED and row.decided_on:
            refused = _("Accreditation refused")
            steps.append(_step(row.decided_on, "badge-x", refused, row.basis, row.refusal_reason))
    if not steps and association.accredited_until:
        steps.append(
            _step(association.accredited_until, "badge-x", pgettext("association", "Accreditation is over"))
        )
    return _in_order(step for step in steps if step[0] <= on)


def record_of_state_body(
    state_body: StateBody,
    *,
    officers: Iterable[StateBodyOfficer],
    predecessors: Iterable[StateBody],
    on: date,
) -> list[TimelineEntry]:
    """Return when a state body came to be and ended, whose work it took over, who acted for it."""
    steps: list[Step] = []
    if state_body.formed_on:
        steps.append(_step(state_body.formed_on, "flag", _("Formed")))
    steps += [
        _step(former.ended_on, "arrow-right", _("Took over the work of: %(name)s") % {"name": former.name})
        for former in predecessors
        if former.ended_on
    ]
    for officer in officers:
        name = officer.person.full_name
        steps.append(_step(officer.term.lower, "user-round-plus", f"{name}: {officer.get_role_display()}"))
        if officer.term.upper:
            ended = _("Post ended: %(name)s") % {"name": name}
            steps.append(_step(officer.term.upper, "log-out", ended))
    if state_body.ended_on:
        next_one = state_body.successor.name if state_body.successor else ""
        steps.append(
            _step(state_body.ended_on, "circle-x", _("Exists no more"), state_body.end_basis, next_one)
        )
    return _in_order(step for step in steps if step[0] <= on)
