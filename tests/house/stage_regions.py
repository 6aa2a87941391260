"""What of the regions stands on the stage."""

from functools import cached_property

from assembly.bodies.models import BodyUserGrant
from assembly.meetings.models import AgendaItem
from regions.models import CouncilSeat, DraftFile, RegionalReport, RegionalSitting


class RegionsOnStage:
    """Where reports of regions are; a part of the whole stage."""

    @cached_property
    def regional_report(self):
        """The report of Shymkent City: the member who walks has a granted right to write it."""
        return RegionalReport.objects.filter(assembly__region__code="79", state="draft").get().pk

    @cached_property
    def regional_grant(self):
        """The right of a colleague in Shymkent City."""
        return BodyUserGrant.objects.get().pk

    @cached_property
    def sent_report(self):
        """The report of a region that waits for a check."""
        return RegionalReport.objects.awaiting_secretariat().order_by("pk").first().pk

    @cached_property
    def regional_council_seat(self):
        """A seat in the council of the assembly of Shymkent City, for which the member who walks works by a grant."""
        return CouncilSeat.objects.filter(assembly__region__code="79").order_by("pk").first().pk

    @cached_property
    def regional_meeting(self):
        """The sitting that the assembly of Shymkent City held."""
        return RegionalSitting.objects.get().meeting_id

    @cached_property
    def regional_item(self):
        """The item that it considered."""
        return AgendaItem.objects.get(meeting=self.regional_meeting).pk

    @cached_property
    def regional_file(self):
        """The file attached to the draft of that report."""
        return DraftFile.objects.get(report=self.regional_report).pk

    @cached_property
    def regional_quarter(self):
        """A quarter on which the report of Abai Region is accepted."""
        return RegionalReport.objects.accepted().filter(assembly__region__code="10").first().period.code
