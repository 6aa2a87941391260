"""A state body's coordinator invites its officers and ends their posts; he knows his own body alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.coordination import bundles_at, coordinated_by
from assembly.bodies.enums import OfficerRole
from assembly.bodies.models import StateBody, StateBodyOfficer
from assembly.bodies.permissions import COORDINATE_OFFICERS
from assembly.bodies.refusals import PostOverlaps, TermAlreadyEnded
from assembly.bodies.refusals_coordination import AddressNeeded, KnownOtherwise, OfficersOnly
from assembly.bodies.services.rights_news import tell_of_rights
from assembly.common.clock import day_of
from assembly.common.errors import NotAllowed
from assembly.common.search import fold
from assembly.law.acts import regulation
from assembly.people.handovers import Handing
from assembly.people.iin import is_iin, plain_iin
from assembly.people.models import Person, User
from assembly.people.refusals import IinInvalid
from assembly.people.rights import require_right
from assembly.people.services.handovers import hand_over_bundles
from assembly.people.services.invitations import open_door

COORDINATION = regulation("28")
ONE_DAY = timedelta(days=1)


@transaction.atomic
def invite_officer(
    *,
    state_body_id: int,
    family_name: str,
    given_name: str,
    patronymic: str = "",
    email: str,
    iin: str = "",
    language: str = "kk",
    actor: User,
    at: datetime,
) -> StateBodyOfficer:
    """Let a new officer act for the coordinator's state body from today on, and invite him to sign in.

    The person is found by the number or the address alone, exactly; nothing of what the register knows is
    shown. Who is found under another family name is refused in the same words, whoever he is.

    Args:
        state_body_id: a state body that ``actor`` coordinates.
        family_name: as in the identity document; ``given_name`` and ``patronymic`` likewise.
        given_name: given name.
        patronymic: patronymic, where there is one.
        email: where the invitation goes.
        iin: twelve digits, where they are known: finds a person whose address is another.
        language: of his letters.
        actor: a coordinator or the head of the state body in the portal.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` coordinates nothing, or another state body.
        AddressNeeded, IinInvalid: no address is given, or the number is none.
        KnownOtherwise: number or address belong to somebody of another name, to two persons, or to one
            whose sign-in is closed.
        PostOverlaps: the person acts for this state body already.

    Source:
        Положение об Ассамблее (Указ № 747), пункт 28.
    """
    state_body = StateBody.objects.select_for_update(of=("self",)).get(pk=state_body_id)
    _require_coordinator(actor, state_body_id, at=at)
    address = email.strip().lower()
    if not address:
        raise AddressNeeded(field="email")
    person = _found(address, iin, family_name)
    is_new = person is None
    if person is None:
        person = Person.objects.create(
            family_name=family_name.strip(), given_name=given_name.strip(), patronymic=patronymic.strip(),
            email=address, language=language,
        )  # fmt: skip
    today = day_of(at)
    earlier = state_body.officers.filter(person=person, term__overlap=DateRange(today, None)).first()
    if earlier is not None:
        raise PostOverlaps(since=f"{earlier.term.lower:%d.%m.%Y}", officer_id=earlier.pk)

    officer = StateBodyOfficer.objects.create(
        state_body=state_body, person=person, role=OfficerRole.OFFICER, term=DateRange(today, None)
    )

    record(stream=person, kind="bodies.officer_invited", actor=actor, at=at, payload={
        "officer": officer.pk, "state_body": state_body_id, "from": today.isoformat(), "is_new": is_new,
        "source": COORDINATION.code,
    })  # fmt: skip
    if Person.objects.filter(pk=person.pk).invitable().exists():
        open_door([person], actor=actor, at=at)
    else:
        tell_of_rights(officer, at=at)
    return officer


@transaction.atomic
def end_own_officer(
    *, officer_id: int, handings: Mapping[str, Handing], actor: User, at: datetime
) -> StateBodyOfficer:
    """End the post of an officer of the coordinator's state body today; his open work goes to colleagues.

    Args:
        officer_id: the post.
        handings: what becomes of each bundle of the leaver's work for this state body.
        actor: a coordinator or the head of the state body in the portal.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` coordinates nothing, or another state body.
        OfficersOnly: the post is a coordinator's or the head's: the Secretariat ends those.
        TermAlreadyEnded: the post has its last day already.
        WorkLeft, SuccessorUnfit: open work has neither a colleague nor a reason.
    """
    state_body_id = StateBodyOfficer.objects.values_list("state_body_id", flat=True).get(pk=officer_id)
    StateBody.objects.select_for_update(of=("self",)).get(pk=state_body_id)
    officer = StateBodyOfficer.objects.select_for_update(of=("self",)).get(pk=officer_id)
    _require_coordinator(actor, state_body_id, at=at)
    if officer.role != OfficerRole.OFFICER:
        raise OfficersOnly(legal_ref=COORDINATION)
    if officer.term.upper is not None:
        raise TermAlreadyEnded

    today = day_of(at)
    counts = hand_over_bundles(
        person=officer.person, bundles=bundles_at(officer, on=today), handings=handings, actor=actor, at=at
    )
    until = max(today, officer.term.lower + ONE_DAY)
    officer.term = DateRange(officer.term.lower, until)
    officer.save(update_fields=["term"])

    record(stream=officer.person, kind="bodies.officer_ended", actor=actor, at=at, payload={
        "officer": officer.pk, "state_body": state_body_id, "until": until.isoformat(),
        "handed": counts["handed"], "left": counts["left"], "source": COORDINATION.code,
    })  # fmt: skip
    tell_of_rights(officer, at=at, until=until)
    return officer


def _require_coordinator(actor: User, state_body_id: int, *, at: datetime) -> None:
    require_right(actor, COORDINATE_OFFICERS, on=day_of(at))
    if state_body_id not in coordinated_by(actor, day_of(at)):
        raise NotAllowed(legal_ref=COORDINATION, act=COORDINATE_OFFICERS)


def _found(address: str, iin: str, family_name: str) -> Person | None:
    persons = {person.pk: person for person in Person.objects.filter(email__iexact=address)}
    if number := plain_iin(iin):
        if not is_iin(number):
            raise IinInvalid(field="iin")
        persons |= {person.pk: person for person in Person.objects.with_iin(number)}
    if not persons:
        return None
    person = next(iter(persons.values()))
    is_same = len(persons) == 1 and fold(person.family_name) == fold(family_name.strip())
    if not is_same or Person.objects.filter(pk=person.pk).closed().exists():
        raise KnownOtherwise(field="email")
    return person
