"""Choices of the room; roles are the seats from which rights follow."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Language(TextChoices):
    """Languages of pages and letters."""

    KK = "kk", _("Kazakh")
    RU = "ru", _("Russian")
    EN = "en", _("English")


class Sex(TextChoices):
    """What a register says; it decides nothing but the form of a Russian greeting."""

    FEMALE = "female", pgettext_lazy("sex", "Female")
    MALE = "male", pgettext_lazy("sex", "Male")


class Role(TextChoices):
    """Seats from which rights follow; who holds one on a day is asked, never copied.

    Sources: Положение (Указ № 747), п. 5–6 (Chairman), 7 (members), 12 (Council), 16–17 (deputies,
    Secretariat), 11 (state bodies), 18–19 (regions).
    """

    CHAIRMAN = "chairman", _("Chairman of the Assembly")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy Chairman of the Assembly")
    HEAD_OF_SECRETARIAT = "head_of_secretariat", _("Head of the Secretariat")
    SECRETARIAT = "secretariat", _("Secretariat staff")
    MEMBER = "member", _("Member of the Assembly")
    COUNCIL_MEMBER = "council_member", _("Member of the Council")
    STATE_OFFICER = "state_officer", _("State-body officer")
    STATE_COORDINATOR = "state_coordinator", _("Coordinator of a state body")
    REGIONAL_SECRETARY = "regional_secretary", _("Regional secretary")


class Standing(StrEnum):
    """What somebody is to a body that has people of its own (п. 18, 19); asked, never copied."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"


class PairedState(TextChoices):
    """How an act for two persons stands."""

    WAITING = "waiting", pgettext_lazy("paired act", "Waits for a second person")
    CONFIRMED = "confirmed", pgettext_lazy("paired act", "Confirmed and carried out")
    REFUSED = "refused", pgettext_lazy("paired act", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("paired act", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("paired act", "Time is over")


class PairedEvent(StrEnum):
    """What may happen to an act for two persons."""

    CONFIRM = "confirm"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class LettersState(TextChoices):
    """How an order of printed letters stands."""

    WAITING = "waiting", pgettext_lazy("letters", "Being printed")
    READY = "ready", pgettext_lazy("letters", "Ready, can be downloaded once")
    TAKEN = "taken", pgettext_lazy("letters", "Downloaded, kept nowhere")
    GONE = "gone", pgettext_lazy("letters", "Not downloaded in time; the codes have ended")
