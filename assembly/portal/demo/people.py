"""The persons of the demonstration and their seats, written in bulk."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import BodyKind, OfficeKind, OfficerRole, SeatRole
from assembly.bodies.models import (
    Association,
    Body,
    Membership,
    Office,
    OfficeHolding,
    Region,
    StateBody,
    StateBodyOfficer,
)
from assembly.bodies.services.seed import seed_reference
from assembly.chairman.models import DeputyTerm
from assembly.deadlines.services.calendar import seed_year
from assembly.documents.enums import ActKind
from assembly.documents.models import Act
from assembly.documents.services.acts import record_act
from assembly.people.iin import check_digit
from assembly.people.models import Person, User
from assembly.portal.demo.codes import give_applications
from assembly.portal.demo.formations import add_formations
from assembly.portal.demo.names import InventedName, invented_names
from assembly.portal.demo.registers import PEOPLES, STATE_BODIES

PASSWORD = "Kelisim-2026"  # noqa: S105  -- demonstration only; DEMO=1 binds to loopback
SINCE = date(2025, 1, 15)
STAFF_COUNT = 7
DAYS_OF_BIRTH = 18_000
ROTATIONS = (45, 400)
LANGUAGES = ("kk", "kk", "ru", "kk", "ru")


@dataclass(slots=True)
class World:
    """Who plays which part in the demonstration."""

    chairman: Person
    head: Person
    staff: list[Person]
    deputies: list[Person]
    members: list[Person]
    council: list[Person]
    officers: dict[str, Person]
    state_bodies: dict[str, StateBody]

    @property
    def secretary(self) -> User:
        """Return the user of the Secretariat who does the work."""
        user = self.staff[0].user
        assert user is not None
        return user


def build_world(*, members_count: int, council_count: int, at: datetime) -> World:
    """Write registers, persons, users and seats.

    Args:
        members_count: members of the Assembly; 583 in the full demonstration.
        council_count: how many of them sit in the Council; 84.
        at: the moment of the demonstration.
    """
    seed_reference(at=at)
    for year in (at.year - 1, at.year, at.year + 1):
        seed_year(year=year, at=at)
    state_bodies = _state_bodies()
    associations = _associations()
    basis = _basis_acts(at)
    names = invented_names(members_count + STAFF_COUNT + 2 + 2 * len(state_bodies) + 20)
    hashed = make_password(PASSWORD)
    pick = iter(names)
    chairman = _persons([next(pick)], ["chairman"], hashed)[0]
    head = _persons([next(pick)], ["head"], hashed)[0]
    staff = _persons([next(pick) for _ in range(STAFF_COUNT)], _numbered("secretary", STAFF_COUNT), hashed)
    members = _persons([next(pick) for _ in range(members_count)], _numbered("member", members_count), hashed)
    officers = _officers(state_bodies, pick, hashed)
    deputies = members[1:4:2]  # every second member is from an association
    council = members[:council_count]
    _seats(members, council, staff, associations, basis)
    _offices(chairman, head, deputies, basis, today=at.date())
    give_applications([chairman, head, *deputies, *staff, *officers.values()])
    add_formations(members=members, staff=staff, names=pick, basis=basis["members"], at=at)
    return World(chairman, head, staff, deputies, members, council, officers, state_bodies)


def _numbered(stem: str, count: int) -> list[str]:
    return [f"{stem}{number}" for number in range(1, count + 1)]


def _persons(names: list[InventedName], accounts: list[str], hashed: str) -> list[Person]:
    users = User.objects.bulk_create(
        [User(email=f"{account}@portal.example", password=hashed) for account in accounts], batch_size=500
    )
    persons = [
        Person(
            user=user,
            family_name=name.family,
            given_name=name.given,
            patronymic=name.patronymic,
            salutation_kk=name.salutation_kk,
            salutation_ru=name.salutation_ru,
            salutation_en=name.salutation_en,
            email=user.email,
            language=LANGUAGES[place % len(LANGUAGES)],
        )
        for place, (user, name) in enumerate(zip(users, names, strict=True))
    ]
    for place, person in enumerate(persons):
        person.birth_on, number = invented_birth(f"{accounts[0]}{place}")
        person.put_iin(number)
    return Person.objects.bulk_create(persons, batch_size=500)


def invented_birth(of: str) -> tuple[date, str]:
    """Return a day of birth and an IIN that nobody has: its seventh digit, 9, is never issued."""
    seed = int(hashlib.sha256(of.encode()).hexdigest()[:12], 16)
    born = date(1948, 1, 1) + timedelta(days=seed % DAYS_OF_BIRTH)
    for serial in range(seed // DAYS_OF_BIRTH % 9_000, 10_000):
        eleven = f"{born:%y%m%d}9{serial:04}"
        digit = check_digit(eleven)
        if digit is not None:
            return born, f"{eleven}{digit}"
    raise LookupError(of)


def _state_bodies() -> dict[str, StateBody]:
    rows = [
        StateBody(code=code, name_kk=name_kk, name_ru=name_ru, name_en=name_en)
        for code, name_kk, name_ru, name_en in STATE_BODIES
    ]
    rows += [
        StateBody(
            code=f"akim-{region.code}",
            region=region,
            # Every region's name ends in «облысы» or «қаласы»: the ending never varies.
            name_kk=f"{region.name_kk}ның әкімдігі",
            name_ru=f"Акимат: {region.name_ru}",
            name_en=f"Akimat of {region.name_en}",
        )
        for region in Region.objects.all()
    ]
    StateBody.objects.bulk_create(rows)
    return {body.code: body for body in StateBody.objects.all()}


def _associations() -> list[Association]:
    republican = [
        Association(
            name_kk=f"Республикалық {kk} этномәдени бірлестігі",
            name_ru=f"Республиканское этнокультурное объединение {ru}",
            is_republican=True,
            accredited_until=date(2028, 6, 30),
        )
        for kk, ru in PEOPLES
    ]
    regional = [
        Association(
            name_kk=f"{region.name_kk}ның {kk} этномәдени бірлестігі",
            name_ru=f"Этнокультурное объединение {ru} ({region.name_ru})",
            region=region,
            accredited_until=date(2027, 12, 31),
        )
        for place, region in enumerate(Region.objects.all())
        for kk, ru in (PEOPLES[place % len(PEOPLES)], PEOPLES[(place + 7) % len(PEOPLES)])
    ]
    return Association.objects.bulk_create([*republican, *regional])


def _basis_acts(at: datetime) -> dict[str, Act]:
    return {
        "members": record_act(
            kind=ActKind.DECREE,
            number="Д-1011",
            signed_on=SINCE,
            organ="chairman",
            title_kk="Қазақстан халқы Ассамблеясының құрамы туралы",
            title_ru="О составе Ассамблеи народа Казахстана",
            actor=None,
            at=at,
        ),
        "offices": record_act(
            kind=ActKind.ORDER,
            number="Д-214",
            signed_on=SINCE,
            organ="chairman",
            title_kk="Ассамблея Төрағасының орынбасарлары туралы",
            title_ru="О заместителях Председателя Ассамблеи",
            actor=None,
            at=at,
        ),
    }


def _officers(
    state_bodies: dict[str, StateBody], pick: Iterator[InventedName], hashed: str
) -> dict[str, Person]:
    codes = list(state_bodies)
    names = [next(pick) for _ in codes]
    persons = _persons(names, [f"officer-{code}" for code in codes], hashed)
    StateBodyOfficer.objects.bulk_create(
        StateBodyOfficer(
            state_body=state_bodies[code],
            person=person,
            role=OfficerRole.COORDINATOR,
            term=DateRange(SINCE, None),
        )
        for code, person in zip(codes, persons, strict=True)
    )
    return dict(zip(codes, persons, strict=True))


def _seats(
    members: list[Person],
    council: list[Person],
    staff: list[Person],
    associations: list[Association],
    basis: dict[str, Act],
) -> None:
    bodies = {body.kind: body for body in Body.objects.filter(region__isnull=True)}
    regions = list(Region.objects.all())
    rows = []
    for place, person in enumerate(members):
        region = regions[place % len(regions)]
        association = associations[place % len(associations)] if place % 2 else None
        rows.append(
            Membership(
                body=bodies[BodyKind.ASSEMBLY],
                person=person,
                term=DateRange(SINCE, None),
                region=region,
                association=association,
                on_behalf_kk=association.name_kk if association else f"Өңірлік ассамблея: {region.name_kk}",
                on_behalf_ru=association.name_ru
                if association
                else f"Региональная ассамблея: {region.name_ru}",
                basis=basis["members"],
            )
        )
    for body, persons in ((BodyKind.COUNCIL, council), (BodyKind.SECRETARIAT, staff)):
        rows += [
            Membership(
                body=bodies[body],
                person=person,
                term=DateRange(SINCE, None),
                role=SeatRole.MEMBER,
                basis=basis["members"],
            )
            for person in persons
        ]
    Membership.objects.bulk_create(rows, batch_size=500)


def _offices(
    chairman: Person, head: Person, deputies: list[Person], basis: dict[str, Act], *, today: date
) -> None:
    offices = {
        office.kind: office for office in Office.objects.filter(kind__in=["chairman", "head_of_secretariat"])
    }
    deputy_offices = list(Office.objects.filter(kind=OfficeKind.DEPUTY_CHAIR).order_by("pk"))
    holders = [
        (offices[OfficeKind.CHAIRMAN], chairman),
        (offices[OfficeKind.HEAD_OF_SECRETARIAT], head),
        *zip(deputy_offices, deputies, strict=False),
    ]
    OfficeHolding.objects.bulk_create(
        OfficeHolding(office=office, person=person, term=DateRange(SINCE, None), basis=basis["offices"])
        for office, person in holders
    )
    # One rotation is about to end, the other goes on.
    for deputy, days in zip(deputies, ROTATIONS, strict=False):
        association = Membership.objects.get(person=deputy, association__isnull=False).association
        assert association is not None
        DeputyTerm.objects.create(
            holding=OfficeHolding.objects.get(person=deputy, office__kind=OfficeKind.DEPUTY_CHAIR),
            association=association,
            rotation_until=today + timedelta(days=days),
        )
