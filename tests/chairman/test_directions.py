"""Directions of work: drafted by the Secretariat, set by the Chairman's act, read by everybody with their history."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from assembly.audit.models import AuditEvent
from assembly.chairman.models import DirectionsEdition, Matter
from assembly.chairman.refusals import DirectionsOpen
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.chairman.services.directions import begin_directions, put_directions
from assembly.chairman.services.matters import refuse_matter, withdraw_matter
from assembly.common.errors import NotAllowed, TransitionRefused
from assembly.documents.models import Document
from assembly.documents.refusals import TranslationPending
from assembly.documents.services.corrections import change_access
from assembly.documents.services.versions import add_version
from assembly.law.acts import regulation
from tests.documents.test_acts import make_head
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_secretary,
    make_state_body,
    make_state_officer,
)

TEXT = {"text_kk": "1. Бірлікті нығайту.", "text_ru": "1. Укрепление единства."}
NEXT = {
    "text_kk": "1. Бірлікті нығайту.\n2. Тілдерді дамыту.",
    "text_ru": "1. Укрепление единства.\n2. Развитие языков.",
}
DAY = timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def make_edition(secretary, chairman=None, *, at=NOON, **text):
    """Make an edition; set by the Chairman where he is named."""
    edition = begin_directions(**(text or TEXT), actor=secretary, at=at)
    if chairman:
        matter = put_directions(edition_id=edition.pk, actor=secretary, at=at)
        sign_matter(matter_id=matter.pk, actor=chairman, at=at)
        edition.refresh_from_db()
    return edition


@pytest.mark.django_db
def test_the_chairman_sets_what_the_secretariat_drafted():
    secretary, chairman = make_secretary(), make_chairman()

    edition = make_edition(secretary, chairman)

    assert (edition.state, edition.act.access, edition.act.kind) == ("set", "public", "order")
    assert edition.act.version.text_ru == TEXT["text_ru"]
    kinds = AuditEvent.objects.filter(kind__startswith="chairman.directions").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "chairman.directions_begun",
        "chairman.directions_put",
        "chairman.directions_set",
    ]


@pytest.mark.django_db
def test_an_order_on_paper_sets_them_as_well():
    secretary = make_secretary()
    make_chairman()
    edition = make_edition(secretary)
    matter = put_directions(edition_id=edition.pk, actor=secretary, at=NOON)

    record_paper_act(matter_id=matter.pk, number="7-р", signed_on=TODAY - DAY, actor=secretary, at=NOON)

    assert DirectionsEdition.objects.published().get().act.number == "7-р"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [lambda: make_members(1)[0].user, make_chairman], ids=["member", "chairman"])
def test_others_draft_nothing(make):
    with pytest.raises(NotAllowed):
        begin_directions(**TEXT, actor=make(), at=NOON)

    assert (DirectionsEdition.objects.count(), Document.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_one_edition_is_prepared_at_a_time():
    secretary = make_secretary()
    make_edition(secretary)

    with pytest.raises(DirectionsOpen) as refusal:
        make_edition(secretary)

    assert refusal.value.legal_ref == regulation("5", "2")
    assert (DirectionsEdition.objects.count(), Document.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_text_in_one_language_is_not_put():
    secretary = make_secretary()
    edition = make_edition(secretary, text_kk="Мәтін", text_ru="")

    with pytest.raises(TranslationPending):
        put_directions(edition_id=edition.pk, actor=secretary, at=NOON)

    edition.refresh_from_db()
    assert (edition.state, Matter.objects.count()) == ("prepared", 0)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_what_comes_back_is_a_draft_again_and_put_anew(how):
    secretary, chairman = make_secretary(), make_chairman()
    edition = make_edition(secretary)
    matter = put_directions(edition_id=edition.pk, actor=secretary, at=NOON)

    if how == "refused":
        refuse_matter(matter_id=matter.pk, reason="Дополнить", actor=chairman, at=NOON)
    else:
        withdraw_matter(matter_id=matter.pk, actor=secretary, at=NOON)

    edition.refresh_from_db()
    assert edition.state == "prepared"
    add_version(document_id=edition.document_id, **NEXT, actor=secretary, at=NOON)
    again = put_directions(edition_id=edition.pk, actor=secretary, at=NOON)
    act = sign_matter(matter_id=again.pk, actor=chairman, at=NOON).act
    assert act.version.text_ru == NEXT["text_ru"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"state": "set"}, "directions_set_iff_have_act"),
        ({"state": "with_chairman"}, "directions_with_chairman_have_matter"),
    ],
)
def test_the_database_holds_what_they_rest_on(changes, name):
    edition = make_edition(make_secretary())

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DirectionsEdition.objects.filter(pk=edition.pk).update(**changes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["begin", "put"])
def test_of_two_who_press_at_once_one_is_refused(step):
    make_chairman()
    secretary = make_secretary()
    edition = make_edition(secretary) if step == "put" else None
    results, gate = [], threading.Barrier(2)

    def press():
        gate.wait()
        try:
            if edition:
                put_directions(edition_id=edition.pk, actor=secretary, at=NOON)
            else:
                begin_directions(**TEXT, actor=secretary, at=NOON)
            results.append("done")
        except (DirectionsOpen, TransitionRefused):
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == ["done", "refused"]
    assert DirectionsEdition.objects.count() == 1
    assert Matter.objects.count() == (1 if edition else 0)


@pytest.mark.django_db
def test_everybody_reads_the_edition_in_force_and_those_before(client):
    secretary, chairman = make_secretary(), make_chairman()
    with translation.override("ru"):
        url = reverse("portal:directions")
        assert "Председатель пока не определял" in client.get(url).content.decode()
        former = make_edition(secretary, chairman, at=NOON - 30 * DAY)
        edition = make_edition(secretary, chairman, at=NOON - DAY, **NEXT)
        make_edition(secretary)
        page = client.get(url).content.decode()
        old = client.get(reverse("portal:directions_edition", args=[former.pk])).content.decode()

    assert "2.</span> Развитие языков." in page
    assert "Действуют" in page
    assert "Что изменилось после редакции" in page
    assert page.count("<ins>") == 2
    assert "Прежняя редакция" in old
    assert "Заменена актом" in old
    assert f"№ {edition.act.number}, {edition.act.signed_on:%d.%m.%Y}" in old
    assert "Развитие языков" not in old


@pytest.mark.django_db
def test_an_edition_whose_act_is_restricted_is_nobodys_outside(client):
    edition = make_edition(make_secretary(), make_chairman())
    change_access(act_id=edition.act_id, access="restricted", actor=make_head(), at=NOON)

    assert client.get(reverse("portal:directions_edition", args=[edition.pk])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "status"),
    [
        (make_secretary, 200),
        (make_chairman, 200),
        (lambda: make_members(1)[0].user, 404),
        (lambda: make_state_officer(make_state_body()).person.user, 404),
    ],
    ids=["secretary", "chairman", "member", "officer"],
)
def test_who_reads_a_draft(client, make, status):
    edition = make_edition(make_secretary())
    client.force_login(make())

    assert client.get(reverse("chairman:directions_list")).status_code == status
    assert client.get(reverse("chairman:directions_edition", args=[edition.pk])).status_code == status


@pytest.mark.django_db
def test_the_pages_lead_from_the_draft_to_the_desk(client):
    client.force_login(make_secretary())
    make_chairman()

    assert client.post(reverse("chairman:directions_new"), {"text_kk": " ", "text_ru": ""}).status_code == 422
    response = client.post(reverse("chairman:directions_new"), TEXT)
    edition = DirectionsEdition.objects.get()
    assert response.url == reverse("chairman:directions_edition", args=[edition.pk])
    assert client.post(reverse("chairman:directions_new"), TEXT).status_code == 409
    put = reverse("chairman:directions_put", args=[edition.pk])
    assert client.get(put).status_code == 200
    assert client.post(put, {"answer_by": "2020-01-01"}).status_code == 422
    assert client.post(put, {"answer_by": ""}).url == response.url
    assert client.post(put, {"answer_by": ""}).status_code == 409
    assert Matter.objects.count() == 1


@pytest.mark.django_db
def test_the_public_page_asks_the_same_for_one_edition_and_for_three(client):
    secretary, chairman = make_secretary(), make_chairman()
    counts = []
    for number in range(4):
        make_edition(secretary, chairman, at=NOON - (9 - number) * DAY)
        if number in {1, 3}:  # with a former edition there is something to compare
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("portal:directions"))
            counts.append(len(queries))

    assert counts[0] == counts[1]
