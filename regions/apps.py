"""The room `regions` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "regions"
    label = "regions"
    verbose_name = _("Regions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand in the public menu."""
        from assembly.common.navigation import register_public

        register_public(_("Regions"), "regions:region_list", 40)
