"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ConsentState(TextChoices):
    """Whether a person agrees to join the Scientific-Expert Council (п. 22: «по согласованию»)."""

    ASKED = "asked", pgettext_lazy("consent", "Asked")
    AGREED = "agreed", pgettext_lazy("consent", "Agreed")
    DECLINED = "declined", pgettext_lazy("consent", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "Withdrawn")


class ConsentEvent(TextChoices):
    """What may happen to a request for consent."""

    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class ElectionState(TextChoices):
    """Where an election of the chair or of a deputy stands (п. 22)."""

    GOING_ON = "going_on", pgettext_lazy("election", "Going on")
    HELD = "held", pgettext_lazy("election", "Elected")
    FAILED = "failed", pgettext_lazy("election", "Nobody was elected")


class ElectionEvent(TextChoices):
    """What may happen to an election."""

    ELECT = "elect"
    CARRY = "carry"
    FAIL = "fail"


class OpinionState(TextChoices):
    """Where an expert opinion stands."""

    ASKED = "asked", pgettext_lazy("opinion", "Asked for")
    WRITTEN = "written", pgettext_lazy("opinion", "Being written")
    ISSUED = "issued", pgettext_lazy("opinion", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("opinion", "Request withdrawn")


class OpinionEvent(TextChoices):
    """What may happen to an expert opinion."""

    WRITE = "write"
    ISSUE = "issue"
    WITHDRAW = "withdraw"


class Verdict(TextChoices):
    """What the experts say of the text as a whole."""

    SUPPORTED = "supported", pgettext_lazy("opinion verdict", "Supported")
    WITH_REMARKS = "with_remarks", pgettext_lazy("opinion verdict", "Supported with remarks")
    NOT_SUPPORTED = "not_supported", pgettext_lazy("opinion verdict", "Not supported")
