"""The Council's quorum, majority and the term within which it meets. Pure: integers and days in, verdicts out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from assembly.law.acts import law_article, regulation
from assembly.law.procedures import ProcedureEditions
from assembly.law.refs import LegalRef
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


@dataclass(frozen=True, slots=True)
class MeetingTerm:
    """How often the Council meets at least: the most months between two sittings, and the place in the law."""

    months: int
    legal_ref: LegalRef


# The Law on the Assembly, not the Regulation, says so: «по мере необходимости, но не реже одного раза в шесть месяцев».
MEETING_TERM = MeetingTerm(6, law_article("10"))


def next_meeting_due(met_on: date) -> date:
    """Return the last day on which the Council may meet again in time.

    Args:
        met_on: the day of its last sitting, a calendar day in Asia/Almaty.

    Returns:
        The same number of the month six months later; the last day of a shorter month.

    Source:
        Закон Республики Казахстан «Об Ассамблее народа Казахстана», статья 10.
    """
    months = met_on.year * 12 + met_on.month - 1 + MEETING_TERM.months
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(met_on.day, last))
