"""Templates: each is used, none carries inline script or style, none asks the database."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from assembly.outbox.kinds import KINDS
from tests.house.test_sizes import tracked

ROOT = Path(settings.BASE_DIR)
TEMPLATES = [
    path.relative_to(ROOT / "templates")
    for path in tracked("templates/*")
    if path.suffix in {".html", ".txt"}
]
# Found by their names: the error pages of Django and of allauth's limits.
FOUND_BY_NAME = {"400.html", "403.html", "404.html", "429.html", "500.html", "403_csrf.html"}


def all_sources():
    for path in tracked("*.py", "templates/*"):
        if path.suffix in {".py", ".html", ".txt"} and "tests" not in path.relative_to(ROOT).parts[:1]:
            yield path, path.read_text(encoding="utf-8")


def test_every_template_is_used():
    texts = [(str(path), text) for path, text in all_sources()]
    letters = {f"{kind.template}_{part}.txt" for kind in KINDS.values() for part in ("subject", "body")}
    # allauth's own pages are found by its own names.
    unused = [
        str(name)
        for name in TEMPLATES
        if str(name) not in FOUND_BY_NAME | letters
        and not str(name).startswith(("account/", "mfa/"))
        and not any(str(name) in text for path, text in texts if not path.endswith(str(name)))
    ]
    assert unused == []


@pytest.mark.parametrize("name", [str(name) for name in TEMPLATES if name.suffix == ".html"])
def test_template_is_sound(name):
    get_template(name)
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son\w+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    assert "<style" not in text


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_of_letter_has_its_templates(name):
    kind = KINDS[name]
    for part in ("subject", "body"):
        get_template(f"{kind.template}_{part}.txt")


def test_blocktranslate_is_trimmed():
    bad = [
        f"{path.relative_to(ROOT)}: {tag}"
        for path, text in all_sources()
        if path.suffix in {".html", ".txt"}
        for tag in re.findall(r"{%\s*blocktrans(?:late)?\b[^%]*%}", text)
        if "trimmed" not in tag
    ]
    assert bad == []
