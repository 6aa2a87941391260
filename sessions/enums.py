"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class SessionKind(TextChoices):
    """Ordinary, on the Council's proposal (п. 13(3)), or extraordinary; only the Chairman convenes (п. 5(5))."""

    ORDINARY = "ordinary", pgettext_lazy("session kind", "ordinary")
    EXTRAORDINARY = "extraordinary", pgettext_lazy("session kind", "extraordinary")


class SessionState(TextChoices):
    """Where a Session stands."""

    DRAFT = "draft", pgettext_lazy("session state", "In preparation")
    PUT = "put", pgettext_lazy("session state", "Waits for the Chairman")
    CONVENED = "convened", pgettext_lazy("session state", "Session convened")
    ARCHIVED = "archived", pgettext_lazy("session state", "Archive record")


class SessionEvent(TextChoices):
    """What may happen to a Session."""

    CHANGE = "change"
    PUT = "put"
    CONVENE = "convene"
    RELEASE = "release"
