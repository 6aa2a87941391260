"""The place of who was elected: his seat goes on in another role from the day of the election."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from assembly.bodies.enums import EndReason, SeatRole
from assembly.bodies.models import Membership
from assembly.common.clock import day_of
from assembly.common.dates import official_date
from assembly.documents.enums import ActAccess, ActKind
from assembly.documents.models import Act
from assembly.documents.services.acts import record_act
from assembly.documents.services.series import take_number
from assembly.documents.services.versions import create_document, freeze_version
from assembly.people.models import User
from expert_council.models import Election
from expert_council.numbering import ELECTIONS
from expert_council.services.election_text import TITLES_OF_ACT, texts_of_act


def give_elected_seat(election: Election, *, actor: User, at: datetime) -> Act:
    """Give the elected his place by an act of the Council; who chaired before is a member again.

    Runs inside the conclusion of a round, under its locks.
    """
    act = _act_of(election, actor=actor, at=at)
    body = election.item.meeting.body
    seats = Membership.objects.select_for_update(of=("self",)).of(body).in_force_on(day_of(at))
    if election.role == SeatRole.CHAIR:
        for before in seats.filter(role=SeatRole.CHAIR).exclude(person=election.elected):
            change_role(before, SeatRole.MEMBER, act, at=at)
    change_role(seats.get(person=election.elected), election.role, act, at=at)
    return act


def change_role(seat: Membership, role: str, act: Act, *, at: datetime) -> Membership:
    """Let a seat go on in another role from today: the days before keep what they were."""
    today = day_of(at)
    if seat.term.lower >= today:
        seat.role, seat.basis = role, act
        seat.save(update_fields=["role", "basis"])
        return seat
    seat.term = DateRange(seat.term.lower, today)
    seat.end_reason, seat.end_basis = EndReason.POST_CHANGED, act
    seat.save(update_fields=["term", "end_reason", "end_basis"])
    return Membership.objects.create(
        body=seat.body,
        person_id=seat.person_id,
        role=role,
        term=DateRange(today, None),
        association_id=seat.association_id,
        region_id=seat.region_id,
        on_behalf_kk=seat.on_behalf_kk,
        on_behalf_ru=seat.on_behalf_ru,
        on_behalf_en=seat.on_behalf_en,
        post_kk=seat.post_kk,
        post_ru=seat.post_ru,
        basis=act,
        counts_toward_quorum=seat.counts_toward_quorum,
    )


def _act_of(election: Election, *, actor: User, at: datetime) -> Act:
    assert election.elected is not None, "an act follows an election that was held"
    meeting, role = election.item.meeting, SeatRole(election.role)
    day = day_of(at)
    texts = texts_of_act(
        election.elected.full_name,
        role=role,
        day=(official_date(day, "kk"), official_date(day, "ru")),
        minutes=meeting.minutes_number,
    )
    document = create_document(kind="expert_election", **TITLES_OF_ACT[role], **texts, actor=actor, at=at)
    latest = document.latest
    assert latest is not None, "a document is created with its first version"
    return record_act(
        kind=ActKind.DECISION,
        number=take_number(ELECTIONS, values={}, on=day),
        signed_on=day,
        signed_at=at,
        organ=meeting.body.kind,
        title_kk=document.title_kk,
        title_ru=document.title_ru,
        title_en=document.title_en,
        version=freeze_version(version_id=latest.pk, at=at, actor=actor),
        access=ActAccess.PUBLIC,
        actor=actor,
        at=at,
    )
