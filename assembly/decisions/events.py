"""How the events of this room are said in a timeline."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.audit.sentences import register_sentence


def register_events() -> None:
    """Register a sentence for each kind of event; called from ``ready()``."""
    register_sentence("decisions.decision_adopted", _("Decision adopted: No. {number}"), icon="scroll-text")
    register_sentence("decisions.address_issued", _("Issued as an Address of the Assembly"), icon="megaphone")
    register_sentence(
        "decisions.publication_recorded", _("Publication in a republican medium recorded"), icon="newspaper"
    )
    register_sentence("decisions.decision_sent", _("Sent to state bodies for consideration"), icon="send")
    register_sentence(
        "decisions.consideration_received", _("The body has received the decision"), icon="inbox"
    )
    register_sentence(
        "decisions.decision_considered",
        _("The body has considered the decision"),
        icon="check-check",
    )
    register_sentence("decisions.execution_assigned", _("Sent to the executor"), icon="send")
    register_sentence(
        "decisions.assignment_accepted", pgettext_lazy("assignment state", "Accepted for execution")
    )
    register_sentence(
        "decisions.controller_changed", _("Control was handed over to another person"), icon="users"
    )
    register_sentence(
        "decisions.officer_changed", _("The work was handed over to another officer"), icon="users"
    )
    register_sentence(
        "decisions.report_submitted",
        pgettext_lazy("assignment state", "Report submitted"),
        icon="file-check",
    )
    register_sentence(
        "decisions.report_returned",
        pgettext_lazy("assignment state", "Returned for revision"),
        icon="undo-2",
        state="late",
    )
    register_sentence(
        "decisions.assignment_taken_off_control",
        pgettext_lazy("assignment state", "Taken off control"),
        icon="check-check",
    )
