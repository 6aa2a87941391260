"""The room `council` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "council"
    label = "council"
    verbose_name = _("Council")
    default_auto_field = "django.db.models.BigAutoField"
