"""A regional assembly that can meet: its akim, its secretary, its members; sittings in the states that tests need."""

from datetime import timedelta

from assembly.bodies.enums import BodyKind
from assembly.bodies.models import Region
from assembly.meetings.services.agenda import add_item, attach_new_draft, begin_item
from assembly.meetings.services.meetings import Plan
from assembly.meetings.services.registration import check_in_many, open_registration
from assembly.meetings.services.sittings import open_meeting
from assembly.voting.services.casting import cast_vote
from assembly.voting.services.polls import close_poll, draft_poll, open_poll
from regions.services.convening import convene_regional_assembly
from tests.factories import NOON, make_person, seat
from tests.regions.makers import make_akim, make_assembly, make_worker

STARTS = NOON + timedelta(hours=2)
MINUTE = timedelta(minutes=1)
WORDS = {
    "title_kk": "Өңірлік сессия",
    "title_ru": "Региональная сессия",
    "place_kk": "Зал",
    "place_ru": "Зал",
}
MEMBERS = 5


def plan(**changes):
    """Return what a sitting is convened with."""
    return Plan(**{**WORDS, "starts_at": STARTS, **changes})


def make_peopled(code="71", members=MEMBERS):
    """Make a regional assembly with an akim, a secretary who counts as a member, and further members."""
    assembly = make_assembly(code)
    akim, worker = make_akim(assembly), make_worker(assembly)
    for _ in range(members - 1):
        seat(make_person(), BodyKind.REGIONAL_ASSEMBLY, body=assembly)
    return assembly, akim, worker


def convene(assembly, actor, *, at=NOON, **changes):
    """Convene a sitting of the assembly."""
    return convene_regional_assembly(assembly_id=assembly.pk, plan=plan(**changes), actor=actor, at=at)


def members_of(assembly):
    """Return the persons who sit in the assembly."""
    return [one.person for one in assembly.memberships.select_related("person__user").order_by("pk")]


def make_item(meeting, worker, *, at=NOON):
    """Put an item with a draft on the agenda."""
    item = add_item(
        meeting_id=meeting.pk, title_kk="Достық үйі туралы", title_ru="О Доме дружбы", competence="regional_matter",
        actor=worker, at=at,
    )  # fmt: skip
    attach_new_draft(
        item_id=item.pk, title_kk="Достық үйі туралы", title_ru="О Доме дружбы", text_kk="1. Жұмыс күшейтілсін.",
        text_ru="1. Усилить работу.", actor=worker, at=at,
    )  # fmt: skip
    return item


def sit(meeting, worker, *, present=MEMBERS, at=STARTS):
    """Open registration, let members come, open the sitting."""
    open_registration(meeting_id=meeting.pk, actor=worker, at=at)
    come = [person.pk for person in members_of(meeting.body)][:present]
    check_in_many(meeting_id=meeting.pk, person_ids=come, actor=worker, at=at + MINUTE)
    return open_meeting(meeting_id=meeting.pk, actor=worker, at=at + 2 * MINUTE)


def decide(meeting, item, worker, *, votes_for=MEMBERS, at=STARTS + 3 * MINUTE):
    """Vote on the draft of an item; returns the closed poll."""
    begin_item(item_id=item.pk, actor=worker, at=at)
    poll = draft_poll(
        meeting_id=meeting.pk, item_id=item.pk, kind="substantive", question_kk="Қабылдау керек пе?",
        question_ru="Принять?", effect="decisions.adopt", actor=worker, at=at,
    )  # fmt: skip
    open_poll(poll_id=poll.pk, actor=worker, at=at + MINUTE)
    for place, person in enumerate(members_of(meeting.body)):
        choice = "for" if place < votes_for else "against"
        cast_vote(poll_id=poll.pk, choice=choice, actor=person.user, at=at + MINUTE)
    return close_poll(poll_id=poll.pk, actor=worker, at=at + 2 * MINUTE)


def known_regions():
    """Return the twenty regions of the reference data."""
    return list(Region.objects.order_by("code"))
