"""Open work that this room knows: matters that a person prepared and that wait for the Chairman."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence
from assembly.bodies.handovers import staff
from assembly.chairman.models import Matter
from assembly.chairman.services.handing import change_keeper
from assembly.people.handovers import HandoverKind, OpenWork, register_handover
from assembly.people.models import Person

PREPARED = "chairman.prepared"


def prepared_by(person: Person, _on: date) -> list[OpenWork]:
    """Return the matters on the Chairman's desk that the person put there, or took over."""
    if person.user is None:
        return []
    waiting = Matter.objects.waiting().kept_by(person.user)
    return [OpenWork(matter.pk, matter.title, due_on=matter.answer_by) for matter in waiting]


def register() -> None:
    """Register the kind and the sentence of its event; called from ``ready()``."""
    register_handover(
        HandoverKind(PREPARED, _("Matters he put on the Chairman's desk"), prepared_by, staff, change_keeper)
    )
    register_sentence("chairman.keeper_changed", _("Another person goes on with the matter"), icon="users")
