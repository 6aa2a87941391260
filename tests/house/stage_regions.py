"""What of the regions stands on the stage."""

from functools import cached_property

from assembly.bodies.models import BodyUserGrant
from regions.models import DraftFile, RegionalReport


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
    def regional_file(self):
        """The file attached to the draft of that report."""
        return DraftFile.objects.get(report=self.regional_report).pk

    @cached_property
    def regional_quarter(self):
        """A quarter on which the report of Abai Region is accepted."""
        return RegionalReport.objects.accepted().filter(assembly__region__code="10").first().period.code
