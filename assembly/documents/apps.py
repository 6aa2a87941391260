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
        """Declare the rights and register the room's own settings."""
        from assembly.documents import permissions  # noqa: F401  -- its import declares the rights
        from assembly.documents.portal_settings import register_setting
        from assembly.documents.services.files import FILE_LIMIT

        register_setting(
            FILE_LIMIT,
            20,
            _("Largest file, megabytes"),
            _("What one attached file may weigh; no act fixes it."),
        )
