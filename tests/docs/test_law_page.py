"""The page of the law says what the registries say, and names only what exists."""

import io
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver

from assembly.bodies.procedures import PROCEDURES
from assembly.chairman.matters import KINDS
from assembly.people.rights import RIGHTS
from assembly.portal.law_page import law_page, paragraphs

PAGE = Path(settings.BASE_DIR) / "docs" / "law.md"


def test_the_page_is_what_the_command_writes():
    out = io.StringIO()
    call_command("law_page", stdout=out)

    assert PAGE.read_text(encoding="utf-8") == out.getvalue(), "run: manage.py law_page > docs/law.md"


def test_every_code_path_of_a_rule_and_an_effect_leads_somewhere():
    page = law_page()
    paths = re.findall(
        r"`((?:assembly\.\w+|sessions|council|regions|expert_council|secretariat)(?:\.\w+){2,})` \|$",
        page,
        re.MULTILINE,
    )

    assert len(paths) == 2 * len(PROCEDURES) + len(KINDS) + len(RIGHTS)
    for path in paths:
        module, _, name = path.rpartition(".")
        assert hasattr(import_module(module), name), path


def test_thresholds_of_both_organs_stand_with_their_paragraphs():
    lines = [
        line for line in law_page().splitlines() if re.match(r"\| (assembly|council) \| (quorum|maj)", line)
    ]

    assert [re.search(r"п\. \d+", line)[0] for line in lines] == ["п. 9", "п. 10", "п. 14", "п. 15"]


def test_every_paragraph_of_the_regulation_is_done_somewhere_or_named_as_done_nowhere():
    assert [row["place"] for row in paragraphs()] == [str(number) for number in range(1, 33)]


@pytest.mark.parametrize("row", paragraphs(), ids=lambda row: row["place"])
def test_where_a_paragraph_is_done_exists(row):
    done = [row[name] for name in ("code", "page", "test")]
    if row["exemption"]:
        assert done == ["", "", ""]
        return
    module, _, name = row["code"].rpartition(".")
    assert hasattr(import_module(module), name)
    assert _is_page(row["page"])
    path, _, test = row["test"].partition("::")
    assert f"def {test}(" in (Path(settings.BASE_DIR) / path).read_text(encoding="utf-8")


def _is_page(name):
    room, _, page = name.rpartition(":")
    resolver = get_resolver()
    # The addresses of rooms stand behind the language, which is a resolver of its own.
    found = [each for each in _resolvers(resolver) if (each.namespace or "") == room]
    return any(page in each.reverse_dict for each in found)


def _resolvers(resolver):
    yield resolver
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from _resolvers(each)
