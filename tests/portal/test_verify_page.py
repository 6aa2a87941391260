"""The verification page: what a stranger is told of a paper, and what he is not."""

import hashlib

import pytest
from django.core.cache import cache

from assembly.common.limits import Limit
from assembly.documents.models import Act, Rendition
from assembly.documents.services.renditions import render_waiting
from assembly.portal.views.verify import BY_ADDRESS
from tests.decisions.makers import make_decision
from tests.documents.test_acts import make_act
from tests.documents.test_checking import issued_act
from tests.documents.test_files import files_folder  # noqa: F401
from tests.factories import NOON
from tests.portal.test_public import text_of

pytestmark = pytest.mark.django_db
FOUND = {
    "kk": "Құжат порталда бар.",
    "ru": "Документ известен порталу.",
    "en": "The paper is known to the portal.",
}
UNKNOWN = {"kk": "Мұндай құжат жоқ", "ru": "Такого документа нет", "en": "No such paper"}


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch):
    cache.clear()
    # No window ends between two questions of a test.
    monkeypatch.setattr("assembly.common.limits.now", lambda: 1_800_000_000.0)


def ask(client, question, language="ru", **headers):
    return client.get(f"/{language}/verify/", {"q": question}, **headers)


def panel_of(response):
    return text_of(response).partition('<div class="panel')[2].partition("</section>")[0]


@pytest.mark.parametrize("language", FOUND)
def test_a_code_is_answered_in_each_language(client, language):
    decision = make_decision()

    response = ask(client, decision.act.code, language)

    shown = text_of(response)
    assert response.status_code == 200
    assert FOUND[language] in shown
    assert f"№&nbsp;{decision.act.number}" in shown
    assert f"/{language}/decisions/{decision.pk}/" in shown
    assert decision.version.sha256_kk[:8] in shown
    assert "no-store" in response["Cache-Control"]
    assert "csrfmiddlewaretoken" not in shown
    assert not client.cookies


@pytest.mark.parametrize("language", UNKNOWN)
def test_what_is_malformed_and_what_is_unknown_get_one_answer(client, language):
    make_decision()
    answers = [ask(client, asked, language) for asked in ("a" * 26, "0" * 64, "36/1", "'; --", "%00", "\x00")]

    assert {answer.status_code for answer in answers} == {404}
    assert all(UNKNOWN[language] in text_of(answer) for answer in answers)
    assert len({panel_of(answer) for answer in answers}) == 1


def test_an_issued_pdf_is_genuine_and_one_byte_more_is_not(client, files_folder):  # noqa: F811
    decision = make_decision()
    assert render_waiting(at=NOON) == 1
    paper = Rendition.objects.get()
    assert paper.act == decision.act
    with paper.stored_file.file.open("rb") as stream:
        content = stream.read()

    shown = text_of(ask(client, hashlib.sha256(content).hexdigest()))
    assert "Контрольная сумма совпала: ни один байт не изменён." in shown
    assert "Решение в PDF" in shown
    changed = bytes([*content[:-10], content[-10] ^ 1, *content[-9:]])
    assert len(changed) == len(content)
    assert ask(client, hashlib.sha256(changed).hexdigest()).status_code == 404


def test_a_restricted_paper_shows_number_date_checksum_state_and_no_more(client):
    act = issued_act("restricted", number="77-ҚБ", title_kk="Құпия атау", title_ru="Тайное название")

    for question in (act.code, act.version.sha256_ru):
        shown = text_of(ask(client, question))
        assert "№&nbsp;77-ҚБ" in shown
        assert "23 ноября 2026" in shown
        assert act.version.sha256_ru[:8] in shown
        assert "Действует" in shown
        for kept in (
            "Тайное название",
            "Құпия атау",
            "Приказ",
            "Распоряжение",
            "Утвердить",
            "Прочитать текст",
        ):
            assert kept not in shown


def test_acts_are_restricted_until_somebody_opens_them():
    assert make_act().access == "restricted"
    assert make_decision().act.access == "public"


def test_questions_are_limited_by_address_and_the_page_itself_is_not(client):
    answers = [ask(client, "a" * 26).status_code for _ in range(BY_ADDRESS.amount + 1)]

    assert answers == [404] * BY_ADDRESS.amount + [429]
    limited = ask(client, "a" * 26)
    assert limited["Retry-After"] == "60"
    assert ask(client, "a" * 26, REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/ru/verify/").status_code == 200


def test_questions_are_limited_for_everybody_together(client, monkeypatch):
    monkeypatch.setattr("assembly.portal.views.verify.BY_ALL", Limit("verify-all", 2, 60))

    answers = [ask(client, "a" * 26, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(3)]

    assert answers == [404, 404, 429]


def test_a_printed_code_leads_to_the_answer_whether_it_exists_or_not(client):
    act = Act.objects.get(pk=make_decision().act.pk)
    for code in (act.code, "a" * 26):
        response = client.get(f"/d/{code}")
        assert (response.status_code, response.url) == (302, f"/kk/verify/?q={code}")


def test_the_page_asks_as_much_of_the_database_for_any_unknown_paper(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        ask(client, "a" * 26)
    with django_assert_num_queries(0):
        ask(client, "nothing")
