"""Which news come by letter besides the bell: one's own choice, but not for what binds."""

import re

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.outbox.kinds import KINDS
from assembly.outbox.models import OutboxMessage
from assembly.people.letter_choices import CHOOSABLE, choosable_for, register_choosable
from assembly.people.models import MutedLetter, Notice
from assembly.people.refusals import LetterIsDue
from assembly.people.services.notices import choose_letters
from assembly.people.services.notify import notify_persons
from tests.factories import NOON, make_person, make_secretary
from tests.people.kit import get, post, text

REPORTS = "decisions.report_submitted"
BINDS = {
    "sessions.invited",
    "people.new_device",
    "people.second_factor_changed",
    "people.address_changed",
    "people.sign_in_closed",
    "decisions.assigned",
    "decisions.consideration_sent",
    "decisions.report_returned",
    "decisions.reminder_before",
    "decisions.reminder_due",
    "decisions.reminder_overdue",
}
pytestmark = pytest.mark.django_db


def tell(*persons, kind=REPORTS):
    return notify_persons(persons, kind=kind, context={"report_id": 1}, dedup_key="one", at=NOON)


def choose(user, choices, actor=None):
    return choose_letters(person_id=user.person.pk, choices=choices, actor=actor or user, at=NOON)


def test_who_does_without_letters_has_the_notice_alone():
    without, other = make_secretary(), make_secretary()
    choose(without, {REPORTS: False})

    assert tell(without.person, other.person) == 1

    assert OutboxMessage.objects.get().recipient_id == other.person.pk
    assert Notice.objects.count() == 2


def test_the_choice_is_one_event_and_can_be_taken_back():
    user = make_secretary()

    choose(user, {REPORTS: False})
    choose(user, {REPORTS: False})
    choose(user, {REPORTS: True, "chairman.matter_ended": False})

    assert list(MutedLetter.objects.values_list("kind", flat=True)) == ["chairman.matter_ended"]
    events = AuditEvent.objects.order_by("pk").values_list("kind", "payload")
    assert list(events) == [
        ("people.letters_chosen", {"off": [REPORTS]}),
        ("people.letters_chosen", {"off": ["chairman.matter_ended"]}),
    ]


def test_what_binds_cannot_be_switched_off_nor_chosen_for_another():
    user = make_secretary()

    assert CHOOSABLE.keys() & BINDS == set()
    assert KINDS.keys() >= BINDS | CHOOSABLE.keys()
    for kind in BINDS:
        with pytest.raises(LetterIsDue):
            choose(user, {REPORTS: False, kind: False})
    with pytest.raises(NotAllowed):
        choose(user, {REPORTS: False}, actor=make_secretary())

    assert MutedLetter.objects.count() == AuditEvent.objects.count() == 0


def test_a_muted_row_of_a_kind_that_binds_means_nothing():
    person = make_person()
    MutedLetter.objects.create(person=person, kind="people.new_device")

    assert tell(person, kind="people.new_device") == 1


def test_the_card_offers_what_comes_to_ones_roles(staff, secretary, client_of):
    page = text(get(staff, "people:me"))
    assert page.count('name="letters"') == len(choosable_for({"secretariat"})) > 1

    post(staff, "people:letters_choose", letters=[REPORTS])

    assert set(secretary.person.muted_letters.values_list("kind", flat=True)) == set(
        choosable_for({"secretariat"})
    ) - {REPORTS}
    assert re.findall(
        r'name="letters" value="([\w.]+)" id="letter-\d" checked', text(get(staff, "people:me"))
    ) == [REPORTS]
    assert 'name="letters"' not in text(get(client_of(make_person().user), "people:me"))


def test_a_forged_choice_is_refused_in_words(staff):
    response = staff.post("/ru/people/me/letters/", {"letters": ["sessions.invited"]}, follow=True)

    assert "всегда приходят письмом" in text(response)
    assert MutedLetter.objects.count() == 0


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="choosable twice"):
        register_choosable(REPORTS)
