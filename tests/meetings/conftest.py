import pytest

import council.services.rules
import sessions.services.rules
from assembly.bodies.procedures import PROCEDURES


@pytest.fixture(autouse=True)
def _rules_of_both_organs(monkeypatch):
    monkeypatch.setitem(PROCEDURES, "assembly", sessions.services.rules.PROCEDURE)
    monkeypatch.setitem(PROCEDURES, "council", council.services.rules.PROCEDURE)
