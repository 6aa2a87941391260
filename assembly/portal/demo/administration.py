"""Administration of people: an act that waits for a second person, a leaver, a letter on paper."""

from datetime import datetime

from assembly.bodies.enums import BodyKind
from assembly.bodies.selectors import organ
from assembly.bodies.services.grants import ask_for_seat
from assembly.chairman.models import Matter
from assembly.chairman.services.handing import change_keeper
from assembly.common.clock import day_of
from assembly.documents.models import Act
from assembly.people.handovers import Handing, bundles_of
from assembly.people.models import Person, User
from assembly.people.services.closing import close_sign_in
from assembly.people.services.letters import order_letters
from assembly.people.services.register import add_person
from assembly.portal.demo.people import World

NEWCOMER = 30  # of the members: the one who shall sit in the Secretariat, too


def administer(world: World, *, at: datetime) -> None:
    """Show each of the three where a newcomer would look: the desk, the card of a person, printed letters."""
    _ask_for_a_seat(world, at=at)
    _let_one_leave(world, at=at)
    _write_on_paper(world, at=at)


def _ask_for_a_seat(world: World, *, at: datetime) -> None:
    """The second of the staff asks; the first one finds it on his desk."""
    ask_for_seat(
        body_id=organ(BodyKind.SECRETARIAT).pk,
        person_id=world.members[min(NEWCOMER, len(world.members) - 1)].pk,
        from_on=day_of(at),
        basis_id=Act.objects.earliest("pk").pk,
        actor=_user(world.staff[1]),
        at=at,
    )


def _let_one_leave(world: World, *, at: datetime) -> None:
    """One of the staff goes; the matter that he prepared for the Chairman goes to the first."""
    leaver, successor = world.staff[-2], world.staff[0]
    for matter in Matter.objects.waiting()[:1]:
        change_keeper(item=matter.pk, successor=leaver, actor=world.secretary, at=at)
    close_sign_in(
        person_id=leaver.pk,
        closed_on=day_of(at),
        reason="Басқа мемлекеттік органға ауысты. / Перешёл в другой государственный орган.",
        handings={bundle.name: Handing(successor.pk) for bundle in bundles_of(leaver, on=day_of(at))},
        actor=_user(world.staff[1]),
        at=at,
    )


def _write_on_paper(world: World, *, at: datetime) -> None:
    """Somebody without an e-mail address: his letter waits to be downloaded, once."""
    elder = add_person(
        family_name="Поштасыз", given_name="Қария", patronymic="Мысалұлы", actor=world.secretary, at=at
    )
    order_letters(person_ids=[elder.pk], actor=world.secretary, at=at)


def _user(person: Person) -> User:
    return User.objects.get(person=person)
