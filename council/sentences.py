"""Words for the events of the room."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register them; called from ``ready()``."""
    register_sentence("council.meeting_drafted", _("Preparation begun"), icon="pencil-line")
    register_sentence("council.meeting_changed", _("The plan was changed"), icon="pencil-line")
    register_sentence("council.meeting_put", _("Put to the Chairman"), icon="send")
    register_sentence("council.agreement_recorded", _("The Chairman agreed"), icon="badge-check")
    register_sentence(
        "council.meeting_taken_back", _("The agreed plan was taken back"), icon="undo-2", state="late"
    )
    register_sentence(
        "council.meeting_released", _("Came back from the Chairman's desk"), icon="undo-2", state="late"
    )
    register_sentence(
        "council.excerpt_ordered", _("An excerpt from the minutes was ordered"), icon="scissors"
    )
    register_sentence(
        "council.meeting_convened", _("Convened; members invited: {invited}"), icon="users-round"
    )
