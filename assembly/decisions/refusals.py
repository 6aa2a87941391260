"""What this room refuses, and what to do then."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class NoNumbering(DomainError):
    """The organ has no registered numbering, so its decision could not be numbered."""

    code = "no_numbering"
    title = _("Decisions of this body are not numbered")
    text = _("The portal knows no way to number decisions of this body, so none can be adopted here.")
    advice = _("Write to the Secretariat.")


class OnlySessionAddresses(DomainError):
    """Only the Session's decisions take the form of an Address."""

    code = "only_session_addresses"
    title = _("This decision cannot be issued as an Address")
    text = _("Only a decision of the Session can take the form of an Address of the Assembly.")
    advice = _("Propose the text for the agenda of the Session.")


class AddressExists(DomainError):
    """The decision is an address already."""

    code = "address_exists"
    title = _("The Address has been issued already")
    text = _("This decision was issued as an Address before.")
    advice = _("Reload the page: it shows what is possible now.")


class NotAnAddress(DomainError):
    """A publication is recorded of an address only."""

    code = "not_an_address"
    title = _("There is no Address to publish")
    text = _("A publication is recorded for an Address; this decision has not been issued as one.")
    advice = _("First issue the decision as an Address.")


class NobodyNamed(InvalidValue):
    """At least one state body is needed."""

    code = "nobody_named"
    text = _("Choose at least one state body.")


class UnknownStateBody(InvalidValue):
    """A state body is not in the register, or no longer active."""

    code = "unknown_state_body"
    text = _("One of the chosen state bodies is not in the register any more.")
    advice = _("Reload the page and choose again.")


class SentAlready(DomainError):
    """Every chosen state body has the decision already."""

    code = "sent_already"
    title = _("The decision has been sent already")
    text = _("All chosen state bodies have received this decision before.")


class DayInFuture(InvalidValue):
    """A thing that has happened cannot have happened tomorrow."""

    code = "day_in_future"
    text = _("The day cannot be later than today: {today}.")


class DayTooEarly(InvalidValue):
    """A day lies before what must come first."""

    code = "day_too_early"
    text = _("The day cannot be earlier than {earliest}.")


class TextMissing(InvalidValue):
    """A text that is needed is empty; ``field`` names it."""

    code = "text_missing"
    text = _("Fill in every text in Kazakh and in Russian.")


class WordsMissing(InvalidValue):
    """A text in one language is empty; ``field`` names it."""

    code = "words_missing"
    text = _("Fill in this text.")


class TermTooShort(InvalidValue):
    """The term leaves less time than the setting asks for."""

    code = "term_too_short"
    text = _(
        "The term is too short: the earliest day is {earliest}. "
        "Least working days: {least} (not set by law, a setting of the portal)."
    )


class TermOnDayOff(InvalidValue):
    """The last day of a term is worked."""

    code = "term_on_day_off"
    text = _("The last day of the term is a day off.")
    advice = _("Choose a working day.")


class OneLeadOnly(InvalidValue):
    """An assignment has exactly one lead executor."""

    code = "one_lead_only"
    text = _("Choose exactly one lead executor.")


class AssignedAlready(DomainError):
    """This lead has this point already."""

    code = "assigned_already"
    title = _("This point has been assigned already")
    text = _("This executor already has point {point} of this decision.")
    advice = _("Open the assignment that exists, or choose another executor.")


class InstructionClosed(DomainError):
    """The instruction does not wait for the Chairman, or was not given."""

    code = "instruction_closed"
    title = _("This instruction does not wait any more")
    text = _("The instruction was given, or it came back without the Chairman's signature.")
    advice = _("Reload the page: it shows what is possible now.")


class InstructionChanged(DomainError):
    """The draft was changed after the instruction was put."""

    code = "instruction_changed"
    title = _("The draft differs from the instruction")
    text = _(
        "The text of the draft was changed after the instruction was put, so executor and term would not agree with it."
    )
    advice = _("Withdraw the matter and put the instruction anew.")


class InstructionPublished(DomainError):
    """The instruction is open to everybody already."""

    code = "instruction_published"
    title = _("The instruction is published already")
    text = _("Everybody can read this instruction.")
