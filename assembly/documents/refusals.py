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


class SignatureUnreadable(InvalidValue):
    """What came is no CMS signature of one signer."""

    code = "signature_unreadable"
    title = _("The signature was not taken")
    text = _("What came from NCALayer is not a signature of one person that can be read.")
    advice = _("Sign once more. Nothing has been written.")


class SignedTextDiffers(DomainError):
    """The signature was made over other bytes than the text that is being signed."""

    code = "signed_text_differs"
    title = _("Another text was signed")
    text = _("The signature was made over another text than the one that waits here.")
    advice = _("Reload the page, read the text and sign it. Nothing has been written.")


class SignerIsAnother(DomainError):
    """The certificate belongs to another person than the one who is signed in."""

    code = "signer_is_another"
    title = _("The key belongs to another person")
    text = _("You are signed in as {person}, and the certificate names {signer}.")
    advice = _("Choose your own key in NCALayer. Nothing has been written.")


class WrongKeyKind(InvalidValue):
    """The key is one for signing in."""

    code = "wrong_key_kind"
    title = _("The key is not for signing")
    text = _("The key that was chosen is for signing in to services, not for signing documents.")
    advice = _(
        "Choose the key for signing: the name of its file does not begin with AUTH. Nothing has been written."
    )


class SignatureNotValid(DomainError):
    """The verification service, or the portal, found the signature not valid."""

    code = "signature_not_valid"
    title = _("The signature is not valid")
    text = "{reason}"
    advice = _("Check the term of your certificate and sign once more. Nothing has been written.")


class VerificationUnavailable(DomainError):
    """The signature could not be checked now, so it is not taken."""

    code = "verification_unavailable"
    status = 503
    title = _("The signature could not be verified")
    text = _("The service that verifies signatures does not answer.")
    advice = _("Try again later, or sign without the key. Nothing has been written.")


class PersonalSignatureMissing(DomainError):
    """By a setting of the portal this act needs the personal electronic signature."""

    code = "personal_signature_missing"
    title = _("Your electronic signature is needed")
    text = _("By the portal's setting, this act is signed with a personal key through NCALayer.")
    advice = _("Press “Sign with a key” and choose your key for signing.")


class TextIssued(DomainError):
    """The text was signed or issued; it changes only by a correction."""

    code = "text_issued"
    title = _("This text was issued and changes no more")
    text = _("The text is that of act No. {number}: it was signed or issued.")
    advice = _("A mistake of writing is corrected on the page of the act; another sense takes a new act.")


class NoTextToCorrect(DomainError):
    """The portal holds no text of the act."""

    code = "no_text_to_correct"
    title = _("There is no text to correct")
    text = _("Of act No. {number} the portal holds the record and the scan only.")
    advice = _("If it was recorded by mistake, declare the record void and record the paper anew.")


class ActHasEnded(DomainError):
    """The act was repealed or declared void."""

    code = "act_has_ended"
    title = _("The act is no longer in force")
    text = _("Act No. {number} has ended: nothing is corrected in it any more.")


class NothingCorrected(DomainError):
    """The corrected texts are those that hold now."""

    code = "nothing_corrected"
    title = _("Nothing is corrected")
    text = _("Both texts are the same as those that hold now.")
    advice = _("Change the words that are wrong.")


class ReasonMissing(InvalidValue):
    """A reason that everybody reads is needed in Kazakh and in Russian."""

    code = "reason_missing"
    title = _("The reason is missing")
    text = _("Say the reason in Kazakh and in Russian: everybody who reads the act is shown it.")


class TextSigned(InvalidValue):
    """An act with a text cannot be void."""

    code = "text_signed"
    title = _("Such an act cannot be void")
    text = _("The act was signed with its text, so it ends only by another act that repeals it.")


class BasisMissing(InvalidValue):
    """The repealing act is not named."""

    code = "basis_missing"
    title = _("The repealing act is missing")
    text = _("Name the act that repeals this one.")
    advice = _("Record it in the register of acts first, if it is on paper.")


class EndingDayRefused(InvalidValue):
    """An act cannot end before its own day or in the future."""

    code = "ending_day_refused"
    title = _("The act cannot end on this day")
    text = _("The day lies between the date of the act and today.")


class NothingToTranslate(DomainError):
    """Both official texts are there, or the version is frozen."""

    code = "nothing_to_translate"
    title = _("Nothing waits for a translation")
    text = _("Both texts of the document are there, or they can change no more.")
    advice = _("Open the document: its newest version shows both texts.")
