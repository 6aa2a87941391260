"""What everybody may read, and what nobody may find there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from assembly.chairman.services.acts import sign_matter
from assembly.decisions.models import Assignment, Consideration
from assembly.decisions.public import CHIPS, public_decisions
from assembly.decisions.services.assignments import take_off_control
from assembly.decisions.services.decisions import issue_address, record_publication
from assembly.documents.models import Rendition
from assembly.people.rights import RIGHTS
from sessions.models import AssemblySession
from tests.chairman.making import make_draft, make_matter
from tests.decisions.makers import (
    make_assignment,
    make_consideration,
    make_decision,
    make_poll,
    make_reported,
    make_text,
)
from tests.factories import NOON, make_members, make_region, make_secretary
from tests.portal.makers import SECRETS, adopted_by_real_vote, with_secrets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAY = NOON.date()
DAY = timedelta(days=1)
PAGES = ["", "decisions/", "decisions/{pk}/", "addresses/", "addresses/{pk}/", "law/"]


def make_address():
    decision, secretary = make_decision(), make_secretary()
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)
    return decision, secretary


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_reads_without_session_and_token(client, language, path):
    decision, _ = make_address()

    response = client.get(f"/{language}/{path.format(pk=decision.pk)}")

    assert response.status_code == 200
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in text_of(response)
    assert response["Cache-Control"] == "public, max-age=30"
    assert f'<html lang="{language}"' in text_of(response)


def test_a_page_for_somebody_with_a_cookie_is_kept_by_no_shared_cache(client):
    client.force_login(make_secretary())

    assert client.get("/kk/")["Cache-Control"] == "private"


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_take_no_posts(client, path):
    decision, _ = make_address()

    assert client.post(f"/kk/{path.format(pk=decision.pk)}").status_code == 405


@pytest.mark.parametrize("path", ["", "decisions/", "addresses/", "law/"])
def test_an_empty_portal_says_so_in_words(client, path):
    response = client.get(f"/ru/{path}")

    assert response.status_code == 200
    if path != "law/":
        assert 'class="empty"' in text_of(response)


def test_the_figures_of_the_session_are_computed_from_todays_members(client):
    make_members(6)

    assert "кемінде 2/3, яғни 4 / 6" in text_of(client.get("/kk/"))


def test_home_shows_a_session_only_once_it_is_convened(client):
    make_draft(starts_at=NOON + 30 * DAY)
    assert "Единство и согласие" not in text_of(client.get("/ru/"))

    AssemblySession.objects.all().delete()
    matter, chairman, _ = make_matter()
    assert "Единство и согласие" not in text_of(client.get("/ru/"))

    sign_matter(matter_id=matter.pk, actor=chairman, at=NOON)
    shown = text_of(client.get("/ru/"))
    assert "Единство и согласие" in shown
    assert "О Концепции развития Ассамблеи" in shown


def test_what_was_not_adopted_is_nowhere(client):
    make_text(text_ru="Черновик, который не приняли")
    make_poll(outcome="rejected", version=make_text(text_ru="Отвергнутый текст"))

    for path in ("", "decisions/", "addresses/", "law/"):
        shown = text_of(client.get(f"/ru/{path}"))
        assert "Черновик" not in shown
        assert "Отвергнутый" not in shown
        assert "О школах родных языков" not in shown
    assert client.get("/ru/decisions/1/").status_code == 404


def test_nothing_of_reports_and_officers_leaks(client):
    decision = with_secrets()
    issue_address(decision_id=decision.pk, actor=make_secretary(), at=NOON)

    paths = [
        f"/{language}/{path.format(pk=decision.pk)}" for language in ("kk", "ru", "en") for path in PAGES
    ]
    for path in [*paths, "/api/v1/decisions/", f"/api/v1/decisions/{decision.act.code}/"]:
        shown = text_of(client.get(path))
        assert [name for name, secret in SECRETS.items() if secret in shown] == [], path


@pytest.mark.parametrize(("form", "are_named"), [("open", False), ("roll_call", True)])
def test_names_stand_beside_votes_only_in_a_roll_call(client, form, are_named):
    decision, persons = adopted_by_real_vote(form=form)

    shown = text_of(client.get(f"/ru/decisions/{decision.pk}/"))

    assert [person.family_name in shown for person in persons[:4]] == [are_named] * 4
    assert not any(
        person.family_name in shown for person in persons[4:]
    )  # absent: not on the roll of the poll


def test_the_text_is_the_voted_version_in_each_language(client):
    decision, _ = adopted_by_real_vote()
    page = f"/ru/decisions/{decision.pk}/"

    both, kazakh = text_of(client.get(page)), text_of(client.get(page, {"text": "kk"}))

    assert "Сессия РЕШИЛА: открыть школы родных языков." in both
    assert "Сессия ШЕШТІ: ана тілдері мектептерін ашу." in both
    assert "Сессия РЕШИЛА" not in kazakh
    assert '<section lang="kk">' in kazakh
    assert decision.version.sha256_kk[:8] in both
    assert "Сессия РЕШИЛА" in text_of(client.get(page, {"text": "tlh"}))


def state_of(decision):
    return public_decisions(on=TODAY).get(pk=decision.pk).public_state


def test_the_public_state_of_points():
    decision, secretary = make_decision(), make_secretary()
    assert state_of(decision) == "adopted"

    first = make_assignment(decision, secretary=secretary)
    assert state_of(decision) == "in_progress"

    Assignment.objects.update(given_on=TODAY - 9 * DAY, due_on=TODAY - DAY)
    assert state_of(decision) == "late"

    first.refresh_from_db()
    report = make_reported(first)
    assert state_of(decision) == "in_progress"  # the report waits: it is not the executor's turn

    take_off_control(assignment_id=report.assignment_id, actor=secretary, at=NOON + DAY)
    assert state_of(decision) == "done"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "considering"),
        ({"due_on": TODAY}, "considering"),  # the last day is within the term
        ({"due_on": TODAY - DAY}, "considering_late"),
        ({"state": "considered", "considered_on": TODAY, "signatory": "Орынбасар"}, "considered"),
    ],
)
def test_the_public_state_of_considerations(changes, expected):
    decision = make_decision()
    make_consideration(decision)
    Consideration.objects.update(**changes)

    assert state_of(decision) == expected


def test_who_signed_for_a_state_body_is_not_published(client):
    decision = make_decision()
    make_consideration(decision)
    Consideration.objects.update(
        state="considered", considered_on=TODAY, signatory="Құпиябеков Қ.", resolved_kk="Жоспар бекітілді",
        resolved_ru="",
    )  # fmt: skip

    assert "Жоспар бекітілді" in text_of(client.get(f"/kk/decisions/{decision.pk}/"))
    russian = text_of(client.get(f"/ru/decisions/{decision.pk}/"))
    assert "Жоспар бекітілді" not in russian  # no silent fallback between official languages
    with override("ru"):
        assert str(CHIPS["considered"].word) in russian
    assert "Құпиябеков" not in russian


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"q": "тилдери мектептери"}, 2),  # letters of a Russian keyboard find Kazakh words
        ({"q": "школах родных"}, 2),
        ({"q": "нет такого"}, 0),
        ({"organ": "council"}, 1),
        ({"organ": "assembly"}, 1),
        ({"year": "2026"}, 2),
        ({"year": "2025"}, 0),
        ({"state": "in_progress"}, 1),
        ({"state": "late"}, 0),
        ({"state": "nonsense", "year": "x", "organ": "%", "page": "99"}, 2),  # means nothing, filters nothing
    ],
)
def test_the_list_of_decisions_is_filtered(client, query, found):
    make_assignment(make_decision())
    make_decision("council")

    shown = text_of(client.get("/ru/decisions/", query))

    assert shown.count("<li>\n            <div>") == found
    if not found:
        assert 'class="empty"' in shown


def test_an_address_awaits_its_publication_until_a_medium_is_recorded(client):
    decision, secretary = make_address()
    page = f"/ru/addresses/{decision.pk}/"
    assert "публикация ожидается" in text_of(client.get(page))

    record_publication(
        decision_id=decision.pk, medium_kk="«Бірлік үні» газеті", medium_ru="Газета «Голос единства»",
        published_on=TODAY, link="", actor=secretary, at=NOON,
    )  # fmt: skip

    shown = text_of(client.get(page))
    assert "Газета «Голос единства»" in shown
    assert "публикация ожидается" not in shown


def test_a_decision_that_is_no_address_leads_to_its_own_page(client):
    decision = make_decision()

    response = client.get(f"/ru/addresses/{decision.pk}/")

    assert (response.status_code, response.url) == (302, f"/ru/decisions/{decision.pk}/")


def test_the_printed_code_leads_to_what_is_known_and_from_there_to_the_decision(client):
    decision = make_decision()

    response = client.get(f"/d/{decision.act.code}")

    assert response.url == f"/kk/verify/?q={decision.act.code}"
    shown = client.get(response.url)
    assert f'href="/kk/decisions/{decision.pk}/"' in shown.content.decode()
    assert f"/d/{decision.act.code}" in text_of(client.get(f"/kk/decisions/{decision.pk}/"))


def test_the_newest_paper_is_offered(client):
    decision = make_decision()
    Rendition.objects.all().delete()
    for revision in ("1", "2"):
        Rendition.objects.create(
            template="decisions.decision",
            subject=f"decision:{decision.pk}",
            revision=revision,
            ordered_at=NOON,
        )

    shown = text_of(client.get(f"/ru/decisions/{decision.pk}/"))

    assert f"/ru/documents/renditions/{Rendition.objects.latest('pk').pk}/" in shown
    assert f"/ru/documents/renditions/{Rendition.objects.earliest('pk').pk}/" not in shown


def test_every_paragraph_that_a_right_rests_on_has_its_place_on_the_page_of_the_law(client):
    make_members(6)
    shown = text_of(client.get("/ru/law/"))

    refs = {right.legal_ref for right in RIGHTS.values() if right.legal_ref}
    places = {ref.anchor if ref.act.code == "decree-747" else f"{ref.act.code}-{ref.anchor}" for ref in refs}
    assert [place for place in sorted(places) if f'id="{place}"' not in shown] == []
    assert "149" in shown
    assert "Утратил силу" in shown
    assert "значение по умолчанию" in shown


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("path", ["/kk/", "/kk/decisions/", "/kk/addresses/", "/api/v1/decisions/"])
def test_lists_take_as_many_queries_for_three_as_for_one(client, path):
    make_region()
    make_address()
    at_one = queries(client, path)

    for _ in range(2):
        decision, secretary = make_address()
        make_assignment(decision, secretary=secretary)
        make_consideration(decision, secretary=secretary)

    assert queries(client, path) <= at_one + (
        1 if path == "/kk/" else 0
    )  # the second address enters the list


@pytest.mark.parametrize("path", ["/kk/decisions/{0.pk}/", "/api/v1/decisions/{0.act.code}/"])
def test_a_decision_takes_as_many_queries_for_three_points_as_for_one(client, path):
    decision, secretary = make_decision(), make_secretary()
    make_assignment(decision, secretary=secretary, point="1")
    make_consideration(decision, secretary=secretary)
    at_one = queries(client, path.format(decision))

    for point in ("2", "3"):
        make_assignment(decision, secretary=secretary, point=point)
        make_consideration(decision, secretary=secretary)

    assert queries(client, path.format(decision)) == at_one
