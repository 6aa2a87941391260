"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProgrammeKind(TextChoices):
    """What the document is (п. 31, 32)."""

    CONCEPT = "concept", _("Concept of development of the Assembly")
    PROGRAMME = "programme", _("Programme document")


class ProgrammeState(TextChoices):
    """Where the document stands; which gates it has passed is asked of their records."""

    PREPARED = "prepared", pgettext_lazy("programme", "In preparation")
    WITH_CHAIRMAN = "with_chairman", pgettext_lazy("programme", "With the Chairman")
    APPROVED = "approved", pgettext_lazy("programme", "Approved")


class ProgrammeEvent(TextChoices):
    """What may happen to the document."""

    GATE = "gate"
    PUT = "put"
    RELEASE = "release"
    APPROVE = "approve"


class GateKind(TextChoices):
    """The gates of п. 31, in their order; the Chairman's act is the last one."""

    EXPERTS = "experts", _("Opinion of the Scientific-Expert Council")
    COUNCIL = "council", _("Discussion by the Council")
    SESSION = "session", _("Consideration by the Session")
