"""The floor plan: foreign keys go down only, labels are pinned, rooms have their papers."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LABELS = {
    "assembly.law": "law",
    "assembly.common": "common",
    "assembly.outbox": "outbox",
    "assembly.audit": "audit",
    "assembly.people": "people",
    "assembly.documents": "documents",
    "assembly.bodies": "bodies",
    "assembly.deadlines": "deadlines",
    "assembly.chairman": "chairman",
    "assembly.meetings": "meetings",
    "assembly.voting": "voting",
    "assembly.decisions": "decisions",
    "sessions": "assembly_sessions",
    "council": "council",
    "regions": "regions",
    "expert_council": "expert_council",
    "secretariat": "secretariat",
    "secretariat.programmes": "programmes",
    "secretariat.formations": "formations",
    "assembly.portal": "portal",
}
FLOOR = {
    "law": 1, "common": 2, "outbox": 3, "audit": 4, "people": 5, "documents": 6, "bodies": 7, "deadlines": 8,
    "chairman": 9, "meetings": 10, "voting": 11, "decisions": 12, "assembly_sessions": 13, "council": 13,
    "regions": 13, "expert_council": 13, "secretariat": 14, "programmes": 14, "formations": 14, "portal": 15,
}  # fmt: skip
SIBLINGS = {"assembly_sessions", "council", "regions", "expert_council"}


def own_configs():
    return [config for config in apps.get_app_configs() if config.label in FLOOR]


def test_every_app_has_its_pinned_label():
    assert {config.name: config.label for config in own_configs()} == LABELS
    assert not {"messages", "admin", "auth", "sites", "sessions"} & set(LABELS.values())


def upward_keys():
    for config in own_configs():
        for model in config.get_models():
            for field in model._meta.get_fields():
                if not field.is_relation or field.auto_created or field.related_model is None:
                    continue
                there = field.related_model._meta.app_label
                if there not in FLOOR or there == config.label:
                    continue
                if FLOOR[there] > FLOOR[config.label] or {there, config.label} <= SIBLINGS:
                    yield f"{model.__name__}.{field.name} -> {there}"


def test_foreign_keys_go_down_only():
    assert list(upward_keys()) == []


@pytest.mark.parametrize("name", LABELS)
def test_every_room_has_a_readme_of_its_own(name):
    readme = ROOT / name.replace(".", "/") / "README.md"
    lines = [line for line in readme.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert 5 <= len(lines) <= 45


def test_the_top_level_is_the_plan():
    planned = {
        "manage.py", "pyproject.toml", "assembly", "sessions", "council", "secretariat", "regions", "expert_council",
        "templates", "static", "tests", "docker-compose.yml", "README.md", "run", "test", "bench", "docs", "locale",
        "deploy", "requirements", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md",
    }  # fmt: skip
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert planned <= found
    assert found - planned <= {"staticfiles"}
