"""What the pages of the room show: the way of a document, step by step."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assembly.chairman.models import Matter
from assembly.common.pieces import Chip, TimelineEntry
from assembly.law.refs import LegalRef
from assembly.meetings.enums import ItemState
from assembly.meetings.models import AgendaItem
from secretariat.programmes.enums import GateKind, ProgrammeState
from secretariat.programmes.models import Gate, Programme
from secretariat.programmes.services.programmes import (
    COMPETENCES,
    ORDER,
    ORGANS,
    WAY,
    evidence_for,
    missing_gates,
    newest,
)

LOOKS = {
    ProgrammeState.PREPARED: ("info", "pencil-line"),
    ProgrammeState.WITH_CHAIRMAN: ("info", "hourglass"),
    ProgrammeState.APPROVED: ("ok", "file-check"),
}


def chip_of(programme: Programme) -> Chip:
    """Return where a document stands."""
    state = ProgrammeState(programme.state)
    return Chip(*LOOKS[state], state.label)


@dataclass(slots=True)
class Step:
    """A gate of the way for the newest version: passed, open now with its evidence, or still to come."""

    kind: GateKind
    legal_ref: LegalRef
    passed: Gate | None = None
    is_next: bool = False
    evidence: list[Any] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    places: list[AgendaItem] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Return the name of the gate."""
        return str(self.kind.label)


def steps_of(programme: Programme) -> list[Step]:
    """Return the gates in their order, with what proves the next one or what may bring it about."""
    version = newest(programme)
    passed = {
        gate.kind: gate
        for gate in programme.gates.filter(version=version).select_related("opinion__act", "decision__act")
    }
    missing = missing_gates(programme, version, None)
    steps = []
    for kind in ORDER:
        step = Step(kind, WAY, passed.get(kind), is_next=bool(missing) and missing[0] is kind)
        if step.is_next:
            step.evidence = evidence_for(programme, version, kind)
            if kind in ORGANS:
                step.items = free_items(ORGANS[kind])
                step.places = list(
                    AgendaItem.objects.filter(
                        programme_place__version=version, meeting__body__kind=ORGANS[kind]
                    ).select_related("meeting")
                )
        steps.append(step)
    return steps


def free_items(organ: str) -> list[AgendaItem]:
    """Return the agenda items of an organ on which a document may be put."""
    return list(
        AgendaItem.objects.filter(
            meeting__body__kind=organ,
            competence__in=COMPETENCES[organ],
            state=ItemState.PLANNED,
            programme_place__isnull=True,
        )
        .exclude(meeting__state__in=["closed", "cancelled"])
        .select_related("meeting")
        .order_by("meeting__starts_at", "number")
    )


def public_history(programme: Programme) -> list[TimelineEntry]:
    """Return the way that an approved document went, for everybody: each step with its day and its record."""
    version_id = programme.act.version_id if programme.act else None
    entries = [
        TimelineEntry(
            "done", _("The draft was begun"), date_format(localdate(programme.begun_at), "DATE_FORMAT")
        )
    ]
    gates = programme.gates.filter(version=version_id).select_related("opinion__act", "decision__act")
    for gate in gates.order_by("passed_at"):
        act = gate.opinion.act if gate.opinion else gate.decision.act if gate.decision else None
        assert act is not None, "a gate has its evidence"
        entries.append(
            TimelineEntry(
                "done",
                GateKind(gate.kind).label,
                date_format(act.signed_on, "DATE_FORMAT"),
                f"№ {act.number}",
                WAY,
            )
        )
    if programme.act:
        entries.append(
            TimelineEntry(
                "done",
                _("Approved by the Chairman of the Assembly"),
                date_format(programme.act.signed_on, "DATE_FORMAT"),
                f"№ {programme.act.number}",
                WAY,
            )
        )
    return entries


def panels_of_approval(*, matter: Matter, on: date) -> list[tuple[Any, Any]]:
    """Return what signing will do, for the Chairman's desk."""
    programme = Programme.objects.filter(matter=matter).select_related("document").first()
    if programme is None:
        return []
    version = newest(programme)
    rows: list[tuple[Any, Any]] = [
        (_("Document"), programme.get_kind_display()),
        (_("Version"), version.number),
    ]
    gates = programme.gates.filter(version=version).select_related("opinion__act", "decision__act")
    for gate in gates:
        act = gate.opinion.act if gate.opinion else gate.decision.act if gate.decision else None
        rows.append((GateKind(gate.kind).label, act.reference if act else ""))
    return rows


def page_of_matter(*, matter: Matter) -> str:
    """Return the page of the document of this matter."""
    found = Programme.objects.filter(matter=matter).values_list("pk", flat=True).first()
    return reverse("programmes:programme", args=[found]) if found else ""


def page_of_act(act: Any) -> str:
    """Return the public page of the document that an act approves, or an empty string."""
    found = Programme.objects.approved().filter(act=act).values_list("pk", flat=True).first()
    return reverse("programmes:public_programme", args=[found]) if found else ""
