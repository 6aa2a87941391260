"""The individual identification number (ЖСН, ИИН): twelve digits, the last of which checks the others.

Pure: it imports no Django. Of the number only its length, its digits and the check digit are judged;
the day of birth inside it is not, since numbers exist whose first six digits are no day.
"""

import re
from collections.abc import Sequence

LENGTH = 12
FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
MODULUS = 11
NO_DIGIT = 10
SHOWN = 6
HIDDEN = "•"
_SEPARATORS = re.compile(r"[\s\u00a0\u202f\-–]+")


def plain_iin(text: str) -> str:
    """Return the number as it is stored: spaces and hyphens between its digits go."""
    return _SEPARATORS.sub("", text)


def check_digit(eleven: str) -> int | None:
    """Return the digit that must follow the first eleven; ``None`` where no number was ever issued.

    Args:
        eleven: the first eleven digits; what follows them is not looked at.

    Source:
        The rule of the state register of individual numbers: weights 1 to 11 modulo 11; where ten comes
        out, weights 3 to 11, 1, 2; where ten comes out again, the number is never issued.
    """
    digits = [int(sign) for sign in eleven[: LENGTH - 1]]
    rest = _weighed(digits, FIRST_WEIGHTS)
    if rest == NO_DIGIT:
        rest = _weighed(digits, SECOND_WEIGHTS)
    return None if rest == NO_DIGIT else rest


def is_iin(number: str) -> bool:
    """Say whether ``number`` is twelve digits of which the last one fits the others."""
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        return False
    return check_digit(number) == int(number[-1])


def masked_iin(number: str) -> str:
    """Return the number as lists show it: the six digits of the day of birth, the rest hidden."""
    return number[:SHOWN] + HIDDEN * (len(number) - SHOWN)


def _weighed(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % MODULUS
