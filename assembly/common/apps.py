"""The room `assembly.common` as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """Label and name of the room; after each migrate the app's role gets its privileges."""

    name = "assembly.common"
    label = "common"
    verbose_name = _("Common")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect what runs after every migrate."""
        from assembly.common.privileges import grant_app_privileges

        # Sent once per app after all migrations have run; one sender is enough.
        post_migrate.connect(grant_app_privileges, sender=self, dispatch_uid="common.grant_app_privileges")
