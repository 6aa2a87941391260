"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class MeetingState(TextChoices):
    """Where a sitting stands."""

    CONVENED = "convened", pgettext_lazy("meeting state", "Convened")
    REGISTRATION = "registration", pgettext_lazy("meeting state", "Registration open")
    OPEN = "open", pgettext_lazy("meeting state", "In session")
    BREAK = "break", pgettext_lazy("meeting state", "Break")
    CLOSED = "closed", pgettext_lazy("meeting state", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("meeting state", "Cancelled")


class MeetingEvent(TextChoices):
    """What may happen to a sitting."""

    OPEN_REGISTRATION = "open_registration"
    OPEN = "open"
    CALL_BREAK = "call_break"
    RESUME = "resume"
    CLOSE = "close"


class ItemState(TextChoices):
    """Where an agenda item stands."""

    PLANNED = "planned", pgettext_lazy("agenda item state", "Planned")
    CURRENT = "current", pgettext_lazy("agenda item state", "Now")
    CONSIDERED = "considered", pgettext_lazy("agenda item state", "Considered")
    WITHDRAWN = "withdrawn", pgettext_lazy("agenda item state", "Taken off the agenda")


class ItemEvent(TextChoices):
    """What may happen to an agenda item."""

    BEGIN = "begin"
    END = "end"
    WITHDRAW = "withdraw"


class PresenceMode(TextChoices):
    """How a member takes part."""

    HALL = "hall", pgettext_lazy("presence", "in the hall")
    REMOTE = "remote", pgettext_lazy("presence", "remotely")


class Reply(TextChoices):
    """A member's answer to the invitation."""

    HALL = "hall", pgettext_lazy("reply", "I will come to the hall")
    REMOTE = "remote", pgettext_lazy("reply", "I will take part remotely")
    NO = "no", pgettext_lazy("reply", "I cannot take part")


class MinutesState(TextChoices):
    """Where the minutes stand."""

    DRAFT = "draft", pgettext_lazy("minutes state", "Minutes in preparation")
    APPROVED = "approved", pgettext_lazy("minutes state", "Approved by the presiding person")
    SIGNED = "signed", pgettext_lazy("minutes state", "Minutes signed")
