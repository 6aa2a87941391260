"""The narrative of ``docs/narrative.md``, executed line by line."""

import doctest
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from tests.factories import make_chairman, make_members, make_secretary, make_state_body, make_state_officer

PAGE = Path(settings.BASE_DIR) / "docs" / "narrative.md"
FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


class AsRead(doctest.OutputChecker):
    """Compares what is printed as a reader sees it: a no-break space is a space."""

    def check_output(self, want, got, optionflags):
        return super().check_output(want, got.replace("\xa0", " "), optionflags)


@pytest.mark.django_db
def test_what_the_narrative_tells_is_what_happens():
    ministry = make_state_body()
    cast = {
        "chairman": make_chairman(),
        "secretary": make_secretary(),
        "members": make_members(5),
        "ministry": ministry,
        "officer": make_state_officer(ministry),
    }
    # The fences of code would be taken for what a line prints.
    text = re.sub(r"^```.*$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    story = doctest.DocTestParser().get_doctest(text, cast, PAGE.name, str(PAGE), 0)
    runner, said = doctest.DocTestRunner(AsRead(), optionflags=FLAGS), []

    with translation.override("en"):
        runner.run(story, out=said.append)

    assert not said, "".join(said)
    assert runner.summarize(verbose=False).attempted > 50
