"""The one form of a regional report: which figures and texts, which of them everybody reads.

What a region tells follows from the Law (ст. 14: a regional assembly carries out decisions, works with
associations and regularly submits information on interethnic relations) and from the functions of the
Assembly (п. 4: dialogue, charity, mediation). No act sets the form itself, so that it carries a number:
a version that was sent keeps the number of the form by which it was written.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from assembly.law.acts import law_article, regulation
from assembly.law.refs import LegalRef

Words = Any

FORM_NUMBER = 1
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the form: what is counted in the quarter, and why it is asked for."""

    name: str
    label: Words
    short: Words
    legal_ref: LegalRef
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the form; one that is not public stays between the region and the Secretariat."""

    name: str
    label: Words
    note: Words
    is_public: bool
    is_needed: bool
    legal_ref: LegalRef


BODIES, WORK = law_article("14"), regulation("18")
MEDIATION, DIALOGUE = regulation("4", "15"), regulation("4", "13")

FIGURES: tuple[Figure, ...] = (
    Figure("sessions", _("Sessions of the regional assembly"), _("Sessions"), BODIES),
    Figure("council_meetings", _("Meetings of its council"), _("Council meetings"), BODIES),
    Figure("accord_meetings", _("Meetings of councils of public accord"), _("Accord councils"), BODIES),
    Figure("events", _("Events held"), _("Events"), DIALOGUE),
    Figure("participants", _("People who took part in the events"), _("Participants"), DIALOGUE),
    Figure("associations", _("Ethnocultural associations that took part"), _("Associations"), BODIES),
    Figure("mediations", _("Disputes brought to mediation"), _("Mediations"), MEDIATION),
    Figure(
        "mediations_settled",
        _("Disputes settled by mediation"),
        _("Settled"),
        MEDIATION,
        _("A part of those brought to mediation."),
    ),
    Figure("appeals", _("Appeals of citizens received"), _("Appeals"), WORK),
    Figure(
        "appeals_answered",
        _("Appeals of citizens answered"),
        _("Answered"),
        WORK,
        _("A part of those received."),
    ),
)
TEXTS: tuple[Text, ...] = (
    Text(
        "main_events",
        _("Main events of the quarter"),
        _("Everybody reads this text on the page of the region once the report is accepted."),
        is_public=True,
        is_needed=True,
        legal_ref=WORK,
    ),
    Text(
        "decisions_carried_out",
        _("How decisions of the Assembly are carried out"),
        _("Everybody reads this text on the page of the region once the report is accepted."),
        is_public=True,
        is_needed=False,
        legal_ref=BODIES,
    ),
    Text(
        "interethnic_relations",
        _("State of interethnic relations"),
        _("Read by the Secretariat and the Chairman alone."),
        is_public=False,
        is_needed=True,
        legal_ref=BODIES,
    ),
    Text(
        "proposals",
        _("Difficulties and proposals"),
        _("Read by the Secretariat and the Chairman alone."),
        is_public=False,
        is_needed=False,
        legal_ref=WORK,
    ),
)
FIGURE_NAMES = tuple(figure.name for figure in FIGURES)
TEXT_NAMES = tuple(text.name for text in TEXTS)
