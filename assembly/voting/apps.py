"""The room `assembly.voting` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VotingConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "assembly.voting"
    label = "voting"
    verbose_name = _("Voting")
    default_auto_field = "django.db.models.BigAutoField"
