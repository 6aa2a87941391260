"""The registry of settings: values that no law fixes. Rooms register their keys in ``ready()``.

A value in force on a day stands in the table ``Setting``; where none stands, the default below
holds and pages say that it is one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class PortalSetting:
    """A key with its default and the words that explain it."""

    key: str
    default: Any
    label: Words
    note: Words = ""
    is_valid: Callable[[Any], bool] | None = None


SETTINGS: dict[str, PortalSetting] = {}


def register_setting(
    key: str,
    default: Any,
    label: Words,
    note: Words = "",
    *,
    is_valid: Callable[[Any], bool] | None = None,
) -> None:
    """Register a setting; called from ``ready()``.

    Args:
        key: ``room.what_it_is``.
        default: an integer, a text or a truth value; a new value must be of its kind.
        label: what the setting is, in a few words.
        note: where the default comes from, what it changes, how a value is written.
        is_valid: says whether a new value can be read, where the kind alone does not say it.

    Raises:
        ValueError: the key is registered already.
    """
    if key in SETTINGS:
        raise ValueError(f"setting {key!r} is registered twice")
    SETTINGS[key] = PortalSetting(key, default, label, note, is_valid)
