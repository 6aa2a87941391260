"""What this room refuses, and what to do then."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class AppealFieldMissing(InvalidValue):
    """Something that the Code asks of every appeal is empty; ``field`` names it."""

    code = "appeal_field_missing"
    text = _("Fill in this field: without it an appeal cannot be considered.")


class ApplicantNumberInvalid(InvalidValue):
    """The IIN or BIN is not one."""

    code = "applicant_number_invalid"
    text = _("The number must have 12 digits, and the last one must fit the others.")
    advice = _("Check each digit, or leave the field empty.")


class ConsentMissing(InvalidValue):
    """The applicant did not agree that his data are processed."""

    code = "consent_missing"
    text = _("Without your consent your personal data cannot be processed, so the appeal cannot be taken.")
    advice = _("Mark the consent, or bring the appeal on paper.")


class TooManyFiles(InvalidValue):
    """More files than one appeal may have."""

    code = "too_many_files"
    text = _("Too many files: at most {most}.")
    advice = _("Put several pages into one PDF.")


class TooManyAppeals(DomainError):
    """So many appeals came from one address that they may be a program's."""

    code = "too_many_appeals"
    status = 429
    title = _("Too many appeals from one address")
    text = _("Many appeals came from your address within an hour. Nothing has been registered now.")
    advice = _("Try again in an hour, or bring the appeal on paper: it must be taken.")


class LooksLikeProgram(DomainError):
    """The field that people do not see was filled in."""

    code = "looks_like_program"
    status = 422
    title = _("The appeal was not sent")
    text = _("A field that stays empty when a person writes was filled in, as programs do.")
    advice = _("Empty the field “Leave this empty” and send the appeal again.")


class SentAlready(DomainError):
    """This very sending was registered before; the code is shown once."""

    code = "appeal_sent_already"
    title = _("This appeal is registered already")
    text = _("It was registered under No. {number}. The code was shown once, on the receipt.")
    advice = _("If the receipt is lost, write to the Secretariat: it can give a new code.")


class ReceivedDayRefused(InvalidValue):
    """The day on which a paper came is not one that can be recorded."""

    code = "received_day_refused"
    text = _("The day must lie between {earliest} and today.")


class NotForSecretariat(InvalidValue):
    """One of the two grounds is missing."""

    code = "not_for_secretariat"
    title = _("The Secretariat does not consider this appeal")
    text = _("The Secretariat considers what is of national significance and touches interethnic relations.")
    advice = _("If one of the two is missing, redirect the appeal to the competent state body.")


class KeptBySecretariat(InvalidValue):
    """Both grounds are there: such an appeal is the Secretariat's own."""

    code = "kept_by_secretariat"
    title = _("The Secretariat itself considers this appeal")
    text = _("Both grounds are marked, so the Secretariat considers the appeal and does not redirect it.")
    advice = _("Accept it, or take off the ground that is missing.")


class NotOfSecretariat(InvalidValue):
    """The executor is not one of the Secretariat's people who can sign in."""

    code = "executor_not_of_secretariat"
    text = _("The executor must be one of the Secretariat's people who can sign in.")


class SameExecutor(InvalidValue):
    """The executor is the one who works on it already."""

    code = "same_executor"
    text = _("This person works on the appeal already.")


class NoSuchStateBody(InvalidValue):
    """The state body is not in the register, or no longer active."""

    code = "no_such_state_body"
    text = _("This state body is not in the register any more.")
    advice = _("Choose its successor.")


class ReasonMissing(InvalidValue):
    """A decision about a term, or to redirect, has its reason; the applicant reads it."""

    code = "appeal_reason_missing"
    text = _("Say the reason: the applicant reads it.")


class ExtendedOnce(DomainError):
    """A term is extended once."""

    code = "appeal_extended_once"
    title = _("The term was extended already")
    text = _("The term of an appeal is extended once; it was extended until {due}.")
    advice = _("Answer within this term.")


class ExtensionDayRefused(InvalidValue):
    """The new last day is not one that the Code allows."""

    code = "extension_day_refused"
    text = _("The new last day must be a working day after {due} and not later than {latest}.")


class AnswerLanguageRefused(InvalidValue):
    """An answer is in the language of the appeal or in the state language."""

    code = "answer_language_refused"
    text = _("The answer is written in the language of the appeal or in Kazakh.")


class NoDraft(DomainError):
    """There is no draft to be signed."""

    code = "no_draft"
    title = _("There is no answer to sign")
    text = _("The executor has not drafted the answer yet.")
    advice = _("Draft the answer on this page first.")


class DraftChanged(DomainError):
    """The draft was changed after the page was shown to the one who signs."""

    code = "draft_changed"
    title = _("The draft has changed")
    text = _("The draft was changed since this page was shown.")
    advice = _("Reload the page, read the text and sign it.")


class ToldAlready(DomainError):
    """The applicant has this news."""

    code = "told_already"
    title = _("The applicant has been told already")
    text = _("It is recorded that the applicant was told.")


class ToldDayRefused(InvalidValue):
    """The applicant cannot have been told before the act or tomorrow."""

    code = "told_day_refused"
    text = _("The day must lie between {earliest} and today.")
