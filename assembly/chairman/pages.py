"""What the pages of the Chairman's desk show, as plain values for their templates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assembly.chairman.enums import MatterState
from assembly.chairman.matters import MatterKind, kind_of
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.paper import ACT_PAPER
from assembly.chairman.permissions import (
    RECORD_PAPER_ACT,
    REFUSE_MATTER,
    SIGN_MATTER,
    WITHDRAW_MATTER,
)
from assembly.chairman.words import HEADINGS
from assembly.common.pieces import Chip
from assembly.documents.enums import ActKind
from assembly.documents.models import Rendition, Version
from assembly.people.rights import has_right

CHIPS = {
    MatterState.WAITING: ("info", "hourglass"),
    MatterState.SIGNED: ("ok", "feather"),
    MatterState.REFUSED: ("bad", "circle-x"),
    MatterState.WITHDRAWN: ("", "undo-2"),
}


def chip_of(matter: Matter) -> Chip:
    """Return the state of a matter as a chip."""
    kind, icon = CHIPS[MatterState(matter.state)]
    return Chip(kind, icon, MatterState(matter.state).label)


@dataclass(frozen=True, slots=True)
class MatterCard:
    """A line of the list of matters."""

    matter: Matter
    kind: MatterKind
    chip: Chip
    is_late: bool


def cards_of(matters: Any, *, on: date) -> list[MatterCard]:
    """Return matters as lines of a list."""
    return [
        MatterCard(
            matter,
            kind_of(matter),
            chip_of(matter),
            matter.state == MatterState.WAITING and matter.answer_by is not None and matter.answer_by < on,
        )
        for matter in matters
    ]


@dataclass(frozen=True, slots=True)
class Powers:
    """What the reader may do with this matter now."""

    sign: bool
    refuse: bool
    withdraw: bool
    record: bool

    @classmethod
    def of(cls, user: Any, matter: Matter, *, on: date) -> "Powers":
        """Ask the rights once; an ended matter allows nothing."""
        waits = matter.state == MatterState.WAITING
        codes = (SIGN_MATTER, REFUSE_MATTER, WITHDRAW_MATTER, RECORD_PAPER_ACT)
        return cls(*(waits and has_right(user, code, on=on) for code in codes))


@dataclass(frozen=True, slots=True)
class MatterPage:
    """All that the page of a matter shows beside its forms."""

    matter: Matter
    kind: MatterKind
    chip: Chip
    version: Version | None
    panels: list[tuple[Any, Any]]
    powers: Powers
    subject_url: str
    act: ChairmanAct | None
    paper: Rendition | None
    heading_kk: str
    heading_ru: str


def page_of(matter: Matter, user: Any, *, on: date) -> MatterPage:
    """Gather what the page of a matter shows to ``user``."""
    kind = kind_of(matter)
    chairman_act = (
        ChairmanAct.objects.filter(matter=matter).select_related("act__version", "act__scan").first()
    )
    version = chairman_act.act.version if chairman_act else matter.draft.latest
    heading_kk, heading_ru = HEADINGS.get(ActKind(kind.act_kind), ("", ""))
    return MatterPage(
        matter=matter,
        kind=kind,
        chip=chip_of(matter),
        version=version,
        panels=kind.panels(matter=matter, on=on),
        powers=Powers.of(user, matter, on=on),
        subject_url=kind.subject_url(matter=matter),
        act=chairman_act,
        paper=chairman_act.act.renditions.filter(template=ACT_PAPER).first() if chairman_act else None,
        heading_kk=heading_kk,
        heading_ru=heading_ru,
    )
