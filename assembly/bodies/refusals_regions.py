"""Refusals about the work of regional secretariats."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError


class NoSignInYet(DomainError):
    """A right is granted to somebody who can sign in; this person cannot."""

    code = "no_sign_in_yet"
    title = _("This person cannot sign in")
    text = _("{name} has no open sign-in, so that a right would be of no use.")
    advice = _("Invite the person first, then grant the right.")


class WorksThereAlready(DomainError):
    """The person works for this regional secretariat already."""

    code = "works_there_already"
    title = _("The right is there already")
    text = _("{name} works for this regional assembly already, by a seat or by a grant.")
    advice = _("Nothing has to be done.")
