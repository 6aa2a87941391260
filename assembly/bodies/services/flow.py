"""The way of an import: what can happen to it in which state."""

from assembly.bodies.enums import ImportEvent, ImportState
from assembly.common.flow import Flow

IMPORT_FLOW: Flow[ImportState, ImportEvent] = Flow(
    {
        (ImportState.READ, ImportEvent.CHECK): ImportState.CHECKED,
        (ImportState.CHECKED, ImportEvent.CHECK): ImportState.CHECKED,
        (ImportState.CHECKED, ImportEvent.CONFIRM): ImportState.QUEUED,
        (ImportState.QUEUED, ImportEvent.START): ImportState.WRITING,
        (ImportState.WRITING, ImportEvent.START): ImportState.WRITING,
        (ImportState.WRITING, ImportEvent.FINISH): ImportState.DONE,
        (ImportState.WRITING, ImportEvent.FAIL): ImportState.CHECKED,
        (ImportState.READ, ImportEvent.DROP): ImportState.DROPPED,
        (ImportState.CHECKED, ImportEvent.DROP): ImportState.DROPPED,
        (ImportState.READ, ImportEvent.EXPIRE): ImportState.EXPIRED,
        (ImportState.CHECKED, ImportEvent.EXPIRE): ImportState.EXPIRED,
    }
)
