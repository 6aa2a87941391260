"""The portal as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

import assembly.celery  # noqa: F401  -- so that tasks called here find their broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
application = get_wsgi_application()
