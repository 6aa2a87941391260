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
