"""Where things are on the stage that the Chairman sets and instructs (п. 5)."""

from functools import cached_property

from assembly.chairman.enums import MatterState
from assembly.chairman.models import DirectionsEdition, Matter
from assembly.decisions.models import Assignment


class ChairmanStage:
    """The matter on his desk, directions of work and instructions of the world."""

    @cached_property
    def matter(self):
        return Matter.objects.get(state=MatterState.WAITING).pk

    @cached_property
    def edition(self):
        """The directions in force."""
        return DirectionsEdition.objects.published().first().pk

    @cached_property
    def edition_in_preparation(self):
        return DirectionsEdition.objects.get(state="prepared").pk

    @cached_property
    def instructed(self):
        """The assignment that the Chairman's instruction became."""
        return Assignment.objects.get(instruction__isnull=False).pk
