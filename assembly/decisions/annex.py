"""What adopted decisions put into the minutes: number and title, at the moment of adoption."""

from assembly.bodies.enums import BodyKind
from assembly.law.acts import regulation
from assembly.meetings.annexes import MinutesEntry
from assembly.meetings.models import Meeting


def entries(meeting: Meeting) -> list[MinutesEntry]:
    """Return a line for each decision adopted in a sitting (п. 11 for the Session, п. 15 for the Council)."""
    basis = regulation("11") if meeting.body.kind == BodyKind.ASSEMBLY else regulation("15")
    return [
        MinutesEntry(
            at=decision.adopted_at,
            heading_kk="ШЕШТІ",
            heading_ru="РЕШИЛИ",
            text_kk=f"«{decision.act.title_kk}» шешімі қабылдансын, нөмірі: № {decision.number}.",
            text_ru=f"Принять решение «{decision.act.title_ru}», № {decision.number}.",
            legal_ref=basis,
        )
        for decision in meeting.decisions.select_related("act").order_by("adopted_at", "pk")
    ]
