"""How the events of this room are said."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register the sentences; called from ``ready()``."""
    register_sentence("chairman.matter_put", _("Put on the Chairman's desk"), icon="send")
    register_sentence("chairman.matter_signed", _("Signed, No. {number}"), icon="feather")
    register_sentence(
        "chairman.paper_act_recorded", _("Recorded from paper, No. {number}"), icon="scroll-text"
    )
    register_sentence("chairman.matter_refused", _("Refused by the Chairman"), icon="circle-x", state="late")
    register_sentence("chairman.matter_withdrawn", _("Withdrawn by the Secretariat"), icon="undo-2")
    register_sentence(
        "chairman.deputy_appointed", _("A deputy from an association was entered"), icon="badge-check"
    )
    register_sentence("chairman.directions_begun", _("The draft was begun"), icon="pencil-line")
    register_sentence("chairman.directions_put", _("Put to the Chairman"), icon="send")
    register_sentence("chairman.directions_released", _("Came back from the Chairman's desk"), icon="undo-2")
    register_sentence("chairman.directions_set", _("Set by the Chairman of the Assembly"), icon="file-check")
