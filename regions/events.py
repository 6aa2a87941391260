"""How the events of this room are said in a timeline."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register_events() -> None:
    """Register a sentence for each kind of event; called from ``ready()``."""
    register_sentence("regions.report_opened", _("The report of a quarter was opened"), icon="calendar-plus")
    register_sentence("regions.draft_saved", _("The draft of a regional report was saved"), icon="save")
    register_sentence(
        "regions.file_attached", _("A file was attached to a regional report"), icon="paperclip"
    )
    register_sentence("regions.file_taken_off", _("A file was taken off a regional report"), icon="x")
    register_sentence("regions.report_sent", _("Version {version} of the report was sent"), icon="send")
    register_sentence(
        "regions.report_returned", _("Version {version} was returned with a remark"), icon="undo-2"
    )
    register_sentence(
        "regions.assembly_convened",
        _("The regional assembly was convened, invited: {invited}"),
        icon="calendar-plus",
    )
    register_sentence(
        "regions.council_seat_entered",
        _("A seat in the council was entered from {day}"),
        icon="user-round-plus",
    )
    register_sentence(
        "regions.council_seat_ended", _("A seat in the council ended on {day}"), icon="user-round-minus"
    )
    register_sentence("regions.report_accepted", _("Version {version} was accepted"), icon="check-check")
