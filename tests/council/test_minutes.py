"""The Council's decision as minutes (п. 15): approved and signed by who presided, then by the secretary; excerpts."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.bodies.enums import BodyKind
from assembly.common.errors import NotAllowed
from assembly.decisions.models import Decision
from assembly.documents.models import Act, Rendition, Signature
from assembly.documents.renderers import RENDERERS
from assembly.law.acts import regulation
from assembly.meetings.enums import MinutesState
from assembly.meetings.models import Minutes
from assembly.meetings.refusals import MinutesSigned, NotPresiding, PresidingSignatureMissing
from assembly.meetings.services.agenda import attach_new_draft, begin_item, end_item
from assembly.meetings.services.minutes import draft_minutes, revise_minutes, sign_minutes
from assembly.meetings.services.minutes_approval import approve_minutes
from assembly.meetings.services.registration import check_in, open_registration
from assembly.meetings.services.sittings import close_meeting, open_meeting
from assembly.meetings.signing import needs_presiding
from assembly.people.desk import desk_of
from assembly.voting.enums import Choice, PollKind
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from council.refusals import MinutesNotSignedYet
from council.services.convening import convene_with_agreement
from council.services.excerpts import order_excerpt
from tests.council.making import LATER, make_agreed, make_deputy
from tests.factories import NOON, make_chairman, make_council, make_secretary

MEETS = NOON + timedelta(days=20)
AFTER = MEETS + timedelta(hours=3)


def hold(votes=3, members=3):
    """Hold a sitting of the Council under a deputy; one decision is put to the vote."""
    persons = make_council(members)
    deputy, secretary = make_deputy(), make_secretary()
    found = convene_with_agreement(
        council_meeting_id=make_agreed(deputy, make_chairman(), starts_at=MEETS).pk, actor=deputy, at=LATER
    )
    meeting, at = found.meeting, MEETS
    open_registration(meeting_id=meeting.pk, actor=secretary, at=at)
    for person in persons:
        check_in(meeting_id=meeting.pk, person_id=person.pk, actor=secretary, at=at)
    open_meeting(meeting_id=meeting.pk, presiding_id=deputy.known_person.pk, actor=secretary, at=at)
    item = meeting.items.order_by("number").first()
    attach_new_draft(
        item_id=item.pk, title_kk="Ұсыныс туралы", title_ru="О предложении", text_kk="1. Ұсыныс енгізілсін.",
        text_ru="1. Внести предложение.", actor=secretary, at=at,
    )  # fmt: skip
    begin_item(item_id=item.pk, actor=secretary, at=at)
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind=PollKind.SUBSTANTIVE, question_kk="Қабылдау",
        question_ru="Принять", effect="decisions.adopt", actor=secretary, at=at,
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=secretary, at=at)
    for place, person in enumerate(persons):
        choice = Choice.FOR if place < votes else Choice.ABSTAIN
        cast_vote(poll_id=poll.pk, choice=choice, actor=person.user, at=at)
    closed = close_poll(poll_id=poll.pk, actor=secretary, at=at)
    end_item(item_id=item.pk, actor=secretary, at=at)
    close_meeting(meeting_id=meeting.pk, actor=secretary, at=at)
    return meeting, closed, deputy, secretary


def hold_and_draft(**changes):
    meeting, poll, deputy, secretary = hold(**changes)
    draft_minutes(meeting_id=meeting.pk, actor=secretary, at=AFTER)
    return meeting, poll, deputy, secretary


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("votes", "outcome", "decisions"),
    [(1, "rejected", 0), (2, "adopted", 1), (3, "adopted", 1)],
    ids=["one third", "exactly two thirds", "all"],
)
def test_abstention_stays_in_the_base_of_the_council(votes, outcome, decisions):
    _meeting, poll, _deputy, _secretary = hold(votes=votes)

    assert (poll.outcome, poll.votes_needed, poll.present_count) == (outcome, 2, 3)
    assert list(Decision.objects.values_list("number", flat=True)) == ["1/1"] * decisions


@pytest.mark.django_db
def test_the_secretary_does_not_sign_before_the_presiding_person():
    meeting, _poll, deputy, secretary = hold_and_draft()

    with pytest.raises(PresidingSignatureMissing) as refusal:
        sign_minutes(meeting_id=meeting.pk, actor=secretary, at=AFTER)

    assert refusal.value.legal_ref == regulation("15")
    assert deputy.known_person.family_name in refusal.value.message()
    assert Minutes.objects.get().state == MinutesState.DRAFT
    assert not Act.objects.filter(kind="minutes").exists()


@pytest.mark.django_db
def test_who_presided_signs_first_and_the_secretary_after_him_the_same_text():
    meeting, _poll, deputy, secretary = hold_and_draft()

    approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)
    minutes = sign_minutes(meeting_id=meeting.pk, actor=secretary, at=AFTER)

    signatures = list(Signature.objects.filter(act=minutes.act).order_by("pk"))
    assert [row.person for row in signatures] == [deputy.known_person, secretary.known_person]
    assert len({row.content_sha256 for row in signatures}) == 1
    assert minutes.state == MinutesState.SIGNED
    kinds = AuditEvent.objects.filter(kind__startswith="meetings.minutes").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "meetings.minutes_drafted",
        "meetings.minutes_approved",
        "meetings.minutes_signed",
    ]


@pytest.mark.django_db
def test_what_the_presiding_person_approved_is_not_revised():
    meeting, _poll, deputy, secretary = hold_and_draft()
    approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)

    with pytest.raises(MinutesSigned):
        revise_minutes(meeting_id=meeting.pk, text_kk="а", text_ru="а", reason="б", actor=secretary, at=AFTER)
    with pytest.raises(MinutesSigned):
        draft_minutes(meeting_id=meeting.pk, actor=secretary, at=AFTER)
    with pytest.raises(MinutesSigned):
        approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_secretary, lambda: make_council(1)[0].user, make_deputy])
def test_nobody_else_approves(make):
    meeting, _poll, _deputy, _secretary = hold_and_draft()

    with pytest.raises(NotPresiding):
        approve_minutes(meeting_id=meeting.pk, actor=make(), at=AFTER)

    assert Minutes.objects.get().state == MinutesState.DRAFT


@pytest.mark.django_db
def test_minutes_wait_on_the_desk_of_who_presided():
    meeting, _poll, deputy, _secretary = hold_and_draft()
    day = AFTER.date()

    assert [item.url for item in desk_of(deputy, on=day) if item.icon == "signature"] == [
        f"/kk/meetings/{meeting.pk}/minutes/"
    ]
    approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)
    assert [item for item in desk_of(deputy, on=day) if item.icon == "signature"] == []


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_one_makes_the_act():
    meeting, _poll, deputy, _secretary = hold_and_draft()
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)
            results.append("approved")
        except MinutesSigned:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["approved", "refused"]
    assert (
        Act.objects.filter(kind="minutes").count()
        == Signature.objects.filter(act__kind="minutes").count()
        == 1
    )


@pytest.mark.django_db
def test_an_excerpt_is_taken_out_of_signed_minutes_alone():
    meeting, _poll, deputy, secretary = hold_and_draft()
    decision = Decision.objects.get()
    approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)

    with pytest.raises(MinutesNotSignedYet) as refusal:
        order_excerpt(decision_id=decision.pk, actor=secretary, at=AFTER)

    assert refusal.value.legal_ref == regulation("15")
    assert not Rendition.objects.filter(template="council.excerpt").exists()


@pytest.mark.django_db
def test_an_excerpt_is_ordered_once_and_says_what_was_decided():
    meeting, _poll, deputy, secretary = hold_and_draft()
    decision = Decision.objects.get()
    approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)
    sign_minutes(meeting_id=meeting.pk, actor=secretary, at=AFTER)

    first = order_excerpt(decision_id=decision.pk, actor=secretary, at=AFTER)

    assert order_excerpt(decision_id=decision.pk, actor=secretary, at=AFTER) == first
    paper = RENDERERS["council.excerpt"].build(decision.pk)
    assert paper.context["permanent_url"].endswith(f"/d/{decision.act.code}")
    assert (paper.context["number"], paper.context["minutes_number"]) == ("1/1", "1")
    russian = paper.context["texts"][1]
    assert (russian["kind"], russian["item_number"]) == ("ВЫПИСКА ИЗ ПРОТОКОЛА", 1)
    assert [role for role, _name in russian["signatures"]] == ["Председательствующий", "Секретарь"]


@pytest.mark.django_db
def test_only_the_secretariat_orders_excerpts():
    _meeting, _poll, deputy, _secretary = hold_and_draft()

    with pytest.raises(NotAllowed):
        order_excerpt(decision_id=Decision.objects.get().pk, actor=deputy, at=AFTER)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_pages_lead_from_the_approval_to_the_excerpt(client, language):
    with time_machine.travel(AFTER, tick=False):
        meeting, _poll, deputy, secretary = hold_and_draft()
        decision, plan = Decision.objects.get(), meeting.council_meeting
        client.force_login(secretary)
        page = f"/{language}/meetings/{meeting.pk}/minutes/"
        shown = client.get(page)
        assert (shown.context["signs"], shown.context["waits_for_presiding"]) == (False, True)
        client.force_login(deputy)
        assert client.get(page).context["approves"] is True
        client.post(f"{page}approve/")
        client.force_login(secretary)
        assert client.get(page).context["signs"] is True
        client.post(f"{page}sign/")

        sitting = f"/{language}/council/meetings/{plan.pk}/"
        assert client.get(sitting).context["decisions"][0].excerpt is None
        client.post(f"{sitting}decisions/{decision.pk}/excerpt/")

        order = Rendition.objects.get(template="council.excerpt")
        assert f"/{language}/documents/renditions/{order.pk}/" in client.get(sitting).content.decode() or (
            client.get(sitting).context["decisions"][0].excerpt == order
        )


@pytest.mark.django_db
def test_the_minutes_of_other_organs_are_signed_as_before():
    meeting, _poll, _deputy, _secretary = hold()
    meeting.refresh_from_db()

    assert needs_presiding(meeting)
    meeting.body.kind = BodyKind.ASSEMBLY
    assert not needs_presiding(meeting)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_order_an_excerpt_at_once_both_find_one_order():
    meeting, _poll, deputy, secretary = hold_and_draft()
    approve_minutes(meeting_id=meeting.pk, actor=deputy, at=AFTER)
    sign_minutes(meeting_id=meeting.pk, actor=secretary, at=AFTER)
    decision = Decision.objects.get()
    orders, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            orders.append(order_excerpt(decision_id=decision.pk, actor=secretary, at=AFTER).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(orders) == 2
    assert set(orders) == {Rendition.objects.get(template="council.excerpt").pk}
