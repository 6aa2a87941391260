"""Invitations: one open link per person, used once, its token kept nowhere."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed
from assembly.outbox.models import OutboxMessage, OutboxState
from assembly.outbox.services.letters import MASK, as_seen
from assembly.outbox.services.messages import drain
from assembly.people.models import Invitation, Person, User
from assembly.people.refusals import (
    AddressMissing,
    AddressTaken,
    InvitationNotValid,
    NobodyToInvite,
    PasswordRefused,
    SignsInAlready,
)
from assembly.people.services.invitations import accept_invitation, hash_of, invite_person, invite_persons
from tests.factories import NOON, PASSWORD, make_chairman, make_person, make_secretary, make_user

LINK = re.compile(r"https?://\S+/(kk|ru|en)/people/invitation/([\w-]+)/")


def invited(**fields):
    """Invite a person and return him with the token of his letter."""
    person = make_person(with_user=False, **fields)
    invite_person(person_id=person.pk, actor=make_secretary(), at=NOON)
    return person, token_of_last_letter()


def token_of_last_letter():
    drain(at=NOON)
    return LINK.search(mail.outbox[-1].body)[2]


@pytest.mark.django_db
def test_an_invitation_is_one_row_one_event_one_letter():
    secretary, person = (
        make_secretary(),
        make_person(with_user=False, language="ru", salutation_ru="Уважаемый Айдос"),
    )

    invitation = invite_person(person_id=person.pk, actor=secretary, at=NOON)

    assert invitation.valid_until == NOON + timedelta(days=14)
    event = AuditEvent.objects.get()
    assert (event.stream, event.kind, event.actor_id) == (
        f"person:{person.pk}",
        "people.person_invited",
        secretary.pk,
    )
    message = OutboxMessage.objects.get()
    assert (message.address, message.language, message.recipient_id) == (person.email, "ru", person.pk)
    assert message.context == {"invitation_id": invitation.pk}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_letter_is_in_the_persons_language_and_leads_to_that_language(language):
    person, token = invited(
        language=language, salutation_kk="Құрметті Айдос", salutation_ru="Уважаемый Айдос"
    )

    letter = mail.outbox[0]
    assert person.salutation(language) in letter.body
    assert LINK.search(letter.body)[1] == language
    assert (
        letter.subject
        == {
            "kk": "Қазақстан халқы Ассамблеясының порталына тіркелу",
            "ru": "Регистрация на портале Ассамблеи народа Казахстана",
            "en": "Your account on the portal of the Assembly of People of Kazakhstan",
        }[language]
    )
    assert Invitation.objects.get().token_hash == hash_of(token)


@pytest.mark.django_db
def test_no_row_and_no_page_of_the_outbox_holds_a_working_link():
    _, token = invited()

    message = OutboxMessage.objects.get()
    letter = as_seen(message)
    assert MASK in letter.body
    assert LINK.search(letter.body) is None
    for row in [*OutboxMessage.objects.values(), *Invitation.objects.values(), *AuditEvent.objects.values()]:
        assert token not in str(row)
    assert Invitation.objects.get().token_hash == hash_of(token)  # looking made no new one


@pytest.mark.django_db
def test_accepting_opens_the_account_once():
    person, token = invited(email="Aidos@Portal.example")

    user = accept_invitation(token=token, password=PASSWORD, at=NOON)

    person.refresh_from_db()
    assert (person.user, user.email, user.check_password(PASSWORD)) == (user, "aidos@portal.example", True)
    assert user.password.startswith("argon2$argon2id$")
    assert Invitation.objects.get().used_at == NOON
    assert AuditEvent.objects.filter(kind="people.invitation_accepted").count() == 1
    with pytest.raises(InvitationNotValid):
        accept_invitation(token=token, password=PASSWORD, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [14, 15])
def test_a_link_holds_fourteen_days(days):
    _, token = invited()

    with pytest.raises(InvitationNotValid):
        accept_invitation(token=token, password=PASSWORD, at=NOON + timedelta(days=days))
    accept_invitation(token=token, password=PASSWORD, at=NOON + timedelta(days=14, microseconds=-1))


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "0" * 43])
def test_an_unknown_link_opens_nothing(token):
    invited()
    make_person(with_user=False)
    Invitation.objects.create(
        person=make_person(with_user=False), invited_at=NOON, valid_until=NOON + timedelta(days=14)
    )

    with pytest.raises(InvitationNotValid):
        accept_invitation(token=token, password=PASSWORD, at=NOON)


@pytest.mark.django_db
def test_a_newer_letter_ends_the_older_link():
    person, old = invited()
    invite_person(person_id=person.pk, actor=make_secretary(), at=NOON)
    new = token_of_last_letter()

    with pytest.raises(InvitationNotValid):
        accept_invitation(token=old, password=PASSWORD, at=NOON)
    assert accept_invitation(token=new, password=PASSWORD, at=NOON).email == person.email


@pytest.mark.django_db
def test_a_letter_whose_invitation_was_replaced_before_it_left_is_dropped():
    person, secretary = make_person(with_user=False), make_secretary()
    invite_person(person_id=person.pk, actor=secretary, at=NOON)
    invite_person(person_id=person.pk, actor=secretary, at=NOON)

    assert drain(at=NOON) == 1

    states = OutboxMessage.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [OutboxState.DROPPED, OutboxState.SENT]


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "12345678901", "password123", "person-7777@portal.example"])
def test_a_weak_password_is_refused_and_nothing_is_written(password):
    person, token = invited(email="person-7777@portal.example")

    with pytest.raises(PasswordRefused):
        accept_invitation(token=token, password=password, at=NOON)

    person.refresh_from_db()
    assert person.user is None
    assert Invitation.objects.get().used_at is None
    assert AuditEvent.objects.filter(kind="people.invitation_accepted").count() == 0


@pytest.mark.django_db
def test_an_address_that_another_account_uses_is_refused():
    _, token = invited(email="twin@portal.example")
    User.objects.create_user("TWIN@portal.example")

    with pytest.raises(AddressTaken):
        accept_invitation(token=token, password=PASSWORD, at=NOON)

    assert Invitation.objects.get().used_at is None


def nothing_was_written():
    return Invitation.objects.count() == AuditEvent.objects.count() == OutboxMessage.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("maker", [make_user, make_chairman])
def test_only_the_secretariat_invites(maker):
    person, actor = make_person(with_user=False), maker()

    with pytest.raises(NotAllowed):
        invite_person(person_id=person.pk, actor=actor, at=NOON)
    with pytest.raises(NotAllowed):
        invite_persons(person_ids=[person.pk], actor=actor, at=NOON)

    assert nothing_was_written()


@pytest.mark.django_db
def test_a_person_without_an_address_cannot_be_invited():
    person = make_person(with_user=False, email="")

    with pytest.raises(AddressMissing) as refusal:
        invite_person(person_id=person.pk, actor=make_secretary(), at=NOON)

    assert refusal.value.name == person.full_name
    assert nothing_was_written()


@pytest.mark.django_db
def test_who_signs_in_or_was_closed_is_not_invited():
    signs_in, closed = make_person(), make_person()
    signs_in.user.set_password(PASSWORD)
    signs_in.user.save()
    User.objects.filter(pk=closed.user_id).update(is_active=False)

    for person in (signs_in, closed):
        with pytest.raises(SignsInAlready):
            invite_person(person_id=person.pk, actor=make_secretary(), at=NOON)

    assert nothing_was_written()


@pytest.mark.django_db
def test_of_a_list_those_are_invited_who_can_be():
    good = [make_person(with_user=False) for _ in range(3)]
    unset = make_person()  # an account made for him, its password never set
    no_address, signs_in = make_person(with_user=False, email=""), make_person()
    signs_in.user.set_password(PASSWORD)
    signs_in.user.save()
    secretary = make_secretary()
    ids = [person.pk for person in [*good, unset, no_address, signs_in]]

    assert invite_persons(person_ids=ids, actor=secretary, at=NOON) == 4

    event = AuditEvent.objects.get()
    assert event.payload == {
        "count": 4,
        "persons": [*[person.pk for person in good], unset.pk],
        "source": "decree-747:17(1)@2024-12-27",
    }
    assert OutboxMessage.objects.count() == Invitation.objects.count() == 4
    with pytest.raises(NobodyToInvite):
        invite_persons(person_ids=[no_address.pk], actor=secretary, at=NOON)


@pytest.mark.django_db
def test_a_hundred_are_invited_in_as_many_queries_as_one(django_assert_num_queries):
    secretary = make_secretary()
    persons = Person.objects.bulk_create(
        [Person(family_name=f"С{n}", given_name="А", email=f"many{n}@portal.example") for n in range(101)]
    )

    with django_assert_num_queries(14):
        invite_persons(person_ids=[persons[0].pk], actor=secretary, at=NOON)
    with django_assert_num_queries(14):
        invite_persons(person_ids=[person.pk for person in persons[1:]], actor=secretary, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_follow_one_link_one_opens_the_account():
    _, token = invited()
    gate, results = threading.Barrier(2), []

    def follow():
        gate.wait()
        try:
            accept_invitation(token=token, password=PASSWORD, at=NOON)
            results.append("opened")
        except InvitationNotValid:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=follow) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["opened", "refused"]
    assert AuditEvent.objects.filter(kind="people.invitation_accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_who_invite_one_person_leave_one_open_invitation():
    person, secretary = make_person(with_user=False), make_secretary()
    gate, errors = threading.Barrier(2), []

    def invite():
        gate.wait()
        try:
            invite_person(person_id=person.pk, actor=secretary, at=NOON)
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=invite) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert Invitation.objects.count() == 2
    assert Invitation.objects.open().count() == 1
