"""The pages of appeals: the public way without JavaScript, the pages of the staff, who sees what."""

import re
import uuid
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from assembly.audit.models import AccessLog
from assembly.documents.services.renditions import render_waiting
from secretariat.models import AppealNote, AppealNotice, CitizenAppeal
from tests.factories import make_members, make_region, make_secretary, make_state_body, make_state_officer
from tests.people.kit import get, post, text
from tests.secretariat.makers import (
    IIN,
    fresh,
    make_accepted,
    make_answered,
    make_appeal,
    make_drafted,
    make_head,
    make_redirected,
    register,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def _no_limits_of_other_tests():
    cache.clear()
    yield
    cache.clear()


def typed(**fields):
    return {
        "key": uuid.uuid4(), "kind": "application", "topic": "language", "language": "ru", "applicant_kind": "person",
        "applicant_name": "Пробная Алма", "applicant_number": IIN, "address": "ул. Пробная, 1",
        "region": make_region().pk, "subject": "Школа", "text": "Прошу открыть школу.", "has_consent": "on", **fields,
    }  # fmt: skip


def code_on(response):
    return re.search(r'id="appeal-code">([\d ]+)<', response.content.decode()).group(1)


def follow(client, number, code):
    return post(client, "secretariat:appeal_follow", number=number, code=code)


def test_an_appeal_is_sent_and_the_receipt_shows_the_code_once(client):
    assert get(client, "secretariat:appeal_send").status_code == 200

    upload = SimpleUploadedFile("прошение.pdf", PDF)
    response = post(client, "secretariat:appeal_send", **typed(upload=upload))

    appeal = CitizenAppeal.objects.get()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "Ваше обращение зарегистрировано" in text(response)
    assert f"№ {appeal.number}" in text(response)
    assert len(code_on(response).replace(" ", "")) == 20
    assert "прошение.pdf" in text(response)


def test_what_was_typed_stays_when_it_cannot_be_taken(client):
    response = post(client, "secretariat:appeal_send", **typed(applicant_number="123", has_consent=""))

    assert response.status_code == 422
    assert "Прошу открыть школу." in text(response)
    assert "В номере должно быть 12 цифр" in text(response)
    response = post(client, "secretariat:appeal_send", **typed(has_consent=""))
    assert "Без вашего согласия" in text(response)
    response = post(client, "secretariat:appeal_send", **typed(upload=SimpleUploadedFile("а.pdf", b"MZ")))
    assert response.status_code == 422
    assert CitizenAppeal.objects.count() == 0


def test_the_same_form_sent_twice_is_one_appeal(client):
    sent = typed()
    post(client, "secretariat:appeal_send", **sent)

    response = post(client, "secretariat:appeal_send", **sent)

    assert response.status_code == 409
    assert "Это обращение уже зарегистрировано" in text(response)
    assert CitizenAppeal.objects.count() == 1


def test_a_program_that_fills_in_everything_is_refused(client):
    response = post(client, "secretariat:appeal_send", **typed(website="http://spam.example"))

    assert response.status_code == 422
    assert "Обращение не отправлено" in text(response)
    assert CitizenAppeal.objects.count() == 0


def test_the_eleventh_appeal_of_an_hour_from_one_address_waits(client):
    answers = [post(client, "secretariat:appeal_send", **typed()).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]
    assert CitizenAppeal.objects.count() == 10


def test_every_wrong_pair_gets_one_and_the_same_answer(client):
    first, second = register(), register()

    def answer(number, code):
        response = follow(client, number, code)
        # What was typed stands in the fields, and tokens differ on every page; the rest is compared sign by sign.
        plain = re.sub(r'(value|nonce|hx-headers)="[^"]*"', "", response.content.decode())
        return response.status_code, plain

    wrong = [
        answer("1/2026", second.code), answer("9/2026", first.code), answer("1/2026", "1"), answer("", ""),
        answer("x" * 40, "я" * 70),
    ]  # fmt: skip
    assert {status for status, _page in wrong} == {404}
    assert wrong[1] == wrong[0]
    assert wrong[2] == wrong[0]
    assert all("Нет обращения с таким номером и кодом" in page for _status, page in wrong)


def test_asking_is_limited_for_the_right_pair_as_for_every_wrong_one(client):
    done = register()
    answers = [follow(client, "1/2026", "1").status_code for _ in range(11)]

    right = follow(client, "1/2026", done.code)

    assert answers == [404] * 10 + [429]
    assert (right.status_code, right["Retry-After"]) == (429, "600")
    assert "followed_appeal" not in right.cookies
    assert get(client, "secretariat:appeal_state").status_code == 302


def test_another_address_is_not_hindered_by_who_guesses(client):
    done = register()
    for _ in range(11):
        follow(client, "1/2026", "1")
    with translation.override("ru"):
        other = client.post(
            reverse("secretariat:appeal_follow"), {"number": "1/2026", "code": done.code},
            REMOTE_ADDR="203.0.113.9",
        )  # fmt: skip

    assert other.status_code == 302


def test_the_applicant_follows_his_appeal_and_nobody_elses(client):
    done = register(subject="Школа родного языка")
    register(subject="Чужое дело")
    assert get(client, "secretariat:appeal_state").status_code == 302

    assert follow(client, "1/2026", done.code).status_code == 302
    page = text(get(client, "secretariat:appeal_state"))

    assert "Школа родного языка" in page
    assert "Чужое дело" not in page
    assert "Рабочих дней: 15, АППК, ст." in page.replace("\u00a0", " ")
    assert "Рабочих дней: 3, АППК, ст. 65" in page.replace("\u00a0", " ")
    post(client, "secretariat:appeal_leave")
    assert get(client, "secretariat:appeal_state").status_code == 302


def test_a_forged_pass_opens_nothing(client):
    register()
    client.cookies["followed_appeal"] = "1:0000000000000000"

    assert get(client, "secretariat:appeal_state").status_code == 302
    assert get(client, "secretariat:appeal_answer").status_code == 404


def test_a_new_code_closes_what_the_former_one_opened(client):
    done, secretary = register(), make_secretary()
    follow(client, "1/2026", done.code)
    staff = type(client)()
    staff.force_login(secretary)

    response = post(staff, "secretariat:appeal_renew_code", done.appeal.pk)

    assert response.status_code == 200
    assert get(client, "secretariat:appeal_state").status_code == 302
    assert follow(client, "1/2026", code_on(response)).status_code == 302


def test_the_applicant_reads_and_downloads_the_answer(client):
    appeal = make_answered(text="Школа будет открыта.")
    from secretariat.services.registering import renew_code

    code = renew_code(appeal_id=appeal.pk, actor=make_secretary(), at=timezone.now()).code
    follow(client, "1/2026", code)
    page = text(get(client, "secretariat:appeal_state"))
    assert "Школа будет открыта." in page
    assert "PDF готовится" in page

    assert render_waiting(at=timezone.now()) == 1

    assert "Скачать ответ (PDF)" in text(get(client, "secretariat:appeal_state"))
    paper = get(client, "secretariat:appeal_answer")
    assert paper["Content-Type"] == "application/pdf"
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")
    stranger = type(client)()
    assert get(stranger, "secretariat:appeal_answer").status_code == 404


def test_the_redirected_applicant_reads_where_and_why(client):
    appeal = make_redirected()
    from secretariat.services.registering import renew_code

    code = renew_code(appeal_id=appeal.pk, actor=make_secretary(), at=timezone.now()).code
    follow(client, "1/2026", code)

    page = text(get(client, "secretariat:appeal_state"))

    assert appeal.state_body.name_ru in page
    assert "Вопрос местного значения, <a" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(client, count, django_assert_max_num_queries):
    secretary = make_secretary()
    for _ in range(count):
        make_accepted(secretary=secretary)
    client.force_login(secretary)
    get(client, "secretariat:appeal_list")

    with django_assert_max_num_queries(45) as asked:
        response = get(client, "secretariat:appeal_list")

    assert text(response).count("Школа родного языка") == count
    test_the_list_asks_the_same_for_one_and_three.asked = getattr(
        test_the_list_asks_the_same_for_one_and_three, "asked", len(asked)
    )
    assert len(asked) == test_the_list_asks_the_same_for_one_and_three.asked


def test_the_list_is_filtered_exported_and_its_views_are_written_down(client):
    secretary = make_secretary()
    make_accepted(secretary=secretary, topic="culture", subject="Фестиваль")
    make_appeal(subject="=СУММ(1)")
    client.force_login(secretary)

    page = text(get(client, "secretariat:appeal_list", topic="culture"))
    assert "Фестиваль" in page
    assert "=СУММ(1)" not in page
    assert "Фестиваль" in text(get(client, "secretariat:appeal_list", q="фестивал"))
    sheet = load_workbook(BytesIO(get(client, "secretariat:appeal_export").content)).active
    rows = list(sheet.values)
    assert [row[7] for row in rows] == ["Одной строкой", "'=СУММ(1)", "Фестиваль"]
    assert IIN not in str(rows)
    assert set(AccessLog.objects.values_list("subject", flat=True)) == {"appeals"}


def test_the_number_is_hidden_until_it_is_asked_for_and_each_view_is_written_down(client):
    secretary, appeal = make_secretary(), make_appeal()
    client.force_login(secretary)

    page = text(get(client, "secretariat:appeal_card", appeal.pk))
    assert IIN not in page
    assert "970740••••••" in page
    assert IIN in text(get(client, "secretariat:appeal_number", appeal.pk))

    views = AccessLog.objects.filter(subject=f"citizenappeal:{appeal.pk}", viewer_id=secretary.pk)
    assert [view.page.rpartition("appeals/")[2] for view in views.order_by("pk")] == [
        f"{appeal.pk}/", f"{appeal.pk}/number/",
    ]  # fmt: skip


def test_an_officer_reads_what_came_to_his_body_without_number_notes_and_history(client):
    body = make_state_body()
    officer = make_state_officer(body)
    appeal, other = make_redirected(state_body=body), make_appeal(subject="Чужое")
    client.force_login(officer)

    listed = text(get(client, "secretariat:appeal_list"))
    card = text(get(client, "secretariat:appeal_card", appeal.pk))

    assert "Перенаправленные нам обращения" in listed
    assert "Чужое" not in listed
    assert "Прошу открыть школу." in card
    assert "Внутренние заметки" not in card
    assert "970740" not in card
    assert get(client, "secretariat:appeal_card", other.pk).status_code == 404
    assert get(client, "secretariat:appeal_number", appeal.pk).status_code == 403


def test_members_have_nothing_to_do_with_appeals(client):
    appeal = make_appeal()
    client.force_login(make_members(1)[0].user)

    assert get(client, "secretariat:appeal_list").status_code == 404
    assert get(client, "secretariat:appeal_card", appeal.pk).status_code == 404
    assert get(client, "secretariat:appeal_figures").status_code == 403


def test_the_staff_goes_the_whole_way_by_forms(client):
    secretary, head = make_secretary(), make_head()
    client.force_login(secretary)
    made = post(
        client, "secretariat:appeal_register",
        **typed(channel="paper", received_on="", external_number="ЖТ-1", email="a@portal.example"),
    )  # fmt: skip
    assert "Талон обращения" in text(made)
    appeal = CitizenAppeal.objects.get()
    one = {"is_national": "on", "topic": "language", "executor": secretary.person.pk}
    refused = post(client, "secretariat:appeal_accept", appeal.pk, **one)
    assert refused.status_code == 422
    assert "Секретариат рассматривает то, что имеет общегосударственное значение" in text(refused)

    post(client, "secretariat:appeal_accept", appeal.pk, **one, is_interethnic="on")
    assert fresh(appeal).state == "consideration"
    post(client, "secretariat:appeal_note", appeal.pk, text="Запросить акимат.")
    assert AppealNote.objects.get().text == "Запросить акимат."
    post(client, "secretariat:appeal_draft", appeal.pk, text="Школа откроется.", language="ru")
    assert get(client, "secretariat:appeal_extend", appeal.pk).status_code == 403
    chief = type(client)()
    chief.force_login(head)
    card = get(chief, "secretariat:appeal_card", appeal.pk)
    moment = re.search(r'name="drafted_at" value="([^"]+)"', card.content.decode()).group(1)
    post(chief, "secretariat:appeal_sign", appeal.pk, drafted_at=moment)

    appeal = fresh(appeal)
    assert (appeal.state, appeal.signed_by) == ("answered", head.person)
    assert AppealNotice.objects.get().way == "email"


def test_a_stale_draft_is_not_signed(client):
    appeal, head = make_drafted(), make_head()
    client.force_login(head)

    response = post(client, "secretariat:appeal_sign", appeal.pk, drafted_at="2026-01-01T00:00:00+0500")

    assert "После показа этой страницы проект изменили." in text(client.get(response.url))
    assert fresh(appeal).state == "consideration"


def test_an_applicant_without_an_address_is_recorded_as_told(client):
    secretary = make_secretary()
    appeal = make_redirected(at=timezone.now())
    notice = AppealNotice.objects.get()
    client.force_login(secretary)

    post(
        client, "secretariat:appeal_told", appeal.pk, notice.pk, way="post", told_on=str(timezone.localdate())
    )

    notice.refresh_from_db()
    assert notice.way == "post"


def test_figures_add_up(client):
    secretary = make_secretary()
    make_answered(secretary=secretary, topic="culture")
    make_redirected()
    make_appeal()
    client.force_login(secretary)

    asked = {"since": "2026-11-01", "until": "2026-11-30"}
    page = get(client, "secretariat:appeal_figures", **asked)

    figures = page.context["figures"]
    assert figures.whole.values[:1] + figures.whole.values[2:5] == (3, 1, 1, 0)
    topics = {str(line.label): line.values[0] for line in figures.tables[0].lines}
    with translation.override("ru"):
        assert sum(topics.values()) == 3
    sheet = load_workbook(BytesIO(get(client, "secretariat:appeal_figures_export", **asked).content)).active
    assert sheet.max_row == 1 + sum(len(table.lines) for table in figures.tables)


def test_the_home_page_leads_to_the_form(client):
    assert reverse("secretariat:appeal_send").split("/", 2)[2] in text(get(client, "portal:home"))
