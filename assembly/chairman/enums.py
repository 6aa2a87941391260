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


class DirectionsState(TextChoices):
    """Where an edition of the directions of work stands."""

    PREPARED = "prepared", pgettext_lazy("directions state", "In preparation")
    WITH_CHAIRMAN = "with_chairman", pgettext_lazy("directions state", "With the Chairman")
    SET = "set", pgettext_lazy("directions state", "Set by the Chairman")


class DirectionsEvent(TextChoices):
    """What may happen to an edition."""

    PUT = "put"
    RELEASE = "release"
    SET = "set"
