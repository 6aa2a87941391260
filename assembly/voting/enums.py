"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PollKind(TextChoices):
    """What a poll ends in: the minutes (procedural), or a decision (substantive)."""

    PROCEDURAL = "procedural", pgettext_lazy("poll kind", "procedural")
    SUBSTANTIVE = "substantive", pgettext_lazy("poll kind", "on a text")


class PollForm(TextChoices):
    """How the Session votes; order and form are its own to decide (п. 10)."""

    OPEN = "open", pgettext_lazy("poll form", "open vote")
    ROLL_CALL = "roll_call", pgettext_lazy("poll form", "roll-call vote")


class PollState(TextChoices):
    """Where a poll stands."""

    DRAFT = "draft", pgettext_lazy("poll state", "In preparation")
    OPEN = "open", pgettext_lazy("poll state", "Voting open")
    CLOSED = "closed", pgettext_lazy("poll state", "Voting closed")
    VOID = "void", pgettext_lazy("poll state", "Void")


class PollEvent(TextChoices):
    """What may happen to a poll."""

    OPEN = "open"
    CLOSE = "close"
    VOID = "void"


class Channel(TextChoices):
    """How a voter casts; exactly one per voter and poll."""

    DEVICE = "device", pgettext_lazy("channel", "own device")


class Choice(TextChoices):
    """The three answers, in the fixed order of every ballot."""

    FOR = "for", pgettext_lazy("choice", "For")
    AGAINST = "against", pgettext_lazy("choice", "Against")
    ABSTAIN = "abstain", pgettext_lazy("choice", "Abstain")


class Outcome(TextChoices):
    """What the frozen rule made of the ballots."""

    ADOPTED = "adopted", pgettext_lazy("outcome", "Adopted")
    REJECTED = "rejected", pgettext_lazy("outcome", "Not adopted")
