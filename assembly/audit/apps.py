"""The room `assembly.audit` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.audit"
    label = "audit"
    verbose_name = _("Audit")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Vouch for the chains."""
        from assembly.audit.services.verify import verify_streams
        from assembly.audit.verifiers import register_verifier

        register_verifier("audit", verify_streams)
