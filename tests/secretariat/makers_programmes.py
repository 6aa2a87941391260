"""Programme documents in the states that tests need, made by the services of all the rooms on their way."""

from datetime import timedelta

from assembly.bodies.enums import BodyKind
from assembly.chairman.services.acts import sign_matter
from assembly.decisions.models import Decision
from assembly.meetings.services.agenda import add_item, attach_draft, begin_item, end_item
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from expert_council.services.opinions import ask_opinion
from expert_council.services.writing import issue_opinion, write_opinion
from secretariat.programmes.services.programmes import (
    begin_programme,
    pass_gate,
    put_on_agenda,
    put_programme,
)
from tests.expert_council.makers import OPINION, TEXTS, make_experts
from tests.factories import NOON
from tests.meetings.makers import sitting
from tests.voting.makers import make_text

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
TITLES = {"title_kk": "Тұжырымдама", "title_ru": "Концепция"}


def begun(secretary, *, kind="concept", **titles):
    """Begin a document."""
    return begin_programme(kind=kind, **{**TITLES, **titles}, **TEXTS, actor=secretary, at=NOON)


def opinion_on(programme, secretary, *, at=NOON):
    """Issue an opinion on the newest version."""
    experts = make_experts(1, chair=True)
    request = ask_opinion(
        version_id=programme.document.latest.pk, expert_ids=[experts[0].pk], actor=secretary, at=at
    )
    write_opinion(request_id=request.pk, **OPINION, actor=experts[0].user, at=at)
    return issue_opinion(request_id=request.pk, actor=experts[0].user, at=at)


def decision_on(programme, secretary, kind, competence, *, at):
    """Let an organ decide on the item on which the newest version stands."""
    item, persons = planned_item(secretary, kind, competence, at=at)
    put_on_agenda(programme_id=programme.pk, item_id=item.pk, actor=secretary, at=at)
    return adopted(item, persons, secretary, at=at)


def planned_item(secretary, kind, competence, *, at):
    """Return a planned item of a sitting that goes on, and the persons who are present."""
    meeting, _secretary, persons = sitting(3, present=3, kind=kind, secretary=secretary)
    item = add_item(
        meeting_id=meeting.pk, title_kk="Тұжырымдама туралы", title_ru="О Концепции", competence=competence,
        actor=secretary, at=at,
    )  # fmt: skip
    return item, persons


def adopted(item, persons, secretary, *, at):
    """Let those present adopt a draft at the item; returns the decision."""
    attach_draft(item_id=item.pk, document_id=make_text(secretary).pk, actor=secretary, at=at)
    begin_item(item_id=item.pk, actor=secretary, at=at)
    poll = draft_poll(
        meeting_id=item.meeting_id, item_id=item.pk, kind="substantive", question_kk="Қабылдау", question_ru="Принять",
        effect="decisions.adopt", actor=secretary, at=at,
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=secretary, at=at)
    for person in persons:
        cast_vote(poll_id=poll.pk, choice="for", actor=person.user, at=at + SECOND)
    close_poll(poll_id=poll.pk, actor=secretary, at=at + 2 * SECOND)
    end_item(item_id=item.pk, actor=secretary, at=at + 3 * SECOND)
    return Decision.objects.get(poll=poll)


def gone_to_the_session(secretary, **titles):
    """Let a Concept pass all three gates; returns it."""
    programme = begun(secretary, **titles)
    facts = {"programme_id": programme.pk, "actor": secretary}
    pass_gate(kind="experts", evidence_id=opinion_on(programme, secretary).pk, at=NOON, **facts)
    council = decision_on(programme, secretary, BodyKind.COUNCIL, "programme_discussion", at=NOON + HOUR)
    pass_gate(kind="council", evidence_id=council.pk, at=NOON + HOUR, **facts)
    session = decision_on(
        programme, secretary, BodyKind.ASSEMBLY, "conceptual_approaches", at=NOON + 2 * HOUR
    )
    pass_gate(kind="session", evidence_id=session.pk, at=NOON + 2 * HOUR, **facts)
    return programme


def make_approved(*, secretary, chairman, **titles):
    """Let a programme document go the whole way to the Chairman's act; returns it."""
    programme = gone_to_the_session(secretary, **titles)
    matter = put_programme(programme_id=programme.pk, actor=secretary, at=NOON + 3 * HOUR)
    sign_matter(matter_id=matter.pk, actor=chairman, at=NOON + 4 * HOUR)
    programme.refresh_from_db()
    return programme
