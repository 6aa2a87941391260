"""Convening a regional assembly: by the akim who chairs it ex officio, or by its secretariat for him."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Body
from assembly.bodies.regional import akim_of, is_led_by
from assembly.common.clock import day_of
from assembly.law.acts import law_article
from assembly.meetings.models import Meeting
from assembly.meetings.permissions import CONVENE_MEETING
from assembly.meetings.services.meetings import Plan, convene_and_invite
from assembly.people.models import User
from assembly.people.rights import require_right
from regions.models import RegionalSitting
from regions.refusals import NoAkim

CHAIRED = law_article("14")


@transaction.atomic
def convene_regional_assembly(*, assembly_id: int, plan: Plan, actor: User | None, at: datetime) -> Meeting:
    """Convene a sitting of a regional assembly in the name of its akim and invite all its members.

    The assembly is locked, so that of two people with the same moment one convenes and the other is told so.

    Args:
        assembly_id: the regional assembly.
        plan: title, time and place; the beginning is still to come.
        actor: the akim, or who works for the secretariat of this very assembly.
        at: the moment, timezone-aware.

    Raises:
        NotAllowed: ``actor`` neither chairs this assembly nor works for its secretariat.
        NoAkim: nobody holds the office, so there is nobody in whose name to convene.
        BodyEnded, NoMembers: there is nobody to convene.
        BeginsInThePast, ConvenedAlready: the moment cannot be so.

    Source:
        Закон об Ассамблее, статья 14 (akim chairs ex officio); Положение (Указ № 747), п. 18, 19.
    """
    body = Body.objects.select_for_update(of=("self",)).get(pk=assembly_id, kind=BodyKind.REGIONAL_ASSEMBLY)
    today = day_of(at)
    require_right(actor, CONVENE_MEETING, on=today, subject=body)
    akim = akim_of(body, on=today)
    if akim is None:
        raise NoAkim(legal_ref=CHAIRED)

    meeting, invited = convene_and_invite(body=body, plan=plan, source=CHAIRED, actor=actor, at=at)
    sitting = RegionalSitting.objects.create(
        meeting=meeting, chair=akim, is_by_chair=is_led_by(actor, body.pk, on=today)
    )

    record(
        stream=body,
        kind="regions.assembly_convened",
        actor=actor,
        at=at,
        payload={
            "meeting": meeting.pk,
            "invited": invited,
            "chair": akim.pk,
            "by_chair": sitting.is_by_chair,
            "source": CHAIRED.code,
        },
    )
    return meeting
