"""The room `assembly.deadlines` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeadlinesConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.deadlines"
    label = "deadlines"
    verbose_name = _("Deadlines")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the rights."""
        from assembly.deadlines import permissions  # noqa: F401  -- its import declares the rights
