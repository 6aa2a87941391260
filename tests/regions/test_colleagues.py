"""A colleague's right to work for a regional secretariat: asked for by one, confirmed by another, taken by one."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.bodies.models import BodyUserGrant
from assembly.bodies.refusals_regions import NoSignInYet, WorksThereAlready
from assembly.bodies.regional import works_for
from assembly.bodies.services.region_work import ask_for_region_work, give_region_work, take_region_work
from assembly.common.errors import NotAllowed
from assembly.decisions.models import Assignment
from assembly.people.models import PairedAct
from assembly.people.refusals_sign_in import SecondPersonNeeded
from assembly.people.services.paired import confirm_paired_act
from regions.models import RegionalReport
from regions.selectors import workers_of
from tests.factories import NOON, make_chairman, make_person, make_secretary, make_user
from tests.regions.makers import fill, make_akim, make_assembly, make_report, make_worker
from tests.regions.test_assignments import give

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def ask(assembly, person, *, actor=None):
    return ask_for_region_work(
        body_id=assembly.pk, person_id=person.pk, actor=actor or make_secretary(), at=NOON
    )


def grant(assembly, person):
    """Grant the right by two persons; returns the grant."""
    confirm_paired_act(act_id=ask(assembly, person).pk, actor=make_secretary(), at=NOON)
    return BodyUserGrant.objects.get(user=person.user, content_object=assembly)


def written():
    return [model.objects.count() for model in (BodyUserGrant, PairedAct, AuditEvent)]


def test_two_persons_grant_and_the_colleague_works_for_that_region_alone():
    assembly, other = make_assembly("71"), make_assembly("75")
    colleague = make_person()
    own, strange = make_report(assembly), make_report(other)
    assert not works_for(colleague.user, assembly.pk, on=TODAY)

    asked = ask(assembly, colleague)
    assert not works_for(colleague.user, assembly.pk, on=TODAY)
    confirm_paired_act(act_id=asked.pk, actor=make_secretary(), at=NOON)

    assert works_for(colleague.user, assembly.pk, on=TODAY)
    assert not works_for(colleague.user, other.pk, on=TODAY)
    assert list(RegionalReport.objects.visible_to(colleague.user, on=TODAY)) == [own]
    assert fill(own, colleague.user).saved_by == colleague.user
    with pytest.raises(NotAllowed):
        fill(strange, colleague.user)
    assert workers_of(assembly.pk, on=TODAY) == [colleague]
    assert AuditEvent.objects.filter(kind="bodies.region_work_granted").count() == 1


def test_the_colleague_sees_the_assignments_of_that_region_alone():
    assembly, other = make_assembly("71"), make_assembly("75")
    colleague, secretary = make_person(), make_secretary()
    own, _strange = give(assembly, secretary), give(other, secretary)
    grant(assembly, colleague)
    assert list(Assignment.objects.visible_to(colleague.user, on=TODAY)) == [own]


def test_who_asked_does_not_confirm_and_nothing_is_granted_past_the_second_person():
    assembly, colleague, secretary = make_assembly(), make_person(), make_secretary()
    asked = ask(assembly, colleague, actor=secretary)
    before = written()
    with pytest.raises(SecondPersonNeeded):
        confirm_paired_act(act_id=asked.pk, actor=secretary, at=NOON)
    with pytest.raises(SecondPersonNeeded):
        give_region_work(asked, actor=make_secretary(), at=NOON)
    assert written() == before


def test_only_the_secretariat_asks():
    assembly, colleague = make_assembly(), make_person()
    askers = [make_worker(assembly), make_akim(assembly), make_chairman(), make_user()]
    before = written()
    for asker in askers:
        with pytest.raises(NotAllowed):
            ask(assembly, colleague, actor=asker)
    assert written() == before


def test_nothing_is_asked_for_somebody_who_cannot_sign_in_or_works_there_already():
    assembly, secretary = make_assembly(), make_secretary()
    nobody, worker = make_person(with_user=False), make_worker(assembly)
    colleague = make_person()
    grant(assembly, colleague)
    before = written()
    with pytest.raises(NoSignInYet):
        ask(assembly, nobody, actor=secretary)
    for person in (worker.person, colleague):
        with pytest.raises(WorksThereAlready):
            ask(assembly, person, actor=secretary)
    assert written() == before


def test_the_own_secretary_and_the_secretariat_take_the_right_away():
    assembly = make_assembly()
    for taker in (make_worker(assembly), make_secretary()):
        colleague = make_person()
        given = grant(assembly, colleague)
        take_region_work(grant_id=given.pk, actor=taker, at=NOON)
        assert not works_for(colleague.user, assembly.pk, on=TODAY)
    assert AuditEvent.objects.filter(kind="bodies.region_work_taken").count() == 2


def test_others_take_nothing_away_neither_the_colleague_from_another():
    assembly = make_assembly("71")
    one, other = make_person(), make_person()
    given = grant(assembly, one)
    grant(assembly, other)
    strangers = [other.user, make_worker(make_assembly("75")), make_akim(assembly), make_chairman()]
    before = written()
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            take_region_work(grant_id=given.pk, actor=stranger, at=NOON)
    assert written() == before


def test_a_closed_sign_in_works_for_nobody():
    assembly, colleague = make_assembly(), make_person()
    grant(assembly, colleague)
    colleague.user.is_active = False
    colleague.user.save()
    assert not works_for(colleague.user, assembly.pk, on=TODAY)
    assert workers_of(assembly.pk, on=TODAY) == []


@pytest.mark.django_db(transaction=True)
def test_taking_away_twice_at_once_takes_once():
    assembly, secretary = make_assembly(), make_secretary()
    given = grant(assembly, make_person())
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            take_region_work(grant_id=given.pk, actor=secretary, at=NOON)
            results.append("done")
        except BodyUserGrant.DoesNotExist:
            results.append("gone")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "gone"]
    assert AuditEvent.objects.filter(kind="bodies.region_work_taken").count() == 1


def test_pages_ask_show_and_take(client):
    assembly, colleague, secretary = make_assembly(), make_person(), make_secretary()
    client.force_login(secretary)
    with translation.override("ru"):
        form = f"{reverse('regions:colleague_new', args=['71'])}?person={colleague.pk}"
        assert client.get(form).status_code == 200
        assert client.post(form).url == reverse("people:paired_list")
        again = client.post(form)
        assert again.status_code == 409
        confirm_paired_act(act_id=PairedAct.objects.get().pk, actor=make_secretary(), at=NOON)
        page = client.get(reverse("regions:region_inside", args=["71"])).content.decode()
        assert "Коллеги по данному праву" in page
        ended = client.post(reverse("regions:colleague_end", args=[BodyUserGrant.objects.get().pk]))
        assert ended.url == reverse("regions:region_inside", args=["71"])
    assert BodyUserGrant.objects.count() == 0
    assert works_for(colleague.user, assembly.pk, on=TODAY) is False
