"""Regional assemblies with their akims, a commission, and members whose time is over: for the registers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import AccreditationState, BodyKind, EndReason, OfficeKind, SeatRole, StateBodyKind
from assembly.bodies.models import (
    Accreditation,
    Association,
    Body,
    Membership,
    Office,
    OfficeHolding,
    Region,
    StateBody,
)
from assembly.documents.enums import ActKind
from assembly.documents.models import Act
from assembly.documents.services.acts import record_act
from assembly.people.models import DistinctPersons, Person
from assembly.portal.demo.names import InventedName

LONG_AGO = date(2025, 1, 15)
FORMER_COUNT = 9
# The ministry was divided on this day; its work goes on in another one.
RENAMED_ON = date(2023, 9, 1)
IN_A_REGION = 12


def add_formations(
    *,
    members: Sequence[Person],
    staff: Sequence[Person],
    names: Iterator[InventedName],
    basis: Act,
    at: datetime,
) -> None:
    """Write the formations around the Assembly, out of its own members where it can.

    Args:
        members: members of the Assembly; number ``i`` comes from region ``i`` modulo twenty.
        staff: people of the Secretariat.
        names: names that nobody has yet.
        basis: the act that formed the Assembly.
        at: the moment of the demonstration.
    """
    regions = list(Region.objects.all())
    assemblies = {body.region_id: body for body in Body.objects.filter(kind=BodyKind.REGIONAL_ASSEMBLY)}
    seats = []
    akims = _persons(names, len(regions))
    for place, region in enumerate(regions):
        body = assemblies[region.pk]
        mine = members[place :: len(regions)][:IN_A_REGION]
        seats.append(_seat(body, akims[place], SeatRole.CHAIR, basis, region=region))
        seats += [
            _seat(body, person, SeatRole.SECRETARY if number == 0 else SeatRole.MEMBER, basis, region=region)
            for number, person in enumerate(mine)
        ]
    seats += _former(names, regions, basis, at=at)
    Membership.objects.bulk_create(seats, batch_size=500)
    _accreditations(staff[0], basis, at=at)
    _structure_of_the_state()
    _entered_twice(members, staff[0], at=at)
    offices = {office.region_id: office for office in Office.objects.filter(kind=OfficeKind.AKIM)}
    OfficeHolding.objects.bulk_create(
        OfficeHolding(office=offices[region.pk], person=akim, term=DateRange(LONG_AGO, None), basis=basis)
        for region, akim in zip(regions, akims, strict=True)
    )


def _persons(names: Iterator[InventedName], count: int) -> list[Person]:
    chosen = [next(names) for _ in range(count)]
    return Person.objects.bulk_create(
        Person(
            family_name=name.family,
            given_name=name.given,
            patronymic=name.patronymic,
            salutation_kk=name.salutation_kk,
            salutation_ru=name.salutation_ru,
            salutation_en=name.salutation_en,
        )
        for name in chosen
    )


def _seat(body: Body, person: Person, role: str, basis: Act, *, region: Region | None = None) -> Membership:
    return Membership(
        body=body, person=person, role=role, region=region, term=DateRange(LONG_AGO, None), basis=basis
    )


def _former(
    names: Iterator[InventedName], regions: list[Region], basis: Act, *, at: datetime
) -> list[Membership]:
    """Members of the first year, replaced by rotation a while before the demonstration."""
    left_on = at.date() - timedelta(days=330)
    first_on = left_on - timedelta(days=400)
    decree = record_act(
        kind=ActKind.DECREE,
        number="Д-1180",
        signed_on=left_on,
        organ="chairman",
        title_kk="Ассамблея құрамына өзгерістер енгізу туралы",
        title_ru="О внесении изменений в состав Ассамблеи",
        actor=None,
        at=at,
    )
    assembly = Body.objects.get(kind=BodyKind.ASSEMBLY)
    return [
        Membership(
            body=assembly,
            person=person,
            region=regions[place % len(regions)],
            term=DateRange(first_on, left_on),
            basis=basis,
            end_reason=EndReason.ROTATION if place % 3 else EndReason.OWN_INITIATIVE,
            end_basis=decree,
        )
        for place, person in enumerate(_persons(names, FORMER_COUNT))
    ]


def _accreditations(secretary: Person, basis: Act, *, at: datetime) -> None:
    """Decisions on the associations: nearly all accredited, one soon over, one lapsed, one that waits."""
    day = at.date()
    given_on = LONG_AGO - timedelta(days=60)
    lapsed, pending, *accredited = list(Association.objects.order_by("-pk"))
    until = {row.pk: row.accredited_until or day for row in accredited}
    until[accredited[0].pk] = accredited[0].accredited_until = day + timedelta(days=40)
    lapsed.accredited_until = day - timedelta(days=50)
    pending.accredited_until = None
    Association.objects.bulk_update([lapsed, pending, accredited[0]], ["accredited_until"])
    Accreditation.objects.bulk_create(
        Accreditation(
            association=row,
            state=AccreditationState.ACCREDITED,
            applied_on=given_on - timedelta(days=30),
            applicant="Бірлестік төрағасы",
            received_by=secretary.user,
            decided_on=given_on,
            decided_by=secretary.user,
            basis=basis,
            entry_number=f"Д-{number}",
            term=DateRange(given_on, until.get(row.pk, lapsed.accredited_until)),
        )
        for number, row in enumerate([*accredited, lapsed], start=1)
    )
    Accreditation.objects.create(
        association=pending,
        applied_on=day - timedelta(days=6),
        applicant="Бірлестік төрағасы",
        received_by=secretary.user,
    )
    Accreditation.objects.create(
        association=pending,
        state=AccreditationState.REFUSED,
        applied_on=day - timedelta(days=150),
        applicant="Бірлестік төрағасы",
        received_by=secretary.user,
        decided_on=day - timedelta(days=120),
        decided_by=secretary.user,
        refusal_reason="Филиалдардың тіркеу куәліктерінің көшірмелері жоқ / Нет копий свидетельств о регистрации филиалов",
    )


def _structure_of_the_state() -> None:
    """Say what each state body is; a committee is part of its ministry, a ministry that ended has a successor."""
    StateBody.objects.filter(region=None).update(kind=StateBodyKind.MINISTRY)
    StateBody.objects.exclude(region=None).update(kind=StateBodyKind.AKIMAT)
    ministry = StateBody.objects.get(code="mki")
    ministry.formed_on, ministry.email = RENAMED_ON, "kense.mki@portal.example"
    ministry.address_kk, ministry.address_ru = (
        "Астана қаласы, Үлгі көшесі, 8",
        "город Астана, улица Образцовая, 8",
    )
    ministry.save()
    StateBody.objects.create(
        code="kdr",
        kind=StateBodyKind.COMMITTEE,
        parent=ministry,
        name_kk="Мәдениет және ақпарат министрлігінің Дін істері комитеті",
        name_ru="Комитет по делам религий Министерства культуры и информации",
        name_en="Committee on Religious Affairs of the Ministry of Culture and Information",
        formed_on=RENAMED_ON,
    )
    StateBody.objects.create(
        code="mks",
        kind=StateBodyKind.MINISTRY,
        name_kk="Мәдениет және спорт министрлігі",
        name_ru="Министерство культуры и спорта",
        name_en="Ministry of Culture and Sport",
        ended_on=RENAMED_ON,
        successor=ministry,
        is_active=False,
    )


def _entered_twice(members: Sequence[Person], secretary: Person, *, at: datetime) -> None:
    """Cards of members entered once more, which wait to be merged; and a namesake who is another person."""
    Person.objects.bulk_create(
        Person(family_name=person.family_name, given_name=person.given_name, phone="+7 700 000 00 00")
        for person in members[10:12]
    )
    known, author = members[-1], secretary.user
    assert author is not None
    namesake = Person.objects.create(family_name=known.family_name, given_name=known.given_name)
    DistinctPersons.objects.create(
        first=known,
        second=namesake,
        reason="Туған күндері әртүрлі, құжаттармен салыстырылды / Разные дни рождения, сверено с документами",
        at=at,
        by=author,
    )
