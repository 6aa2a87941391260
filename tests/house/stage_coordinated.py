"""Where things are on the stage in the bodies that the Secretariat coordinates (п. 26)."""

from functools import cached_property

from assembly.bodies.models import Body
from expert_council.models import Consent, Election, OpinionRequest, Statute
from secretariat.formations.models import Formation, PlannedSeat
from secretariat.programmes.models import Programme


class CoordinatedStage:
    """The Scientific-Expert Council, commissions and working groups of the world."""

    @cached_property
    def expert_council(self):
        return Body.objects.get(kind="expert_council").pk

    @cached_property
    def consent(self):
        """The consent that the member who walks is asked for."""
        return Consent.objects.get(state="asked").pk

    @cached_property
    def statute(self):
        return Statute.objects.get().pk

    @cached_property
    def election(self):
        return Election.objects.get().pk

    @cached_property
    def election_item(self):
        return Election.objects.get().item_id

    @cached_property
    def opinion(self):
        """An opinion that the member who walks is drawn in to write."""
        return OpinionRequest.objects.get(state="asked").pk

    @cached_property
    def published_opinion(self):
        return OpinionRequest.objects.published().get().pk

    @cached_property
    def opinion_code(self):
        return OpinionRequest.objects.published().get().act.code

    @cached_property
    def programme(self):
        """A programme document in preparation."""
        return Programme.objects.get(state="prepared").pk

    @cached_property
    def approved_programme(self):
        """A programme document that everybody reads."""
        return Programme.objects.get(state="approved").pk

    @cached_property
    def formation(self):
        """A working group that works."""
        return Formation.objects.get(state="active", kind="working_group").pk

    @cached_property
    def planned_formation(self):
        """A commission that waits for its order."""
        return Formation.objects.get(state="draft").pk

    @cached_property
    def planned_seat(self):
        return PlannedSeat.objects.filter(formation=self.planned_formation).first().pk
