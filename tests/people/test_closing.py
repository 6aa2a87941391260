"""Closing a sign-in on the day of leaving: at once, with every piece of open work given to somebody."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from assembly.audit.models import AccessLog, AuditEvent
from assembly.bodies.enums import OfficerRole
from assembly.common.errors import NotAllowed
from assembly.outbox.models import OutboxMessage
from assembly.outbox.services.messages import drain
from assembly.people.handovers import Handing, bundles_of
from assembly.people.models import Closure, HandedOver, Invitation, Notice, User
from assembly.people.permissions import SECRETARIAT
from assembly.people.refusals import InvitationNotValid, SignsInAlready
from assembly.people.refusals_sign_in import (
    ClosedAlready,
    DayNotCome,
    NotClosed,
    NothingToClose,
    NotOneself,
    ReasonMissing,
    SuccessorUnfit,
    WorkLeft,
)
from assembly.people.services.closing import close_sign_in, reopen_sign_in
from assembly.people.services.invitations import accept_invitation, hash_of, invite_person
from tests.factories import (
    NOON,
    PASSWORD,
    make_chairman,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
)
from tests.people.kit import get, post, text

TODAY = NOON.date()


def close(person, actor, **fields):
    fields = {"closed_on": TODAY, "reason": "Ушёл на другую работу", "at": NOON, **fields}
    return close_sign_in(person_id=person.pk, actor=actor, **fields)


def nothing_was_written():
    return Closure.objects.count() == HandedOver.objects.count() == AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_closing_is_one_event_and_deletes_nothing():
    person, secretary = make_person(), make_secretary()

    closure = close(person, secretary)

    person.refresh_from_db()
    assert (person.user.is_active, person.user.session_epoch) == (False, 1)
    event = AuditEvent.objects.get()
    assert (event.stream, event.kind, event.actor_id) == (
        f"person:{person.pk}",
        "people.sign_in_closed",
        secretary.pk,
    )
    assert event.payload == {
        "closure": closure.pk, "from": "2026-11-23", "handed": 0, "left": 0, "source": SECRETARIAT.code,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_session_ends_at_once_and_does_not_live_again_when_the_sign_in_is_opened(client_of):
    person, secretary = make_person(), make_secretary()
    client = client_of(person.user)
    assert client.get("/ru/people/me/").status_code == 200

    close(person, secretary)
    assert client.get("/ru/people/me/").status_code == 302
    # The cookie that was stolen or left in a browser is worth nothing after the reopening either.
    person.user.refresh_from_db()
    other = client_of(make_user())
    kept = dict(client.cookies)
    reopen_sign_in(person_id=person.pk, reason="Вернулся", actor=secretary, at=NOON)
    other.cookies.update(kept)
    assert other.get("/ru/people/me/").status_code == 302


@pytest.mark.django_db
def test_a_reopened_sign_in_takes_the_same_password(client):
    person, secretary = make_person(), make_secretary()
    person.user.set_password(PASSWORD)
    person.user.save()
    close(person, secretary)

    def sign_in():
        return client.post("/ru/account/sign-in/", {"login": person.email, "password": PASSWORD})["Location"]

    assert sign_in() == "/ru/account/sign-in/"
    reopen_sign_in(person_id=person.pk, reason="Вернулся", actor=secretary, at=NOON)
    assert sign_in() == "/ru/desk/"


@pytest.mark.django_db
def test_an_open_invitation_ends_and_no_new_one_is_written():
    person, secretary = make_person(with_user=False), make_secretary()
    invite_person(person_id=person.pk, actor=secretary, at=NOON)
    Invitation.objects.update(token_hash=hash_of("token"))

    close(person, secretary)

    with pytest.raises(InvitationNotValid):
        accept_invitation(token="token", password=PASSWORD, at=NOON)
    with pytest.raises(SignsInAlready):
        invite_person(person_id=person.pk, actor=secretary, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"reason": "  "}, ReasonMissing),
        ({"closed_on": TODAY + timedelta(days=1)}, DayNotCome),
    ],
)
def test_a_closing_without_reason_or_for_a_later_day_writes_nothing(fields, refusal):
    person, secretary = make_person(), make_secretary()

    with pytest.raises(refusal):
        close(person, secretary, **fields)

    assert nothing_was_written()


@pytest.mark.django_db
def test_who_may_not_close_changes_nothing():
    person = make_person()
    for actor in (make_user(), make_chairman()):
        with pytest.raises(NotAllowed):
            close(person, actor)
    secretary = make_secretary()
    with pytest.raises(NotOneself):
        close(secretary.person, secretary)
    with pytest.raises(NothingToClose):
        close(make_person(with_user=False), secretary)
    with pytest.raises(NotClosed):
        reopen_sign_in(person_id=person.pk, reason="Вернулся", actor=secretary, at=NOON)

    assert nothing_was_written()


@pytest.mark.django_db
def test_what_is_closed_is_not_closed_again():
    person, secretary = make_person(), make_secretary()
    close(person, secretary)

    with pytest.raises(ClosedAlready):
        close(person, secretary)

    assert Closure.objects.count() == 1


# -- open work -------------------------------------------------------------------------------------


def two_officers():
    state_body = make_state_body()
    leaver = make_state_officer(state_body, role=OfficerRole.COORDINATOR).person
    colleague = make_state_officer(state_body).person
    return state_body, leaver, colleague


@pytest.mark.django_db
def test_open_work_must_go_to_somebody_or_be_left_for_a_reason():
    state_body, leaver, _colleague = two_officers()

    with pytest.raises(WorkLeft) as refusal:
        close(leaver, make_secretary())

    assert refusal.value.count == 1
    assert nothing_was_written()
    assert User.objects.get(pk=leaver.user_id).is_active
    assert state_body.officers.filter(term__endswith__isnull=True).count() == 2


@pytest.mark.django_db
def test_work_goes_to_a_named_successor_who_is_told(mailoutbox):
    state_body, leaver, colleague = two_officers()
    secretary = make_secretary()
    bundle = bundles_of(leaver, on=TODAY)[0]

    close(leaver, secretary, handings={bundle.name: Handing(colleague.pk)})

    row = HandedOver.objects.get()
    assert (row.kind, row.successor, row.reason) == ("bodies.posts", colleague, "")
    assert state_body.officers.get(person=leaver).term.upper == TODAY
    notice = Notice.objects.get(person=colleague)
    assert (notice.kind, notice.context["count"], notice.path) == ("people.work_handed_over", 1, "/desk/")
    assert drain(at=NOON) == 3  # the leaver is told of his post, too
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [leaver.email, leaver.email, colleague.email]
    )
    assert OutboxMessage.objects.dead().count() == 0


@pytest.mark.django_db
def test_work_left_for_a_reason_stays_where_it_is():
    state_body, leaver, _colleague = two_officers()
    bundle = bundles_of(leaver, on=TODAY)[0]

    close(leaver, make_secretary(), handings={bundle.name: Handing(reason="Министерство назовёт другого")})

    row = HandedOver.objects.get()
    assert (row.successor, row.reason) == (None, "Министерство назовёт другого")
    assert state_body.officers.get(person=leaver).term.upper is None


@pytest.mark.django_db
def test_a_successor_from_elsewhere_is_refused():
    _state_body, leaver, _colleague = two_officers()
    stranger = make_state_officer().person
    bundle = bundles_of(leaver, on=TODAY)[0]

    for person in (stranger, leaver):
        with pytest.raises(SuccessorUnfit):
            close(leaver, make_secretary(), handings={bundle.name: Handing(person.pk)})

    assert nothing_was_written()


@pytest.mark.django_db
def test_a_colleague_who_cannot_sign_in_is_no_successor():
    _state_body, leaver, colleague = two_officers()
    User.objects.filter(pk=colleague.user_id).update(is_active=False)

    assert bundles_of(leaver, on=TODAY)[0].successors == []


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_one_closes_the_sign_in():
    person, actors = make_person(), [make_secretary(), make_secretary()]
    results, gate = [], threading.Barrier(2)

    def press(actor):
        gate.wait()
        try:
            close(person, actor)
            results.append("closed")
        except ClosedAlready:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["closed", "refused"]
    assert Closure.objects.count() == 1


# -- pages -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_card_shows_how_the_sign_in_stands_and_the_look_is_logged(staff, secretary):
    person = make_person(with_user=False, family_name="Гостев")

    page = text(get(staff, "people:person_card", person.pk))

    assert "Гостев Айдос" in page
    assert "Приглашения не было" in page
    assert f'action="/ru/people/persons/{person.pk}/invite/"' in page
    entry = AccessLog.objects.get()
    assert (entry.viewer_id, entry.subject) == (secretary.pk, f"person:{person.pk}")


@pytest.mark.django_db
def test_strangers_see_no_card(client_of):
    person, strangers = make_person(), [make_user(), make_chairman(), make_state_officer()]
    for name in ("people:person_card", "people:person_close", "people:person_reopen"):
        assert get(client_of(), name, person.pk).status_code == 302
        for stranger in strangers:
            assert get(client_of(stranger), name, person.pk).status_code == 403
            assert post(client_of(stranger), name, person.pk, reason="x").status_code == 403


@pytest.mark.django_db
def test_the_page_closes_with_the_hand_over_and_opens_again(staff):
    _state_body, leaver, colleague = two_officers()
    stem = bundles_of(leaver, on=timezone.localdate())[0].name.translate(str.maketrans(".|:", "---"))
    page = text(get(staff, "people:person_close", leaver.pk))
    assert "Посты в государственных органах: 1" in page
    today = f"{timezone.localdate():%d.%m.%Y}"

    refused = post(staff, "people:person_close", leaver.pk, closed_on=today, reason="Уволился")
    assert refused.status_code == 409
    assert "Ничего не сказано о незавершённой работе: Посты в государственных органах" in text(refused)
    assert "Уволился</textarea>" in text(refused)

    values = {"closed_on": today, "reason": "Уволился", f"to-{stem}": str(colleague.pk)}
    assert post(staff, "people:person_close", leaver.pk, **values).status_code == 302
    page = text(get(staff, "people:person_card", leaver.pk))
    assert "Вход закрыт. Сеансы этого человека завершены." in page
    assert "Вход закрыт; передано работ: 1, оставлено: 0" in page

    assert post(staff, "people:person_reopen", leaver.pk, reason="").status_code == 422
    assert post(staff, "people:person_reopen", leaver.pk, reason="Вернулся").status_code == 302
    assert "Вернулся" in text(get(staff, "people:person_card", leaver.pk))
