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
    register_sentence("documents.file_stored", _("A file was kept"), icon="paperclip")
    register_sentence(
        "documents.setting_changed", _("The setting has a new value from the day: {from}"), icon="settings"
    )
    register_sentence("documents.signature_made", _("A signature was written"), icon="signature")
