"""Polls in the states that tests need, made by the services themselves."""

from datetime import timedelta

from django.urls import reverse

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.documents.services.versions import create_document
from assembly.meetings.services.agenda import add_item, attach_draft, begin_item
from assembly.outbox.models import OutboxMessage
from assembly.voting.models import Ballot, Poll, PollVoter
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import draft_poll, open_poll
from tests.factories import NOON
from tests.meetings.makers import sitting, user_of

SECOND = timedelta(seconds=1)
BEGUN = NOON + timedelta(minutes=5)
OPENED = NOON + timedelta(minutes=10)
CAST = OPENED + 30 * SECOND
CLOSED = OPENED + timedelta(minutes=3)
QUESTION = {"question_kk": "Қабылдансын ба?", "question_ru": "Принять?", "question_en": "Adopt?"}
TEXT_KK = "Сессия ШЕШТІ: ана тілдері мектептерін ашу."
TEXT_RU = "Сессия РЕШИЛА: открыть школы родных языков."


def make_text(secretary, *, text_kk=TEXT_KK, text_ru=TEXT_RU):
    return create_document(
        kind="decision", title_kk="Мектептер туралы", title_ru="О школах", title_en="On schools", text_kk=text_kk,
        text_ru=text_ru, actor=secretary, at=NOON,
    )  # fmt: skip


def with_current_item(meeting, secretary, **text):
    """Give the sitting an item with a draft and go over to it."""
    competence = "session_matter" if meeting.body.kind == BodyKind.ASSEMBLY else "council_matter"
    item = add_item(
        meeting_id=meeting.pk, title_kk="Мектептер туралы", title_ru="О школах", title_en="On schools",
        competence=competence, actor=secretary, at=NOON,
    )  # fmt: skip
    attach_draft(item_id=item.pk, document_id=make_text(secretary, **text).pk, actor=secretary, at=NOON)
    return begin_item(item_id=item.pk, actor=secretary, at=BEGUN)


def drafted(members=6, *, present=4, kind=BodyKind.ASSEMBLY, on_text=False, text=None, **fields):
    """Return a draft poll of a sitting, its secretary and the members' persons."""
    meeting, secretary, persons = sitting(members, present=present, kind=kind)
    facts = {"kind": "procedural", **QUESTION, **fields}
    if on_text:
        item = with_current_item(meeting, secretary, **(text or {}))
        facts |= {"kind": "substantive", "item_id": item.pk}
    poll = draft_poll(meeting_id=meeting.pk, actor=secretary, at=BEGUN, **facts)
    return poll, secretary, persons


def opened(members=6, *, present=4, **fields):
    """Return an open poll, its secretary and the members' persons; the first ``present`` may vote."""
    poll, secretary, persons = drafted(members, present=present, **fields)
    return open_poll(poll_id=poll.pk, actor=secretary, at=OPENED), secretary, persons


def vote(poll, person, choice="for", *, at=CAST):
    return cast_vote(poll_id=poll.pk, choice=choice, actor=user_of(person), at=at)


def vote_all(poll, persons, *, votes_for=0, against=0, abstain=0):
    """Cast so many votes of each kind, in the order of persons; the rest keep silent."""
    choices = ["for"] * votes_for + ["against"] * against + ["abstain"] * abstain
    for person, choice in zip(persons, choices, strict=False):
        vote(poll, person, choice)


def written():
    """Everything that an act of this room could write."""
    return (
        list(Poll.objects.order_by("pk").values_list("pk", "state", "opened_at", "outcome", "void_reason")),
        PollVoter.objects.count(),
        Ballot.objects.count(),
        AuditEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def page(client, user, name, *args, **headers):
    client.force_login(user)
    return client.get(reverse(f"voting:{name}", args=args), headers=headers)


def words(response):
    return " ".join(response.content.decode().split())
