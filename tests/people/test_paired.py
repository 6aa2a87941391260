"""Two persons: one asks, another carries out; the same one never does both."""

import threading
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembly.audit.models import AuditEvent
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.outbox.services.messages import drain
from assembly.people.desk import desk_of
from assembly.people.enums import PairedEvent, PairedState
from assembly.people.models import Notice, PairedAct
from assembly.people.refusals_sign_in import (
    AskedAlready,
    AskExpired,
    NoSecondFactor,
    NotAskers,
    NotOneself,
    ReasonMissing,
    SecondPersonNeeded,
)
from assembly.people.services.factor_reset import ask_for_factor_reset
from assembly.people.services.paired import (
    PAIRED_FLOW,
    confirm_paired_act,
    refuse_paired_act,
    withdraw_paired_act,
)
from tests.factories import NOON, make_chairman, make_person, make_secretary, make_state_officer, make_user
from tests.people.kit import get, post, text

HOUR = timedelta(hours=1)


def with_factor(person=None, **fields):
    """A person with an application and recovery codes."""
    person = person or make_person(**fields)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=person.user, type=kind, data={})
    return person


def owners_factors():
    """How many factors the persons have about whom something was asked; staff have their own."""
    return Authenticator.objects.filter(user__person__paired_acts__isnull=False).distinct().count()


def asked(person=None, *, actor=None, at=NOON):
    return ask_for_factor_reset(
        person_id=(person or with_factor()).pk,
        reason="Потерял телефон, пришёл лично",
        actor=actor or make_secretary(),
        at=at,
    )


@pytest.mark.parametrize("state", PairedState)
@pytest.mark.parametrize("event", PairedEvent)
def test_the_flow_is_exactly_this_table(state, event):
    allowed = {"confirm": "confirmed", "refuse": "refused", "withdraw": "withdrawn", "expire": "expired"}
    if state == "waiting":
        assert PAIRED_FLOW.next_state(state, event) == allowed[event]
    else:
        with pytest.raises(TransitionRefused):
            PAIRED_FLOW.next_state(state, event)


@pytest.mark.django_db
def test_a_second_factor_is_reset_by_two_persons_and_its_owner_is_told_twice(mailoutbox):
    first, second, person = make_secretary(), make_secretary(), with_factor()

    act = asked(person, actor=first)
    assert act.expires_at == NOON + 24 * HOUR
    assert owners_factors() == 2
    confirm_paired_act(act_id=act.pk, actor=second, at=NOON + HOUR)

    act.refresh_from_db()
    person.user.refresh_from_db()
    assert (act.state, act.asked_by, act.decided_by) == ("confirmed", first, second)
    assert owners_factors() == 0
    assert person.user.session_epoch == 1
    assert list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        "people.paired_act_asked",
        "people.second_factor_reset",
        "people.paired_act_confirmed",
    ]
    kinds = Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["people.factor_reset_asked", "people.factor_reset_done"]
    drain(at=NOON + HOUR)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([person.email] * 2 + [first.email])


@pytest.mark.django_db
def test_a_session_of_the_owner_ends_with_the_reset(client_of):
    person = with_factor()
    client = client_of(person.user)
    assert client.get("/ru/people/me/").status_code == 200

    confirm_paired_act(act_id=asked(person).pk, actor=make_secretary(), at=NOON)

    assert client.get("/ru/people/me/").status_code == 302


@pytest.mark.django_db
def test_the_same_person_cannot_do_both():
    first = make_secretary()
    act = asked(actor=first)

    for decide in (confirm_paired_act, refuse_paired_act):
        with pytest.raises(SecondPersonNeeded):
            decide(
                act_id=act.pk,
                actor=first,
                at=NOON,
                **({"remark": "Нет"} if decide is refuse_paired_act else {}),
            )

    act.refresh_from_db()
    assert act.state == "waiting"
    assert owners_factors() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        PairedAct.objects.update(state="confirmed", decided_by=first, decided_at=NOON)


@pytest.mark.django_db
def test_whom_it_concerns_is_not_the_second_person():
    concerned = make_secretary()
    act = asked(with_factor(concerned.person))

    with pytest.raises(SecondPersonNeeded):
        confirm_paired_act(act_id=act.pk, actor=concerned, at=NOON)
    with pytest.raises(NotOneself):
        asked(concerned.person, actor=concerned)


@pytest.mark.django_db
def test_who_may_not_neither_asks_nor_confirms():
    person = with_factor()
    act = asked(person)
    events = AuditEvent.objects.count()
    for actor in (make_user(), make_chairman(), make_state_officer()):
        with pytest.raises(NotAllowed):
            asked(with_factor(), actor=actor)
        with pytest.raises(NotAllowed):
            confirm_paired_act(act_id=act.pk, actor=actor, at=NOON)

    assert (PairedAct.objects.count(), AuditEvent.objects.count()) == (1, events)


@pytest.mark.django_db
def test_without_a_reason_or_a_factor_nothing_is_asked():
    secretary = make_secretary()
    with pytest.raises(ReasonMissing):
        ask_for_factor_reset(person_id=with_factor().pk, reason=" ", actor=secretary, at=NOON)
    with pytest.raises(NoSecondFactor):
        asked(make_person(), actor=secretary)

    assert PairedAct.objects.count() == AuditEvent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "is_open"), [(23, True), (24, False), (25, False)])
def test_the_second_person_has_twenty_four_hours(hours, is_open):
    act = asked()
    at = NOON + hours * HOUR
    assert PairedAct.objects.open_at(at).exists() is is_open

    if is_open:
        confirm_paired_act(act_id=act.pk, actor=make_secretary(), at=at)
    else:
        with pytest.raises(AskExpired):
            confirm_paired_act(act_id=act.pk, actor=make_secretary(), at=at)
        assert owners_factors() == 2


@pytest.mark.django_db
def test_the_same_is_asked_once_at_a_time_and_anew_when_time_is_over():
    person = with_factor()
    old = asked(person)
    with pytest.raises(AskedAlready):
        asked(person)

    new = asked(person, at=NOON + 24 * HOUR)

    old.refresh_from_db()
    assert (old.state, new.state) == ("expired", "waiting")


@pytest.mark.django_db
def test_a_refusal_says_why_and_the_one_who_asked_is_told():
    first, second = make_secretary(), make_secretary()
    act = asked(actor=first)
    with pytest.raises(ReasonMissing):
        refuse_paired_act(act_id=act.pk, remark=" ", actor=second, at=NOON)

    refuse_paired_act(act_id=act.pk, remark="Голос по телефону не его", actor=second, at=NOON)

    act.refresh_from_db()
    assert (act.state, act.remark) == ("refused", "Голос по телефону не его")
    assert Notice.objects.get(person=first.person).kind == "people.paired_act_decided"
    with pytest.raises(TransitionRefused):
        confirm_paired_act(act_id=act.pk, actor=second, at=NOON)


@pytest.mark.django_db
def test_only_the_one_who_asked_withdraws():
    first = make_secretary()
    act = asked(actor=first)
    with pytest.raises(NotAskers):
        withdraw_paired_act(act_id=act.pk, actor=make_secretary(), at=NOON)

    withdraw_paired_act(act_id=act.pk, actor=first, at=NOON)

    with pytest.raises(TransitionRefused):
        confirm_paired_act(act_id=act.pk, actor=make_secretary(), at=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_two_second_persons_one_carries_out():
    act = asked()
    actors, results, gate = [make_secretary(), make_secretary()], [], threading.Barrier(2)

    def press(actor):
        gate.wait()
        try:
            confirm_paired_act(act_id=act.pk, actor=actor, at=NOON)
            results.append("done")
        except TransitionRefused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused"]
    assert AuditEvent.objects.filter(kind="people.second_factor_reset").count() == 1


@pytest.mark.django_db
def test_it_stands_on_the_desks_of_those_who_may_confirm():
    first, second, concerned = make_secretary(), make_secretary(), make_secretary()
    asked(with_factor(concerned.person), actor=first, at=timezone.now())

    def lines(user):
        return [item for item in desk_of(user, on=timezone.localdate()) if "/people/paired/" in item.url]

    assert [len(lines(user)) for user in (first, second, concerned, make_user())] == [0, 1, 0, 0]


# -- pages -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pages_ask_show_and_confirm(client_of, staff):
    person, second = with_factor(family_name="Гостев"), make_secretary(language="ru")
    assert "Сбросить второй фактор" in text(get(staff, "people:person_card", person.pk))
    assert post(staff, "people:factor_reset", person.pk, reason="").status_code == 422
    assert post(staff, "people:factor_reset", person.pk, reason="Потерял телефон").status_code == 302
    act = PairedAct.objects.get()

    own = text(get(staff, "people:paired_show", act.pk))
    assert "Подтверждает другой сотрудник Секретариата." in own
    assert "Подтвердить и исполнить" not in own
    post(staff, "people:paired_confirm", act.pk)
    assert "один запрашивает, другой исполняет" in text(get(staff, "people:paired_list"))
    assert owners_factors() == 2

    other = client_of(second)
    page = text(get(other, "people:paired_show", act.pk))
    assert "Потерял телефон" in page
    assert "Подтвердить и исполнить" in page
    post(other, "people:paired_confirm", act.pk)
    page = text(get(other, "people:paired_list"))
    assert "Подтверждено и исполнено." in page
    assert "Ничто не ожидает второго лица." in page
    assert owners_factors() == 0


@pytest.mark.django_db
def test_a_refusal_is_typed_on_the_page(client_of):
    act = asked(at=timezone.now())
    other = client_of(make_secretary(language="ru"))

    assert post(other, "people:paired_show", act.pk, remark="").status_code == 422
    assert post(other, "people:paired_show", act.pk, remark="Не он").status_code == 302
    assert "Не он" in text(get(other, "people:paired_show", act.pk))


@pytest.mark.django_db
def test_strangers_see_no_acts_for_two(client_of):
    act = asked(at=timezone.now())
    strangers = [make_user(), make_chairman(), make_state_officer()]
    for name, args in (("people:paired_list", ()), ("people:paired_show", (act.pk,))):
        assert get(client_of(), name, *args).status_code == 302
        assert [get(client_of(user), name, *args).status_code for user in strangers] == [403] * 3
    for user in strangers:
        post(client_of(user), "people:paired_confirm", act.pk)
    assert owners_factors() == 2


@pytest.mark.django_db
def test_three_waiting_acts_cost_as_many_queries_as_one(staff):
    counts = []
    for _ in range(3):
        asked(at=timezone.now())
        with CaptureQueriesContext(connection) as counted:
            get(staff, "people:paired_list")
        counts.append(len(counted))

    assert counts[0] == counts[2]
