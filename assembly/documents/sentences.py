"""How the events of this room are said."""

from django.utils.translation import gettext_lazy as _

from assembly.audit.sentences import register_sentence


def register() -> None:
    """Register the sentences; called from ``ready()``."""
    register_sentence("documents.document_created", _("The document was created"), icon="file-plus")
    register_sentence("documents.version_added", _("Version {number} was added"), icon="file-pen")
    register_sentence(
        "documents.version_frozen", _("Version {number} was frozen: its texts change no more"), icon="lock"
    )
    register_sentence("documents.act_recorded", _("The act was recorded, No. {number}"), icon="scroll-text")
    register_sentence("documents.act_corrected", _("A mistake of writing was corrected"), icon="file-pen")
    register_sentence(
        "documents.act_ended", _("The act ended on the day: {ended_on}"), icon="circle-x", state="late"
    )
    register_sentence("documents.act_access_changed", _("Access to the act was changed"), icon="eye")
    register_sentence("documents.file_stored", _("A file was kept"), icon="paperclip")
    register_sentence(
        "documents.setting_changed", _("The setting has a new value from the day: {from}"), icon="settings"
    )
    register_sentence(
        "documents.series_changed", _("Papers are numbered anew from the day: {from}"), icon="list-ordered"
    )
    register_sentence("documents.signature_made", _("A signature was written"), icon="signature")
