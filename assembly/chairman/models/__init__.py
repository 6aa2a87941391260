"""What only the Chairman does: matters on his desk and his acts."""

from assembly.chairman.models.matters import ChairmanAct, Matter

__all__ = ["ChairmanAct", "Matter"]
