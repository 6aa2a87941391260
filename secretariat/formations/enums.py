"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.bodies.enums import BodyKind


class FormationKind(TextChoices):
    """What the Secretariat creates (п. 20, 25); the values are those of ``BodyKind``."""

    COMMISSION = BodyKind.COMMISSION.value, _("Commission")
    WORKING_GROUP = BodyKind.WORKING_GROUP.value, _("Working group")


class FormationState(TextChoices):
    """Where a commission or a working group stands."""

    DRAFT = "draft", pgettext_lazy("formation", "Being prepared")
    ACTIVE = "active", pgettext_lazy("formation", "Works")
    ENDED = "ended", pgettext_lazy("formation", "Has ended its work")


class FormationEvent(TextChoices):
    """What may happen to it."""

    CHANGE = "change"
    CREATE = "create"
    REPORT = "report"
    END = "end"
