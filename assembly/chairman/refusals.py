"""What the Chairman's desk refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue, Stale


class DraftChanged(Stale):
    """The draft has a newer version than the one that was read."""

    code = "draft_changed"
    title = _("The draft has changed meanwhile")
    text = _("The draft has a newer version than the one you read, so nothing was signed.")
    advice = _("Read the newest version and sign again.")


class ReasonMissing(InvalidValue):
    """A refusal needs its reason: who put the matter must know what to change."""

    code = "reason_missing"
    title = _("The reason is missing")
    text = _("A matter is refused with a reason, so that the Secretariat knows what to change.")
    advice = _("Write the reason in a sentence or two.")


class NumberOfYearTaken(InvalidValue):
    """The number typed from the paper belongs to another act of the same year."""

    code = "number_of_year_taken"
    title = _("This number belongs to another act")
    text = _("An act of the Chairman with this number is recorded in this year already: No. {number}.")
    advice = _("Compare the number with the paper.")


class ActNumberMissing(InvalidValue):
    """A paper act has a number."""

    code = "act_number_missing"
    title = _("The number of the act is missing")
    text = _("The number stands on the paper; the portal gives none of its own.")
    advice = _("Type the number exactly as it is printed.")


class ActDatedInFuture(InvalidValue):
    """A paper that is signed bears no day to come."""

    code = "act_dated_in_future"
    title = _("The day of signing is still to come")
    text = _("A signed paper cannot bear a later day than today.")
    advice = _("Compare the date with the paper.")


class ScanMissing(InvalidValue):
    """A setting of the portal asks for the scan of a paper act."""

    code = "scan_missing"
    title = _("The scan is missing")
    text = _("The portal is set to record a paper act only with its scan (not fixed by law, a setting).")
    advice = _("Attach the scan as PDF, PNG or JPEG.")


class AnswerDayPassed(InvalidValue):
    """A day for the answer must still be ahead."""

    code = "answer_day_passed"
    title = _("The day for the answer has passed")
    text = _("A matter cannot be put with a day for the answer that has passed.")
    advice = _("Choose a later day or leave it empty.")


class KindUnknown(DomainError):
    """No room registered this kind of matter."""

    code = "matter_kind_unknown"
    title = _("This kind of matter is not known")
    text = _("The portal does not know what such an act would do, so it cannot be put to the Chairman.")


class FourthDeputy(DomainError):
    """The Chairman has three deputies."""

    code = "fourth_deputy"
    title = _("A fourth deputy cannot be recorded")
    text = _("A fourth deputy cannot be recorded: the Chairman of the Assembly has three deputies.")
    advice = _("First enter the day when the term of one of them ended.")


class ThirdFromAssociations(DomainError):
    """Two of the deputies are from ethnocultural associations."""

    code = "third_from_associations"
    title = _("A third deputy from associations cannot be recorded")
    text = _("Two of the three deputies are from ethnocultural associations, and both are in office.")
    advice = _("The third deputy is the head of the Secretariat. End the term of one of the two first.")


class NotFromAssociation(DomainError):
    """A deputy by rotation comes from an association."""

    code = "not_from_association"
    title = _("This person is not from an ethnocultural association")
    text = _("On this day {name} has no seat in the Assembly on behalf of an ethnocultural association.")
    advice = _("Check the seat in the register of members, or choose another person.")


class AssociationNotAccredited(DomainError):
    """Only accredited associations belong to the Assembly."""

    code = "association_not_accredited"
    title = _("The association is not accredited")
    text = _("On this day the association is not accredited: {name}.")
    advice = _("Enter the accreditation in the register first, or choose another person.")


class DeputyAlready(DomainError):
    """One person is one deputy."""

    code = "deputy_already"
    title = _("This person is a deputy already")
    text = _("On this day {name} is a deputy of the Chairman already.")


class RotationEndsTooEarly(InvalidValue):
    """A period of rotation ends after it began."""

    code = "rotation_ends_too_early"
    title = _("The period of rotation ends before it begins")
    text = _("The day after the period of rotation comes after the first day in the office.")
    advice = _("Compare both days with the act.")


class DirectionsOpen(DomainError):
    """One edition of the directions is prepared at a time."""

    code = "directions_open"
    title = _("Another edition is on its way")
    text = _(
        "An edition of the directions is in preparation or waits for the Chairman; one is prepared at a time."
    )
    advice = _("Open that edition and go on with its text.")


class DirectionsClosed(DomainError):
    """No edition waits with this matter."""

    code = "directions_closed"
    title = _("No edition waits with this matter")
    text = _("The edition was taken back, so the directions cannot be set by this matter.")
    advice = _("Withdraw the matter and put the edition again.")
