"""What elections put into the minutes: how each round ended."""

from assembly.meetings.annexes import MinutesEntry
from assembly.meetings.models import Meeting
from expert_council.enums import ElectionState
from expert_council.models import Election
from expert_council.services.election_text import TITLES_OF_ACT
from expert_council.services.elections import ELECTION

FAILED = ("Ешкім сайланған жоқ: қайта сайлау өткізіледі.", "Никто не избран: проводятся новые выборы.")


def entries(meeting: Meeting) -> list[MinutesEntry]:
    """Return a line for each election that ended at the sitting."""
    ended = Election.objects.filter(item__meeting=meeting, ended_at__isnull=False).select_related(
        "elected", "act"
    )
    return [_entry(election) for election in ended.order_by("ended_at")]


def _entry(election: Election) -> MinutesEntry:
    titles = TITLES_OF_ACT[election.role]  # type: ignore[index]  # a value of SeatRole
    kk, ru = FAILED
    if election.state == ElectionState.HELD and election.elected and election.act:
        name, number = election.elected.full_name, election.act.number
        kk = f"Сайланды: {name}. Кезең саны: {election.round}. Шешім № {number}."
        ru = f"Избран(а): {name}. Туров: {election.round}. Решение № {number}."
    assert election.ended_at is not None, "only ended elections enter the minutes"
    return MinutesEntry(
        at=election.ended_at,
        heading_kk=titles["title_kk"],
        heading_ru=titles["title_ru"],
        text_kk=kk,
        text_ru=ru,
        legal_ref=ELECTION,
    )
