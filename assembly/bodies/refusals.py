"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class SeatOverlaps(DomainError):
    """The person has a seat in this body on some of these days already."""

    code = "seat_overlaps"
    title = _("This person already has a seat here")
    text = _("The person already has a seat in this body from {since}: two seats cannot overlap.")
    advice = _("End the earlier seat first, or choose a later first day.")


class ActNeeded(InvalidValue):
    """A seat or an office is given and taken by an act; none was named."""

    code = "act_needed"
    title = _("An act is needed")
    text = _("Name the act on which this rests.")
    advice = _("If the act is not in the portal yet, record it first.")


class TermAlreadyEnded(DomainError):
    """The seat, post or office has its last day already."""

    code = "term_already_ended"
    title = _("The term has ended already")
    text = _("The last day of this term is entered already.")


class EndBeforeBeginning(InvalidValue):
    """A term cannot end on or before the day it begins."""

    code = "end_before_beginning"
    title = _("Please check the days")
    text = _("The term begins on {since}: it can end only after that day.")


class OfficeHeld(DomainError):
    """Somebody holds the office on that day."""

    code = "office_held"
    title = _("The office is held")
    text = _("Somebody holds this office on that day or is to take it later.")
    advice = _("End the present term first, then appoint.")


class PostOverlaps(DomainError):
    """The person acts for this state body on some of these days already."""

    code = "post_overlaps"
    title = _("This person already acts for the state body")
    text = _("The person already acts for this state body from {since}.")
    advice = _("End the earlier post first, or choose a later first day.")
