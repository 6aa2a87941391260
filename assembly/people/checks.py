"""System checks of the room: in production the personal keys are the server's own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from assembly.people.keys import HASHING, SEALING, keys_of


@register(Tags.security, deploy=True)
def check_personal_keys(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a deployment whose personal keys are missing, malformed, or those that the code knows."""
    return [
        Error(f"{name} {fault}", id=f"people.E{number:03}", hint="deploy/README.md says how to make one")
        for name in (SEALING, HASHING)
        for number, fault in _faults_of(name)
    ]


def _faults_of(name: str) -> list[tuple[int, str]]:
    try:
        keys = keys_of(name)
    except ImproperlyConfigured:
        return [(1, "is not a list of id:64 hexadecimal digits")]
    known = {str(entry).partition(":")[2] for entry in settings.KNOWN_PERSONAL_KEYS}
    if any(key.hex() in known for key in keys.values()):
        return [(2, "is not set: the key of tests and commands is in use")]
    if name == HASHING and set(keys.values()) & set(keys_of_sealing()):
        return [(3, "repeats a key of PERSONAL_KEYS: one for reading, another for matching")]
    return []


def keys_of_sealing() -> list[bytes]:
    """Return the keys that seal; none where they cannot be read, which is said already."""
    try:
        return list(keys_of(SEALING).values())
    except ImproperlyConfigured:
        return []
