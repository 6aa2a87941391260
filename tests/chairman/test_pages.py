"""Pages of the Chairman's desk: for whom they open, which buttons they show, what a press does."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from assembly.chairman.enums import MatterState
from assembly.chairman.models import ChairmanAct, Matter
from assembly.documents.services.versions import add_version
from sessions.services.assembly_sessions import put_session
from tests.chairman.making import make_draft, make_matter
from tests.factories import NOON, make_members, make_secretary, make_state_officer

LATER = NOON + timedelta(hours=1)
PAPER = {"number": "12", "signed_on": "2026-11-23", "is_compared": "on"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(LATER, tick=False), override("ru"):
        yield


def page_of(client, user, matter, language="ru"):
    client.force_login(user)
    return client.get(f"/{language}/chairman/matters/{matter.pk}/")


@pytest.mark.django_db
def test_strangers_find_no_matter(client):
    matter, _, _ = make_matter()

    for user in (make_members(1)[0].user, make_state_officer()):
        assert page_of(client, user, matter).status_code == 404
        assert client.get("/ru/chairman/matters/").status_code == 404
        assert client.get("/ru/chairman/acts/").status_code == 404
        assert client.post(f"/ru/chairman/matters/{matter.pk}/sign/").status_code == 404


@pytest.mark.django_db
def test_each_sees_his_own_buttons(client):
    matter, chairman, secretary = make_matter()

    for user, may in ((chairman, {"sign", "refuse"}), (secretary, {"withdraw", "paper"})):
        text = page_of(client, user, matter).content.decode()
        shown = {act for act in ("sign", "refuse", "withdraw", "paper") if f"/{matter.pk}/{act}/" in text}
        assert shown == may


@pytest.mark.django_db
def test_the_page_says_what_the_signature_will_do(client):
    make_members(3)
    matter, chairman, _ = make_matter()

    page = page_of(client, chairman, matter)

    assert page.context["page"].panels[-1][1] == 3
    text = page.content.decode()
    assert "подп.\xa05) п.\xa05" in text
    assert "Созвать тридцать шестую" in text
    assert "отыз алтыншы" in text


@pytest.mark.django_db
def test_the_chairman_signs_by_one_press(client):
    matter, chairman, _ = make_matter()
    page = page_of(client, chairman, matter)

    response = client.post(
        f"/ru/chairman/matters/{matter.pk}/sign/", {"version": page.context["page"].version.pk}
    )

    assert response["Location"] == f"/ru/chairman/matters/{matter.pk}/"
    assert ChairmanAct.objects.get().matter == matter
    text = page_of(client, chairman, matter).content.decode()
    assert f"/{matter.pk}/sign/" not in text


@pytest.mark.django_db
def test_a_second_press_is_told_that_the_matter_has_ended(client):
    matter, chairman, _ = make_matter()
    client.force_login(chairman)
    client.post(f"/ru/chairman/matters/{matter.pk}/sign/")

    again = client.post(f"/ru/chairman/matters/{matter.pk}/sign/", follow=True)

    assert 'role="alert"' in again.content.decode()
    assert ChairmanAct.objects.count() == 1


@pytest.mark.django_db
def test_a_press_on_an_old_page_signs_nothing(client):
    matter, chairman, secretary = make_matter()
    page = page_of(client, chairman, matter)
    add_version(document_id=matter.draft_id, text_kk="Жаңа", text_ru="Новый", actor=secretary, at=LATER)

    client.post(f"/ru/chairman/matters/{matter.pk}/sign/", {"version": page.context["page"].version.pk})

    assert ChairmanAct.objects.count() == 0


@pytest.mark.django_db
def test_staff_cannot_press_what_they_do_not_see(client):
    matter, _, secretary = make_matter()
    client.force_login(secretary)

    client.post(f"/ru/chairman/matters/{matter.pk}/sign/")
    refused = client.post(f"/ru/chairman/matters/{matter.pk}/refuse/", {"reason": "нет"})

    assert refused.status_code == 403
    matter.refresh_from_db()
    assert matter.state == MatterState.WAITING


@pytest.mark.django_db
def test_the_chairman_refuses_with_a_reason(client):
    matter, chairman, secretary = make_matter()
    client.force_login(chairman)
    empty = client.post(f"/ru/chairman/matters/{matter.pk}/refuse/", {"reason": ""})
    assert empty.status_code == 422

    client.post(f"/ru/chairman/matters/{matter.pk}/refuse/", {"reason": "Тема не ясна"})

    matter.refresh_from_db()
    assert matter.state == MatterState.REFUSED
    assert "Тема не ясна" in page_of(client, secretary, matter).content.decode()


@pytest.mark.django_db
def test_staff_withdraw(client):
    matter, _, secretary = make_matter()
    client.force_login(secretary)

    client.post(f"/ru/chairman/matters/{matter.pk}/withdraw/")

    matter.refresh_from_db()
    assert matter.state == MatterState.WITHDRAWN


@pytest.mark.django_db
def test_staff_record_a_paper_act(client):
    matter, _, secretary = make_matter()
    client.force_login(secretary)

    response = client.post(f"/ru/chairman/matters/{matter.pk}/paper/", PAPER)

    assert response.status_code == 302
    assert ChairmanAct.objects.get().is_recorded_from_paper
    assert "№ 12" in client.get("/ru/chairman/acts/").content.decode().replace("\xa0", " ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({**PAPER, "number": ""}, 422),
        ({**PAPER, "is_compared": ""}, 422),
        ({**PAPER, "signed_on": "2026-11-24"}, 422),  # tomorrow
        ({**PAPER, "scan": "not a file"}, 422),
    ],
)
def test_a_paper_act_that_cannot_be_keeps_what_was_typed(client, typed, status):
    matter, _, secretary = make_matter()
    client.force_login(secretary)
    if typed.get("scan"):
        typed = {**typed, "scan": SimpleUploadedFile("a.pdf", b"MZ", content_type="application/pdf")}

    page = client.post(f"/ru/chairman/matters/{matter.pk}/paper/", typed)

    assert page.status_code == status
    assert page.context["paper_form"].is_bound
    assert ChairmanAct.objects.count() == 0


@pytest.mark.django_db
def test_the_list_asks_the_same_for_one_matter_and_for_three(client):
    secretary = make_secretary()
    counts = []
    for number in (36, 37, 38):
        draft = make_draft(secretary, number=number)
        put_session(assembly_session_id=draft.pk, actor=secretary, at=NOON)
        client.force_login(secretary)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/ru/chairman/matters/").status_code == 200
        counts.append(len(queries))

    assert Matter.objects.count() == 3
    assert counts[0] == counts[2]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_desk_is_drawn_in_each_language(client, language):
    matter, chairman, _ = make_matter()

    assert page_of(client, chairman, matter, language).status_code == 200
    assert client.get(f"/{language}/chairman/matters/").status_code == 200
    client.post(f"/{language}/chairman/matters/{matter.pk}/sign/")
    assert page_of(client, chairman, matter, language).status_code == 200
    assert client.get(f"/{language}/chairman/acts/").status_code == 200
