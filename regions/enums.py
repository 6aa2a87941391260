"""Choices of the room."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RegionalReportState(TextChoices):
    """Where the report of a region stands (Положение, Указ № 747, п. 18; Закон об Ассамблее, ст. 14)."""

    DRAFT = "draft", pgettext_lazy("regional report", "Being prepared")
    SENT = "sent", pgettext_lazy("regional report", "Sent, waits for a check")
    RETURNED = "returned", pgettext_lazy("regional report", "Returned with a remark")
    ACCEPTED = "accepted", pgettext_lazy("regional report", "Accepted")


class RegionalReportEvent(StrEnum):
    """What may happen to the report of a region."""

    SEND = "send"
    RETURN = "return"
    ACCEPT = "accept"


class Verdict(TextChoices):
    """What the Secretariat answered to a version that was sent."""

    RETURNED = "returned", pgettext_lazy("regional report version", "Returned with a remark")
    ACCEPTED = "accepted", pgettext_lazy("regional report version", "Accepted")
