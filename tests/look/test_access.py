"""Accessibility of the pieces and of the frame: axe, widths of small screens, what survives a lost network."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.look.urls")]
PAGES = ("look/", "errors/404/")
FRAMES = ("workspace/", "ballot/", "hall/", "signin/")
SERIOUS = {"serious", "critical"}


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMO = True


def serious_findings(page):
    found = Axe().run(page).response["violations"]
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in found
        if rule["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pieces_have_no_serious_findings_and_fit_the_screen(frame_server, chromium, language, scheme, width):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{frame_server.url}/{language}/{path}")

        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_frames_have_no_serious_findings_and_fit_the_screen(frame_server, chromium, scheme, width):
    context = chromium.new_context(
        viewport={"width": width, "height": 720}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for path in FRAMES:
        page.goto(f"{frame_server.url}/kk/{path}")

        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_weak_sight_version_has_no_serious_findings_and_fits_the_screen(frame_server, chromium, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{frame_server.url}/kk/look/")
    page.click("button[name=sight]")
    page.wait_for_selector("html[data-sight=weak]")

    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_reckoning_closes_by_escape_and_returns_to_its_date(frame_server, chromium):
    page = chromium.new_page()
    page.goto(f"{frame_server.url}/ru/look/")
    summary = page.locator("details.deadline:not([data-keep]) summary").first
    summary.click()
    assert page.locator("details.deadline:not([data-keep])").first.get_attribute("open") is not None

    page.keyboard.press("Escape")

    assert page.locator("details.deadline:not([data-keep])").first.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.close()
