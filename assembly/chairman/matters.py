"""The registry of kinds of matters: what each shows, whether it may be signed, what its act does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assembly.chairman.models import Matter
from assembly.documents.enums import ActAccess
from assembly.law.refs import LegalRef


@dataclass(frozen=True, slots=True)
class MatterKind:
    """A kind of matter.

    Args:
        code: stable name: ``sessions.convene``.
        label: what the desk calls it.
        legal_ref: the paragraph that gives it to the Chairman.
        act_kind: kind of paper it ends in (``documents.ActKind``).
        require_signable: ``require_signable(matter=, at=)`` raises a DomainError when the act cannot be signed now.
        effect: what the act does, run in the signing transaction: ``effect(act=ChairmanAct, actor=, at=)``.
        panels: ``panels(matter=, on=)`` gives rows ``(label, value)`` of what the signature will do.
        release: run when the matter is refused or withdrawn: ``release(matter=, actor=, at=)``.
        subject_url: ``subject_url(matter=)`` gives the page of the record that the matter is about, or "".
        act_access: what a stranger is told who verifies the act (``documents.ActAccess``).
        put_right: the right that putting such a matter needs; the Secretariat's when not given.
    """

    code: str
    label: Any
    legal_ref: LegalRef
    act_kind: str
    require_signable: Callable[..., None]
    effect: Callable[..., Any]
    panels: Callable[..., list[tuple[Any, Any]]]
    release: Callable[..., Any]
    subject_url: Callable[..., str]
    act_access: str = ActAccess.RESTRICTED
    put_right: str = "chairman.put_matter"


KINDS: dict[str, MatterKind] = {}


def register_matter_kind(kind: MatterKind) -> None:
    """Register a kind; its room calls this from ``ready()``.

    Raises:
        ValueError: the kind is registered already.
    """
    if kind.code in KINDS:
        raise ValueError(f"matter kind {kind.code!r} is registered twice")
    KINDS[kind.code] = kind


def kind_of(matter: Matter) -> MatterKind:
    """Return the kind of a matter.

    Raises:
        LookupError: no room registered it.
    """
    return KINDS[matter.kind]
