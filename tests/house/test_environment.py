"""One list of variables (`assembly/environment.py`): settings, example, compose and the manual say the same."""

import ast
import re

import yaml

from assembly.environment import VARIABLES, Source, required, table
from deploy.local.place import ROOT

SETTINGS = (ROOT / "assembly" / "settings.py").read_text()
DECLARED = {variable.name: variable for variable in VARIABLES}


def read_by_settings():
    """Return {name: the default as it would be written, or None where it is no plain value}."""
    found = {}
    for call in ast.walk(ast.parse(SETTINGS)):
        is_read = isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if is_read and isinstance(call.func.value, ast.Name) and call.func.value.id == "env" and call.args:
            if not isinstance(call.args[0], ast.Constant):
                continue
            default = next((word.value for word in call.keywords if word.arg == "default"), None)
            # One that is read twice has its default where it is read first.
            found.setdefault(call.args[0].value, written(default))
    return found


def written(node):
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError):
        return None
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, list) else str(value)


def test_every_variable_of_the_settings_is_declared_with_its_default():
    found = read_by_settings()

    assert set(found) == {name for name, variable in DECLARED.items() if variable.is_read_by_settings}
    secrets = {"SECRET_KEY", "PERSONAL_KEYS", "PERSONAL_HASH_KEYS"}  # their defaults serve tests and commands
    for name, default in found.items():
        if default is not None and name not in secrets:
            assert DECLARED[name].default == default, name


def test_the_example_asks_for_what_an_operator_gives():
    named = set(re.findall(r"^(\w+)=", (ROOT / "deploy" / "env.example").read_text(), re.MULTILINE))
    assert named == {variable.name for variable in VARIABLES if variable.source is Source.OPERATOR}


def test_compose_gives_the_portal_what_is_declared():
    text = (ROOT / "docker-compose.yml").read_text()
    web = yaml.safe_load(text)["services"]["web"]["environment"]
    given_by_image = {"PORTAL_DATA", "STATIC_STORAGE"}
    known = {variable.name for variable in VARIABLES if variable.source is not Source.NOBODY}
    assert set(web) - known == set()
    assert {variable.name for variable in required()} - set(web) == set()
    assert given_by_image <= known


def test_the_manual_has_the_list():
    assert table() in (ROOT / "docs" / "operations.md").read_text()
