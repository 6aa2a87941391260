"""The figures of a closed poll, as papers print them."""

from assembly.documents.paper.figures import Figures
from assembly.voting.enums import Outcome, PollForm
from assembly.voting.models import Poll

FORM_WORDS = {
    PollForm.OPEN: ("Ашық дауыс беру", "Открытое голосование"),
    PollForm.ROLL_CALL: ("Атаулы дауыс беру", "Поимённое голосование"),
}


def figures_of(poll: Poll) -> Figures:
    """Return the figures of a closed poll; screen, API and papers show the same stored numbers.

    Raises:
        ValueError: the poll is not closed.
    """
    if (
        poll.present_count is None
        or poll.votes_for is None
        or poll.votes_against is None
        or poll.abstained is None
        or poll.silent is None
        or poll.votes_needed is None
        or poll.opened_at is None
        or poll.closed_at is None
    ):
        raise ValueError("only a closed poll has figures")
    form_kk, form_ru = FORM_WORDS[PollForm(poll.form)]
    return Figures(
        present=poll.present_count,
        votes_for=poll.votes_for,
        against=poll.votes_against,
        abstained=poll.abstained,
        silent=poll.silent,
        needed=poll.votes_needed,
        majority=poll.majority,
        is_adopted=poll.outcome == Outcome.ADOPTED,
        form_kk=form_kk,
        form_ru=form_ru,
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
    )
