"""Two presses at once: sign-ins end once, a browser is remembered once."""

import threading

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from assembly.audit.models import AuditEvent
from assembly.outbox.models import OutboxMessage
from assembly.people.devices import new_token
from assembly.people.models import KnownDevice
from assembly.people.services.sign_ins import end_sign_ins, note_device
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def both(press):
    results, gate = [], threading.Barrier(2)

    def run():
        gate.wait()
        try:
            results.append(press())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_of_two_who_end_all_sign_ins_one_ends_them():
    user = make_person().user
    for _ in range(3):
        session = SessionStore()
        session.create()
        UserSession.objects.create(user=user, session_key=session.session_key, ip="127.0.0.1", user_agent="")

    assert both(lambda: end_sign_ins(user=user, at=NOON)) == [0, 3]

    assert UserSession.objects.count() == 0
    event = AuditEvent.objects.get()
    assert (event.kind, event.payload) == ("people.session_ended", {"count": 3})


def test_a_browser_that_signs_in_twice_at_once_is_remembered_and_told_once():
    user, token = make_person().user, new_token()
    note_device(user=user, token=new_token(), name="Firefox, Windows", at=NOON)

    assert both(lambda: note_device(user=user, token=token, name="Chrome, Android", at=NOON)) == [
        token,
        token,
    ]

    assert KnownDevice.objects.filter(name="Chrome, Android").count() == 1
    assert AuditEvent.objects.count() == OutboxMessage.objects.count() == 1
