"""Signing in without an e-mail address: a number that the portal gives and a letter tells.

A user is known by an address; who has none gets one at a domain that never receives mail (RFC 2606), and
types the number alone.
"""

import secrets

DOMAIN = "number.invalid"
DIGITS = 8


def new_number() -> str:
    """Return a random number of eight digits; it is a name, not a secret."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def address_of(number: str) -> str:
    """Return the address under which a number signs in."""
    return f"{number}@{DOMAIN}"


def number_of(address: str) -> str:
    """Return the number behind an address, empty for an address that receives mail."""
    name, _at, domain = address.partition("@")
    return name if domain == DOMAIN else ""


def as_login(text: str) -> str:
    """Return the address that was meant: eight digits, however spaced, are a number."""
    digits = "".join(text.split())
    return address_of(digits) if digits.isdecimal() and len(digits) == DIGITS else text.strip()


def spaced(digits: str, size: int = 4) -> str:
    """Return digits in groups that can be read aloud."""
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))
