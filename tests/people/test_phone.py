"""One's own telephone: changed by oneself, never told by the journal."""

import pytest

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.people.refusals_sign_in import PhoneInvalid
from assembly.people.services.persons import change_phone
from tests.factories import NOON, make_person, make_secretary
from tests.people.kit import get, post, text


@pytest.mark.django_db
def test_the_telephone_is_changed_on_the_card_and_the_event_does_not_tell_it(staff, secretary):
    post(staff, "people:phone_change", phone="+7  701 000 00 00")

    secretary.person.refresh_from_db()
    assert secretary.person.phone == "+7 701 000 00 00"
    event = AuditEvent.objects.get()
    assert (event.kind, event.payload) == ("people.phone_changed", {"is_empty": False})
    assert 'value="+7 701 000 00 00"' in text(get(staff, "people:me"))


@pytest.mark.django_db
def test_nobody_else_and_no_words_change_it():
    person = make_person(phone="+7 701 111 11 11")

    with pytest.raises(NotAllowed):
        change_phone(person_id=person.pk, phone="+7 702 000 00 00", actor=make_secretary(), at=NOON)
    with pytest.raises(PhoneInvalid):
        change_phone(person_id=person.pk, phone="звоните вечером", actor=person.user, at=NOON)

    person.refresh_from_db()
    assert person.phone == "+7 701 111 11 11"
    assert AuditEvent.objects.count() == 0
