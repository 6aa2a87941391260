"""The registry of sealed values outside this room: rotation of keys reaches them too."""

from collections.abc import Callable

Reseal = Callable[[], int]
RESEALS: dict[str, Reseal] = {}


def register_reseal(name: str, reseal: Reseal) -> None:
    """Register how a room brings its sealed values under the present keys; called from ``ready()``.

    Args:
        name: ``room.values``: ``secretariat.applicants``.
        reseal: runs inside the transaction of the rotation, returns how many values were under others.

    Raises:
        ValueError: the name is taken.
    """
    if name in RESEALS:
        raise ValueError(f"sealed values {name!r} are registered twice")
    RESEALS[name] = reseal
