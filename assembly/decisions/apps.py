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
        from assembly.common.navigation import register
        from assembly.deadlines.plans import register_plan
        from assembly.decisions import desk, permissions  # noqa: F401  -- rights are declared at import
        from assembly.decisions.annex import entries
        from assembly.decisions.events import register_events
        from assembly.decisions.messages import register_messages
        from assembly.decisions.paper import (
            ADDRESS_PAPER,
            DECISION_PAPER,
            address_paper,
            can_read_decision_paper,
            decision_paper,
        )
        from assembly.decisions.reminding import PLAN
        from assembly.decisions.selectors import can_read_report
        from assembly.decisions.services.assignments import LEAST_TERM_DAYS
        from assembly.decisions.services.considerations import CONSIDERATION_DAYS
        from assembly.decisions.services.decisions import adopt_decision
        from assembly.decisions.services.flow import ASSIGNMENT_FLOW, CONSIDERATION_FLOW, REPORT_FLOW
        from assembly.documents.portal_settings import register_setting
        from assembly.documents.readers import register_reader
        from assembly.documents.renderers import register_renderer
        from assembly.meetings.annexes import register_annex
        from assembly.people.desk import register_desk_source
        from assembly.voting.effects import PollEffect, register_effect
        from assembly.voting.enums import PollKind

        register_flow("assignment", ASSIGNMENT_FLOW)
        register_flow("execution report", REPORT_FLOW)
        register_flow("consideration", CONSIDERATION_FLOW)
        register_effect(PollEffect("decisions.adopt", PollKind.SUBSTANTIVE, adopt_decision))
        register_reader("execution_report", can_read_report)
        register_renderer(DECISION_PAPER, decision_paper, can_read_decision_paper)
        register_renderer(ADDRESS_PAPER, address_paper, can_read_decision_paper)
        register_plan(PLAN)
        register_annex("decisions.decisions", 60, entries)
        register_messages()
        register_events()
        register_setting(
            CONSIDERATION_DAYS,
            30,
            _("Term for considering a decision, working days"),
            _("Default term: the Regulation makes consideration mandatory but sets no term."),
        )
        register_setting(
            LEAST_TERM_DAYS,
            2,
            _("Least term of an assignment, working days"),
            _("Default: no act sets the least term of an assignment."),
        )
        register_desk_source(desk.desk_of_executors)
        register_desk_source(desk.desk_of_controllers)
        state_body, control = _("State body"), _("Control of execution")
        register(
            state_body, _("What waits for us"), "decisions:cabinet", "inbox", 410,
            right=desk.carries_out, count=desk.waiting_for_officer, is_hot=True,
        )  # fmt: skip
        register(
            control,
            _("Decisions under control"),
            "decisions:decisions",
            "scroll-text",
            420,
            right=desk.sees_control,
        )
        register(
            control, _("Assignments"), "decisions:assignments", "list-checks", 430,
            right=desk.works_here, count=desk.reports_to_check,
        )  # fmt: skip
        register(
            control, _("Considerations"), "decisions:considerations", "landmark", 440, right=desk.works_here
        )
