"""The registry of those who register members at one sitting by a record of that sitting, not by a seat: its tellers.

Elections are held upstairs; the desk of registration asks here. Nothing is granted and nothing must be taken
back: the record says for which sitting it is, and it is asked each time.
"""

from collections.abc import Callable
from typing import Any

from assembly.meetings.models import Meeting

Registrar = Callable[[Any, Meeting], bool]
_sources: list[Registrar] = []


def register_registrar(source: Registrar) -> None:
    """Register who can say that a user registers members at a sitting; called from ``ready()``."""
    _sources.append(source)


def is_registrar(user: Any, meeting: Meeting) -> bool:
    """Say whether a record of the sitting lets ``user`` register its members now."""
    return any(source(user, meeting) for source in _sources)
