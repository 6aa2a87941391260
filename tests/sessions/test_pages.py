"""Pages of Sessions: for whom they open, what they keep, what they ask of the database."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from assembly.chairman.models import Matter
from assembly.chairman.services.acts import sign_matter
from sessions.models import AssemblySession
from tests.chairman.making import ITEMS, make_draft, make_matter
from tests.factories import NOON, make_chairman, make_members, make_secretary, make_state_officer, make_user

LATER = NOON + timedelta(hours=1)
TYPED = {
    "number": "36",
    "kind": "ordinary",
    "starts_at": "2026-12-23T10:00",
    "reply_by": "2026-12-10",
    "theme_kk": "Бірлік",
    "theme_ru": "Единство",
    "theme_en": "",
    "place_kk": "Астана қаласы",
    "place_ru": "город Астана",
    "place_en": "",
    "rows": "1",
    **{f"item-0-{name}": value for name, value in ITEMS[0].items()},
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(LATER, tick=False), override("ru"):
        yield


def as_(client, user):
    client.force_login(user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["sessions/", "sessions/new/", "chairman/matters/", "chairman/acts/", "council/"]
)
def test_a_stranger_is_sent_to_sign_in(client, path):
    response = client.get(f"/ru/{path}")

    assert response.status_code == 302
    assert "/account/" in response["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make_reader", "statuses"),
    [
        (make_secretary, (200, 200, 200, 200)),
        (make_chairman, (200, 200, 403, 403)),
        (lambda: make_members(1)[0].user, (200, 404, 403, 403)),
        (make_state_officer, (404, 404, 403, 403)),
        (make_user, (404, 404, 403, 403)),
    ],
    ids=["secretary", "chairman", "member", "officer", "nobody"],
)
def test_who_opens_which_page_of_a_draft(client, make_reader, statuses):
    draft = make_draft()
    as_(client, make_reader())

    pages = ("", f"{draft.pk}/", "new/", f"{draft.pk}/change/")
    assert tuple(client.get(f"/ru/sessions/{page}").status_code for page in pages) == statuses


@pytest.mark.django_db
def test_a_member_reads_a_convened_session(client):
    member = make_members(1)[0]
    matter, chairman, _ = make_matter()
    sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    draft = make_draft(number=37)
    as_(client, member.user)

    page = client.get(f"/ru/sessions/{AssemblySession.objects.get(number=36).pk}/")

    assert page.status_code == 200
    assert "О Концепции развития Ассамблеи" in page.content.decode()
    assert client.get(f"/ru/sessions/{draft.pk}/").status_code == 404


@pytest.mark.django_db
def test_staff_prepare_a_session_by_the_form(client):
    as_(client, make_secretary())

    response = client.post("/ru/sessions/new/", TYPED)

    drafted = AssemblySession.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/ru/sessions/{drafted.pk}/")
    assert drafted.starts_at.isoformat() == "2026-12-23T05:00:00+00:00"  # ten o'clock in Astana
    assert [item.competence for item in drafted.planned_items.all()] == ["conceptual_approaches"]


@pytest.mark.django_db
def test_the_form_proposes_the_next_number(client):
    make_draft()
    as_(client, make_secretary())

    assert 'value="37"' in client.get("/ru/sessions/new/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("button", "titles"),
    [
        ("add", ["А", "Б", ""]),
        ("drop-0", ["Б"]),
        ("up-1", ["Б", "А"]),
        ("up-0", ["А", "Б"]),
        ("drop-9", ["А", "Б"]),
        ("nonsense", ["А", "Б"]),
    ],
)
def test_rows_grow_and_shrink_without_javascript_and_keep_what_was_typed(client, button, titles):
    as_(client, make_secretary())
    rows = {
        "rows": "2",
        "item-0-title_ru": "А",
        "item-0-competence": "member_reports",
        "item-1-title_ru": "Б",
        "item-1-competence": "voting_order",
    }

    page = client.post("/ru/sessions/new/", {**TYPED, **rows, "row": button, "starts_at": ""})

    forms = page.context["rows"].forms
    assert page.status_code == 200
    assert [form.initial.get("title_ru", "") for form in forms] == titles
    assert page.context["form"].initial["theme_ru"] == "Единство"
    assert AssemblySession.objects.count() == 0


@pytest.mark.django_db
def test_a_refused_plan_says_why_and_keeps_what_was_typed(client):
    make_draft()
    as_(client, make_secretary())

    page = client.post("/ru/sessions/new/", TYPED)

    text = page.content.decode()
    assert page.status_code == 422
    assert 'role="alert"' in text
    assert "XXXVI" in text
    assert 'value="Единство"' in text
    assert AssemblySession.objects.count() == 1


@pytest.mark.django_db
def test_a_plan_without_its_date_is_marked_at_the_field(client):
    as_(client, make_secretary())

    page = client.post("/ru/sessions/new/", {**TYPED, "starts_at": ""})

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()


@pytest.mark.django_db
def test_staff_change_a_plan_by_the_form(client):
    draft = make_draft()
    as_(client, make_secretary())
    page = client.get(f"/ru/sessions/{draft.pk}/change/")
    assert [form.initial["competence"] for form in page.context["rows"].forms] == [
        "conceptual_approaches",
        "member_reports",
    ]

    response = client.post(f"/ru/sessions/{draft.pk}/change/", {**TYPED, "theme_ru": "Новая тема"})

    draft.refresh_from_db()
    assert response.status_code == 302
    assert (draft.theme_ru, draft.planned_items.count()) == ("Новая тема", 1)


@pytest.mark.django_db
def test_putting_says_what_it_does_and_does_it(client):
    make_members(3)
    draft = make_draft()
    as_(client, make_secretary())
    page = client.get(f"/ru/sessions/{draft.pk}/put/")
    assert "Созвать тридцать шестую (XXXVI) Сессию" in page.content.decode()
    assert page.context["rows"][-1][1] == 3

    response = client.post(
        f"/ru/sessions/{draft.pk}/put/",
        {"text_kk": "1. Шақырылсын.", "text_ru": "1. Созвать.", "answer_by": "2026-11-30"},
    )

    matter = Matter.objects.get()
    assert response["Location"] == f"/ru/chairman/matters/{matter.pk}/"
    assert matter.draft.latest.text_ru == "1. Созвать."
    assert client.get(f"/ru/sessions/{draft.pk}/put/").status_code == 302


@pytest.mark.django_db
def test_an_incomplete_plan_is_refused_with_the_paragraph_and_the_text_stays(client):
    draft = make_draft(theme_kk="")
    as_(client, make_secretary())

    page = client.post(f"/ru/sessions/{draft.pk}/put/", {"text_kk": "Мәтін", "text_ru": "Мой текст"})

    text = page.content.decode()
    assert page.status_code == 409
    assert "подп.\xa05) п.\xa05" in text
    assert "Мой текст" in text
    assert Matter.objects.count() == 0


@pytest.mark.django_db
def test_the_list_asks_the_same_for_one_session_and_for_three(client):
    secretary = make_secretary()
    counts = []
    for number in (36, 37, 38):
        make_draft(secretary, number=number)
        as_(client, secretary)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/ru/sessions/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[2]


@pytest.mark.django_db
def test_the_page_of_a_session_asks_the_same_for_one_item_and_for_three(client):
    secretary = make_secretary()
    counts = []
    for number, items in ((36, ITEMS[:1]), (37, (*ITEMS, ITEMS[0]))):
        draft = make_draft(secretary, number=number, items=items)
        as_(client, secretary)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/ru/sessions/{draft.pk}/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_of_a_session_are_drawn_in_each_language(client, language):
    matter, chairman, secretary = make_matter()
    draft = make_draft(secretary, number=37, theme_ru="")
    sign_matter(matter_id=matter.pk, actor=chairman, at=LATER)
    as_(client, secretary)

    for page in (
        "",
        "new/",
        f"{draft.pk}/",
        f"{draft.pk}/put/",
        f"{AssemblySession.objects.get(number=36).pk}/",
    ):
        assert client.get(f"/{language}/sessions/{page}").status_code == 200
