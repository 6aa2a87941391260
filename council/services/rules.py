"""The Council's quorum and majority. Pure: integers and days in, verdicts out."""

from datetime import date

from assembly.law.acts import regulation
from assembly.law.procedures import ProcedureEditions
from assembly.law.thresholds import Comparison, Threshold, threshold_in_force

# Counted from the TOTAL number of members of the Council.
QUORUM_EDITIONS = (Threshold(2, 3, Comparison.AT_LEAST, regulation("14")),)
# Counted from the Council members PRESENT at the meeting; abstention and silence stay in the base.
MAJORITY_EDITIONS = (Threshold(2, 3, Comparison.AT_LEAST, regulation("15")),)

PROCEDURE = ProcedureEditions(quorum=QUORUM_EDITIONS, majority=MAJORITY_EDITIONS)


def council_has_quorum(*, present: int, members: int, on: date) -> bool:
    """Say whether the Council is competent on the day it meets.

    Args:
        present: members of the Council registered as present, in persons.
        members: all members of the Council on that day, in persons.
        on: the day of the meeting, a calendar day in Asia/Almaty; picks the edition.

    Returns:
        True at exactly two thirds and above: the law says «не менее».

    Raises:
        ValueError: ``members`` is below one, or ``present`` is not within it.
        LookupError: no edition of the rule is in force on ``on``.

    Source:
        Положение об Ассамблее народа Казахстана (Указ от 27.12.2024 № 747), пункт 14.
    """
    return threshold_in_force(QUORUM_EDITIONS, on=on).is_met_by(present, of=members)


def council_adopts(*, votes_for: int, present: int, on: date) -> bool:
    """Say whether the Council's decision is adopted.

    Args:
        votes_for: Council members who voted for, in persons.
        present: Council members present when the poll opened, in persons.
        on: the day of the meeting; picks the edition.

    Returns:
        True at exactly two thirds of those present and above.

    Raises:
        ValueError: ``present`` is below one, or ``votes_for`` is not within it.
        LookupError: no edition of the rule is in force on ``on``.

    Source:
        Положение об Ассамблее народа Казахстана (Указ от 27.12.2024 № 747), пункт 15.
    """
    return threshold_in_force(MAJORITY_EDITIONS, on=on).is_met_by(votes_for, of=present)
