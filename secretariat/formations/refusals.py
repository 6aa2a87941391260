"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class NamesMissing(InvalidValue):
    """Name and aim stand in both official languages."""

    code = "names_missing"
    title = _("Name or aim is missing")
    text = _("Write the name and the aim in Kazakh and in Russian: both stand in the order.")


class TermInThePast(InvalidValue):
    """A term ends on a day to come."""

    code = "term_in_the_past"
    title = _("The term has passed")
    text = _("The last day of the term must lie ahead.")


class CompositionMissing(DomainError):
    """Nobody leads it, or nobody is named at all."""

    code = "composition_missing"
    title = _("The composition is not complete")
    text = _(
        "A commission or a working group is created with its composition: at least two members, one of them its chair."
    )
    advice = _("Name the members, then create it.")


class NamedAlready(InvalidValue):
    """The person stands in the plan already."""

    code = "named_already"
    title = _("This person is named already")
    text = _("This person stands in the composition already.")


class ReportMissing(DomainError):
    """It ends with a closing report in both official languages."""

    code = "report_missing"
    title = _("The closing report is missing")
    text = _("The work ends with a closing report in Kazakh and in Russian.")
    advice = _("Write the report, or finish its translation.")


class ReportNotYours(DomainError):
    """The chair, the secretary or the Secretariat writes the report."""

    code = "report_not_yours"
    status = 403
    title = _("You do not write this report")
    text = _("The closing report is written by the chair, the secretary or the Secretariat.")
