"""A decision whose act is restricted: whom it is shown, and by which doors nobody else comes to it."""

import pytest
from django.urls import reverse
from django.utils import translation

from assembly.bodies.enums import OfficeKind
from assembly.bodies.selectors import holder_of
from assembly.common.clock import day_of
from assembly.decisions.models import Decision
from assembly.decisions.services.decisions import issue_address
from assembly.documents.services.corrections import change_access, correct_act
from assembly.documents.services.renditions import render_waiting
from assembly.portal.selectors.search import answer_to
from sessions.models import AssemblySession
from tests.decisions.makers import make_assignment, make_consideration, make_decision, officer_of
from tests.documents.test_acts import make_act, make_head
from tests.documents.test_files import files_folder  # noqa: F401
from tests.factories import (
    NOON,
    make_chairman,
    make_council,
    make_members,
    make_secretary,
    make_state_officer,
    make_user,
)
from tests.portal.makers import adopted_by_real_vote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAY = day_of(NOON)
# What the title, the text, the question and the agenda say.
WORDS = ("родных языков", "Ана тілдері", "Представить доклад", "Принять решение")
GOOD = {
    "text_kk": "1. Мектептер ашылсын.",
    "text_ru": "1. Школы открыть.",
    "reason_kk": "1-тармақтағы қате",
    "reason_ru": "Описка в пункте 1",
}


def the_head():
    holder = holder_of(OfficeKind.HEAD_OF_SECRETARIAT, TODAY)
    return holder.user if holder else make_head()


def restrict(decision):
    change_access(act_id=decision.act_id, access="restricted", actor=the_head(), at=NOON)
    return Decision.objects.get(pk=decision.pk)


def pages_of(decision):
    with translation.override("ru"):
        return {
            name: reverse(f"portal:{name}", args=[decision.pk])
            for name in ("decision", "decision_corrections", "address")
        }


def address_with_a_correction():
    decision, _persons = adopted_by_real_vote()
    AssemblySession.objects.update(state="convened", convening_act=make_act())
    issue_address(decision_id=decision.pk, actor=make_secretary(), at=NOON)
    correct_act(act_id=decision.act_id, **GOOD, actor=the_head(), at=NOON)
    return decision


def test_no_public_page_shows_a_restricted_decision(client):
    decision = restrict(address_with_a_correction())
    title = decision.act.title_ru

    for path in pages_of(decision).values():
        assert client.get(path).status_code == 404
    for path in ("/ru/", "/ru/decisions/", "/ru/addresses/", "/ru/session/36/", "/ru/search/?q=36/1"):
        shown = client.get(path)
        assert shown.status_code == 200
        assert title not in shown.content.decode(), path
        assert f"/decisions/{decision.pk}/" not in shown.content.decode(), path


def test_no_answer_of_the_open_data_shows_a_restricted_decision(client):
    decision = restrict(address_with_a_correction())
    poll, code = decision.poll, decision.act.code

    for path in (f"decisions/{code}/", f"addresses/{code}/", f"polls/{poll.pk}/"):
        assert client.get(f"/api/v1/{path}").status_code == 404, path
    for path in ("decisions/", "addresses/", "polls/"):
        assert client.get(f"/api/v1/{path}").json()["count"] == 0, path
    agenda = client.get(f"/api/v1/sittings/{decision.meeting_id}/agenda/").json()
    assert [item["title"]["ru"] for item in agenda["results"] if item["number"] == poll.item.number] == []
    for name in ("decisions", "addresses", "polls"):
        table = client.get(f"/api/v1/tables/{name}.csv").content.decode()
        assert decision.act.title_ru not in table
        assert code not in table


def test_who_reads_a_restricted_decision(client):
    decision = make_decision("council")
    officer = officer_of(make_assignment(decision))
    owes = make_consideration(decision).state_body.officers.first().person.user
    decision = restrict(decision)
    readers = {
        "stranger": None,
        "seatless": make_user(),
        "member of another organ": make_members(1)[0].user,
        "officer of another state body": make_state_officer().person.user,
        "member of the organ": make_council(1)[0].user,
        "officer who carries it out": officer,
        "officer who considers it": owes,
        "secretary": make_secretary(),
        "chairman": make_chairman(),
    }
    path, paper = pages_of(decision)["decision"], decision.act.renditions.get()
    paper_path = reverse("documents:rendition", args=[paper.pk])
    can = {"page": set(), "search": set(), "paper": set(), "rows": set()}
    for name, user in readers.items():
        client.logout()
        if user:
            client.force_login(user)
        if client.get(path).status_code == 200:
            can["page"].add(name)
        if any(kind.code == "decisions" for kind in answer_to("родных", user, on=TODAY).kinds):
            can["search"].add(name)
        if client.get(paper_path).status_code != 404:
            can["paper"].add(name)
        if Decision.objects.readable_by(user, on=TODAY).exists():
            can["rows"].add(name)

    expected = set(list(readers)[4:])
    assert can == {"page": expected, "search": expected, "paper": expected, "rows": expected}


def test_who_reads_it_is_told_that_it_is_restricted(client):
    decision = make_decision()
    client.force_login(make_secretary())
    note = "Это решение открыто не для всех."
    path = pages_of(decision)["decision"]

    assert note not in client.get(path).content.decode()
    restrict(decision)
    page = client.get(path)
    assert note in page.content.decode()
    assert page["Cache-Control"] == "private"


def test_the_verification_page_names_neither_kind_nor_title_nor_page(client, files_folder):  # noqa: F811
    decision = make_decision()
    render_waiting(at=NOON)
    decision = restrict(decision)
    paper = decision.act.renditions.get()

    for question in (decision.act.code, decision.version.sha256_ru, paper.stored_file.sha256):
        shown = client.get("/ru/verify/", {"q": question})
        panel = shown.content.decode().split("<article", 1)[1].split("</article>", 1)[0]
        assert "№&nbsp;36/1" in panel
        assert paper.stored_file.sha256[:8] in panel
        assert "Действует" in panel
        for kept in (*WORDS, "ешение", "Прочитать", f"/decisions/{decision.pk}/"):
            assert kept not in panel, kept


def test_the_open_data_tell_a_correction_and_keep_the_voted_text(client):
    decision = address_with_a_correction()

    for path in ("decisions", "addresses"):
        whole = client.get(f"/api/v1/{path}/{decision.act.code}/").json()
        correction = decision.act.corrections.get()
        digests = {"kk": correction.version.sha256_kk, "ru": correction.version.sha256_ru}
        assert (whole["text"]["ru"], whole["sha256"]) == (GOOD["text_ru"], digests)
        assert whole["corrections"] == [
            {
                "number": 1,
                "made_on": "2026-11-23",
                "reason": {"kk": GOOD["reason_kk"], "ru": GOOD["reason_ru"], "en": None},
                "sha256": digests,
            }
        ]
        assert whole["voted"]["text"]["ru"] == decision.version.text_ru
        assert whole["voted"]["sha256"]["ru"] == decision.version.sha256_ru


def test_the_pages_tell_a_correction_and_lead_to_the_voted_text(client):
    decision = address_with_a_correction()
    paths = pages_of(decision)

    for name in ("decision", "address"):
        shown = client.get(paths[name]).content.decode()
        assert "Школы открыть." in shown
        assert "Описка в пункте 1" in shown
        assert paths["decision_corrections"] in shown
    assert "Школы открыть." in client.get("/ru/").content.decode()
