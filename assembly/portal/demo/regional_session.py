"""A regional assembly that met: convened by its secretariat for the akim, decided, its minutes signed; its council."""

from datetime import datetime, timedelta

from assembly.bodies.enums import SeatRole
from assembly.bodies.models import Body
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.services.agenda import add_item, attach_new_draft, begin_item, end_item
from assembly.meetings.services.meetings import Plan
from assembly.meetings.services.minutes import draft_minutes, sign_minutes
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from assembly.people.models import Person, User
from assembly.portal.demo import texts_regions as texts
from assembly.portal.demo.regions import COLLEAGUES_REGION
from assembly.voting.enums import Choice, PollKind
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from regions.services.convening import convene_regional_assembly
from regions.services.council import enter_council_seat

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
IN_COUNCIL = 5


def hold_regional_session(*, today: datetime) -> None:
    """Let the assembly of one region meet eighteen days before the demonstration; its council is entered before.

    Args:
        today: the morning of the demonstration.
    """
    body = Body.objects.select_related("region").get(kind="regional_assembly", region__code=COLLEAGUES_REGION)
    seats = list(body.memberships.select_related("person__user").order_by("pk"))
    secretary = next(one.person.user for one in seats if one.role == SeatRole.SECRETARY)
    akim = next(one.person for one in seats if one.role == SeatRole.CHAIR)
    members = [one.person for one in seats if one.person.user]
    if secretary is None:
        return
    starts_at = today - 18 * DAY
    for person in members[1 : 1 + IN_COUNCIL]:
        enter_council_seat(
            assembly_id=body.pk,
            person_id=person.pk,
            from_on=(today - 300 * DAY).date(),
            basis=texts.COUNCIL_BASIS,
            actor=secretary,
            at=starts_at - 40 * DAY,
        )
    meeting = convene_regional_assembly(
        assembly_id=body.pk,
        plan=Plan(starts_at=starts_at, reply_by=(starts_at - 3 * DAY).date(), **texts.SESSION),
        actor=secretary,
        at=starts_at - 15 * DAY,
    )
    item = _prepare(meeting, secretary, at=starts_at - 10 * DAY)
    _hold(meeting, item, [akim, *members], secretary, at=starts_at)


def _prepare(meeting: Meeting, secretary: User, *, at: datetime) -> AgendaItem:
    item = add_item(
        meeting_id=meeting.pk,
        title_kk=texts.SESSION_ITEM["title_kk"],
        title_ru=texts.SESSION_ITEM["title_ru"],
        competence="regional_matter",
        actor=secretary,
        at=at,
    )
    attach_new_draft(item_id=item.pk, actor=secretary, at=at, **texts.SESSION_DRAFT)
    return item


def _hold(
    meeting: Meeting, item: AgendaItem, members: list[Person], secretary: User, *, at: datetime
) -> None:
    """Let the akim preside, the members come, vote and part; one of them is against, the akim casts no vote."""
    open_registration(meeting_id=meeting.pk, actor=secretary, at=at - 30 * MINUTE)
    check_in_many(
        meeting_id=meeting.pk, person_ids=[one.pk for one in members], actor=secretary, at=at - 9 * MINUTE
    )
    open_meeting(meeting_id=meeting.pk, actor=secretary, at=at)
    begin_item(item_id=item.pk, actor=secretary, at=at + 4 * MINUTE)
    poll = draft_poll(
        meeting_id=meeting.pk,
        item_id=item.pk,
        kind=PollKind.SUBSTANTIVE,
        question_kk=texts.SESSION_QUESTION["kk"],
        question_ru=texts.SESSION_QUESTION["ru"],
        effect="decisions.adopt",
        actor=secretary,
        at=at + 20 * MINUTE,
    )
    open_poll(poll_id=poll.pk, actor=secretary, at=at + 22 * MINUTE)
    for place, voter in enumerate(poll.voters.select_related("person__user").order_by("pk")):
        choice = Choice.AGAINST if place == 1 else Choice.FOR
        if user := voter.person.user:
            cast_vote(poll_id=poll.pk, choice=choice, actor=user, at=at + 23 * MINUTE)
    close_poll(poll_id=poll.pk, actor=secretary, at=at + 25 * MINUTE)
    end_item(item_id=item.pk, actor=secretary, at=at + 26 * MINUTE)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=at + 40 * MINUTE)
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=at + DAY)
    sign_minutes(meeting_id=meeting.pk, actor=secretary, at=at + DAY + 5 * MINUTE)
