"""The room `sessions` as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    """Label and name of the room; registries are filled in ``ready()``."""

    name = "sessions"
    label = "assembly_sessions"  # "sessions" is the label of django.contrib.sessions
    verbose_name = _("Assembly sessions")
    default_auto_field = "django.db.models.BigAutoField"
