"""The registry of procedures: which quorum and which majority bind a body on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import Body
from assembly.common.errors import DomainError
from assembly.documents.portal_settings import register_setting
from assembly.documents.selectors import setting_value
from assembly.law.procedures import Procedure, ProcedureEditions
from assembly.law.thresholds import Comparison, Threshold, is_share, threshold_from

PROCEDURES: dict[str, ProcedureEditions] = {}


class NoProcedure(DomainError):
    """No edition of the rules binds this body on this day, so nothing can be computed."""

    code = "no_procedure"
    title = _("No rule is in force for this body on this day")
    text = _(
        "The portal knows no quorum and majority in force on this day for this body, so it opens no poll."
    )
    advice = _("Enter the meeting as an archive record, or write to the Secretariat's lawyer.")


@dataclass(frozen=True, slots=True)
class ProcedureBySettings(ProcedureEditions):
    """Quorum and majority of a body for which no law sets them: settings, the editions being their defaults.

    A meeting and a poll freeze what holds on their day, as everywhere; a later value changes nothing in them.
    """

    quorum_key: str
    majority_key: str

    def on(self, day: date) -> Procedure:
        """Return the procedure of a day, by the values that the settings have then."""
        return Procedure(
            quorum=_share_on(self.quorum_key, self.quorum[0], day),
            majority=_share_on(self.majority_key, self.majority[0], day),
        )


def _share_on(key: str, default: Threshold, day: date) -> Threshold:
    return threshold_from(str(setting_value(key, on=day)), legal_ref=default.legal_ref)


def _written(share: Threshold) -> str:
    sign = ">" if share.comparison is Comparison.MORE_THAN else ""
    return f"{sign}{share.numerator}/{share.denominator}"


def register_procedure_by_settings(
    body_kind: str, procedure: ProcedureBySettings, *, quorum_label: Any, majority_label: Any
) -> None:
    """Register the procedure of an organ for which no law sets one, with its two settings.

    Raises:
        ValueError: the organ has a procedure already, or a key is taken.
    """
    note = _(
        "Default: no law sets it. Written as 2/3 (at least) or as >1/2 (more than). "
        "A roll and a poll keep what held on their day."
    )
    register_setting(
        procedure.quorum_key, _written(procedure.quorum[0]), quorum_label, note, is_valid=is_share
    )
    register_setting(
        procedure.majority_key, _written(procedure.majority[0]), majority_label, note, is_valid=is_share
    )
    register_procedure(body_kind, procedure)


def register_procedure(body_kind: str, editions: ProcedureEditions) -> None:
    """Register an organ's procedure; its room calls this from ``ready()``.

    Raises:
        ValueError: the organ has one already.
    """
    if body_kind in PROCEDURES:
        raise ValueError(f"{body_kind!r} has a procedure already")
    PROCEDURES[body_kind] = editions


def procedure_of(body: Body, on: date) -> Procedure:
    """Return the quorum and majority that bind ``body`` on ``on``.

    Raises:
        NoProcedure: none is registered, or no edition is in force on that day.
    """
    editions = PROCEDURES.get(body.kind)
    if editions is None:
        raise NoProcedure(body_kind=body.kind, on=on)
    try:
        return editions.on(on)
    except LookupError as error:
        raise NoProcedure(body_kind=body.kind, on=on) from error
