"""System checks of the room: every kind of matter does something."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from assembly.chairman.matters import KINDS, MatterKind
from assembly.documents.enums import ActKind


@register("chairman")
def check_matter_kinds(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a kind of matter whose act would do nothing, or rests on no paragraph."""
    return [
        Error(f"matter kind {kind.code!r} {fault}", id=f"chairman.E{number:03}", obj=kind.code)
        for kind in KINDS.values()
        for number, fault in _faults_of(kind)
    ]


def _faults_of(kind: MatterKind) -> list[tuple[int, str]]:
    faults = []
    if not callable(kind.effect):
        faults.append((1, "has no effect: an act of the Chairman must do something"))
    if kind.legal_ref is None:
        faults.append((2, "names no paragraph that gives it to the Chairman"))
    if kind.act_kind not in ActKind.values:
        faults.append((3, f"ends in an unknown kind of paper: {kind.act_kind!r}"))
    return faults
