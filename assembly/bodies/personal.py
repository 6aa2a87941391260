"""Who needs which personal value of whom: the one place that says it.

The Secretariat keeps the registers and sees what they hold (п. 17, подп. 1). The secretary of a regional
assembly writes to and calls the people of his own region (п. 19), which needs neither a day of birth nor
an individual number. Everybody else sees names and seats alone. A photograph
is seen by whoever may open the card, and by the person himself.
"""

from datetime import date
from typing import Any

from assembly.bodies.models import Membership
from assembly.bodies.permissions import VIEW_OWN_REGION, VIEW_REGISTERS
from assembly.people.models import Person
from assembly.people.querysets import PersonQuerySet
from assembly.people.rights import has_right

CONTACTS = frozenset({"email", "phone"})
ALL_FIELDS = CONTACTS | {"birth_on", "iin", "sign_in"}


def persons_visible_to(user: Any, on: date) -> PersonQuerySet:
    """Return the persons whose card ``user`` may open: the staff all of them, a regional secretary his region's."""
    if has_right(user, VIEW_REGISTERS, on=on):
        return Person.objects.all()
    if has_right(user, VIEW_OWN_REGION, on=on):
        return Person.objects.filter(pk__in=Membership.objects.visible_to(user, on=on).values("person"))
    return Person.objects.none()


def fields_for(user: Any, on: date) -> frozenset[str]:
    """Return the names of the personal values that ``user`` is shown on a card that he may open."""
    if has_right(user, VIEW_REGISTERS, on=on):
        return ALL_FIELDS
    return CONTACTS if has_right(user, VIEW_OWN_REGION, on=on) else frozenset()
