"""Papers: laid out with the portal's own fonts, tagged, with what proves them enclosed."""

import io
from datetime import datetime, timedelta

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from assembly.common.clock import ALMATY
from assembly.documents.enums import RenditionState
from assembly.documents.models import Rendition
from assembly.documents.paper.figures import Figures, grouped, quorum_arithmetic, quorum_bar, vote_table
from assembly.documents.paper.layout import OwnFilesOnly, lay_out
from assembly.documents.renderers import PUBLIC_TEXT, RECORD, RENDERERS, Enclosure, Paper, register_renderer
from assembly.documents.services.renditions import (
    LONGEST_RENDERING,
    claim_next,
    order_rendition,
    render_waiting,
)
from assembly.law.acts import regulation
from assembly.law.thresholds import Comparison, Threshold

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ALMATY)
MORE_THAN_HALF = Threshold(1, 2, Comparison.MORE_THAN, regulation("10"))
TWO_THIRDS = Threshold(2, 3, Comparison.AT_LEAST, regulation("9"))


def figures(**changes):
    facts = {
        "present": 412, "votes_for": 356, "against": 21, "abstained": 19, "silent": 16, "needed": 207,
        "majority": MORE_THAN_HALF, "is_adopted": True, "form_kk": "Ашық дауыс беру",
        "form_ru": "Открытое голосование", "opened_at": NOON, "closed_at": NOON + timedelta(minutes=3),
    }  # fmt: skip
    return Figures(**{**facts, **changes})


def decision_like(variant=RECORD, **changes):
    texts = [
        {
            "language": language,
            "kind": kind,
            "title": "Достық үйлері, №\u00a036/1: ≥ ә ғ қ ң ө ұ ү һ і",
            "day": "2026 жылғы 22 қараша",
            "place": "Астана",
            "paragraphs": ["1. Бірінші.", "2. Екінші."],
            "vote": vote_table(figures(), language),
            "signatures": [("Төрағалық етуші", "Д. Әлімжанов")],
            "checksum_words": "SHA-256",
            "checksum": "ab" * 32,
        }
        for language, kind in (("kk", "ШЕШІМ"), ("ru", "РЕШЕНИЕ"))
    ]
    context = {
        "title_kk": "Шешім", "title_ru": "Решение", "foot_kk": "Шешім № 36/1", "foot_ru": "Решение № 36/1",
        "number": "36/1", "permanent_url": "https://portal.example/d/abc", "organ_kk": "АССАМБЛЕЯ",
        "organ_ru": "АССАМБЛЕЯ", "texts": texts, **changes,
    }  # fmt: skip
    return Paper(
        "decisions/paper/decision.html",
        context,
        "decision.pdf",
        variant,
        (Enclosure("a.txt", b"abc", "text"),),
    )


@pytest.fixture(scope="module")
def record():
    content, pages = lay_out(decision_like(), at=NOON)
    assert pages == 2
    return PdfReader(io.BytesIO(content))


def test_record_says_both_texts_the_figures_and_the_paragraph(record):
    text = "\n".join(page.extract_text() for page in record.pages)
    for words in ("ШЕШІМ", "РЕШЕНИЕ", "412", "356", "207", "10-тармақ", "Решение принято"):
        assert words in text
    assert "\ufffd" not in text


def test_record_is_tagged_titled_and_claims_its_standard(record):
    root = record.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "kk"
    assert record.metadata.title == "Шешім · Решение"
    assert b"pdfaid:part" in root["/Metadata"].get_object().get_data()


def test_enclosure_is_in_the_record_once(record):
    assert record.attachments == {"a.txt": [b"abc"]}
    assert len(record.trailer["/Root"]["/AF"]) == 1


def test_only_the_portal_s_own_fonts_are_in_it(record):
    names = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in record.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith("Doc-") for name in names), names


def test_public_text_claims_universal_access():
    content, _ = lay_out(decision_like(PUBLIC_TEXT), at=NOON)
    metadata = PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part" in metadata


@pytest.mark.parametrize(
    "address",
    ["https://portal.example/x.png", "file:///etc/passwd", "static:no/such/file", "http://127.0.0.1/"],
)
def test_a_paper_reaches_neither_the_network_nor_the_disk(address):
    with pytest.raises(FatalURLFetchingError):
        OwnFilesOnly().fetch(address)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"silent": 15}, "four figures make 411 of 412"),
        ({"needed": 206}, "more than half of 412 is 207"),
    ],
)
def test_figures_that_do_not_follow_are_not_printed(changes, why):
    with pytest.raises(ValueError, match=r"add up|frozen rule"):
        figures(**changes)


@pytest.mark.parametrize(
    ("language", "arithmetic"),
    [
        ("kk", "қажеттісі – кемінде 207 (қатысып отырған мүшелердің жартысынан көбі, 10-тармақ): 356 ≥ 207"),
        ("ru", "требуется не менее 207 (более половины присутствующих членов, п.\u00a010): 356 ≥ 207"),
    ],
)
def test_vote_table_shows_the_arithmetic(language, arithmetic):
    table = vote_table(figures(), language)
    assert table.arithmetic == arithmetic
    assert table.figures == (412, 356, 21, 19, 16)
    assert sum(table.figures[1:]) == table.figures[0]


def test_quorum_is_shown_in_integers():
    assert quorum_arithmetic(present=389, required=389, whole=583, threshold=TWO_THIRDS) == (
        f"389 ≥ 389; 3 × 389 = {grouped(1167)} ≥ 2 × 583 = {grouped(1166)}"
    )
    assert " < " in quorum_arithmetic(present=388, required=389, whole=583, threshold=TWO_THIRDS)
    bar = quorum_bar(present=389, required=389, whole=583, language="kk")
    assert (bar.present_x, bar.required_x) == (bar.required_x, bar.required_x)


@pytest.fixture
def plain_paper(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(tmp_path)}},
    }
    outcomes = []

    def build(subject_id):
        outcomes.append(subject_id)
        if subject_id == 13:
            raise LookupError("nothing is there")
        return decision_like()

    register_renderer("tests.plain", build, lambda _user, _subject, _on: True)
    yield outcomes
    del RENDERERS["tests.plain"]


@pytest.mark.django_db
def test_ordering_the_same_revision_twice_makes_one_pdf(plain_paper):
    first = order_rendition(template="tests.plain", subject="thing:1", revision="a", at=NOON)
    again = order_rendition(template="tests.plain", subject="thing:1", revision="a", at=NOON)
    assert first.pk == again.pk
    assert render_waiting(at=NOON) == 1
    assert render_waiting(at=NOON) == 0
    first.refresh_from_db()
    assert (first.state, first.pages, plain_paper) == (RenditionState.READY, 2, [1])
    assert first.stored_file.content_type == "application/pdf"
    with first.stored_file.file.open("rb") as stream:
        assert stream.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_a_paper_that_cannot_be_made_is_tried_thrice_and_remembered(plain_paper):
    order = order_rendition(template="tests.plain", subject="thing:13", revision="a", at=NOON)
    render_waiting(at=NOON)
    order.refresh_from_db()
    assert (order.state, order.attempts, plain_paper) == (RenditionState.FAILED, 3, [13, 13, 13])
    assert "nothing is there" in order.error


@pytest.mark.django_db
def test_an_order_left_behind_by_a_killed_worker_is_taken_over(plain_paper):
    order_rendition(template="tests.plain", subject="thing:1", revision="a", at=NOON)
    assert claim_next(at=NOON) is not None
    assert claim_next(at=NOON + LONGEST_RENDERING) is None
    assert claim_next(at=NOON + LONGEST_RENDERING + timedelta(seconds=1)) is not None
    assert Rendition.objects.get().attempts == 2


@pytest.mark.django_db
def test_nothing_is_made_where_pdf_is_off(plain_paper, settings):
    settings.PDF_IS_ON = False
    order_rendition(template="tests.plain", subject="thing:1", revision="a", at=NOON)
    assert render_waiting(at=NOON) == 0
    assert Rendition.objects.get().state == RenditionState.WAITING


@pytest.mark.django_db
def test_a_paper_nobody_registered_is_refused():
    with pytest.raises(LookupError):
        order_rendition(template="tests.unknown", subject="thing:1", revision="a", at=NOON)
