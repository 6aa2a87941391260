"""The live process, as a server of ASGI starts it: ``granian --interface asgi assembly.live.asgi:application``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assembly.settings")
django.setup()

from assembly.live.application import LiveApplication  # noqa: E402 -- models are there only after the set-up

application = LiveApplication()
