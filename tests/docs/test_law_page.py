"""The page of the law says what the registries say, and names only what exists."""

import io
import re
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from assembly.bodies.procedures import PROCEDURES
from assembly.chairman.matters import KINDS
from assembly.people.rights import RIGHTS
from assembly.portal.law_page import law_page

PAGE = Path(settings.BASE_DIR) / "docs" / "law.md"


def test_the_page_is_what_the_command_writes():
    out = io.StringIO()
    call_command("law_page", stdout=out)

    assert PAGE.read_text(encoding="utf-8") == out.getvalue(), "run: manage.py law_page > docs/law.md"


def test_every_code_path_of_a_rule_and_an_effect_leads_somewhere():
    page = law_page()
    paths = re.findall(r"`((?:assembly\.\w+|sessions|council)(?:\.\w+)+)` \|$", page, re.MULTILINE)

    assert len(paths) == 2 * len(PROCEDURES) + len(KINDS) + len(RIGHTS)
    for path in paths:
        module, _, name = path.rpartition(".")
        assert hasattr(import_module(module), name), path


def test_thresholds_of_both_organs_stand_with_their_paragraphs():
    lines = [line for line in law_page().splitlines() if "services.rules." in line]

    assert [re.search(r"п\. \d+", line)[0] for line in lines] == ["п. 9", "п. 10", "п. 14", "п. 15"]
