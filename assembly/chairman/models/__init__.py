"""What only the Chairman does: matters on his desk, his acts, his deputies, directions of work."""

from assembly.chairman.models.deputies import DeputyTerm
from assembly.chairman.models.directions import DirectionsEdition
from assembly.chairman.models.matters import ChairmanAct, Matter

__all__ = ["ChairmanAct", "DeputyTerm", "DirectionsEdition", "Matter"]
