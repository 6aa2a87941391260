import pytest

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.services.versions import create_document
from assembly.law.acts import regulation
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.refusals import (
    AnotherItemCurrent,
    CompetenceOfAnother,
    ConveningActMissing,
    ExclusiveCompetence,
    MeetingEnded,
    MeetingNotOpen,
    TitleMissing,
)
from assembly.meetings.services.agenda import (
    add_item,
    attach_draft,
    begin_item,
    change_item,
    end_item,
    withdraw_item,
)
from assembly.meetings.services.meetings import convene_meeting
from assembly.meetings.services.sittings import close_meeting
from tests.factories import NOON, make_body, make_user
from tests.meetings.makers import MINUTE, convened, registering, sitting, user_of

pytestmark = pytest.mark.django_db
TITLES = {"title_kk": "Мәселе туралы", "title_ru": "О вопросе"}


@pytest.mark.parametrize(
    ("kind", "competence", "refusal", "ref"),
    [
        (BodyKind.COUNCIL, "conceptual_approaches", ExclusiveCompetence, regulation("8", "1")),
        (BodyKind.COUNCIL, "member_reports", ExclusiveCompetence, regulation("8", "2")),
        (BodyKind.COUNCIL, "voting_order", ExclusiveCompetence, regulation("10")),
        (BodyKind.COUNCIL, "session_matter", CompetenceOfAnother, regulation("11")),
        (BodyKind.ASSEMBLY, "senate_candidates", CompetenceOfAnother, regulation("13", "1")),
    ],
)
def test_item_of_another_organ_is_refused_with_its_paragraph(kind, competence, refusal, ref):
    meeting, secretary, _ = convened(3, kind=kind)
    before = (AgendaItem.objects.count(), AuditEvent.objects.count())

    with pytest.raises(refusal) as refused:
        add_item(meeting_id=meeting.pk, **TITLES, competence=competence, actor=secretary, at=NOON)

    assert refused.value.legal_ref == ref
    assert (AgendaItem.objects.count(), AuditEvent.objects.count()) == before


def test_session_takes_what_is_exclusively_its_own():
    meeting, secretary, _ = convened(3)

    item = add_item(meeting_id=meeting.pk, **TITLES, competence="member_reports", actor=secretary, at=NOON)

    assert (item.number, item.state) == (2, "planned")
    assert AuditEvent.objects.filter(kind="meetings.item_added").count() == 1


@pytest.mark.parametrize(
    "titles", [{"title_kk": " ", "title_ru": "О вопросе"}, {"title_kk": "Туралы", "title_ru": ""}]
)
def test_item_needs_both_titles(titles):
    meeting, secretary, _ = convened(3)

    with pytest.raises(TitleMissing):
        add_item(meeting_id=meeting.pk, **titles, competence="member_reports", actor=secretary, at=NOON)


def test_session_is_not_convened_without_the_chairmans_act():
    _, secretary, _ = convened(1)

    with pytest.raises(ConveningActMissing) as refusal:
        convene_meeting(
            body=make_body(BodyKind.ASSEMBLY), title_kk="a", title_ru="b", starts_at=NOON, place_kk="c", place_ru="d",
            basis=None, actor=secretary, at=NOON,
        )  # fmt: skip

    assert refusal.value.legal_ref == regulation("5", "5")
    assert Meeting.objects.count() == 1


def test_item_changes_only_before_it_begins():
    meeting, secretary, _ = sitting(3, present=2)
    item = meeting.items.get()
    act = {"item_id": item.pk, "actor": secretary, "at": NOON + 3 * MINUTE}
    changed = change_item(**act, **TITLES, competence="assembly_address")
    assert (changed.title_kk, changed.competence) == ("Мәселе туралы", "assembly_address")

    begin_item(**act)
    with pytest.raises(TransitionRefused):
        change_item(**act, **TITLES, competence="member_reports")
    with pytest.raises(TransitionRefused):
        withdraw_item(**act)


def test_one_item_is_considered_at_a_time():
    meeting, secretary, _ = sitting(3, present=2)
    first = meeting.items.get()
    second = add_item(meeting_id=meeting.pk, **TITLES, competence="member_reports", actor=secretary, at=NOON)
    run = {"actor": secretary, "at": NOON + 3 * MINUTE}

    begin_item(item_id=first.pk, **run)
    with pytest.raises(AnotherItemCurrent) as refusal:
        begin_item(item_id=second.pk, **run)
    end_item(item_id=first.pk, **run)
    begin_item(item_id=second.pk, **run)

    assert refusal.value.number == 1
    assert list(meeting.items.values_list("state", flat=True)) == ["considered", "current"]


def test_item_begins_only_in_session():
    meeting, secretary, _ = registering(3)

    for act in (begin_item, end_item):
        with pytest.raises(MeetingNotOpen):
            act(item_id=meeting.items.get().pk, actor=secretary, at=NOON)


def test_draft_is_attached_and_withdrawn_item_keeps_its_number():
    meeting, secretary, _ = convened(3)
    item = meeting.items.get()
    document = create_document(
        kind="decision",
        title_kk="а",
        title_ru="б",
        text_kk="мәтін",
        text_ru="текст",
        actor=secretary,
        at=NOON,
    )

    attach_draft(item_id=item.pk, document_id=document.pk, actor=secretary, at=NOON)
    withdraw_item(item_id=item.pk, actor=secretary, at=NOON)
    following = add_item(
        meeting_id=meeting.pk, **TITLES, competence="member_reports", actor=secretary, at=NOON
    )

    item.refresh_from_db()
    assert (item.draft, item.state, following.number) == (document, "withdrawn", 2)
    with pytest.raises(TransitionRefused):
        attach_draft(item_id=item.pk, document_id=document.pk, actor=secretary, at=NOON)


def test_nothing_changes_in_a_closed_meeting():
    meeting, secretary, _ = sitting(3, present=2)
    item = meeting.items.get()
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=NOON + 3 * MINUTE)
    before = AuditEvent.objects.count()
    late = {"actor": secretary, "at": NOON + 4 * MINUTE}

    with pytest.raises(MeetingEnded):
        add_item(meeting_id=meeting.pk, **TITLES, competence="member_reports", **late)
    with pytest.raises(MeetingEnded):
        change_item(item_id=item.pk, **TITLES, competence="member_reports", **late)
    with pytest.raises(MeetingEnded):
        withdraw_item(item_id=item.pk, **late)
    with pytest.raises(MeetingNotOpen):
        begin_item(item_id=item.pk, **late)

    assert AuditEvent.objects.count() == before


def test_only_the_secretariat_edits_the_agenda():
    meeting, _, persons = sitting(3, present=2)
    item = meeting.items.get()
    before = AuditEvent.objects.count()

    for actor in (make_user(), user_of(persons[0])):
        with pytest.raises(NotAllowed):
            add_item(meeting_id=meeting.pk, **TITLES, competence="member_reports", actor=actor, at=NOON)
        for act in (withdraw_item, begin_item, end_item):
            with pytest.raises(NotAllowed):
                act(item_id=item.pk, actor=actor, at=NOON)

    assert AuditEvent.objects.count() == before
