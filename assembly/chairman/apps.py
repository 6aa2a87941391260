"""The room `assembly.chairman` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChairmanConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.chairman"
    label = "chairman"
    verbose_name = _("Chairman")
    default_auto_field = "django.db.models.BigAutoField"
