"""Sealing personal values: encrypted for reading, hashed under a key for matching.

Both keys stand outside the database, in the environment, each with an identifier that is kept beside
every value made with it. The first key of a list makes new values, the others still open old ones;
``manage.py rotate_personal_keys`` brings all values under the first.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12
KEY_BYTES = 32
LONGEST_ID = 16
SEALING, HASHING = "PERSONAL_KEYS", "PERSONAL_HASH_KEYS"


def keys_of(name: str) -> dict[str, bytes]:
    """Return the keys of a setting by their identifiers, the one that makes new values first.

    Args:
        name: ``PERSONAL_KEYS`` or ``PERSONAL_HASH_KEYS``: ``id:64 hexadecimal digits``, separated by commas.

    Raises:
        ImproperlyConfigured: there is none, an identifier is missing, too long or repeated, or a key is
            not 256 bits in hexadecimal. The value itself is not repeated.
    """
    keys: dict[str, bytes] = {}
    for entry in getattr(settings, name):
        identifier, _colon, digits = str(entry).strip().partition(":")
        try:
            key = bytes.fromhex(digits)
        except ValueError:
            key = b""
        if not identifier or len(identifier) > LONGEST_ID or identifier in keys or len(key) != KEY_BYTES:
            raise ImproperlyConfigured(f"{name}: each key is written id:64 hexadecimal digits, ids differ")
        keys[identifier] = key
    if not keys:
        raise ImproperlyConfigured(f"{name} is empty")
    return keys


def current_key(name: str) -> str:
    """Return the identifier of the key that makes new values."""
    return next(iter(keys_of(name)))


def seal(value: bytes, *, purpose: str) -> tuple[str, bytes]:
    """Encrypt a value with AES-256-GCM; return the key's identifier and the sealed bytes.

    Args:
        value: what is sealed.
        purpose: what it is for (``person.iin``); bound in, so that a value cannot be moved elsewhere.
    """
    identifier, key = next(iter(keys_of(SEALING).items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return identifier, nonce + AESGCM(key).encrypt(nonce, value, purpose.encode())


def unseal(sealed: bytes, *, key_id: str, purpose: str) -> bytes:
    """Decrypt what :func:`seal` made.

    Raises:
        LookupError: the key is not among those of the environment.
        ValueError: the bytes were changed, or were sealed for another purpose.
    """
    keys = keys_of(SEALING)
    if key_id not in keys:
        raise LookupError(f"personal key {key_id!r} is not in the environment")
    try:
        return AESGCM(keys[key_id]).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
    except InvalidTag:
        raise ValueError("a sealed value does not open") from None


def keyed_hash(value: str, *, purpose: str) -> tuple[str, str]:
    """Return the identifier of the present hash key and the HMAC-SHA256 of a value under it."""
    identifier, key = next(iter(keys_of(HASHING).items()))
    return identifier, _hash(key, value, purpose)


def keyed_hashes(value: str, *, purpose: str) -> Sequence[str]:
    """Return the hashes of a value under every key that is known: one of them is the stored one."""
    return [_hash(key, value, purpose) for key in keys_of(HASHING).values()]


def _hash(key: bytes, value: str, purpose: str) -> str:
    return hmac.new(key, f"{purpose}\n{value}".encode(), hashlib.sha256).hexdigest()
