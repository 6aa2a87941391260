"""Granting a colleague the work of a regional secretariat, which two persons want; taking it away, which one may."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body, BodyUserGrant
from assembly.bodies.paired import GRANT_REGION, require_confirmed
from assembly.bodies.permissions import GRANT_REGION_WORK
from assembly.bodies.refusals_regions import NoSignInYet, WorksThereAlready
from assembly.bodies.regional import CODENAME, is_secretary, works_for
from assembly.common.clock import day_of
from assembly.law.acts import regulation
from assembly.people.models import PairedAct, Person, User
from assembly.people.rights import require_right
from assembly.people.services.paired import ask_second_person


@transaction.atomic
def ask_for_region_work(*, body_id: int, person_id: int, actor: User, at: datetime) -> PairedAct:
    """Ask that a person may work for the secretariat of a regional assembly; another person confirms it.

    Args:
        body_id: the regional assembly.
        person_id: the colleague; he can sign in.
        actor: who asks; needs ``bodies.grant_region_work``.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed, AskedAlready: as ``ask_second_person``.
        NoSignInYet: the person cannot sign in.
        WorksThereAlready: he works there by his seat, or by a grant.

    Source:
        Положение (Указ № 747), пункт 19.
    """
    require_right(actor, GRANT_REGION_WORK, on=day_of(at))
    _require_grantable(_assembly(body_id), Person.objects.get(pk=person_id), at=at)
    return ask_second_person(
        kind=GRANT_REGION, person_id=person_id, subject=f"body:{body_id}", facts={"body": body_id}, actor=actor,
        at=at,
    )  # fmt: skip


@transaction.atomic
def give_region_work(act: PairedAct, *, actor: User, at: datetime) -> BodyUserGrant:
    """Enter the grant that was asked for; called by the confirmation.

    Raises:
        SecondPersonNeeded: nobody else asked for it.
        NoSignInYet, WorksThereAlready: as for asking.
    """
    require_confirmed(act, GRANT_REGION, actor=actor, person_id=act.person_id)
    body = _assembly(act.facts["body"])
    person = act.person
    _require_grantable(body, person, at=at)
    assert person.user is not None, "required just above"
    grant = BodyUserGrant.objects.create(
        content_object=body, user=person.user, permission=Permission.objects.get(codename=CODENAME)
    )

    record(
        stream=body,
        kind="bodies.region_work_granted",
        actor=actor,
        at=at,
        payload={"person_id": person.pk, "asked_by": act.asked_by_id, "source": regulation("19").code},
    )
    return grant


@transaction.atomic
def take_region_work(*, grant_id: int, actor: User, at: datetime) -> None:
    """Take away the right to work for a regional secretariat; it ends at once.

    Args:
        grant_id: the grant.
        actor: the Secretariat, or the secretary of that very assembly by his seat.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` is neither.
        BodyUserGrant.DoesNotExist: it was taken away already.
    """
    body = _assembly(BodyUserGrant.objects.values_list("content_object_id", flat=True).get(pk=grant_id))
    if not is_secretary(actor, body.pk, on=day_of(at)):
        require_right(actor, GRANT_REGION_WORK, on=day_of(at))
    grant = BodyUserGrant.objects.select_related("user__person").get(pk=grant_id)
    person_id = grant.user.person.pk
    grant.delete()

    record(
        stream=body,
        kind="bodies.region_work_taken",
        actor=actor,
        at=at,
        payload={"person_id": person_id, "source": regulation("19").code},
    )


def _assembly(body_id: int) -> Body:
    """Lock the regional assembly: its grants are given and taken one after another."""
    return Body.objects.select_for_update(of=("self",)).get(pk=body_id, kind=BodyKind.REGIONAL_ASSEMBLY)


def _require_grantable(body: Body, person: Person, *, at: datetime) -> None:
    if person.user is None or not person.user.is_active:
        raise NoSignInYet(legal_ref=regulation("19"), name=person.full_name)
    if works_for(person.user, body.pk, on=day_of(at)):
        raise WorksThereAlready(legal_ref=regulation("19"), name=person.full_name)
