"""Quorum and majority. Pure rules: integers in, verdicts out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assembly.law.acts import not_by_law
from assembly.law.refs import LegalRef


class Comparison(Enum):
    """How the law compares a part with a share of the whole."""

    AT_LEAST = "at_least"  # «не менее»
    MORE_THAN = "more_than"  # «более»


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of a whole that a part must reach, as the law states it."""

    numerator: int
    denominator: int
    comparison: Comparison
    legal_ref: LegalRef

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator:
            raise ValueError(f"not a share: {self.numerator}/{self.denominator}")
        if self.comparison is Comparison.MORE_THAN and self.numerator == self.denominator:
            raise ValueError("nothing can be more than the whole")

    def is_met_by(self, part: int, *, of: int) -> bool:
        """Say whether ``part`` people out of ``of`` reach the threshold.

        Cross-multiplied, so that 2/3 of 100 is never 66.666…: the comparison is exact for any size
        of body, and no rounding rule has to be invented.

        Args:
            part: people counted, in persons.
            of: people in the whole the law names, in persons. Mind which whole: «от общего числа
                членов» and «от числа присутствующих» differ.

        Raises:
            ValueError: the whole is empty, or the part is not within it.
        """
        self._check_whole(of)
        if not 0 <= part <= of:
            raise ValueError(f"{part} is not a part of {of}")
        left, right = part * self.denominator, of * self.numerator
        return left >= right if self.comparison is Comparison.AT_LEAST else left > right

    def least_part(self, *, of: int) -> int:
        """Return the smallest number of persons out of ``of`` that reaches the threshold.

        Raises:
            ValueError: the whole is empty.
        """
        self._check_whole(of)
        quotient, remainder = divmod(of * self.numerator, self.denominator)
        if self.comparison is Comparison.AT_LEAST and remainder == 0:
            return quotient
        return quotient + 1

    @staticmethod
    def _check_whole(of: int) -> None:
        if of < 1:
            raise ValueError(f"a whole of {of} persons")


def threshold_from(words: str, *, legal_ref: LegalRef) -> Threshold:
    """Return the share that a setting writes as ``2/3`` (at least) or ``>1/2`` (more than).

    Raises:
        ValueError: the words are no share.
    """
    text = words.replace(" ", "")
    comparison = Comparison.MORE_THAN if text.startswith(">") else Comparison.AT_LEAST
    numerator, slash, denominator = text.removeprefix(">").partition("/")
    if not (slash and numerator.isdecimal() and denominator.isdecimal()):
        raise ValueError(f"not a share: {words!r}")
    return Threshold(int(numerator), int(denominator), comparison, legal_ref)


def is_share(words: object) -> bool:
    """Say whether ``words`` can be read by :func:`threshold_from`."""
    try:
        threshold_from(str(words), legal_ref=not_by_law(""))
    except ValueError:
        return False
    return True


def threshold_in_force(editions: Sequence[Threshold], *, on: date) -> Threshold:
    """Return the edition of a rule that binds on the day of the meeting.

    A poll is judged by the law of its day, not by the law of today: reopening an old protocol must
    give the old verdict.

    Raises:
        LookupError: none, or more than one, is in force on ``on``.
    """
    found = [edition for edition in editions if edition.legal_ref.is_in_force_on(on)]
    if len(found) != 1:
        raise LookupError(f"{len(found)} editions in force on {on:%Y-%m-%d}, need exactly one")
    return found[0]
