"""Choices of the room. Kinds of appeals and their states speak the words of the АППК."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AppealState(TextChoices):
    """Where a citizen's appeal stands; overdue is computed from the term, never a state."""

    REGISTERED = "registered", pgettext_lazy("appeal state", "Registered")
    CONSIDERATION = "consideration", pgettext_lazy("appeal state", "Under consideration")
    EXTENDED = "extended", pgettext_lazy("appeal state", "Term extended")
    REDIRECTED = "redirected", pgettext_lazy("appeal state", "Redirected to the competent body")
    ANSWERED = "answered", pgettext_lazy("appeal state", "Answered")


class AppealEvent(TextChoices):
    """What may happen to an appeal."""

    ACCEPT = "accept"
    REDIRECT = "redirect"
    EXTEND = "extend"
    ANSWER = "answer"


class AppealChannel(TextChoices):
    """How an appeal came."""

    PORTAL = "portal", pgettext_lazy("appeal channel", "Through the portal")
    PAPER = "paper", pgettext_lazy("appeal channel", "On paper")
    RECEPTION = "reception", pgettext_lazy("appeal channel", "At a reception, taken down from speech")
    OTINISH = "otinish", pgettext_lazy("appeal channel", "From the state system of appeals")


class AppealKind(TextChoices):
    """What an appeal is (АППК, art. 4)."""

    APPLICATION = "application", pgettext_lazy("appeal kind", "Application")
    COMPLAINT = "complaint", pgettext_lazy("appeal kind", "Complaint")
    PROPOSAL = "proposal", pgettext_lazy("appeal kind", "Suggestion")
    REPORT = "report", pgettext_lazy("appeal kind", "Report of a fact")
    RESPONSE = "response", pgettext_lazy("appeal kind", "Response")
    INQUIRY = "inquiry", pgettext_lazy("appeal kind", "Request for information")


class ApplicantKind(TextChoices):
    """Who appeals (п. 17, подп. 3: a person or a legal entity)."""

    PERSON = "person", pgettext_lazy("applicant", "Person")
    ENTITY = "entity", pgettext_lazy("applicant", "Organisation")


class AppealTopic(TextChoices):
    """What an appeal is about, for lists and figures."""

    ACCORD = "accord", pgettext_lazy("appeal topic", "Interethnic relations and accord")
    LANGUAGE = "language", pgettext_lazy("appeal topic", "Languages and mother tongues")
    CULTURE = "culture", pgettext_lazy("appeal topic", "Culture and traditions")
    EDUCATION = "education", pgettext_lazy("appeal topic", "Education and schools")
    ASSOCIATIONS = "associations", pgettext_lazy("appeal topic", "Ethnocultural associations")
    MEDIA = "media", pgettext_lazy("appeal topic", "Media and the internet")
    OTHER = "other", pgettext_lazy("appeal topic", "Another matter")


class AppealNews(TextChoices):
    """What an applicant has to be told."""

    REDIRECTED = "redirected", pgettext_lazy("news of an appeal", "that the appeal was redirected")
    EXTENDED = "extended", pgettext_lazy("news of an appeal", "that the term was extended")
    ANSWERED = "answered", pgettext_lazy("news of an appeal", "the answer")


class TellingWay(TextChoices):
    """How an applicant was told."""

    EMAIL = "email", _("E-mail")
    POST = "post", pgettext_lazy("way of telling", "By post")
    HAND = "hand", pgettext_lazy("way of telling", "In person, against signature")
    PHONE = "phone", pgettext_lazy("way of telling", "By telephone")
