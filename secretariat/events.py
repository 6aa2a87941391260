"""How the events of this room are said in a timeline."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register_events() -> None:
    """Register a sentence for each kind of event; called from ``ready()``."""
    register_sentence("secretariat.appeal_registered", _("Appeal registered: No. {number}"), icon="inbox")
    register_sentence(
        "secretariat.appeal_code_renewed", _("A new code was given to the applicant"), icon="key-round"
    )
    register_sentence("secretariat.appeal_accepted", _("Accepted; the executor is named"), icon="check")
    register_sentence("secretariat.appeal_redirected", _("Redirected to a state body"), icon="forward")
    register_sentence("secretariat.appeal_executor_changed", _("Another executor was named"), icon="users")
    register_sentence("secretariat.appeal_noted", _("A note among the staff was written"), icon="sticky-note")
    register_sentence(
        "secretariat.appeal_term_extended",
        _("The term was extended until {due_on}"),
        icon="calendar-plus",
        state="late",
    )
    register_sentence("secretariat.answer_drafted", _("The answer was drafted"), icon="pencil-line")
    register_sentence("secretariat.appeal_answered", _("The answer was signed"), icon="check-check")
    register_sentence("secretariat.applicant_told", _("The applicant was told"), icon="mail")
