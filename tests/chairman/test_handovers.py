"""A matter that waits for the Chairman goes on with another person when the one who put it leaves."""

import pytest

from assembly.audit.models import AuditEvent
from assembly.chairman.desk import desk_of_refused
from assembly.chairman.handovers import PREPARED
from assembly.chairman.services.handing import change_keeper
from assembly.chairman.services.matters import refuse_matter
from assembly.common.errors import NotAllowed
from assembly.law.acts import regulation
from assembly.people.handovers import Handing, bundles_of
from assembly.people.models import Notice
from assembly.people.services.closing import close_sign_in
from tests.chairman.making import make_matter
from tests.factories import NOON, make_secretary, make_user

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def works_of(user):
    return [work.item for one in bundles_of(user.person, on=TODAY, kinds=[PREPARED]) for work in one.works]


def test_closing_a_sign_in_hands_the_matter_over_and_the_successor_learns_how_it_ends():
    matter, chairman, leaver = make_matter()
    other = make_secretary()
    bundle = bundles_of(leaver.person, on=TODAY, kinds=[PREPARED])[0]
    assert ([work.item for work in bundle.works], bundle.successors) == ([matter.pk], [other.person])

    close_sign_in(
        person_id=leaver.person.pk, closed_on=TODAY, reason="Уволился",
        handings={bundle.name: Handing(other.person.pk)}, actor=other, at=NOON,
    )  # fmt: skip

    assert (works_of(leaver), works_of(other)) == ([], [matter.pk])
    event = AuditEvent.objects.get(kind="chairman.keeper_changed")
    assert event.payload == {"from": leaver.pk, "to": other.pk, "source": regulation("17", "1").code}
    refuse_matter(matter_id=matter.pk, reason="Мәтінді пысықтау", actor=chairman, at=NOON)
    assert Notice.objects.get(kind="chairman.matter_ended").person == other.person
    assert len(desk_of_refused(other, TODAY)) == 1
    assert desk_of_refused(leaver, TODAY) == []
    assert works_of(other) == []


def test_nobody_else_hands_it_over():
    matter, _chairman, _secretary = make_matter()

    with pytest.raises(NotAllowed):
        change_keeper(item=matter.pk, successor=make_secretary().person, actor=make_user(), at=NOON)

    matter.refresh_from_db()
    assert matter.keeper is None
    assert AuditEvent.objects.filter(kind="chairman.keeper_changed").count() == 0
