"""What this room refuses, and in which words."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class InvitationNotValid(DomainError):
    """The link is unknown, used, ended by a newer letter, or too old: one answer for all four."""

    code = "invitation_not_valid"
    status = 404
    title = _("This link is no longer valid")
    text = _("The link was used already, replaced by a newer letter, or its time is over.")
    advice = _("Open the newest letter, or ask the Secretariat to send another.")


class AddressMissing(DomainError):
    """A person without an e-mail address cannot be written to."""

    code = "address_missing"
    title = _("There is no e-mail address")
    text = _("No e-mail address is recorded for this person: {name}.")
    advice = _("Record the address first.")


class SignsInAlready(DomainError):
    """Who has a password already needs no invitation."""

    code = "signs_in_already"
    title = _("An invitation is not needed")
    text = _("This person signs in already: {name}.")
    advice = _("If the password is forgotten, it can be recovered on the sign-in page.")


class AddressTaken(DomainError):
    """Another account uses the address."""

    code = "address_taken"
    title = _("The address belongs to another account")
    text = _("Another account of the portal uses this e-mail address.")
    advice = _("Ask the Secretariat to check the address.")


class NobodyToInvite(DomainError):
    """The chosen list holds nobody who could be invited."""

    code = "nobody_to_invite"
    title = _("There is nobody to invite")
    text = _("Everybody on this list signs in already or has no e-mail address.")
    advice = _("Choose another list.")


class PasswordRefused(InvalidValue):
    """The password is too weak; ``reasons`` say why."""

    code = "password_refused"
    title = _("Choose another password")
    text = "{reasons}"


class LanguageUnknown(InvalidValue):
    """The portal does not speak the language."""

    code = "language_unknown"
    text = _("The portal speaks Kazakh, Russian and English.")


class LetterIsDue(InvalidValue):
    """A letter that nobody can do without."""

    code = "letter_is_due"
    title = _("This letter cannot be switched off")
    text = _("Summons, the safety of your sign-in, and assignments with their terms always come by letter.")


class PersonKnown(InvalidValue):
    """Persons exist once: an address already in the register belongs to one of them."""

    code = "person_known"
    title = _("This person is in the register already")
    text = _("A person with this e-mail address is in the register already.")
    advice = _("Find the person by name instead of entering a second time.")


class IinInvalid(InvalidValue):
    """Not twelve digits, or the check digit does not fit."""

    code = "iin_invalid"
    text = _("An IIN has 12 digits. The check digit does not match.")
    advice = _("Compare it with the identity document.")


class IinKnown(InvalidValue):
    """Persons exist once: the number is recorded for somebody else."""

    code = "iin_known"
    title = _("This IIN belongs to another person")
    text = _("This IIN is recorded for another person: {name}.")
    advice = _("Compare both with the identity documents; if it is one person, merge the two cards.")


class LastFactor(DomainError):
    """Who must have a second factor cannot take away the last one."""

    code = "last_factor"
    title = _("This second factor cannot be removed")
    text = _("Your office asks for a second factor, and this is the only one you have.")
    advice = _("Set up another one first, then remove this one.")


class ViewPageUnknown(InvalidValue):
    """A view belongs to a list of the portal."""

    code = "view_page_unknown"
    title = _("There is no such list")
    text = _("The view belongs to a list that the portal does not have.")


class ViewNameMissing(InvalidValue):
    """A view is found by its name."""

    code = "view_name_missing"
    title = _("The view needs a name")
    text = _("Give the view a name, so that you find it again.")


class ViewNameTaken(InvalidValue):
    """One owner has one view of a name on a page."""

    code = "view_name_taken"
    title = _("You have such a view already")
    text = _("You have a view of this name on this list already: {name}.")
    advice = _("Choose another name, or remove the earlier view.")


class TooManyViews(DomainError):
    """A list of views that is too long helps nobody."""

    code = "too_many_views"
    title = _("Too many views")
    text = _("You keep as many views as one may: {most}.")
    advice = _("Remove a view that you need no more.")


class SecondFactorMissing(DomainError):
    """The office asks for a second factor and there is none yet: nothing else goes before it."""

    code = "second_factor_missing"
    status = 403
    title = _("Set up a second factor first")
    text = _("Your office asks for a second factor, and you have none yet.")
    advice = _("Open the portal in a browser: it leads you to it, and it takes a minute.")


class SamePerson(InvalidValue):
    """A card cannot be merged with itself."""

    code = "same_person"
    title = _("This is one card")
    text = _("Choose two different cards.")


class MergedAlready(DomainError):
    """The card was merged into another."""

    code = "merged_already"
    title = _("This card was merged already")
    text = _("The card was merged into another before: {name}.")
    advice = _("Open the card that remained.")


class DistinctAlready(DomainError):
    """It was recorded before that both are two persons."""

    code = "distinct_already"
    title = _("This is recorded already")
    text = _("Both cards are recorded as those of two persons already.")
    advice = _("The list of likely duplicates shows who recorded it and why.")


class SignInUndecided(InvalidValue):
    """Both sign in: one of the sign-ins has to be closed."""

    code = "sign_in_undecided"
    title = _("Both cards have a sign-in")
    text = _("Say whose sign-in remains; the other one is closed.")
