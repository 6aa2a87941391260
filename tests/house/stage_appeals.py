"""Citizens' appeals on the stage: one in each state that pages and acts need."""

from functools import cached_property

from secretariat.models import AppealNotice, CitizenAppeal


class Appeals:
    """Where appeals are; a part of the stage."""

    @cached_property
    def appeal(self):
        """An appeal of which nobody has said whose it is."""
        return CitizenAppeal.objects.awaiting_triage().order_by("pk").first().pk

    @cached_property
    def accepted_appeal(self):
        """An appeal under consideration, its answer drafted."""
        return CitizenAppeal.objects.filter(state="consideration").exclude(draft_text="").earliest("pk").pk

    @cached_property
    def redirected_appeal(self):
        """An appeal redirected to the state body of the officer who walks."""
        return CitizenAppeal.objects.get(state_body__in=self._bodies("officer")).pk

    @cached_property
    def untold(self):
        """What an applicant without an e-mail address has to be told."""
        return AppealNotice.objects.untold().earliest("pk").pk

    @cached_property
    def untold_appeal(self):
        return AppealNotice.objects.get(pk=self.untold).appeal_id
