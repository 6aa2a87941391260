"""The Session's quorum and majority. Pure: integers and days in, verdicts out. Read this first."""

from datetime import date

from assembly.law.acts import regulation
from assembly.law.procedures import ProcedureEditions
from assembly.law.thresholds import Comparison, Threshold, threshold_in_force

# Counted from the TOTAL number of members of the Assembly.
QUORUM_EDITIONS = (Threshold(2, 3, Comparison.AT_LEAST, regulation("9")),)
# Counted from the members PRESENT; abstention and silence stay in the base.
MAJORITY_EDITIONS = (Threshold(1, 2, Comparison.MORE_THAN, regulation("10")),)

PROCEDURE = ProcedureEditions(quorum=QUORUM_EDITIONS, majority=MAJORITY_EDITIONS)


def session_has_quorum(*, present: int, members: int, on: date) -> bool:
    """Say whether the Session is competent («правомочна») on the day it sits.

    Args:
        present: members of the Assembly registered as present, in persons.
        members: all members of the Assembly on that day, in persons. The whole is the total number
            of members, never the number invited.
        on: the day of sitting, a calendar day in Asia/Almaty; picks the edition.

    Returns:
        True at exactly two thirds and above: the law says «не менее».

    Raises:
        ValueError: ``members`` is below one, or ``present`` is not within it.
        LookupError: no edition of the rule is in force on ``on``.

    Source:
        Положение об Ассамблее народа Казахстана (Указ от 27.12.2024 № 747), пункт 9.
    """
    return threshold_in_force(QUORUM_EDITIONS, on=on).is_met_by(present, of=members)


def session_adopts(*, votes_for: int, present: int, on: date) -> bool:
    """Say whether the Session's decision is adopted.

    Args:
        votes_for: members who voted for, in persons.
        present: members present when the poll opened, in persons; those who abstained or kept
            silent are among them.
        on: the day of sitting; picks the edition.

    Returns:
        True above one half: the law says «более половины присутствующих».

    Raises:
        ValueError: ``present`` is below one, or ``votes_for`` is not within it.
        LookupError: no edition of the rule is in force on ``on``.

    Source:
        Положение об Ассамблее народа Казахстана (Указ от 27.12.2024 № 747), пункт 10.
    """
    return threshold_in_force(MAJORITY_EDITIONS, on=on).is_met_by(votes_for, of=present)
