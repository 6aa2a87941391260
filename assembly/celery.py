"""The Celery application. Loaded by wsgi, asgi, manage.py's commands that need it, and the tests' conftest."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")

app = Celery("assembly")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
