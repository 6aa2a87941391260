"""What is refused of a photograph."""

from django.utils.translation import gettext_lazy as _

from assembly.common.errors import DomainError, InvalidValue


class PortraitRejected(InvalidValue):
    """Not a picture that can be drawn, or too large a file."""

    code = "portrait_rejected"
    title = _("The photograph was not taken")
    text = _("This is not a JPEG or PNG picture, or the file is larger than allowed: {limit} MB.")
    advice = _("Choose a photograph in JPEG or PNG.")


class PortraitTooSmall(InvalidValue):
    """Too few points to be seen."""

    code = "portrait_too_small"
    title = _("The photograph was not taken")
    text = _("The picture is too small: at least {side} points on each side are needed.")
    advice = _("Choose a larger photograph.")


class NoPortrait(DomainError):
    """There is nothing to remove."""

    code = "no_portrait"
    title = _("There is no photograph")
    text = _("This person has put no photograph: {name}.")
