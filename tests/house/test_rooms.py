"""How rooms behave: one audit event per writing service, admin only looks, checks ask ``visible_to``."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin

from tests.house.test_floors import FLOOR, own_configs
from tests.house.test_sizes import MODULES

ROOT = Path(settings.BASE_DIR)
# Writing services that leave no event of their own, each for a reason.
WITHOUT_EVENT = {
    "assembly.audit.services.chain.record": "it is the event",
    "assembly.audit.services.chain.record_many": "these are the events",
    "assembly.audit.services.chain.seal_heads": "the seal is its own record",
    "assembly.audit.services.access.log_access": "AccessLog is the record of a view",
    "assembly.outbox.services.messages.send_next": "the row of the letter tells its life",
    "assembly.outbox.services.messages.send_again": "the outbox knows nobody: whoever calls writes the event",
    "assembly.documents.services.renditions.claim_next": "the row of the order tells its life",
    "assembly.people.services.passwords.send_password_reset": "setting the password is the act; asking is none",
    "assembly.bodies.services.region_work.ask_for_region_work": "asking a second person writes the event",
    "assembly.meetings.services.agenda.revise_draft": "writing the version of its document writes the event",
    "assembly.voting.services.tellers.propose_tellers": "preparing its poll writes the event",
    "assembly.voting.services.casting.cast_vote": "a vote leaves no event: closing writes the digest of all ballots",
}


def service_modules():
    return [
        path for path in MODULES if "services" in path.parts and path.name not in {"__init__.py", "rules.py"}
    ]


def public_writers(path):
    """Yield the public functions of a service module that open a transaction."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if is_public and any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list):
            yield tree, node


def records_of(tree, node, seen=()):
    """Count the calls of ``record`` that a function makes itself or through functions of its module."""
    own = {item.name: item for item in tree.body if isinstance(item, ast.FunctionDef)}
    count = 0
    for call in (item for item in ast.walk(node) if isinstance(item, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "record":
            count += 1
        elif name in own and name not in seen and name != node.name:
            count += records_of(tree, own[name], (*seen, node.name))
    return count


WRITERS = [
    (".".join(path.relative_to(ROOT).with_suffix("").parts) + f".{node.name}", tree, node)
    for path in service_modules()
    for tree, node in public_writers(path)
]


@pytest.mark.parametrize(("name", "tree", "node"), WRITERS, ids=[name for name, _, _ in WRITERS])
def test_writing_service_leaves_an_event(name, tree, node):
    if name in WITHOUT_EVENT:
        assert records_of(tree, node) == 0, "take it off the list"
    else:
        assert records_of(tree, node) >= 1


def test_admin_only_looks():
    own = {config.label for config in own_configs()}
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in own:
            assert not model_admin.has_add_permission(None)
            assert not model_admin.has_change_permission(None)
            assert not model_admin.has_delete_permission(None)


def test_no_service_takes_the_clock_itself():
    below_the_door = [
        path
        for path in MODULES
        if path.relative_to(ROOT).parts[0] in {"assembly", "sessions", "council", "regions", "secretariat"}
        and (
            {"services", "models"} & set(path.parts)
            or path.name in {"selectors.py", "querysets.py", "permissions.py", "services.py", "models.py"}
        )
    ]
    bad = [
        str(path.relative_to(ROOT))
        for path in below_the_door
        if "timezone.now(" in path.read_text(encoding="utf-8")
        or "datetime.now(" in path.read_text(encoding="utf-8")
    ]
    assert bad == []


def test_thresholds_never_meet_a_fraction_of_a_person():
    rules = [path for path in MODULES if path.name == "rules.py" or path.parent.name == "law"]
    for path in rules:
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        floats = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, float)
        ]
        divisions = [node for node in ast.walk(tree) if isinstance(node, ast.Div)]
        assert floats == divisions == [], path


@pytest.mark.parametrize(
    "model",
    [
        model
        for config in apps.get_app_configs()
        if config.label in FLOOR
        for model in config.get_models()
        if hasattr(model._default_manager.all(), "visible_to")
    ],
    ids=lambda model: model.__name__,
)
def test_who_may_see_nothing_sees_nothing(model):
    """Default deny: nobody, and somebody without a name, see no row of anything that asks ``visible_to``."""
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    for nobody in (None, AnonymousUser()):
        assert model._default_manager.visible_to(nobody, on=date(2026, 11, 23)).query.is_empty()
