"""The room `assembly.documents` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.documents"
    label = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the rights, register settings, readers and sentences, stand in the menu."""
        from assembly.audit.verifiers import register_verifier
        from assembly.common.navigation import register
        from assembly.documents import checking, checks, search, sentences, signature_lines
        from assembly.documents.desk import desk_of_keepers, desk_of_translators
        from assembly.documents.permissions import EDIT_DOCUMENT
        from assembly.documents.portal_settings import register_setting
        from assembly.documents.press import lay_out_letter
        from assembly.documents.readers import register_reader
        from assembly.documents.selectors import can_read_act, can_read_rendition, setting_since
        from assembly.documents.services.files import FILE_LIMIT
        from assembly.documents.services.signatures import KEY_IS_REQUIRED
        from assembly.documents.services.signed_bytes import verify_signatures
        from assembly.documents.services.verify import verify_documents
        from assembly.people import terms
        from assembly.people.desk import register_desk_source
        from assembly.people.doors import may
        from assembly.people.merging import register_staying
        from assembly.people.press import register_press

        register_press(lay_out_letter)
        register_staying("documents.Signature", "person", "a signature is what was signed")
        register_verifier("documents", verify_documents)
        register_verifier("signatures", verify_signatures)
        sentences.register()
        assert checks.check_signatures, "importing the module registers the check"
        checking.register()
        signature_lines.register()
        register_setting(
            FILE_LIMIT,
            20,
            _("Largest file, megabytes"),
            _("What one attached file may weigh; no act fixes it."),
        )
        register_setting(
            KEY_IS_REQUIRED,
            default=False,
            label=_("Acts and minutes are signed with a personal key only"),
            note=_(
                "Counts only where NCALayer is configured; otherwise signing is a recorded act. Not fixed by law."
            ),
        )
        for key, term in terms.TERMS.items():
            register_setting(key, term.default, term.label, term.note)
        terms.use_reader(setting_since)
        register_reader("act", can_read_act)
        register_reader("rendition", can_read_rendition)
        group, sees = _("Registers"), may(EDIT_DOCUMENT)
        register_desk_source(desk_of_translators)
        register_desk_source(desk_of_keepers)
        register(group, _("Translations"), "documents:translation_list", "languages", 565, right=sees)
        register(group, _("Acts"), "documents:act_list", "files", 560, right=sees)
        register(group, _("Signatures"), "documents:signature_list", "signature", 570, right=sees)
        register(group, _("Numbering"), "documents:series_list", "list-ordered", 580, right=sees)
        register(group, _("Settings"), "documents:setting_list", "settings", 590, right=sees)
        search.register()
