"""The room `expert_council` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertCouncilConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "expert_council"
    label = "expert_council"
    verbose_name = _("Scientific-Expert Council")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register procedure, numbering, flows, the paper of opinions, letters, desks, reminders, menu."""
        from assembly.bodies.enums import BodyKind
        from assembly.common.flow import register_flow
        from assembly.deadlines.plans import register_plan
        from assembly.decisions.numbering import register_numbering
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.documents.series import register_series
        from assembly.documents.verification import register_act_page
        from assembly.meetings.annexes import register_annex
        from assembly.people.desk import register_desk_source
        from expert_council import (
            annex,
            desk,
            menu,
            merging,
            messages,
            numbering,
            paper,
            reminding,
            search,
            sentences,
        )
        from expert_council.portal_settings import register_settings
        from expert_council.public import page_of_act
        from expert_council.services.flow import CONSENT_FLOW, ELECTION_FLOW, OPINION_FLOW
        from expert_council.services.writing import PAPER

        register_settings()
        register_numbering(BodyKind.EXPERT_COUNCIL, numbering.NUMBERING)
        for series in numbering.SERIES:
            register_series(series)
        register_flow("expert_council.consent", CONSENT_FLOW)
        register_flow("expert_council.election", ELECTION_FLOW)
        register_flow("expert_council.opinion", OPINION_FLOW)
        register_renderer(PAPER, paper.opinion_paper, paper.can_read_opinion, _("PDF of the expert opinion"))
        register_sealed_paper(PAPER)
        register_annex("expert_council.elections", 70, annex.entries)
        register_act_page("expert_council", page_of_act)
        register_plan(reminding.PLAN)
        register_desk_source(desk.desk_of_experts)
        register_desk_source(desk.desk_of_head)
        menu.register()
        search.register()
        messages.register()
        sentences.register()
        merging.register()
