"""Search finds what the person may read, however it was typed, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.bodies.models import Association, Region, StateBody
from assembly.bodies.services.seed import seed_reference
from assembly.common.search_sources import SOURCES, _branch
from assembly.common.search_terms import terms_of
from assembly.decisions.services.considerations import mark_considered, receive
from assembly.decisions.services.decisions import issue_address
from assembly.documents.models import Act, Document
from assembly.portal.selectors.search import answer_to
from sessions.models import AssemblySession
from tests.chairman.test_directions import make_edition
from tests.decisions.makers import make_assignment, make_consideration, make_decision, officer_of
from tests.factories import (
    NOON,
    make_chairman,
    make_members,
    make_person,
    make_secretary,
    make_state_body,
    make_state_officer,
    make_user,
)
from tests.meetings.makers import ITEM, convened, make_act, user_of
from tests.secretariat.makers import make_appeal, make_redirected

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
TODAY = NOON.date()


def kinds(text, user=None, **asked):
    return [kind.code for kind in answer_to(text, user, on=TODAY, **asked).kinds]


def titles(text, user=None, code=None):
    return [
        str(line.title).replace("<mark>", "").replace("</mark>", "")
        for kind in answer_to(text, user, on=TODAY).kinds
        if code in {None, kind.code}
        for line in kind.lines
    ]


def make_session(number=36, state="convened", **fields):
    return AssemblySession.objects.create(
        number=number, state=state, theme_kk="Бірлік пен келісім", theme_ru="Единство и согласие", place_kk="Астана",
        place_ru="Астана", starts_at=NOON, convening_act=make_act(str(number)) if state == "convened" else None,
        **fields,
    )  # fmt: skip


@pytest.fixture
def world():
    """Something of everything; returns the secretary, who may read all of it."""
    seed_reference(at=NOON)
    Region.objects.filter(code="11").update(name_kk="Көкшетау өңірі", name_ru="Кокшетауский край")
    secretary = make_secretary(family_name="Хатшыев")
    make_person(family_name="Әміров", given_name="Жұмабек", patronymic="Қайратұлы", with_user=False)
    make_state_body(code="mki")
    StateBody.objects.filter(code="mki").update(
        name_kk="Мәдениет және ақпарат министрлігі", name_ru="Министерство культуры и информации"
    )
    Association.objects.create(name_kk="«Дария» бірлестігі", name_ru="Объединение «Дарья»")
    Document.objects.create(
        kind="decision", title_kk="Баяндама жобасы", title_ru="Проект обращения к гражданам", created_at=NOON
    )
    make_session()
    decision = make_decision()
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)
    make_decision("council")
    make_assignment(decision, secretary=secretary)
    return secretary


# What is typed, and the kind in which it is found; the reader may read everything.
TYPED = [
    ("кокшетау", "regions"),
    ("Көкшетау", "regions"),
    ("кокшетоу", "regions"),
    ("амиров", "persons"),  # Kazakh letters from a Russian keyboard
    ("Әміров", "persons"),
    ("жумабек", "persons"),
    ("Жұмабек Әміров", "persons"),  # two words in any order
    ("амиров кайратулы", "persons"),
    ("Aмиpoв", "persons"),  # Latin letters that only look alike
    ("әмiров", "persons"),  # Latin i for the Kazakh letter
    ("АМИРОВ", "persons"),
    ("амеров", "persons"),  # typing errors
    ("амриов", "persons"),
    ("Жумобек", "persons"),
    ("Минитсерство культуры", "state_bodies"),
    ("министерства культуры", "state_bodies"),  # Russian word forms
    ("информацией", "state_bodies"),
    ("mki", "state_bodies"),
    ("мадениет", "state_bodies"),
    ("дария", "associations"),
    ("обращение", "documents"),
    ("обращением", "documents"),
    ("обращениями гражданам", "documents"),
    ("обращением", "addresses"),  # the kind itself is asked for
    ("сессии", "sessions"),
    ("сессия 36", "sessions"),
    ("XXXVI", "sessions"),
    ("ХХХVI", "sessions"),  # the first three in Cyrillic
    ("36", "sessions"),
    ("36-сессия", "sessions"),
    ("единству", "sessions"),
    ("бирлик", "sessions"),
    ("36/1", "addresses"),
    ("№36/1", "addresses"),
    ("№ 36/1", "addresses"),
    ("36", "addresses"),
    ("родных школ", "addresses"),
    ("школы родным языкам", "addresses"),
    ("тилдери", "addresses"),
    ("решение родных", "decisions"),
    ("сорок воскресных", "assignments"),
    ("воскресная школа", "assignments"),
    ("36/1-1", "assignments"),
    ("поручения 36/1", "assignments"),
    ("ассамблея", "bodies"),
    ("высший орган", "law"),
]


@pytest.mark.parametrize(("text", "code"), TYPED, ids=[f"{text} → {code}" for text, code in TYPED])
def test_it_is_found_however_it_is_typed(world, text, code):
    assert code in kinds(text, world)


@pytest.mark.parametrize("text", ["350", "3", "36/11", "6/1", "XXXV", "№", "«»", "а", "   ", ""])
def test_a_number_is_not_a_part_of_another_and_signs_are_nothing(world, text):
    found = set(kinds(text, world)) & {"addresses", "decisions", "sessions"}

    assert found == set()


def test_all_words_have_to_be_there(world):
    assert "addresses" in kinds("школах родных", world)
    assert kinds("школах инопланетян", world) == []


def test_likeness_is_asked_only_when_nothing_fits_exactly(world):
    exact, like = (answer_to(text, world, on=TODAY) for text in ("амиров", "амеров"))

    assert (exact.is_forgiven, like.is_forgiven) == (False, True)


def test_its_own_number_stands_first():
    Act.objects.create(
        kind="order", number="7", signed_on=TODAY, organ="chairman", title_kk="35 орын туралы", title_ru="О 35 местах",
        code="a",
    )  # fmt: skip
    Act.objects.create(
        kind="order",
        number="35",
        signed_on=TODAY,
        organ="chairman",
        title_kk="Басқа",
        title_ru="Иное",
        code="b",
    )

    assert titles("35", make_secretary(), "acts") == ["Басқа", "35 орын туралы"]


def test_the_public_finds_what_is_public_alone(world):
    seen = {code for text, _ in TYPED for code in kinds(text)}

    assert seen == {"addresses", "decisions", "sessions", "regions", "law"}


def test_each_reader_finds_no_more_than_he_may_read():
    secretary, chairman = make_secretary(family_name="Әміров"), make_chairman()
    meeting, _, persons = convened(items=(ITEM,), secretary=secretary)
    make_session(37, "draft")
    decision = make_decision("council")
    mine = make_assignment(decision, secretary=secretary)
    other = officer_of(
        make_assignment(decision, secretary=secretary, point="2", text_kk="Басқа", text_ru="Иное")
    )
    answered = answer(decision, secretary, state_body=mine.lead_state_body)
    answer(decision, secretary, state_body=make_state_body(), resolved_ru="Иное решено")
    make_consideration(make_decision("council"), secretary=secretary, state_body=mine.lead_state_body)
    readers = {
        "secretary": secretary, "chairman": chairman, "member": user_of(persons[0]), "officer": officer_of(mine),
        "other": other, "seatless": make_user(), "stranger": None,
    }  # fmt: skip

    def who_finds(text, code):
        return {name for name, user in readers.items() if code in kinds(text, user)}

    everybody, desk = set(readers), {"secretary", "chairman"}
    make_redirected(state_body=mine.lead_state_body, subject="Ремонт клуба")
    make_appeal(subject="Школа танца")
    assert who_finds("клуба", "appeals") == {"secretary", "officer"}
    assert who_finds("танца", "appeals") == {"secretary"}
    assert who_finds("амиров", "persons") == {"secretary"}
    assert who_finds("министерство", "state_bodies") == {"secretary"}
    assert who_finds("шақыру", "acts") == {"secretary"}
    assert who_finds("мектептері", "documents") == {"secretary"}
    assert who_finds("XXXVI", "sittings") == desk | {"member"}
    assert who_finds("концептуальных", "items") == desk | {"member"}
    assert who_finds("единство", "sessions") == desk
    assert who_finds("сорок воскресных", "assignments") == desk | {"officer"}
    assert who_finds("учебниками", "considerations") == desk | {"officer"}
    assert who_finds("оқулықтар", "considerations") == desk | {"officer"}
    assert who_finds("иное решено", "considerations") == desk
    make_edition(secretary, chairman)
    assert who_finds("направления", "directions") == everybody
    assert answered.state == "considered"
    assert who_finds("родных", "decisions") == everybody
    assert meeting.pk


def answer(decision, secretary, *, state_body, resolved_ru="Школы обеспечены учебниками"):
    """Let a state body answer a decision."""
    officer = make_state_officer(state_body)
    owed = make_consideration(decision, secretary=secretary, state_body=state_body)
    for act, facts in (
        (receive, {}),
        (
            mark_considered,
            {
                "considered_on": NOON.date(),
                "signatory": "Вице-министр",
                "resolved_kk": "Мектептерге оқулықтар берілді",
                "resolved_ru": resolved_ru,
            },
        ),
    ):
        act(consideration_id=owed.pk, actor=officer, at=NOON, **facts)
    owed.refresh_from_db()
    return owed


def test_what_is_forgiven_is_no_way_around(world):
    make_session(38, "draft", theme_en="Secret")
    for text in ("амеров", "Минитсерство", "Secrte"):
        assert set(kinds(text)) <= {"addresses", "decisions", "sessions", "regions", "law"}
    assert titles("Secrte", code="sessions") == []


def test_one_kind_is_asked_for_in_pages(client):
    make_members(23, family_name="Тестов")
    client.force_login(make_secretary())

    first = client.get("/ru/search/", {"q": "тестов", "kind": "persons"})
    answer = first.context["answer"]
    second = client.get(answer.next_url)

    assert (len(answer.kinds[0].lines), answer.kinds[0].counted, answer.back_url) == (20, "23", "")
    assert len(second.context["answer"].kinds[0].lines) == 3
    assert (second.context["answer"].next_url, second.context["answer"].page) == ("", 2)
    assert (
        client.get("/ru/search/", {"q": "тестов"})
        .context["answer"]
        .kinds[0]
        .more_url.endswith("kind=persons")
    )
    for page in ("0", "-1", "x", "999999999", "²"):
        assert client.get("/ru/search/", {"q": "тестов", "kind": "persons", "page": page}).status_code == 200
    assert client.get("/ru/search/", {"q": "тестов", "kind": "nothing"}).status_code == 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("родных", "О школах <mark>родных</mark> языков"),
        ("школы", "О <mark>школах</mark> родных языков"),
        ("рус", None),
    ],
)
def test_what_was_searched_for_is_marked(client, text, shown):
    make_decision()

    page = client.get("/ru/search/", {"q": text}).content.decode().replace("\xa0", " ")

    assert (shown in page) if shown else ("<mark>" not in page)


def test_nothing_that_is_stored_or_typed_becomes_markup(client):
    make_person(family_name="<b>Ескен</b>", given_name='"&"', with_user=False)
    client.force_login(make_secretary())

    page = client.get("/kk/search/", {"q": "ескен <i>"}).content.decode()
    found = client.get("/kk/search/", {"q": "ескен"}).content.decode()

    assert "&lt;b&gt;<mark>Ескен</mark>&lt;/b&gt; &quot;&amp;&quot;" in found
    assert "<b>" not in found.partition('id="found"')[2]
    assert 'value="ескен &lt;i&gt;"' in page


def test_words_found_in_another_language_are_shown_in_it(client):
    make_decision()

    page = client.get("/kk/search/", {"q": "родных"}).content.decode().replace("\xa0", " ")

    assert "Ана тілдері мектептері туралы" in page
    assert '<span class="small" lang="ru">О школах <mark>родных</mark> языков</span>' in page


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nothing_found_is_said_with_what_may_help(client, language):
    for user in (None, make_user()):
        if user:
            client.force_login(user)
        shown = client.get(f"/{language}/search/", {"q": "<b>жоқтықсөз</b>"}).content.decode()

        assert 'class="empty"' in shown
        assert "35/2" in shown
        assert "&lt;b&gt;жоқтықсөз&lt;/b&gt;" in shown
        assert "<b>жоқ" not in shown


def test_while_one_types_the_answer_alone_is_sent(client):
    make_decision()

    part = client.get("/ru/search/", {"q": "родных"}, headers={"HX-Request": "true"})
    whole = client.get("/ru/search/", {"q": "родных"})

    assert part.content.decode().strip().startswith('<div id="found"')
    assert "<html" in whole.content.decode()
    assert {"HX-Request", "Cookie"} <= {one.strip() for one in part.headers["Vary"].split(",")}


@pytest.mark.parametrize(
    "text", ["a\x00b", "%", "_", "\\", "'", "🙂", "и" * 500, "36/" * 90, "İ", "1" * 30, "))((|&!:*"]
)
def test_nothing_typed_breaks_the_search(client, text):
    make_decision()
    client.force_login(make_secretary())

    assert client.get("/ru/search/", {"q": text}).status_code == 200


@pytest.mark.parametrize("who", ["stranger", "secretary", "chairman", "member", "officer"])
@pytest.mark.parametrize("text", ["родных", "ненайденноеслово"])
def test_a_page_takes_fewer_than_ten_questions(client, world, who, text):
    user = {
        "stranger": lambda: None,
        "secretary": lambda: world,
        "chairman": make_chairman,
        "member": lambda: user_of(make_members(1)[0]),
        "officer": lambda: officer_of(make_assignment(make_decision("council"), secretary=world)),
    }[who]()
    if user:
        client.force_login(user)
    at_one = asked_for(client, text)
    for number in range(2):
        make_assignment(make_decision("council"), secretary=world, point=str(number + 3))

    assert asked_for(client, text) == at_one
    assert at_one["of the search"] <= 2
    assert at_one["of the whole page"] < 10
    assert at_one["of its part"] < 10


def asked_for(client, text):
    """Count the questions to the database: of the whole page, of its part as it comes while one types, of the search."""
    counted = {}
    for name, headers in (("of the whole page", {}), ("of its part", {"HX-Request": "true"})):
        with CaptureQueriesContext(connection) as found:
            assert client.get("/ru/search/", {"q": text}, headers=headers).status_code == 200
        counted[name] = len(found)
    counted["of the search"] = len([query for query in found if '"s_rank"' in query["sql"]])
    return counted


def test_every_source_is_known_to_the_test_of_rights():
    """A new source says here who finds it; see ``test_each_reader_finds_no_more_than_he_may_read``."""
    assert set(SOURCES) == {
        "addresses", "decisions", "assignments", "considerations", "sessions", "sittings", "items", "matters", "persons", "bodies",
        "state_bodies", "associations", "documents", "acts", "regions", "regional_reports", "published_reports", "appeals",
        "opinions", "programmes", "directions",
    }  # fmt: skip


# Kinds found by names of so few records that their index may be left aside, and which.
BY_FEW_NAMES = {"regional_reports": "the twenty assemblies that the reader may read"}


@pytest.mark.parametrize("code", sorted(SOURCES.keys() - BY_FEW_NAMES))
@pytest.mark.parametrize("is_forgiving", [False, True])
def test_every_kind_is_searched_by_its_index(code, is_forgiving):
    """The expression of the query is that of the index; whole tables are read only when nothing else serves."""
    source = SOURCES[code]
    rows = _branch(source, terms_of("министерство"), make_secretary(), TODAY, is_forgiving=is_forgiving)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    assert f"Bitmap Index Scan on {source.index}_letters" in rows.explain()
