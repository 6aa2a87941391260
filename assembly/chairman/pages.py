"""What the pages of the Chairman's desk show, as plain values for their templates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assembly.chairman.enums import MatterState
from assembly.chairman.matters import MatterKind, kind_of
from assembly.chairman.models import ChairmanAct, Matter
from assembly.chairman.permissions import (
    RECORD_PAPER_ACT,
    REFUSE_MATTER,
    SIGN_MATTER,
    WITHDRAW_MATTER,
)
from assembly.common.pieces import Chip, TimelineEntry
from assembly.documents.models import Version
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
    version: Version
    panels: list[tuple[Any, Any]]
    powers: Powers
    subject_url: str
    act: ChairmanAct | None
    timeline: list[TimelineEntry]


def page_of(matter: Matter, user: Any, *, on: date) -> MatterPage:
    """Gather what the page of a matter shows to ``user``."""
    kind = kind_of(matter)
    chairman_act = (
        ChairmanAct.objects.filter(matter=matter).select_related("act__version", "act__scan").first()
    )
    version = chairman_act.act.version if chairman_act else matter.draft.latest
    return MatterPage(
        matter=matter,
        kind=kind,
        chip=chip_of(matter),
        version=version,
        panels=kind.panels(matter=matter, on=on),
        powers=Powers.of(user, matter, on=on),
        subject_url=kind.subject_url(matter=matter),
        act=chairman_act,
        timeline=_timeline_of(matter, kind, chairman_act),
    )


def _timeline_of(matter: Matter, kind: MatterKind, chairman_act: ChairmanAct | None) -> list[TimelineEntry]:
    put = TimelineEntry("done", _("Put to the Chairman"), _moment(matter.put_at), icon="send")
    if matter.state == MatterState.WAITING:
        answer = (
            _("Answer asked for by %(day)s") % {"day": date_format(matter.answer_by, "DATE_FORMAT")}
            if matter.answer_by
            else ""
        )
        return [put, TimelineEntry("now", _("Waits for the Chairman"), more=answer, legal_ref=kind.legal_ref)]
    ended = _moment(matter.ended_at)
    if chairman_act is not None:
        number = _("No. %(number)s") % {"number": chairman_act.act.number}
        words = _("Recorded from paper") if chairman_act.is_recorded_from_paper else _("Signed")
        return [put, TimelineEntry("done", words, ended, number, kind.legal_ref, icon="feather")]
    if matter.state == MatterState.REFUSED:
        return [
            put,
            TimelineEntry(
                "late", _("Refused by the Chairman"), ended, matter.refusal_reason, icon="circle-x"
            ),
        ]
    return [put, TimelineEntry("done", _("Withdrawn by the Secretariat"), ended, icon="undo-2")]


def _moment(at: Any) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")
