"""The receipt of an appeal as a PDF: exact in its language, for the right pair alone, kept nowhere."""

import io

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from pypdf import PdfReader

from assembly.audit.models import AuditEvent
from assembly.documents.models import Rendition, StoredFile
from secretariat.receipt import receipt_name, receipt_pdf
from secretariat.services.registering import renew_code
from tests.documents.pdf_checks import assert_says, faults, words_of_pdf
from tests.factories import NOON, make_secretary
from tests.people.kit import post, text
from tests.secretariat.makers import IIN, fresh, make_answered, make_extended, register

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"
FOLLOW = "secretariat/appeals/follow/"
SAID = {
    "kk": [
        "Жолданым талоны",
        "Жолданымның нөмірі", "№ 1/2026", "Код", "11111 22222 33333 44444",
        "Жолданымның қалай қаралып жатқанын мына бетте нөмірі мен коды бойынша көресіз:", f"/kk/{FOLLOW}",
        "Өтініш беруші", "Пробная Алма Сериковна",
        "Бір сөйлеммен", "Школа родного языка",
        "Түскен уақыты", "2026 жылғы 23 қараша, 12:00",
        "Тіркелген күні", "2026 жылғы 23 қараша", "(ӘРПК, 64-бап)",
        "Хатшылық қарауға алатын немесе құзыретті органға жіберетін соңғы күн", "2026 жылғы 26 қараша", "(ӘРПК, 65-бап)",
        "Жауап берудің соңғы күні", "2026 жылғы 14 желтоқсан", "(ӘРПК, 76-бап)",
        "Қоса берілген файлдар", "прошение.pdf",
        "Талонды сақтап қойыңыз: кодты портал сақтамайды.",
        "Талон жоғалса, Хатшылық сізге жаңа код береді; бұрынғы код одан кейін жарамсыз.",
        "Жолданым талоны № 1/2026", f"Жолданымның барысы: localhost:8000/kk/{FOLLOW}", "бет · стр. 1 / 1",
    ],
    "ru": [
        "Талон обращения",
        "Номер обращения", "№ 1/2026", "Код", "11111 22222 33333 44444",
        "Ход рассмотрения виден на этой странице по номеру и коду:", f"/ru/{FOLLOW}",
        "Заявитель", "Пробная Алма Сериковна",
        "Одной строкой", "Школа родного языка",
        "Поступило", "23 ноября 2026 года, 12:00",
        "Зарегистрировано", "23 ноября 2026 года", "(АППК, ст. 64)",
        "Последний день, когда Секретариат принимает обращение к рассмотрению или перенаправляет его",
        "26 ноября 2026 года", "(АППК, ст. 65)",
        "Последний день для ответа", "14 декабря 2026 года", "(АППК, ст. 76)",
        "Приложенные файлы", "прошение.pdf",
        "Сохраните талон: портал не хранит код.",
        "Если талон потерян, Секретариат выдаст вам новый код; прежний перестанет действовать.",
        "Талон обращения № 1/2026", f"Ход рассмотрения: localhost:8000/ru/{FOLLOW}", "бет · стр. 1 / 1",
    ],
    "en": ["Receipt of an appeal", "№ 1/2026", "11111 22222 33333 44444", f"/en/{FOLLOW}", "26 November 2026", "14 December 2026"],
}  # fmt: skip
CODE = "11111222223333344444"


@pytest.fixture(autouse=True)
def _own_limits_and_address(settings):
    settings.PORTAL_ADDRESS = "http://localhost:8000"
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_receipt_is_exact_in_the_language_of_the_appeal(language):
    uploads = [ContentFile(PDF, name="прошение.pdf")]
    appeal = register(language=language, uploads=uploads).appeal

    content = receipt_pdf(appeal, code=CODE, at=NOON)

    assert_says(content, SAID[language])
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    whole = {"kk": [], "ru": ["the language of the whole is not Kazakh"]}
    whole["en"] = whole["ru"]
    assert faults(content) == whole[language]
    assert IIN not in words_of_pdf(content)
    assert receipt_name(appeal) == "receipt-1-2026.pdf"


def test_only_the_term_that_runs_is_said():
    extended, answered = make_extended(language="ru"), make_answered(language="ru")

    later, done = (words_of_pdf(receipt_pdf(fresh(one), code=CODE, at=NOON)) for one in (extended, answered))

    assert "25 декабря 2026" in later.replace("\u00a0", " ")
    assert "принимает обращение" not in later
    assert "Последний день" not in done


def test_the_paper_is_given_for_the_right_pair_and_nothing_of_it_is_kept(client):
    done = register()
    code = f"{done.code[:5]} {done.code[5:]}"
    events = AuditEvent.objects.count()

    response = post(client, "secretariat:appeal_receipt", number="1/2026", code=code)

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="receipt-1-2026.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert done.code in words_of_pdf(response.content).replace(" ", "")
    assert (Rendition.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert AuditEvent.objects.count() == events


def test_a_wrong_pair_a_former_code_and_an_eleventh_asking_get_no_paper(client):
    first, second = register(), register()
    renew_code(appeal_id=second.appeal.pk, actor=make_secretary(), at=NOON)

    answers = [
        post(client, "secretariat:appeal_receipt", number=number, code=code)
        for number, code in (
            ("1/2026", second.code),
            ("2/2026", second.code),
            ("9/2026", first.code),
            ("", ""),
        )
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert all("Нет обращения с таким номером и кодом" in text(answer) for answer in answers)
    for _ in range(6):
        post(client, "secretariat:appeal_receipt", number="1/2026", code="1")
    assert post(client, "secretariat:appeal_receipt", number="1/2026", code=first.code).status_code == 429


def test_where_no_papers_are_made_none_is_offered(client, settings):
    settings.PDF_IS_ON = False
    done = register()

    assert post(client, "secretariat:appeal_receipt", number="1/2026", code=done.code).status_code == 404
