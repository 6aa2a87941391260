"""Choices of the room."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ConveningState(TextChoices):
    """How far the convening of a sitting of the Council is (п. 12)."""

    DRAFT = "draft", pgettext_lazy("council meeting state", "In preparation")
    PUT = "put", pgettext_lazy("council meeting state", "Waits for the Chairman")
    AGREED = "agreed", pgettext_lazy("council meeting state", "The Chairman has agreed")
    CONVENED = "convened", pgettext_lazy("council meeting state", "Convened")


class ConveningEvent(TextChoices):
    """What may happen to a sitting of the Council until it is convened."""

    CHANGE = "change"
    PUT = "put"
    SIGN = "sign"
    AGREE = "agree"
    CONVENE = "convene"
    RELEASE = "release"
    TAKE_BACK = "take_back"
