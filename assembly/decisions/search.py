"""Decisions and addresses in the search for everybody; assignments and answers for those who work with them."""

from datetime import date
from typing import Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assembly.common.search_sources import Source, register_source
from assembly.decisions.enums import ConsiderationState
from assembly.decisions.models import Assignment, Consideration, Decision

TITLES = ("act__title_kk", "act__title_ru", "act__title_en")


def decisions(user: Any, on: date) -> Any:
    """Return the decisions that are no addresses and that ``user`` may read; open ones are public (п. 11)."""
    return Decision.objects.readable_by(user, on=on).filter(address__isnull=True)


def addresses(user: Any, on: date) -> Any:
    """Return the addresses of the Assembly that ``user`` may read; open ones are public (п. 11)."""
    return Decision.objects.readable_by(user, on=on).filter(address__isnull=False)


def answers(user: Any, on: date) -> Any:
    """Return what state bodies resolved, for those who work with it; what is not considered yet says nothing."""
    return Consideration.objects.visible_to(user, on=on).filter(state=ConsiderationState.CONSIDERED)


def register() -> None:
    """Say what of this room can be found."""
    register_source(
        Source(
            code="addresses", heading=_("Addresses of the Assembly"), icon="megaphone", called=("обращени", "үндеу", "address"), order=5, rows=addresses,
            index="act", prefix="act__", titles=TITLES, label="number", day="act__signed_on",
            page="portal:address",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="decisions", heading=_("Decisions"), icon="scroll-text", called=("решени", "шешім", "decision"), order=10, rows=decisions,
            index="act", prefix="act__", titles=TITLES, label="number", day="act__signed_on",
            page="portal:decision",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="assignments", heading=_("Assignments"), icon="list-checks", called=("поручени", "тапсырма", "assignment"), order=40, index="assignment",
            rows=lambda user, on: Assignment.objects.visible_to(user, on=on),
            titles=("text_kk", "text_ru", ""), numbers=("decision__number", "point", "instruction__act__number"),
            label=Coalesce("decision__number", "instruction__act__number"), day="due_on", page="decisions:assignment",
        )
    )  # fmt: skip
    register_source(
        Source(
            code="considerations", heading=_("Considerations"), icon="landmark", called=("рассмотрени", "қарау", "consideration"), order=42,
            index="consideration", rows=answers, titles=("resolved_kk", "resolved_ru", ""), numbers=("decision__number",),
            label="decision__number", day="considered_on", page="decisions:consideration",
        )
    )  # fmt: skip
