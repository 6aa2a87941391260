"""The room `secretariat` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecretariatConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "secretariat"
    label = "secretariat"
    verbose_name = _("Secretariat")
    default_auto_field = "django.db.models.BigAutoField"
