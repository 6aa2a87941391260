"""The page on which an applicant follows his appeal, in each state: by eye of a browser, on a desk and on a phone."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect, sync_playwright

from secretariat.services.considering import draft_answer, sign_answer
from secretariat.services.registering import renew_code
from tests.factories import NOON, make_region, make_secretary
from tests.house.test_every_look import DESK, FACTS, MEASURE, PHONE, english_in, serious
from tests.secretariat.makers import (
    MINUTE,
    make_accepted,
    make_appeal,
    make_extended,
    make_head,
    make_redirected,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = {
    "kk": ("Ана тілін оқытатын жексенбілік мектептерге арналған оқулықтар туралы", "Сыныптарда оқулық жетіспейді."),
    "ru": ("Об учебниках для воскресных школ, преподающих родной язык", "В классах не хватает учебников."),
    "en": ("Textbooks for Sunday schools that teach mother tongues", "There are too few textbooks."),
}  # fmt: skip
MAKERS = {
    "registered": make_appeal,
    "consideration": make_accepted,
    "extended": make_extended,
    "redirected": make_redirected,
}


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_limits_of_other_tests():
    cache.clear()
    yield
    cache.clear()


def appeals_in(language):
    """Return an appeal in each state with a code that opens it; what is long wraps."""
    make_region()
    secretary, _head = make_secretary(), make_head()
    subject, words = LONG[language]
    facts = {"language": language, "subject": subject, "text": words * 20}
    made = {state: make(**facts) for state, make in MAKERS.items()}
    made["answered"] = _answered(make_accepted(**facts), language)
    return {
        state: (appeal, renew_code(appeal_id=appeal.pk, actor=secretary, at=NOON).code)
        for state, appeal in made.items()
    }


def _answered(appeal, language):
    drafted = draft_answer(
        appeal_id=appeal.pk,
        text=LONG[language][1] * 9,
        language=language,
        actor=appeal.executor.user,
        at=NOON,
    )
    return sign_answer(
        appeal_id=appeal.pk, drafted_at=drafted.drafted_at, actor=make_head(), at=NOON + MINUTE
    )


def found_on(page, language):
    """Return what is wrong with the page that is open, at both widths."""
    page.set_viewport_size(DESK)
    found = {**page.evaluate(FACTS), "wide": [page.evaluate(MEASURE)], "serious": serious(page)}
    page.set_viewport_size(PHONE)
    found["wide"].append(page.evaluate(MEASURE))
    found["serious"] += serious(page)
    found["english"] = english_in(page) if language != "en" else []
    return found


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_followed_state_is_sound_at_both_widths(chromium, live_server, language):
    sound = {"lang": language, "titles": 1, "wide": [0, 0], "serious": [], "english": []}
    context = chromium.new_context(viewport=DESK, locale=language, reduced_motion="reduce")
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    looked = {}
    for state, (appeal, code) in appeals_in(language).items():
        page.goto(f"{live_server.url}/{language}/secretariat/appeals/follow/")
        page.locator("main input[name=number]").fill(appeal.number)
        page.locator("main input[name=code]").fill(code)
        page.locator("main form button[type=submit]").click()
        expect(page.locator("h1")).to_be_visible()
        expect(page).to_have_url(f"{live_server.url}/{language}/secretariat/appeals/follow/state/")
        looked[state] = found_on(page, language)
    context.close()

    assert looked == dict.fromkeys((*MAKERS, "answered"), sound)
    assert complaints == []
