"""Who reads the Council's page."""

from datetime import date
from typing import Any

from assembly.people.enums import Role
from assembly.people.rights import roles_of

READERS = frozenset({Role.CHAIRMAN, Role.SECRETARIAT, Role.HEAD_OF_SECRETARIAT, Role.COUNCIL_MEMBER})


def can_view_council(user: Any, *, on: date) -> bool:
    """Say whether ``user`` reads the Council's composition: its members, the Secretariat, the Chairman."""
    return bool(roles_of(user, on=on) & READERS)
