"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class AssignmentState(TextChoices):
    """Where an assignment stands; overdue is computed from the term, never a state."""

    SENT = "sent", pgettext_lazy("assignment state", "Sent")
    ACCEPTED = "accepted", pgettext_lazy("assignment state", "Accepted for execution")
    REPORTED = "reported", pgettext_lazy("assignment state", "Report submitted")
    RETURNED = "returned", pgettext_lazy("assignment state", "Returned for revision")
    OFF_CONTROL = "off_control", pgettext_lazy("assignment state", "Taken off control")


class AssignmentEvent(TextChoices):
    """What may happen to an assignment."""

    ACCEPT = "accept"
    REPORT = "report"
    RETURN = "return"
    TAKE_OFF = "take_off"


class InstructionState(TextChoices):
    """Where an instruction of the Chairman stands."""

    WITH_CHAIRMAN = "with_chairman", pgettext_lazy("instruction state", "With the Chairman")
    GIVEN = "given", pgettext_lazy("instruction state", "Given")
    RELEASED = "released", pgettext_lazy("instruction state", "Came back without his signature")


class InstructionEvent(TextChoices):
    """What may happen to an instruction."""

    GIVE = "give"
    RELEASE = "release"


class ReportState(TextChoices):
    """Where an execution report stands."""

    SUBMITTED = "submitted", pgettext_lazy("report state", "Submitted")
    RETURNED = "returned", pgettext_lazy("report state", "Report returned for revision")
    ACCEPTED = "accepted", pgettext_lazy("report state", "Accepted")


class ReportEvent(TextChoices):
    """What may happen to an execution report."""

    RETURN = "return"
    ACCEPT = "accept"


class ConsiderationState(TextChoices):
    """Where the consideration of a decision by a state body stands (п. 11)."""

    SENT = "sent", pgettext_lazy("consideration state", "Sent")
    RECEIVED = "received", pgettext_lazy("consideration state", "Received")
    CONSIDERED = "considered", pgettext_lazy("consideration state", "Considered")


class ConsiderationEvent(TextChoices):
    """What may happen to a consideration."""

    RECEIVE = "receive"
    CONSIDER = "consider"
