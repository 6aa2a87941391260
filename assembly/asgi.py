"""The portal as an ASGI application."""

import os

from django.core.asgi import get_asgi_application

import assembly.celery  # noqa: F401  -- so that tasks called here find their broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
application = get_asgi_application()
