"""The very first head of the Secretariat: nobody is here yet who could ask for or confirm his rights."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind, OfficeKind
from assembly.bodies.models import Membership, Office, OfficeHolding
from assembly.bodies.refusals import SomebodyIsHere
from assembly.common.clock import day_of
from assembly.documents.enums import ActKind
from assembly.documents.services.acts import record_act
from assembly.law.acts import regulation
from assembly.people.models import Person
from assembly.people.services.invitations import open_door


@transaction.atomic
def enter_first_head(
    *,
    family_name: str,
    given_name: str,
    email: str,
    language: str,
    order_number: str,
    order_on: date,
    at: datetime,
) -> OfficeHolding:
    """Enter the first head of the Secretariat and write him his invitation; works once in a portal's life.

    Everybody after him is asked for by one person and confirmed by another.

    Args:
        family_name: as in the identity document; ``given_name`` likewise.
        given_name: given name.
        email: where his invitation goes.
        language: of his letters: kk, ru or en.
        order_number: number of the President's order by which he was appointed (п. 16, 17).
        order_on: its day, the first one in office.
        at: the moment, timezone-aware.

    Raises:
        SomebodyIsHere: somebody holds, or held, the office or a seat in the Secretariat.
        Office.DoesNotExist: the reference data are not entered: ``manage.py seed`` comes first.
    """
    office = Office.objects.select_for_update(of=("self",)).get(kind=OfficeKind.HEAD_OF_SECRETARIAT)
    if office.holdings.exists() or Membership.objects.filter(body__kind=BodyKind.SECRETARIAT).exists():
        raise SomebodyIsHere(legal_ref=regulation("17"))
    act = record_act(
        kind=ActKind.ORDER,
        number=order_number,
        signed_on=order_on,
        organ="chairman",
        title_kk="Ассамблея Төрағасының орынбасары – Хатшылық басшысы туралы",
        title_ru="О заместителе Председателя Ассамблеи – руководителе Секретариата",
        actor=None,
        at=at,
    )
    person = Person.objects.create(
        family_name=family_name, given_name=given_name, email=email.strip().lower(), language=language
    )
    holding = OfficeHolding.objects.create(
        office=office, person=person, term=DateRange(min(order_on, day_of(at)), None), basis=act
    )

    record(stream=person, kind="bodies.first_head_entered", at=at,
           payload={"holding": holding.pk, "basis": act.pk, "source": regulation("17").code})  # fmt: skip
    open_door([person], actor=None, at=at)
    return holding
