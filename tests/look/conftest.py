"""A browser and a server for the frame alone: no database stands behind these pages."""

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer


@pytest.fixture(scope="package")
def frame_server():
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
