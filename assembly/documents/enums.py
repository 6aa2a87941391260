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


class ActAccess(TextChoices):
    """What a stranger is told of an act: an open one is named; of a restricted one only that it exists.

    Закон «О доступе к информации» от 16.11.2015 № 401-V: what is not opened by its author stays restricted.
    """

    PUBLIC = "public", pgettext_lazy("access to an act", "Open to everybody")
    RESTRICTED = "restricted", pgettext_lazy("access to an act", "Restricted")


class EndingKind(TextChoices):
    """How an act ceased to be in force."""

    REPEALED = "repealed", pgettext_lazy("ending of an act", "Repealed by another act")
    VOID = "void", pgettext_lazy("ending of an act", "Void: recorded by mistake")


class RenditionState(TextChoices):
    """Where a PDF stands."""

    WAITING = "waiting", pgettext_lazy("rendition state", "Waiting")
    RENDERING = "rendering", pgettext_lazy("rendition state", "Being made")
    READY = "ready", pgettext_lazy("rendition state", "Ready")
    FAILED = "failed", pgettext_lazy("rendition state", "Failed")
