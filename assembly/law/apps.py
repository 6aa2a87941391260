"""The room `assembly.law` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LawConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.law"
    label = "law"
    verbose_name = _("Law")
    default_auto_field = "django.db.models.BigAutoField"
