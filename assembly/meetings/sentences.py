"""How the events of this room are said."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register the sentences; called from ``ready()``."""
    register_sentence("meetings.meeting_convened", _("The meeting was convened"), icon="calendar")
    register_sentence("meetings.secretary_changed", _("Another person is the secretary now"), icon="users")
    register_sentence("meetings.members_invited", _("Members were invited: {invited}"), icon="mail")
    register_sentence(
        "meetings.invitation_answered", _("A member answered the invitation"), icon="mail-check"
    )
    register_sentence("meetings.item_added", _("Item {number} was put on the agenda"), icon="plus")
    register_sentence(
        "meetings.item_changed", _("Item {number} of the agenda was changed"), icon="pencil-line"
    )
    register_sentence("meetings.item_withdrawn", _("Item {number} was taken off the agenda"), icon="minus")
    register_sentence("meetings.draft_attached", _("A draft was attached to item {number}"), icon="file-text")
    register_sentence("meetings.item_begun", _("Consideration of item {number} began"), icon="play")
    register_sentence("meetings.item_ended", _("Consideration of item {number} ended"), icon="check")
    register_sentence(
        "meetings.registration_opened",
        _("Registration opened, the roll was frozen. Members: {members}, required: {required}"),
        icon="user-check",
    )
    register_sentence("meetings.member_registered", _("A member was registered"), icon="user-check")
    register_sentence("meetings.members_registered", _("Members were registered from a list"), icon="users")
    register_sentence("meetings.member_left", _("A member left"), icon="log-out")
    register_sentence(
        "meetings.quorum_reached",
        _("Quorum is present: {present}, required: {required}"),
        icon="circle-check",
    )
    register_sentence(
        "meetings.quorum_lost", _("Quorum was lost: {present}, required: {required}"), state="late"
    )
    register_sentence(
        "meetings.quorum_restored",
        _("Quorum is restored: {present}, required: {required}"),
        icon="circle-check",
    )
    register_sentence("meetings.meeting_opened", _("The meeting was opened, present: {present}"), icon="play")
    register_sentence("meetings.break_called", _("A break was called"), icon="coffee")
    register_sentence("meetings.meeting_resumed", _("The meeting was resumed"), icon="play")
    register_sentence("meetings.meeting_closed", _("The meeting was closed"), icon="square")
    register_sentence("meetings.minutes_drafted", _("The minutes were drawn up"), icon="file-text")
    register_sentence("meetings.minutes_revised", _("The minutes were revised"), icon="pencil-line")
    register_sentence(
        "meetings.minutes_approved",
        _("The presiding person approved and signed the minutes"),
        icon="signature",
    )
    register_sentence("meetings.minutes_signed", _("The minutes were signed"), icon="signature")
