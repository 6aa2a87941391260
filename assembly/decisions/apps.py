"""The room `assembly.decisions` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.decisions"
    label = "decisions"
    verbose_name = _("Decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the floors below what this room adds to theirs."""
        from assembly.common.flow import register_flow
        from assembly.deadlines.plans import register_plan
        from assembly.decisions import desk, handovers, instructions, permissions, search  # noqa: F401  -- rights are declared at import
        from assembly.decisions.annex import entries
        from assembly.decisions.events import register_events
        from assembly.decisions.menu import register_menu
        from assembly.decisions.messages import register_messages
        from assembly.decisions.paper import (
            ADDRESS_PAPER,
            DECISION_PAPER,
            address_paper,
            can_read_decision_paper,
            decision_paper,
        )
        from assembly.decisions.portal_settings import register_settings
        from assembly.decisions.reminding import PLAN
        from assembly.decisions.selectors import can_read_report, made_by_polls
        from assembly.decisions.services.decisions import adopt_decision
        from assembly.decisions.services.flow import ASSIGNMENT_FLOW, CONSIDERATION_FLOW, REPORT_FLOW
        from assembly.documents.readers import register_reader
        from assembly.documents.renderers import register_renderer
        from assembly.documents.sealing import register_sealed_paper
        from assembly.meetings.annexes import register_annex
        from assembly.people.desk import register_desk_source
        from assembly.people.merging import register_moving
        from assembly.voting.effects import PollEffect, register_effect
        from assembly.voting.enums import PollKind

        register_flow("assignment", ASSIGNMENT_FLOW)
        register_flow("execution report", REPORT_FLOW)
        register_flow("consideration", CONSIDERATION_FLOW)
        register_effect(
            PollEffect("decisions.adopt", PollKind.SUBSTANTIVE, adopt_decision, results=made_by_polls)
        )
        register_reader("execution_report", can_read_report)
        register_renderer(DECISION_PAPER, decision_paper, can_read_decision_paper, _("PDF of the decision"))
        register_renderer(ADDRESS_PAPER, address_paper, can_read_decision_paper, _("PDF of the address"))
        register_sealed_paper(DECISION_PAPER)
        register_sealed_paper(ADDRESS_PAPER)
        register_plan(PLAN)
        # Who controls and who works on it is asked of the person, as his card stands today.
        register_moving("decisions.Assignment", "controller")
        register_moving("decisions.Assignment", "officer")
        register_annex("decisions.decisions", 60, entries)
        handovers.register()
        instructions.register()
        register_messages()
        register_events()
        register_settings()
        register_desk_source(desk.desk_of_executors)
        register_desk_source(desk.desk_of_controllers)
        register_menu()
        search.register()
