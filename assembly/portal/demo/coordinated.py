"""A working group at work and a commission that waits for its order."""

from datetime import datetime, timedelta

from assembly.bodies.enums import SeatRole
from assembly.portal.demo.people import World
from secretariat.formations.models import Formation
from secretariat.formations.services.formations import create_formation, draft_formation, name_member

DAY = timedelta(days=1)
FIRST_MEMBER = 27
GROUP = {
    "name_kk": "Тұжырымдама жобасын түсіндіру жөніндегі жұмыс тобы",
    "name_ru": "Рабочая группа по разъяснению проекта Концепции",
    "aim_kk": "Тұжырымдама жобасы туралы өңірлерде ақпарат беру",
    "aim_ru": "Информировать регионы о проекте Концепции",
}
COMMISSION = {
    "name_kk": "Ана тілдері жөніндегі комиссия",
    "name_ru": "Комиссия по родным языкам",
    "aim_kk": "Жексенбілік мектептер туралы ұсыныс әзірлеу",
    "aim_ru": "Подготовить предложения о воскресных школах",
}


def formations(world: World, *, at: datetime) -> None:
    """Let a working group work and leave a commission to be created; by the services of the room.

    Args:
        world: who plays which part; members 28 to 33 are named.
        at: the moment of the demonstration.
    """
    head = world.head.user
    assert head is not None, "persons of the demonstration can sign in"
    group = _planned(world, "working_group", GROUP, first=FIRST_MEMBER, at=at - 40 * DAY, term=at + 60 * DAY)
    create_formation(formation_id=group.pk, actor=head, at=at - 39 * DAY)
    _planned(world, "commission", COMMISSION, first=FIRST_MEMBER + 3, at=at - 3 * DAY, term=at + 180 * DAY)


def _planned(
    world: World, kind: str, words: dict[str, str], *, first: int, at: datetime, term: datetime
) -> Formation:
    formation = draft_formation(
        kind=kind,
        name_kk=words["name_kk"],
        name_ru=words["name_ru"],
        aim_kk=words["aim_kk"],
        aim_ru=words["aim_ru"],
        until=term.date(),
        actor=world.secretary,
        at=at,
    )
    for place, person in enumerate(world.members[first : first + 3]):
        role = SeatRole.MEMBER if place else SeatRole.CHAIR
        name_member(formation_id=formation.pk, person_id=person.pk, role=role, actor=world.secretary, at=at)
    return formation
