"""What the room refuses, in words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class TranslationPending(DomainError):
    """One of the two official texts is missing, so the version can be neither voted on nor published."""

    code = "translation_pending"
    title = _("Translation pending")
    text = _("The text exists in one language only: the Kazakh and the Russian text are both needed.")
    advice = _("Enter the missing text as a new version.")


class TextMissing(InvalidValue):
    """A version without a single word."""

    code = "text_missing"
    title = _("The text is empty")
    text = _("Enter the text in Kazakh, in Russian or in both languages.")


class FileRejected(InvalidValue):
    """The file is not of a kind that the portal keeps, or is too large, or is empty."""

    code = "file_rejected"
    title = _("The file was not taken")
    text = _("“{name}” was not taken: {reason}")
    advice = _("Attach a PDF, Word (docx), Excel (xlsx), PNG or JPEG file.")


class ActNumberTaken(DomainError):
    """The organ has an act of this kind with this number and date already."""

    code = "act_number_taken"
    title = _("This number is taken")
    text = _("An act with this number and date is recorded already: No. {number}.")
    advice = _("Check the number and the date on the paper.")


class SettingRefused(InvalidValue):
    """A setting cannot take this value or begin on this day."""

    code = "setting_refused"
    title = _("The setting was not changed")
    text = "{reason}"
