"""What is refused to coordinators of state bodies, in words that show nothing of the register."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class AddressNeeded(InvalidValue):
    """The invitation goes by letter."""

    code = "address_needed"
    text = _("Give the e-mail address: the invitation goes there.")


class KnownOtherwise(InvalidValue):
    """Number or address stand in the register in another way; nothing more is said."""

    code = "known_otherwise"
    title = _("The Secretariat has to enter this person")
    text = _("These data do not agree with the register.")
    advice = _("Compare the name, the address and the IIN. If they are right, write to the Secretariat.")


class OfficersOnly(DomainError):
    """Posts of coordinators and heads are the Secretariat's to end."""

    code = "officers_only"
    status = 403
    title = _("The Secretariat ends this post")
    text = _(
        "A coordinator ends the posts of officers; those of coordinators and heads are ended by the Secretariat."
    )
    advice = _("Write to the Secretariat.")
