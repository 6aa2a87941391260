"""Who may do what to which thing, in the words of the Regulation: roles, objects and acts against the services.

The table is ``who_may.csv``: written by hand from the Regulation, read by a person, never made from the code. A cell
says ``may`` (the act is done, or its own rule answers) or ``no`` (refused as somebody else's act, by the paragraph of the
row where the law has one). Each thing stands there twice where there are two: one's own and another's.
``answers.csv`` says the same of addresses; here the services are asked, which every door comes to.
"""

import csv
from datetime import timedelta
from functools import cache as kept
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from assembly.bodies.models import Membership
from assembly.bodies.services.coordination import invite_officer
from assembly.bodies.services.memberships import end_membership
from assembly.chairman.services.acts import sign_matter
from assembly.chairman.services.deputies import appoint_deputy
from assembly.common.errors import DomainError
from assembly.decisions.services.assignments import accept_assignment, take_off_control
from assembly.decisions.services.considerations import receive
from assembly.documents.services.corrections import correct_act
from assembly.documents.services.portal_settings import change_setting
from assembly.meetings.models import PresenceSpan, RollEntry
from assembly.meetings.services.registration import check_in, confirm_remote
from assembly.meetings.services.sittings import close_meeting
from assembly.people.models import User
from assembly.people.services.closing import close_sign_in
from assembly.voting.models import Poll
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from assembly.voting.services.tellers import propose_tellers
from council.models import CouncilMeeting
from council.services.convening import convene_with_agreement
from expert_council.models import OpinionRequest
from expert_council.services.opinions import draw_in
from expert_council.services.writing import write_opinion
from regions.models import RegionalReport
from regions.services.reports import accept_report, send_report
from secretariat.services.considering import extend_term
from secretariat.services.triage import accept_appeal
from sessions.services.assembly_sessions import put_session
from tests.house.neighbours import Neighbourhood, add_neighbours
from tests.house.stage import TEXTS, build_stage

TABLE = Path(__file__).with_name("who_may.csv")
NOT_HIS = 403
DAY = timedelta(days=1)


@kept
def lines():
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(tuple(line.items()) for line in csv.DictReader(table))


def named(line):
    return f"{dict(line)['object']}: {dict(line)['act']}"


def roles():
    return [name for name, _ in lines()[0]][3:]


class World(Neighbourhood):
    """The stage with its neighbours, and whose roles the table adds: a teller, a deputy, an expert."""

    def who(self, role):
        """Return who plays a role of the table."""
        if role == "deputy":
            return CouncilMeeting.objects.get(pk=self.council_convened).deputy.user
        if role == "expert":
            authors = OpinionRequest.objects.get(pk=self.opinion).authors
            return authors.exclude(person__user=self.user("member")).first().person.user
        return self.teller if role == "teller" else self.user(role)

    def settle(self):
        """Let the secretaries of regions A and B alone be that: in so small a world many members are as well."""
        regional = Membership.objects.filter(body__kind="regional_assembly", role="secretary")
        secretaries = [self.user("region_a").pk, self.user("region_b").pk]
        regional.exclude(person__user__in=secretaries).update(role="member")

    @property
    def teller(self):
        return self.present[0].person.user

    @property
    def present(self):
        """Roll entries of those in the hall who play no other role."""
        playing = {
            user.pk for role in ("member", "council", "region_a", "region_b") if (user := self.user(role))
        }
        now = PresenceSpan.objects.filter(meeting=self.now).now().values("entry")
        entries = RollEntry.objects.filter(meeting=self.now, pk__in=now).exclude(person__user__in=playing)
        return list(entries.exclude(person__user=self.who("deputy")).order_by("number"))


def elect_two(world, at):
    """Close what is open, let the sitting elect two tellers, put another question."""
    secretary = world.user("secretary")
    close_poll(poll_id=Poll.objects.get(meeting=world.now, state="open").pk, actor=secretary, at=at)
    first, second = world.present[:2]
    poll = propose_tellers(
        meeting_id=world.now, entry_ids=[first.pk, second.pk], chair_id=first.pk, actor=secretary, at=at
    )
    open_poll(poll_id=poll.pk, actor=secretary, at=at)
    for voter in poll.voters.select_related("person__user"):
        cast_vote(poll_id=poll.pk, choice="for", actor=voter.person.user, at=at)
    close_poll(poll_id=poll.pk, actor=secretary, at=at)
    question = {"question_kk": "Үзіліс", "question_ru": "Перерыв", "kind": "procedural"}
    poll = draft_poll(meeting_id=world.now, **question, actor=secretary, at=at)
    open_poll(poll_id=poll.pk, actor=secretary, at=at)


# What is done to which thing: (object, act) -> the service with what it is given; it gets who acts and when.

DEEDS = {
    ("sitting of the Session that goes on", "register a member in the hall"): lambda w, **by: check_in(
        meeting_id=w.now, person_id=RollEntry.objects.get(pk=w.other_entry).person_id, **by
    ),
    ("sitting of the Council", "register a member in the hall"): lambda w, **by: check_in(
        meeting_id=w.council_meeting, person_id=w.user("council").person.pk, **by
    ),
    ("sitting of the Session that goes on", "close the sitting"): lambda w, **by: close_meeting(
        meeting_id=w.now, **by
    ),
    ("sitting of the Session that goes on", "take part remotely"): lambda w, **by: confirm_remote(
        meeting_id=w.now, **by
    ),
    ("sitting of the Session that goes on", "propose tellers"): lambda w, **by: propose_tellers(
        meeting_id=w.now,
        entry_ids=[entry.pk for entry in w.present[2:4]],
        chair_id=w.present[2].pk,
        **by,
    ),
    ("poll of the Session", "cast"): lambda w, **by: cast_vote(poll_id=_open(w), choice="for", **by),
    ("poll of the Session", "close"): lambda w, **by: close_poll(poll_id=_open(w), **by),
    ("question not put yet", "open"): lambda w, **by: open_poll(poll_id=w.prepared_poll, **by),
    ("Session in preparation", "put to the Chairman"): lambda w, **by: put_session(
        assembly_session_id=w.draft, **by
    ),
    ("matter on the Chairman's desk", "sign"): lambda w, **by: sign_matter(matter_id=w.matter, **by),
    ("deputies of the Chairman", "appoint"): lambda w, **by: appoint_deputy(
        person_id=w.member, from_on=by["at"].date(), rotation_until=by["at"].date() + 300 * DAY,
        basis_id=w.decision_act, recommendation_id=None, **by,
    ),
    ("sitting of the Council agreed to", "convene"): lambda w, **by: convene_with_agreement(
        council_meeting_id=w.council_convened, **by
    ),
    ("assignment of state body A", "accept"): lambda w, **by: accept_assignment(assignment_id=w.assignment, **by),
    ("assignment of state body B", "accept"): lambda w, **by: accept_assignment(
        assignment_id=w.other_assignment, **by
    ),
    ("assignment of state body A", "take off control"): lambda w, **by: take_off_control(
        assignment_id=w.assignment, **by
    ),
    ("consideration of state body A", "receive"): lambda w, **by: receive(consideration_id=w.consideration, **by),
    ("consideration of state body B", "receive"): lambda w, **by: receive(
        consideration_id=w.other_consideration, **by
    ),
    ("officers of state body A", "invite one"): lambda w, **by: _invite(w.state_body, **by),
    ("officers of state body B", "invite one"): lambda w, **by: _invite(w.other_state_body, **by),
    ("report of region A", "send"): lambda w, **by: send_report(report_id=w.report_a, **by),
    ("report of region B", "send"): lambda w, **by: send_report(report_id=w.report_b, **by),
    ("report of a region that was sent", "accept"): lambda w, **by: accept_report(
        report_id=RegionalReport.objects.awaiting_secretariat().order_by("pk").first().pk, **by
    ),
    ("expert opinion which the member is drawn in to write", "write"): lambda w, **by: write_opinion(
        request_id=w.opinion, **TEXTS, verdict="supported", **by
    ),
    ("expert opinion", "draw another expert in"): lambda w, **by: draw_in(
        request_id=w.opinion, person_id=w.person, affiliation_kk="Университет", affiliation_ru="Университет", **by
    ),
    ("appeal of a citizen", "accept for consideration"): lambda w, **by: accept_appeal(
        appeal_id=w.appeal, is_national=True, is_interethnic=True, topic="language",
        executor_id=w.user("secretary").person.pk, **by,
    ),
    ("appeal of a citizen in consideration", "extend the term"): lambda w, **by: extend_term(
        appeal_id=w.accepted_appeal, due_on=by["at"].date() + 20 * DAY, reason="Сұрау салынды", **by
    ),
    ("decision of the Session", "correct a mistake of writing"): lambda w, **by: correct_act(
        act_id=w.decision_act, **TEXTS, text_en="", reason_kk="Қате", reason_ru="Описка", basis_id=None, **by
    ),
    ("rule of the portal", "change"): lambda w, **by: change_setting(
        key="voting.least_tellers", value=3, from_on=by["at"].date() + DAY, basis_id=None, **by
    ),
    ("somebody's sign-in", "close"): lambda w, **by: close_sign_in(
        person_id=w.member, closed_on=by["at"].date(), reason="Кетті", handings={}, **by
    ),
    ("seat of a member", "end"): lambda w, **by: end_membership(
        membership_id=Membership.objects.get(pk=w.seat).pk, until=by["at"].date() + DAY, reason="own_initiative", **by
    ),
}  # fmt: skip


def _open(world):
    return Poll.objects.get(meeting=world.now, state="open").pk


def _invite(state_body, **by):
    return invite_officer(
        state_body_id=state_body, family_name="Сынақов", given_name="Айдос", patronymic="",
        email="one-more@portal.example", iin="", language="kk", **by,
    )  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_stage()
        add_neighbours(built)
        found = World(built.guest)
        found.settle()
        elect_two(found, timezone.now())
        yield found
        transaction.set_rollback(True)


def outcome(deed, world, user):
    """Return ``may`` or ``no`` with the paragraph of the refusal; nothing stays."""
    at = timezone.now()
    with transaction.atomic():
        try:
            deed(world, actor=user, at=at)
        except DomainError as refusal:
            if refusal.status == NOT_HIS:
                return "no", refusal.legal_ref
        finally:
            transaction.set_rollback(True)
    return "may", None


def test_the_table_and_the_acts_are_the_same():
    rows = [(dict(line)["object"], dict(line)["act"]) for line in lines()]

    assert sorted(rows) == sorted(DEEDS)
    assert {cell for line in lines() for cell in list(dict(line).values())[3:]} == {"may", "no"}


@pytest.mark.parametrize("line", lines(), ids=named)
def test_each_role_may_do_what_the_table_says(line, world):
    row = dict(line)
    got, places = {}, set()
    for role in roles():
        user = world.who(role)
        assert isinstance(user, User), role
        got[role], ref = outcome(DEEDS[row["object"], row["act"]], world, user)
        if ref is not None:
            places.add(ref.cite("ru").replace("\u00a0", " "))

    assert got == {role: row[role] for role in roles()}
    assert places == ({row["place"]} if row["place"] else set())
