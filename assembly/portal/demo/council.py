"""The Council of the demonstration: a deputy's sitting to which the Chairman has agreed, to be convened."""

from datetime import datetime, timedelta

from assembly.chairman.services.acts import sign_matter
from assembly.portal.demo.people import World
from assembly.portal.demo.texts import PLACE
from council.models import CouncilMeeting
from council.services.council_meetings import draft_council_meeting, put_council_meeting

DAY = timedelta(days=1)
NEXT_AGENDA = (
    (
        "Кезекті Сессияны шақыру және оның күн тәртібі туралы ұсыныс",
        "О предложении по созыву и повестке дня очередной Сессии",
        "session_proposal",
    ),
    (
        "Хатшылықтың жұмыс жоспарына ұсыныстар туралы",
        "О предложениях в план работы Секретариата",
        "work_plan",
    ),
)


def leave_to_convene(world: World, *, today: datetime) -> CouncilMeeting:
    """Let a deputy prepare a sitting and the Chairman agree: the deputy finds on his desk that he may convene."""
    deputy, chairman = world.deputies[0], world.chairman.user
    assert deputy.user is not None
    assert chairman is not None
    planned = draft_council_meeting(
        deputy_id=deputy.pk,
        starts_at=today + 24 * DAY,
        reply_by=(today + 20 * DAY).date(),
        place_kk=PLACE[0],
        place_ru=PLACE[1],
        place_en=PLACE[2],
        items=[
            {"title_kk": kk, "title_ru": ru, "title_en": "", "competence": competence}
            for kk, ru, competence in NEXT_AGENDA
        ],
        actor=deputy.user,
        at=today - 3 * DAY,
    )
    matter = put_council_meeting(council_meeting_id=planned.pk, actor=deputy.user, at=today - 3 * DAY)
    sign_matter(matter_id=matter.pk, actor=chairman, at=today - 2 * DAY)
    return planned
