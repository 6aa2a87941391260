"""The registry of readers: the room a file belongs to says who may download it."""

from collections.abc import Callable
from datetime import date

from assembly.people.models import User

CanRead = Callable[[User, int, date], bool]
READERS: dict[str, CanRead] = {}


def register_reader(subject_type: str, can_read: CanRead) -> None:
    """Say who may download the files of a kind of record; called from ``ready()``.

    Args:
        subject_type: the part of ``StoredFile.subject`` before the colon: ``execution_report``.
        can_read: gets the user, the number of the record and the day.

    Raises:
        ValueError: the kind has its reader already.
    """
    if subject_type in READERS:
        raise ValueError(f"files of {subject_type!r} have a reader already")
    READERS[subject_type] = can_read
