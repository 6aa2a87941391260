"""Every list of the staff can be taken along as XLSX: the rows of the page, for those who may read the page."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from assembly.common.sheets import XLSX
from tests.house.pages import PAGES
from tests.house.stage import ROLES, build_stage

LIST_NAME = re.compile(r"(_list|:list)$")
# Lists whose names do not end like lists; a test below finds the templates with a pager that are missing here.
OTHER_LISTS = {
    "audit:events",
    "chairman:acts",
    "chairman:matters",
    "decisions:assignments",
    "decisions:considerations",
    "decisions:decisions",
    "expert_council:opinions",
    "programmes:programmes",
    "formations:formations",
}
# The address of a sheet that stands beside its list instead of behind ``?format=xlsx``.
EXPORTS = {
    "bodies:association_list": "bodies:association_export",
    "bodies:body_list": "bodies:body_export",
    "bodies:import_list": "bodies:import_export",
    "bodies:member_list": "bodies:member_export",
    "bodies:office_list": "bodies:office_export",
    "bodies:region_list": "bodies:region_export",
    "bodies:state_body_list": "bodies:state_body_export",
    "documents:act_list": "documents:act_export",
    "secretariat:appeal_list": "secretariat:appeal_export",
    "secretariat:due_list": "secretariat:due_export",
    "documents:signature_list": "documents:signature_export",
}
WITHOUT = {
    "bodies:duplicate_list": "pairs of cards to be compared one by one; a sheet would be of no use",
    "documents:series_list": "rules of numbering, changed on their own pages; no rows that grow",
    "documents:setting_list": "values of the portal with their sources; no rows that grow",
    "formations:public_list": "a page of the public",
    "programmes:public_list": "a page of the public",
    "people:notice_list": "one's own notices: no list of the staff",
    "people:paired_list": "acts that wait for a second person; the journal of acts, which has a sheet, holds them",
    "regions:region_list": "a page of the public; open data has the table of regions",
}
# Templates with a pager that are no list of the staff, and why.
OTHER_PAGERS = {
    "bodies/duplicate_list.html": "pairs of cards to be compared one by one",
    "bodies/import_check.html": "the file itself, with its marks, is downloaded",
    "expert_council/opinion_choice.html": "the choice of a text on which an opinion is asked for",
    "look/pieces.html": "the sheet of pieces",
    "meetings/registration.html": "the roll of a sitting: a form; the minutes and their annex hold it",
    "people/notice_list.html": "one's own notices",
    "voting/tellers.html": "members found by name, to be proposed as tellers",
    "people/paired_list.html": "acts that wait for a second person",
    "portal/address_list.html": "public: open data",
    "portal/decision_list.html": "public: open data",
}


# Filters beside which no view is kept, and why.
OTHER_FILTERS = {
    "bodies/body_page.html": "the composition of one body: its address takes the body, a view is of a list",
    "documents/compare.html": "which two versions of one text stand side by side",
    "meetings/registration.html": "the roll of one sitting, gone through in an hour",
    "people/saved_views.html": "the piece itself",
    "regions/figures.html": "figures of a year, not a list",
    "regions/work.html": "keeps no views yet",
    "secretariat/appeal_figures.html": "figures of a period, not a list",
}


@pytest.fixture(scope="module")
def clients(django_db_setup, django_db_blocker):
    """One browser of each role, signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        stage = build_stage()
        made = {}
        for role in ROLES:
            made[role] = Client()
            if user := stage.user(role):
                made[role].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        yield made
        transaction.set_rollback(True)


def lists():
    named = {name for name in PAGES if LIST_NAME.search(name) and not name.startswith("api:")}
    return sorted(named | OTHER_LISTS)


def sheet_of(name):
    return reverse(EXPORTS[name]) if name in EXPORTS else f"{reverse(name)}?format=xlsx"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in lists() if name not in WITHOUT])
def test_a_list_is_a_sheet_too(clients, name):
    response = clients["head"].get(sheet_of(name))

    assert response.headers["Content-Type"] == XLSX
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert all(rows[0])
    cells = [value for row in rows for value in row if isinstance(value, str)]
    assert [text for text in cells if text.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in lists() if name not in WITHOUT])
def test_the_sheet_is_given_to_those_who_read_the_list(clients, name):
    page = {role: client.get(reverse(name)).status_code for role, client in clients.items()}
    sheet = {role: client.get(sheet_of(name)).status_code for role, client in clients.items()}

    assert sheet == page


def test_exceptions_are_lists_that_exist():
    assert set(WITHOUT) | set(EXPORTS) <= set(lists())
    assert set(PAGES) >= OTHER_LISTS


TEMPLATES = Path(settings.BASE_DIR) / "templates"


def templates_with(words, without):
    texts = {str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")}
    return {name for name, text in texts.items() if words in text and without not in text}


def test_every_paged_list_of_the_workspace_offers_its_sheet():
    assert templates_with("{% pager", without="Download XLSX") == set(OTHER_PAGERS)


def test_every_filter_of_the_workspace_keeps_views():
    assert templates_with('class="filters"', without="{% saved_views %}") == set(OTHER_FILTERS)
