"""The public pages and the desk in a browser: axe, both schemes, phone and desktop, three languages."""

import pytest
from django.conf import settings

from assembly.decisions.services.decisions import issue_address
from tests.chairman.making import make_matter
from tests.decisions.makers import make_assignment, make_consideration, make_decision
from tests.factories import make_members, make_region, make_secretary
from tests.look.test_access import serious_findings
from tests.meetings.makers import registering, user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = [("light", 1280), ("dark", 390)]


def furnish():
    """Make a portal with something on every page; returns the decision and the secretary."""
    make_region()
    make_members(3)
    decision, secretary = make_decision(), make_secretary()
    make_assignment(decision, secretary=secretary)
    make_consideration(decision, secretary=secretary)
    issue_address(decision_id=decision.pk, actor=secretary, at=decision.adopted_at)
    return decision, secretary


def look_at(browser, address, paths, cookies=()):
    """Open pages on each screen: no serious finding, nothing wider than the screen."""
    for scheme, width in SCREENS:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.add_cookies(list(cookies))
        page = context.new_page()
        for path in paths:
            page.goto(f"{address}/{path}")

            assert serious_findings(page) == [], (path, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, scheme, width)
        context.close()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_public_pages_have_no_serious_findings_and_fit_the_screen(live_server, chromium, language):
    decision, _ = furnish()
    paths = ["", "decisions/", f"decisions/{decision.pk}/", "addresses/", f"addresses/{decision.pk}/", "law/"]

    look_at(chromium, f"{live_server.url}/{language}", paths)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_desk_has_no_serious_findings_and_fits_the_screen(live_server, client, chromium, language):
    furnish()
    _, chairman, secretary = make_matter(number=37)
    _, _, members = registering(4, present=3, secretary=secretary)
    for user in (chairman, secretary, user_of(members[0])):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        signed_in = {"name": cookie.key, "value": cookie.value, "url": live_server.url}

        look_at(chromium, f"{live_server.url}/{language}", ["desk/", "search/?q=36"], [signed_in])
