"""The page of the law: acts in their editions, the cited paragraphs, the rules with today's numbers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from assembly.bodies.enums import PUBLIC_ORGANS
from assembly.bodies.models import Body
from assembly.bodies.procedures import PROCEDURES
from assembly.law.acts import REGISTER, REGULATION
from assembly.law.procedures import Procedure
from assembly.law.refs import LegalAct, LegalRef
from assembly.people.rights import RIGHTS


@dataclass(frozen=True, slots=True)
class ActNow:
    """An act of the register on a day, with the places of it that the portal's rights rest on."""

    act: LegalAct
    is_in_force: bool
    cited: list[LegalRef]


@dataclass(frozen=True, slots=True)
class OrganRule:
    """The procedure of an organ with the numbers of a day, in persons."""

    body: Body
    procedure: Procedure
    members: int

    @property
    def required(self) -> int:
        """Return the least number present that makes the organ competent."""
        return self.procedure.quorum.least_part(of=self.members)

    @property
    def votes_at_quorum(self) -> int:
        """Return the least number of votes when exactly that many are present."""
        return self.procedure.majority.least_part(of=self.required)


def acts_on(on: date) -> list[ActNow]:
    """Return the register of acts as it stands on a day."""
    cited: dict[str, dict[str, LegalRef]] = {}
    for right in RIGHTS.values():
        ref = right.legal_ref
        if ref is not None and ref.act.code != REGULATION.code:
            cited.setdefault(ref.act.code, {})[ref.code] = ref
    return [
        ActNow(
            act,
            act.is_in_force_on(on),
            sorted(cited.get(act.code, {}).values(), key=lambda ref: (len(ref.paragraph), ref.paragraph)),
        )
        for act in REGISTER
    ]


def organ_rules_on(on: date) -> list[OrganRule]:
    """Return the procedures in force on a day, for the organs that have members that day."""
    counted = Q(memberships__term__contains=on, memberships__counts_toward_quorum=True)
    bodies = (
        Body.objects.filter(kind__in=dict(PUBLIC_ORGANS))
        .annotate(members_count=Count("memberships", filter=counted))
        .order_by("pk")
    )
    rules = []
    for body in bodies:
        if not body.members_count:
            continue
        try:
            rules.append(OrganRule(body, PROCEDURES[body.kind].on(on), body.members_count))
        except LookupError:  # no edition binds on this day: there is no number to show
            continue
    return rules
