"""A module stays under 400 lines, a function under 60; nothing is left for later."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def tracked(*patterns):
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in out.stdout.splitlines() if (ROOT / line).is_file()]


MODULES = [path for path in tracked("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    long = [
        f"{node.name}: {length}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := _code_lines(node)) > LONGEST_FUNCTION
    ]
    assert long == []


def _code_lines(node):
    """Lines of a function without its docstring: thought is not size."""
    start = node.body[0]
    is_docstring = isinstance(start, ast.Expr) and isinstance(start.value, ast.Constant)
    docstring = (start.end_lineno - start.lineno + 1) if is_docstring else 0
    return node.end_lineno - node.lineno + 1 - docstring


def test_style_sheets_and_scripts_are_short():
    long = [
        path.name
        for path in tracked("static/portal/*.css", "static/portal/*.js")
        if _lines(path) > LONGEST_MODULE
    ]
    assert long == []


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py", "*.html", "*.js", "*.css", "*.md", "*.sh")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if words.search(line)
    ]
    assert found == []


def test_no_address_of_a_package_registry_stands_in_the_repository():
    hosts = re.compile(
        r"python" + r"hosted|py" + r"pi\.(org|python)|npm" + r"js\.|deb\." + r"debian|index" + r"-url"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in {".png", ".ico", ".woff2"} and hosts.search(_text(path))
    ]
    assert found == []


def _text(path):
    return path.read_text(encoding="utf-8", errors="ignore")
