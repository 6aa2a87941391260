"""The registry of procedures: which quorum and which majority bind a body on a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.bodies.models import Body
from assembly.common.errors import DomainError
from assembly.law.procedures import Procedure, ProcedureEditions

PROCEDURES: dict[str, ProcedureEditions] = {}


class NoProcedure(DomainError):
    """No edition of the rules binds this body on this day, so nothing can be computed."""

    code = "no_procedure"
    title = _("No rule is in force for this body on this day")
    text = _(
        "The portal knows no quorum and majority in force on this day for this body, so it opens no poll."
    )
    advice = _("Enter the meeting as an archive record, or write to the Secretariat's lawyer.")


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
