"""The room `assembly.bodies` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.bodies"
    label = "bodies"
    verbose_name = _("Bodies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the rights; answer who holds which seat."""
        from assembly.bodies import permissions  # noqa: F401  -- its import declares the rights
        from assembly.bodies.selectors import roles_by_seat
        from assembly.people.rights import register_roles_source

        register_roles_source(roles_by_seat)
