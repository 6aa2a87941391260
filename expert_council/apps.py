"""The room `expert_council` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertCouncilConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "expert_council"
    label = "expert_council"
    verbose_name = _("Scientific-Expert Council")
    default_auto_field = "django.db.models.BigAutoField"
