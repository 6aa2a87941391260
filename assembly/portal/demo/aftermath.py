"""What became of the past Session's decisions: address, publication, considerations, assignments, reports."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from assembly.common.clock import day_of
from assembly.deadlines.selectors import term_after, term_before
from assembly.decisions.models import Assignment, Consideration, Decision
from assembly.decisions.services.assignments import (
    accept_assignment,
    assign_execution,
    return_report,
    submit_report,
    take_off_control,
)
from assembly.decisions.services.considerations import mark_considered, receive, send_for_consideration
from assembly.decisions.services.decisions import issue_address, record_publication
from assembly.documents.services.corrections import correct_act
from assembly.meetings.models import Meeting
from assembly.meetings.services.minutes import draft_minutes, sign_minutes
from assembly.people.models import User
from assembly.portal.demo import texts
from assembly.portal.demo.people import World

DAY = timedelta(days=1)
# The smallest file that is a PDF: enough to be told from its content, invented like all here.
SMALL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def carry_out(world: World, meeting: Meeting, *, held_at: datetime, today: datetime) -> None:
    """Let everything happen that follows a Session: some done, some late, some waiting."""
    decisions = {_competence_of(decision): decision for decision in _decisions(meeting)}
    actor = world.secretary
    draft_minutes(meeting_id=meeting.pk, actor=actor, at=held_at + DAY)
    sign_minutes(meeting_id=meeting.pk, actor=actor, at=held_at + 3 * DAY)
    _publish(decisions["assembly_address"], actor=actor, at=held_at + DAY)
    for decision in decisions.values():
        _consider(world, decision, at=held_at + 5 * DAY)
    _assign(world, decisions["session_matter"], at=held_at + 5 * DAY, today=today)
    _correct(world, decisions["conceptual_approaches"], at=held_at + 6 * DAY)


def _correct(world: World, decision: Decision, *, at: datetime) -> None:
    """Correct a mistake of writing in an adopted decision: readers and verifiers are shown both texts."""
    version = decision.version
    correct_act(
        act_id=decision.act_id,
        text_kk=version.text_kk.replace(*texts.MISPRINT_KK),
        text_ru=version.text_ru.replace(*texts.MISPRINT_RU),
        reason_kk="2-тармақта құжаттың атауы тырнақшаға алынды",
        reason_ru="В пункте 2 название документа взято в кавычки",
        actor=world.head.user,
        at=at,
    )


def _decisions(meeting: Meeting) -> list[Decision]:
    return list(Decision.objects.filter(meeting=meeting).select_related("poll__item").order_by("pk"))


def _competence_of(decision: Decision) -> str:
    assert decision.poll.item is not None, "a substantive poll has its item"
    return decision.poll.item.competence


def _publish(decision: Decision, *, actor: User, at: datetime) -> None:
    issue_address(decision_id=decision.pk, actor=actor, at=at)
    for medium in texts.MEDIA:
        record_publication(
            decision_id=decision.pk,
            medium_kk=medium,
            medium_ru=medium,
            published_on=day_of(at),
            actor=actor,
            at=at + timedelta(hours=6),
        )


def _consider(world: World, decision: Decision, *, at: datetime) -> None:
    addressees = ["mki", "mpe", "mnvo", "mvd", "akim-23", "akim-71"]
    send_for_consideration(
        decision_id=decision.pk,
        state_body_ids=[world.state_bodies[code].pk for code in addressees],
        actor=world.secretary,
        at=at,
    )
    # Four have considered, one has received, one is silent.
    for place, code in enumerate(addressees[:5]):
        consideration = Consideration.objects.get(decision=decision, state_body=world.state_bodies[code])
        officer = world.officers[code].user
        assert officer is not None
        receive(consideration_id=consideration.pk, actor=officer, at=at + DAY)
        if place < 4:  # noqa: PLR2004  -- as the comment above says
            mark_considered(
                consideration_id=consideration.pk,
                considered_on=day_of(at + (10 + place) * DAY),
                signatory="Вице-министр" if code.startswith("m") else "Әкімнің орынбасары",
                resolved_kk=texts.RESOLVED_KK,
                resolved_ru=texts.RESOLVED_RU,
                actor=officer,
                at=at + (11 + place) * DAY,
            )


def _assign(world: World, decision: Decision, *, at: datetime, today: datetime) -> None:
    day = day_of(today)
    terms = {
        "1": term_after(day, 22).due_on,
        # The demonstration is built on any day of the year: a term must not fall on a day off.
        "2": term_before(day_of(at + 111 * DAY), 1),
        "3": term_before(day, 5),
    }
    made: dict[str, Assignment] = {}
    for text in texts.PAST_ASSIGNMENTS:
        made[text.point] = assign_execution(
            decision_id=decision.pk,
            point=text.point,
            text_kk=text.text_kk,
            text_ru=text.text_ru,
            criterion_kk=text.criterion_kk,
            criterion_ru=text.criterion_ru,
            lead_state_body_id=world.state_bodies[text.state_body].pk,
            due_on=terms[text.point],
            actor=world.secretary,
            at=at,
        )
        officer = world.officers[text.state_body].user
        assert officer is not None
        accept_assignment(assignment_id=made[text.point].pk, actor=officer, at=at + 2 * DAY)
    _report(world, made["2"], "mki", texts.REPORT_DONE, language="kk", at=at + 90 * DAY)
    take_off_control(assignment_id=made["2"].pk, actor=world.secretary, at=at + 95 * DAY)
    report_id = _report(world, made["1"], "mpe", texts.REPORT_PARTLY, language="ru", at=today - 12 * DAY)
    return_report(report_id=report_id, remark=texts.REMARK_PARTLY, actor=world.secretary, at=today - 11 * DAY)


def _report(
    world: World, assignment: Assignment, code: str, text: str, *, language: str, at: datetime
) -> int:
    officer = world.officers[code].user
    assert officer is not None
    report = submit_report(
        assignment_id=assignment.pk,
        text=text,
        language=language,
        uploads=[ContentFile(SMALL_PDF, name="есеп-қосымшасы.pdf")],
        actor=officer,
        at=at,
    )
    return int(report.pk)
