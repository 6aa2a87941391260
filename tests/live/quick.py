"""The live application that asks for rights again several times a second, so that a test need not wait a minute."""

from functools import partial

import assembly.live.asgi  # noqa: F401 -- sets Django up
from assembly.live.application import LiveApplication
from assembly.live.hub import Hub

application = LiveApplication(make_hub=partial(Hub, recheck=0.3))
