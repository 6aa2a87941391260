"""The states of a commission or a working group: what is not written here cannot happen."""

from assembly.common.flow import Flow
from secretariat.formations.enums import FormationEvent, FormationState

FORMATION_FLOW: Flow[FormationState, FormationEvent] = Flow(
    {
        (FormationState.DRAFT, FormationEvent.CHANGE): FormationState.DRAFT,
        (FormationState.DRAFT, FormationEvent.CREATE): FormationState.ACTIVE,
        (FormationState.ACTIVE, FormationEvent.REPORT): FormationState.ACTIVE,
        (FormationState.ACTIVE, FormationEvent.END): FormationState.ENDED,
    }
)
