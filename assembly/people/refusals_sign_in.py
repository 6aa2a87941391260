"""What this room refuses about closing a sign-in, and about acts for two persons."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class NotOneself(DomainError):
    """Nobody does this to himself."""

    code = "not_oneself"
    status = 403
    title = _("Another person has to do this")
    text = _("Nobody does this for himself.")
    advice = _("Ask another member of the Secretariat.")


class ReasonMissing(InvalidValue):
    """The act needs a reason."""

    code = "reason_missing"
    title = _("Give the reason")
    text = _("Write the reason: it stays in the record.")


class DayNotCome(InvalidValue):
    """The day is still to come."""

    code = "day_not_come"
    text = _("The day cannot be later than today: the sign-in is closed at once.")


class ClosedAlready(DomainError):
    """The sign-in is closed."""

    code = "closed_already"
    title = _("The sign-in is closed already")
    text = _("This person cannot sign in: {name}.")


class NothingToClose(DomainError):
    """There is neither an account nor an invitation."""

    code = "nothing_to_close"
    title = _("There is nothing to close")
    text = _("This person has neither an account nor an open invitation: {name}.")


class NotClosed(DomainError):
    """The sign-in is open."""

    code = "not_closed"
    title = _("The sign-in is not closed")
    text = _("There is nothing to open again: {name}.")


class WorkLeft(DomainError):
    """Open work has neither a successor nor a reason for being left."""

    code = "work_left"
    title = _("Open work has nobody to go to")
    text = _("Nothing is said about this open work: {what}, number of things: {count}.")
    advice = _("Choose who takes it over, or write why it stays where it is.")


class SuccessorUnfit(DomainError):
    """The one named may not take such work over."""

    code = "successor_unfit"
    title = _("This person cannot take the work over")
    text = _("The person chosen cannot take this over: {what}.")
    advice = _("Choose another of those offered.")


class SecondPersonNeeded(DomainError):
    """Who asked, or whom it concerns, cannot be the second person."""

    code = "second_person_needed"
    status = 403
    title = _("A second person is needed")
    text = _(
        "This is done by two persons: one asks, another carries out. Neither may be the person concerned."
    )
    advice = _("Ask another member of the Secretariat.")


class AskedAlready(DomainError):
    """The same waits for a second person already."""

    code = "asked_already"
    title = _("This has been asked for already")
    text = _("The same act waits for a second person already: {name}.")
    advice = _("Ask another member of the Secretariat to confirm it, or withdraw it.")


class AskExpired(DomainError):
    """It waited too long for a second person."""

    code = "ask_expired"
    title = _("The time for confirming is over")
    text = _("Nobody confirmed it in time.")
    advice = _("Ask for it anew.")


class NotAskers(DomainError):
    """Only who asked can withdraw."""

    code = "not_askers"
    status = 403
    title = _("Another person asked for this")
    text = _("Only the person who asked can withdraw it.")
    advice = _("You can refuse it and say why.")


class NoSecondFactor(DomainError):
    """There is nothing to reset."""

    code = "no_second_factor"
    title = _("There is no second factor")
    text = _("This person has set no second factor: {name}.")


class NobodyToWrite(DomainError):
    """The chosen list holds nobody who could have a printed letter."""

    code = "nobody_to_write"
    title = _("There is nobody to write to")
    text = _("Everybody on this list signs in already, or the sign-in is closed.")
    advice = _("Choose another list.")


class LettersGone(DomainError):
    """The PDF is not there: taken, its day over, or not made yet."""

    code = "letters_gone"
    status = 410
    title = _("The letters are not here")
    text = _("The PDF was downloaded already, its day is over, or it is still being printed.")
    advice = _("Order new letters: they end the codes of these.")


class CodeNotValid(InvalidValue):
    """The code is unknown, used, ended or too old: one answer for all four."""

    code = "code_not_valid"
    title = _("This code does not open anything")
    text = _("The code is not right, was used already, was replaced by a newer letter, or its time is over.")
    advice = _("Compare it with the newest letter, or ask the Secretariat for another.")


class TooManyCodes(DomainError):
    """Codes are tried too often from one place."""

    code = "too_many_codes"
    status = 429
    title = _("Too many attempts")
    text = _("For safety, entering codes is limited for a while.")
    advice = _("Try again in ten minutes.")


class PhoneInvalid(InvalidValue):
    """Not a telephone number."""

    code = "phone_invalid"
    title = _("This is not a telephone number")
    text = _("Write the telephone in digits: +7 701 000 00 00.")


class AddressInvalid(InvalidValue):
    """Not an e-mail address, or one at which nobody can be written to."""

    code = "address_invalid"
    title = _("This is not an e-mail address")
    text = _("Write the address as on an envelope of e-mail: name@example.kz.")


class AddressSame(InvalidValue):
    """The address is the present one."""

    code = "address_same"
    title = _("Nothing changes")
    text = _("This is your address already.")


class TooManyAddressChanges(DomainError):
    """New addresses are asked for too often."""

    code = "too_many_address_changes"
    status = 429
    title = _("Too many attempts")
    text = _("The address can be changed a few times a day only.")
    advice = _("Look for the letter at the new address, or try again tomorrow.")


class AddressLinkNotValid(DomainError):
    """The link is unknown, used, ended or too old: one answer for all four."""

    code = "address_link_not_valid"
    status = 404
    title = _("This link is no longer valid")
    text = _("The link was used already, withdrawn, replaced by a newer letter, or its time is over.")
    advice = _("Sign in and ask for the change of the address anew.")


class NoAddressWaits(DomainError):
    """There is no change to withdraw."""

    code = "no_address_waits"
    title = _("Nothing waits")
    text = _("No new address waits to be confirmed.")
