"""Refusals of the room."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class FiguresMissing(DomainError):
    """A figure of the form is not filled in; nought is a figure too."""

    code = "figures_missing"
    status = 422
    title = _("The report is not complete")
    text = _("Figures not filled in: {names}.")
    advice = _("Enter 0 where there was nothing to count, save the draft and send it again.")


class TextNeeded(DomainError):
    """A text that the form asks for is empty."""

    code = "text_needed"
    status = 422
    title = _("The report is not complete")
    text = _("Texts not written: {names}.")
    advice = _("Write them, save the draft and send it again.")


class PartExceedsWhole(DomainError):
    """A figure is larger than the one of which it is a part."""

    code = "part_exceeds_whole"
    status = 422
    title = _("The figures contradict each other")
    text = _("“{part}” is more than “{whole}”.")
    advice = _("Correct one of the two figures.")


class FigureOutOfRange(DomainError):
    """A figure is no number of things that can be counted."""

    code = "figure_out_of_range"
    status = 422
    title = _("Please check what was entered")
    text = _("“{name}” is not a whole number from 0 to {most}.")
    advice = _("Enter digits only.")


class RemarkNeeded(DomainError):
    """A report goes back without a word of what is missing."""

    code = "remark_needed"
    status = 422
    title = _("The remark is empty")
    text = _("A report is returned only with a remark that says what is missing.")
    advice = _("Write what the region has to add or to correct.")


class ReportNotOpen(DomainError):
    """The draft cannot be changed while the report waits for a check, or after it was accepted."""

    code = "report_not_open"
    title = _("The report cannot be changed now")
    text = _("It was sent and waits for a check, or it is accepted; what was sent stays as it is.")
    advice = _("If something is wrong, write to the Secretariat: it can return the report with a remark.")


class NoAkim(DomainError):
    """Nobody holds the office of the akim, in whose name an assembly is convened."""

    code = "no_akim"
    title = _("No akim is in office")
    text = _(
        "The akim chairs the regional assembly ex officio and convenes it; on this day nobody holds the office."
    )
    advice = _("Ask the Secretariat of the Assembly to enter who holds the office.")


class NotMemberOfAssembly(InvalidValue):
    """A member of the council is one of the regional assembly."""

    code = "not_member_of_assembly"
    title = _("Not a member of the regional assembly")
    text = _("On this day {name} is not a member of the regional assembly.")
    advice = _("Choose another person or another day.")


class SitsInCouncil(InvalidValue):
    """The person has a seat in the council on that day or later."""

    code = "sits_in_council"
    title = _("The person sits in the council already")
    text = _("{name} sits in the council of this assembly on this day or later.")
    advice = _("End the earlier seat first.")


class CouncilSeatEnds(InvalidValue):
    """The end of a seat cannot be so."""

    code = "council_seat_ends"
    title = _("This day cannot be the end")
    text = _("The seat lasts since {day}: the first day without it is later, and is entered once.")
    advice = _("Enter a later day.")
