"""The day of the open data, and no limit of requests but where a test sets one."""

import pytest

from tests.factories import NOON


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to(NOON + NOON.resolution, tick=False)


@pytest.fixture(autouse=True)
def _without_limit(settings):
    settings.API_RATE = ""
