"""Convening: what the Chairman's act does, and what it does not do twice."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.bodies.procedures import procedure_of
from assembly.chairman.matters import kind_of
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.chairman.services.matters import withdraw_matter
from assembly.decisions.numbering import NUMBERINGS
from assembly.documents.services.series import take_number
from assembly.law.acts import regulation
from assembly.meetings.models import Meeting, MeetingInvitation
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.letters import as_sent
from assembly.people.models import Notice
from assembly.voting.effects import EFFECTS
from assembly.voting.enums import PollForm, PollKind
from assembly.voting.form_sources import fixed_form
from assembly.voting.models import Poll
from sessions.enums import SessionState
from sessions.models import AssemblySession
from sessions.refusals import NotPutToTheChairman
from sessions.selectors import Answers, answers_of
from sessions.services.assembly_sessions import put_session
from tests.chairman.making import make_draft, make_matter
from tests.factories import (
    NOON,
    make_body,
    make_chairman,
    make_members,
    make_person,
    make_secretary,
    seat,
)

LATER = NOON + timedelta(hours=1)
TODAY = NOON.date()


def convene(**changes):
    matter, chairman, secretary = make_matter(**changes)
    sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    return AssemblySession.objects.get(), chairman, secretary


@pytest.mark.django_db
def test_convening_copies_the_plan_into_a_sitting():
    assembly_session, _, _ = convene()

    assert assembly_session.state == SessionState.CONVENED
    assert assembly_session.convening_act.number == "1"
    meeting = assembly_session.sittings.get().meeting
    assert (meeting.series_label, meeting.basis) == ("36", assembly_session.convening_act)
    assert (meeting.starts_at, meeting.reply_by) == (assembly_session.starts_at, assembly_session.reply_by)
    assert (meeting.place_kk, meeting.place_ru) == (assembly_session.place_kk, assembly_session.place_ru)
    assert meeting.title_ru == "XXXVI Сессия Ассамблеи народа Казахстана"
    assert list(meeting.items.values_list("number", "title_kk", "competence")) == [
        (1, "Ассамблеяны дамыту тұжырымдамасы туралы", "conceptual_approaches"),
        (2, "Ассамблея мүшелерінің есептері туралы", "member_reports"),
    ]
    assert AuditEvent.objects.filter(kind="sessions.session_convened").count() == 1


@pytest.mark.django_db
def test_every_member_in_force_on_the_day_of_the_act_is_invited_once_in_his_language():
    make_members(2, language="kk")
    make_members(1, language="ru")
    make_members(1, language="en")
    gone = make_person()
    seat(gone, BodyKind.ASSEMBLY, until=TODAY)  # half-open: the last day is not in the term
    to_come = make_person()
    seat(to_come, BodyKind.ASSEMBLY, since=TODAY + timedelta(days=1))
    without_address = make_person(email="")
    seat(without_address, BodyKind.ASSEMBLY)

    convene()

    letters = OutboxMessage.objects.filter(kind="sessions.invited")
    assert sorted(letters.values_list("language", flat=True)) == ["en", "kk", "kk", "ru"]
    assert MeetingInvitation.objects.count() == Notice.objects.filter(kind="sessions.invited").count() == 5
    assert not MeetingInvitation.objects.filter(person__in=[gone, to_come]).exists()


@pytest.mark.django_db
def test_a_paper_act_invites_the_members_of_the_day_on_the_paper():
    since_today = make_person()
    seat(since_today, BodyKind.ASSEMBLY, since=TODAY)
    make_members(1)
    matter, _, secretary = make_matter()

    record_paper_act(
        matter_id=matter.pk, number="12", signed_on=TODAY - timedelta(days=1), actor=secretary, at=LATER
    )

    assert MeetingInvitation.objects.count() == 1
    assert not MeetingInvitation.objects.filter(person=since_today).exists()


@pytest.mark.django_db
def test_convening_takes_the_same_queries_for_three_members_and_for_thirty():
    chairman, secretary = make_chairman(), make_secretary()
    counts = []
    for number, more in ((36, 3), (37, 27)):
        make_members(more)
        draft = make_draft(secretary, number=number)
        matter = put_session(assembly_session_id=draft.pk, actor=secretary, at=NOON)
        with CaptureQueriesContext(connection) as queries:
            sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert OutboxMessage.objects.filter(kind="sessions.invited").count() == 33


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        (
            "kk",
            "Қазақстан халқы Ассамблеясының XXXVI Сессиясына шақыру",
            "2026\xa0жылғы 23\xa0қарашадағы №\xa01 өкімімен",
        ),
        (
            "ru",
            "Приглашение на XXXVI Сессию Ассамблеи народа Казахстана",
            "от 23\xa0ноября 2026\xa0года №\xa01",
        ),
        (
            "en",
            "Invitation to the XXXVI Session of the Assembly of People of Kazakhstan",
            "No.\xa01 of 23\xa0November 2026",
        ),
    ],
)
def test_the_invitation_is_written_in_each_language(language, subject, words):
    make_members(1, language=language)
    assembly_session, _, _ = convene()
    letter = as_sent(OutboxMessage.objects.get(kind="sessions.invited"))

    assert letter.subject == subject
    assert words in letter.body
    assert getattr(assembly_session, f"place_{language}") in letter.body
    assert f"/{language}/meetings/" in letter.body
    assert "QR" not in letter.body


@pytest.mark.django_db
def test_a_session_taken_back_is_not_convened_by_its_old_matter():
    matter, _, secretary = make_matter()
    withdraw_matter(matter_id=matter.pk, actor=secretary, at=LATER)
    put_session(assembly_session_id=AssemblySession.objects.get().pk, actor=secretary, at=LATER)
    kind = kind_of(matter)

    with pytest.raises(NotPutToTheChairman):
        kind.require_signable(matter=matter, at=LATER)

    assert kind.panels(matter=matter, on=TODAY) == []
    assert kind.subject_url(matter=matter) == ""


@pytest.mark.django_db
def test_the_desk_says_how_many_invitations_a_signature_sends():
    make_members(3)
    matter, chairman, _ = make_matter()
    kind = kind_of(matter)

    assert kind.panels(matter=matter, on=TODAY)[-1][1] == 3
    sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    assert len(kind.panels(matter=matter, on=TODAY)) == 4


@pytest.mark.django_db
def test_answers_are_counted_in_persons():
    make_members(4)
    assembly_session, _, _ = convene()
    meeting = assembly_session.sittings.get().meeting
    for reply, invitation in zip(["hall", "remote", "no"], meeting.invitations.all(), strict=False):
        MeetingInvitation.objects.filter(pk=invitation.pk).update(reply=reply, replied_at=LATER)

    answers = answers_of(meeting)

    assert answers == Answers(invited=4, hall=1, remote=1, declined=1)
    assert (answers.silent, answers.coming) == (1, 2)


@pytest.mark.django_db
def test_the_session_fixes_the_form_of_its_voting():
    assembly_session, _, secretary = convene()
    meeting = assembly_session.sittings.get().meeting
    effect = EFFECTS["sessions.voting_form"]
    poll = Poll(pk=7, meeting=meeting, effect_params={"form": "roll_call"})

    assert effect.kind == PollKind.PROCEDURAL
    assert fixed_form(meeting) == PollForm.OPEN
    effect.run(poll=poll, actor=secretary, at=LATER)

    assert fixed_form(meeting) == PollForm.ROLL_CALL
    assert (
        AuditEvent.objects.get(kind="sessions.voting_form_fixed").payload["source"] == regulation("10").code
    )


@pytest.mark.django_db
def test_an_unknown_form_of_voting_writes_nothing():
    assembly_session, _, secretary = convene()
    poll = Poll(pk=7, meeting=Meeting.objects.get(), effect_params={})

    with pytest.raises(ValueError, match="None"):
        EFFECTS["sessions.voting_form"].run(poll=poll, actor=secretary, at=LATER)

    assembly_session.refresh_from_db()
    assert assembly_session.voting_form == PollForm.OPEN


@pytest.mark.django_db
def test_the_assembly_is_bound_by_paragraphs_9_and_10():
    procedure = procedure_of(make_body(BodyKind.ASSEMBLY), TODAY)

    assert (procedure.quorum.legal_ref, procedure.majority.legal_ref) == (regulation("9"), regulation("10"))


@pytest.mark.django_db
def test_decisions_are_numbered_within_their_session():
    assembly_session, _, _ = convene()
    poll = Poll(meeting=assembly_session.sittings.get().meeting)
    numbering = NUMBERINGS[BodyKind.ASSEMBLY]

    values = numbering.values(poll)
    with transaction.atomic():
        numbers = [
            take_number(numbering.series, within=numbering.within(poll), values=values, on=TODAY)
            for _ in "12"
        ]

    assert numbers == ["36/1", "36/2"]
