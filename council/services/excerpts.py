"""Ordering an excerpt from the minutes of the Council."""

from datetime import datetime

from django.db import transaction

from assembly.audit.services.chain import record
from assembly.common.clock import day_of
from assembly.decisions.models import Decision
from assembly.documents.models import Rendition
from assembly.documents.services.renditions import order_rendition
from assembly.law.acts import regulation
from assembly.meetings.enums import MinutesState
from assembly.meetings.models import Minutes
from assembly.people.models import User
from assembly.people.rights import require_right
from council.excerpts import PAPER
from council.permissions import ORDER_EXCERPT
from council.refusals import MinutesNotSignedYet


@transaction.atomic
def order_excerpt(*, decision_id: int, actor: User, at: datetime) -> Rendition:
    """Order the excerpt about one decision from signed minutes; ordering it again finds the first order.

    Args:
        decision_id: a decision of the Council.
        actor: who orders; needs ``council.order_excerpt``.
        at: the moment.

    Raises:
        NotAllowed: ``actor`` may not order excerpts.
        MinutesNotSignedYet: the presiding person and the secretary have not both signed the minutes.

    Source:
        Положение (Указ № 747), п. 15: the Council's decision is drawn up as minutes.
    """
    decision = Decision.objects.select_related("act", "version").get(pk=decision_id)
    require_right(actor, ORDER_EXCERPT, on=day_of(at))
    # The lock of the minutes: they are signed, or not, for as long as the order is written.
    minutes = (
        Minutes.objects.select_for_update(of=("self",), no_key=True)
        .filter(meeting=decision.meeting_id)
        .first()
    )
    if minutes is None or minutes.state != MinutesState.SIGNED:
        raise MinutesNotSignedYet(legal_ref=regulation("15"))

    order = order_rendition(
        template=PAPER,
        subject=f"decision:{decision.pk}",
        revision=decision.version.sha256_kk,
        act=decision.act,
        version=decision.version,
        at=at,
    )

    record(
        stream=decision,
        kind="council.excerpt_ordered",
        actor=actor,
        at=at,
        payload={"rendition": order.pk, "minutes": minutes.pk, "source": regulation("15").code},
    )
    return order
