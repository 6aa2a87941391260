"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class MatterState(TextChoices):
    """Where a matter on the Chairman's desk stands."""

    WAITING = "waiting", pgettext_lazy("matter state", "Waits for the Chairman")
    SIGNED = "signed", pgettext_lazy("matter state", "Signed")
    REFUSED = "refused", pgettext_lazy("matter state", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("matter state", "Withdrawn")


class MatterEvent(TextChoices):
    """What may happen to a matter."""

    SIGN = "sign"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
