"""The examples of ``docs/api.md``, executed against a served portal: by Python and by curl."""

import doctest
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from assembly.bodies.services.seed import seed_reference
from sessions.models import AssemblySession
from tests.decisions.makers import make_assignment, make_decision
from tests.factories import NOON, make_members
from tests.meetings.makers import make_act

PAGE = Path(settings.BASE_DIR) / "docs" / "api.md"
PORTAL = "http://localhost:8000"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def page(transactional_db, live_server, settings):
    """The text of the page, its examples led to a portal in which there is what they ask for."""
    settings.API_RATE = ""
    seed_reference(at=NOON)
    make_members(6)
    decision = make_decision()
    make_assignment(decision)
    AssemblySession.objects.create(
        number=36, state="convened", theme_kk="Бірлік", theme_ru="Единство", place_kk="Астана", place_ru="Астана",
        starts_at=NOON, convening_act=make_act(),
    )  # fmt: skip
    text = PAGE.read_text(encoding="utf-8").replace("{poll}", str(decision.poll_id))
    return text.replace(PORTAL, live_server.url)


def test_the_python_of_the_page_tells_what_comes(page):
    # The fences of code would be taken for what a line prints.
    text = re.sub(r"^```.*$", "", page, flags=re.MULTILINE)
    story = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    runner, said = doctest.DocTestRunner(optionflags=FLAGS), []

    runner.run(story, out=said.append)

    assert not said, "".join(said)
    assert runner.summarize(verbose=False).attempted > 25


@pytest.mark.skipif(shutil.which("curl") is None, reason="this machine has no curl")
def test_the_curl_of_the_page_tells_what_comes(page):
    asked = re.findall(r"^```sh\n\$ (curl .*)\n((?:.*\n)*?)```$", page, flags=re.MULTILINE)

    assert len(asked) == 4
    for command, shown in asked:
        came = subprocess.run(shlex.split(command), capture_output=True, text=True, check=True).stdout
        pattern = ".*".join(re.escape(part) for part in shown.strip().split("..."))
        assert re.fullmatch(pattern, came.strip(), flags=re.DOTALL), came
