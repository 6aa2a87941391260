"""The whole demonstration, in one transaction."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from assembly.common.clock import ALMATY
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.people.models import User
from assembly.portal.demo import texts
from assembly.portal.demo.administration import administer
from assembly.portal.demo.aftermath import carry_out
from assembly.portal.demo.appeals import send_appeals
from assembly.portal.demo.chairman import instruct, set_directions
from assembly.portal.demo.coordinated import formations
from assembly.portal.demo.council import leave_to_convene
from assembly.portal.demo.experts import ask_experts, found_expert_council
from assembly.portal.demo.imports import upload_table
from assembly.portal.demo.people import PASSWORD, World, build_world
from assembly.portal.demo.programmes import (
    approve_approaches,
    lay_before_the_session,
    prepare_approaches,
)
from assembly.portal.demo.regional_session import hold_regional_session
from assembly.portal.demo.regions import grant_a_colleague, report_quarterly
from assembly.portal.demo.sessions import Hall, Plan, answer_invitations, convene, put_to_the_chairman
from secretariat.programmes.models import Programme

DAY = timedelta(days=1)
PAST_NUMBER, TODAY_NUMBER = 35, 36
SIGN_INS = (
    ("chairman@portal.example", "Chairman of the Assembly"),
    ("head@portal.example", "Deputy Chairman – Head of the Secretariat"),
    ("secretary1@portal.example", "Secretariat staff"),
    ("member1@portal.example", "member of the Assembly and of the Council (member1 … member583)"),
    ("member21@portal.example", "chair of the Scientific-Expert Council (member22 … member27: its members)"),
    ("member100@portal.example", "member of the Assembly"),
    (
        "member18@portal.example",
        "secretary of the Assembly of Astana City (member1 … member20: of each region)",
    ),
    ("officer-mki@portal.example", "Ministry of Culture and Information (officer-mpe, officer-akim-23 …)"),
)


def is_built() -> bool:
    """Say whether the demonstration stands already."""
    return User.objects.filter(email=SIGN_INS[0][0]).exists()


@transaction.atomic
def build(*, at: datetime, members_count: int = 583, council_count: int = 84) -> World:
    """Build the demonstration around the day of ``at``.

    Args:
        at: the moment of the demonstration; the second Session is ready to be held on its day.
        members_count: members of the Assembly.
        council_count: how many of them sit in the Council.
    """
    world = build_world(members_count=members_count, council_count=council_count, at=at)
    today = at.astimezone(ALMATY).replace(hour=10, minute=0, second=0, microsecond=0)
    held_at = today - 210 * DAY
    experts = found_expert_council(world, began=held_at - 150 * DAY)
    approaches = prepare_approaches(world, experts, held_at=held_at)
    set_directions(world, at=held_at - 90 * DAY, is_second=False)
    _past_session(world, approaches, held_at=held_at, today=today)
    set_directions(world, at=today - 120 * DAY, is_second=True)
    _session_of_today(world, today=today)
    _matter_on_the_desk(world, today=today)
    leave_to_convene(world, today=today)
    instruct(world, today=today)
    ask_experts(world, experts, at=today)
    formations(world, at=today)
    report_quarterly(secretary=world.secretary, today=at)
    grant_a_colleague(world, at=at)
    hold_regional_session(today=today)
    upload_table(world, at=at)
    administer(world, at=at)
    send_appeals(world, today=today)
    # Letters of the past have left long ago; only what is written from now on goes to the worker.
    OutboxMessage.objects.filter(state=OutboxState.WAITING).update(
        state=OutboxState.SENT, sent_at=F("created_at"), attempts=1
    )
    return world


def _past_session(world: World, approaches: Programme, *, held_at: datetime, today: datetime) -> None:
    plan = Plan(
        number=PAST_NUMBER,
        theme=texts.THEME_XXXV,
        agenda=texts.PAST_AGENDA,
        convened_at=held_at - 35 * DAY,
        starts_at=held_at,
    )
    meeting = convene(world, plan)
    answer_invitations(meeting, at=held_at - 30 * DAY)
    concept, support, rules, address = meeting.items.order_by("number")
    lay_before_the_session(world, approaches, concept, at=held_at - 20 * DAY)
    hall = Hall(world, meeting, opens_at=held_at - timedelta(minutes=40))
    hall.gather(absent_share=28)
    hall.begin()
    hall.fix_form_of_voting("open")
    hall.decide(concept, against=12, abstained=17, silent=17)
    hall.lose_and_restore_quorum()
    hall.decide(support, against=14, abstained=21, silent=19)
    # More abstain and keep silent than the rule can bear: they stay in the base, and the draft falls.
    hall.decide(rules, against=250, abstained=200, silent=200)
    hall.decide(address, against=0, abstained=10, silent=14)
    hall.finish()
    approve_approaches(world, approaches, concept, at=hall.now + 4 * DAY)
    carry_out(world, meeting, held_at=hall.now, today=today)


def _session_of_today(world: World, *, today: datetime) -> None:
    plan = Plan(
        number=TODAY_NUMBER,
        theme=texts.THEME_XXXVI,
        agenda=texts.TODAY_AGENDA,
        convened_at=today - 33 * DAY,
        starts_at=today,
    )
    meeting = convene(world, plan)
    answer_invitations(meeting, at=today - 28 * DAY)


def _matter_on_the_desk(world: World, *, today: datetime) -> None:
    """Leave the Chairman something to sign: the convening of the Session after this one."""
    plan = Plan(
        number=TODAY_NUMBER + 1,
        theme=texts.THEME_XXXVII,
        agenda=texts.NEXT_AGENDA,
        convened_at=today - 2 * DAY,
        starts_at=today + 70 * DAY,
    )
    put_to_the_chairman(world, plan)


def sign_in_lines() -> list[str]:
    """Return what ``./run`` prints: who can sign in, and the password of all."""
    return [
        *(f"{email:32} {role}" for email, role in SIGN_INS),
        f"password of all: {PASSWORD}",
        "second step of offices: the page shows the code; also: manage.py demo_code secretary1",
    ]
