"""Every page in a browser, as those who read it: access, width, languages, silence of the console."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from assembly.common.privileges import APP_ROLE
from tests.house.pages import PAGES, values
from tests.house.stage import SIGN_INS, build_stage

pytestmark = pytest.mark.browser
SERIOUS = {"serious", "critical"}
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1280, "height": 800}
# What is no page of the house's own: sheets, files, data, redirections, the sheet of pieces; what the stage holds none
# of (an approved programme, an appeal followed by its code, which `tests/secretariat` looks at); and what is shown
# between two steps of signing in or to the owner of a second factor, which `tests/people` looks at.
NOT_LOOKED_AT = re.compile(
    r"(_export$|import_(template|marked)$|^api:|^health_|^metrics$|^root$|permanent|download|pieces|voting:(live|now)|this_year"
    r"|appeal_(state|answer)$|^regions:own$|^programmes:public_programme$"
    r"|^mfa_(authenticate|login|reauthenticate_webauthn|activate|edit|remove|view))"
)
# Who looks at pages that several roles are shown; the first one that may.
LOOKERS = ("stranger", "member", "chairman", "officer", "secretary", "head")
# Pages that look otherwise to another role are looked at by him too.
ALSO = {
    "portal:desk": ("chairman", "officer", "secretary", "seatless"),
    "meetings:list": ("secretary",),
    "meetings:meeting": ("secretary",),
    "voting:ballot": ("chairman",),
    "chairman:matter": ("secretary",),
    "decisions:assignment": ("officer", "secretary"),
    "decisions:consideration": ("officer",),
    "portal:search": ("secretary",),
}
QUERIES = {
    "portal:search": "?q=35",
    "bodies:seat_new": "?person={member}",
    "decisions:decision_assign": "?point=1",
}
# In the dark a sample: one page of each shell and of each kind of table, form and chart.
DARK = {
    "portal:home", "portal:decision", "portal:desk", "account_login", "voting:ballot", "voting:console", "voting:hall",
    "meetings:registration", "meetings:minutes", "chairman:matter", "bodies:member_list", "deadlines:year",
}  # fmt: skip
# English is whatever is written in Latin letters, but for addresses, codes, Roman numbers and names of formats and programs.
LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES = re.compile(r"\S*[@/\d_:]\S*|\b[IVXLC]+\b")
KEPT = {"NCALayer", "PDF", "XLSX", "docx", "xlsx", "PNG", "JPEG", "SHA", "Eng", "English"}
MEASURE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FACTS = """() => ({lang: document.documentElement.lang, titles: document.querySelectorAll('h1').length})"""
# The words that a reader sees or hears, but for passages marked as of another language.
VISIBLE = """() => {
  const out = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element || element.closest('script, style, noscript, code, [translate=no]')) continue;
    if (element.closest('[lang]').lang !== document.documentElement.lang) continue;
    out.push(walker.currentNode.nodeValue.replace(/\\s+/g, ' ').trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [data-label]')) {
    if (element.closest('[lang]').lang !== document.documentElement.lang) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'data-label'])
      if (element.hasAttribute(name)) out.push(element.getAttribute(name).trim());
  }
  return out.filter(Boolean);
}"""


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """The world written for good, since a server reads it; swept away at the end by the owner of the tables."""
    with django_db_blocker.unblock():
        ContentType.objects.clear_cache()
        yield build_stage()
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")


@pytest.fixture(scope="module")
def server(stage):
    made = LiveServer("localhost")
    yield made.url
    made.stop()


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def open_as(stage, server, chromium, settings_of_session):
    """Return a function: the page of a role in a language; each role and language has one browser of its own."""
    pages = {}

    def opened(role, language):
        if (role, language) not in pages:
            context = chromium.new_context(viewport=DESK, locale=language, reduced_motion="reduce")
            if user := stage.user(role):
                client = Client()
                client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
                cookie = client.cookies[settings_of_session].value
                context.add_cookies([{"name": settings_of_session, "value": cookie, "url": server}])
            page = context.new_page()
            page.complaints = []
            page.on("pageerror", lambda error: page.complaints.append(str(error)))
            page.on(
                "console", lambda said: page.complaints.append(said.text) if said.type == "error" else None
            )
            pages[role, language] = page
        return pages[role, language]

    yield opened
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="module")
def settings_of_session():
    from django.conf import settings

    return settings.SESSION_COOKIE_NAME


def looked_at():
    for name, page in PAGES.items():
        if NOT_LOOKED_AT.search(name):
            continue
        first = next(role for role in LOOKERS if page.expected(role) == 200)
        for role in dict.fromkeys((first, *ALSO.get(name, ()))):
            languages = ("kk", "ru", "en") if role == "stranger" else ("kk", "ru")
            yield from ((name, role, language) for language in languages)


def address(stage, name, language):
    with translation.override(language):
        path = reverse(name, args=values(stage, PAGES[name].of))
    return path + QUERIES.get(name, "").format(member=stage.member)


def serious(page, *, contrast=True):
    """Return what axe finds serious; colours are the same in every language and are measured in one."""
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]][:4])
        for rule in Axe().run(page, options=options).response["violations"]
        if rule["impact"] in SERIOUS
    ]


def english_in(page):
    """Return the English words that a page says in passages of its own language."""
    return sorted(
        {word for text in page.evaluate(VISIBLE) for word in LATIN.findall(NAMES.sub(" ", text))} - KEPT
    )


@pytest.mark.parametrize(("name", "role", "language"), list(looked_at()))
def test_page_is_sound(name, role, language, stage, server, open_as):  # noqa: PLR0917 -- fixtures
    page = open_as(role, language)
    page.complaints.clear()
    page.set_viewport_size(DESK)
    answer = page.goto(server + address(stage, name, language))
    found = {
        "status": answer.status,
        "serious": serious(page, contrast=language == "kk"),
        **page.evaluate(FACTS),
    }
    found["wide"] = [page.evaluate(MEASURE)]
    if name in DARK and language == "kk":
        page.emulate_media(color_scheme="dark")
        found["serious"] += serious(page)
        page.emulate_media(color_scheme="light")
    found["english"] = english_in(page) if language != "en" else []
    page.set_viewport_size(PHONE)
    found["wide"].append(page.evaluate(MEASURE))

    assert found == {
        "status": 200, "serious": [], "lang": language, "titles": 1, "wide": [0, 0], "english": [],
    }  # fmt: skip
    assert page.complaints == []


def test_english_would_be_seen(stage, server, open_as):
    page = open_as("stranger", "en")
    page.goto(server + address(stage, "portal:home", "en"))

    assert len(english_in(page)) > 20


def test_somebody_looks_in_every_role():
    assert {role for _name, role, _language in looked_at()} >= set(SIGN_INS) - {"council", "other_officer"}
