"""The day of the public pages, and a browser for those that are looked at."""

import pytest
from playwright.sync_api import sync_playwright

from tests.factories import NOON


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to(NOON + NOON.resolution, tick=False)


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
