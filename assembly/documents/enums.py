"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ActKind(TextChoices):
    """What kind of paper an act is."""

    DECREE = "decree", pgettext_lazy("act kind", "Decree")
    ORDER = "order", pgettext_lazy("act kind", "Order")
    DECISION = "decision", pgettext_lazy("act kind", "Decision")
    MINUTES = "minutes", pgettext_lazy("act kind", "Minutes")
    LETTER = "letter", pgettext_lazy("act kind", "Letter")


class RenditionState(TextChoices):
    """Where a PDF stands."""

    WAITING = "waiting", pgettext_lazy("rendition state", "Waiting")
    RENDERING = "rendering", pgettext_lazy("rendition state", "Being made")
    READY = "ready", pgettext_lazy("rendition state", "Ready")
    FAILED = "failed", pgettext_lazy("rendition state", "Failed")
