"""What tests of signatures share: an authority, a verification service, a laid-out paper, files of their own."""

from datetime import UTC, datetime

import pytest

from assembly.documents.renderers import RENDERERS
from assembly.documents.sealing import SEALED
from tests.documents.authority import Authority
from tests.documents.stand_ins import Node


@pytest.fixture
def own_files(tmp_path, settings):
    """Keep files in a folder of this test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files"), "base_url": None},
        },
    }


@pytest.fixture
def authority():
    """An authority that issues certificates."""
    return Authority()


@pytest.fixture
def node(authority, settings):
    """The verification service on this machine, configured."""
    node = Node(authority)
    settings.NCANODE_URL = node.url
    yield node
    node.stop()


@pytest.fixture(scope="session")
def paper():
    """A laid-out PDF/A-3a with an enclosure."""
    from assembly.documents.paper.layout import lay_out
    from tests.documents.test_paper import decision_like

    return lay_out(decision_like(), at=datetime.now(UTC))[0]


@pytest.fixture
def forgotten_papers():
    """Forget the kind of paper that a test registered."""
    yield
    SEALED.discard("tests.sealed")
    RENDERERS.pop("tests.sealed", None)
