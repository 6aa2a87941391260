"""Each kind of paper as it leaves the worker: its text exact in Kazakh and Russian, its structure sound."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from assembly.chairman.paper import ACT_PAPER, act_paper
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.decisions.paper import address_paper, decision_paper
from assembly.decisions.services.decisions import issue_address
from assembly.documents.enums import RenditionState
from assembly.documents.models import Rendition
from assembly.documents.paper.layout import lay_out
from assembly.documents.services.corrections import correct_act
from assembly.documents.services.renditions import claim_next, render_waiting
from assembly.documents.views.files import steps_of
from tests.chairman.making import make_matter
from tests.decisions.makers import make_decision
from tests.documents.pdf_checks import assert_says, faults
from tests.documents.test_acts import make_head
from tests.documents.test_files import PDF, files_folder  # noqa: F401
from tests.factories import NOON, make_secretary

pytestmark = pytest.mark.django_db


def paragraphs(version, language):
    return [line for line in version.text(language).splitlines() if line.strip()]


def claims(content):
    """Return what the paper claims to be, from its metadata."""
    return PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_object().get_data()


def signed_act():
    matter, chairman, _secretary = make_matter()
    return sign_matter(matter_id=matter.pk, actor=chairman, at=NOON).act


def test_the_paper_of_a_convening_act_says_the_signed_text_in_both_languages(files_folder):  # noqa: F811
    act = signed_act()

    content, pages = lay_out(act_paper(act.chairman_act.pk), at=NOON)

    assert (pages, faults(content)) == (1, [])
    for language, kind in (("kk", "ӨКІМ"), ("ru", "РАСПОРЯЖЕНИЕ")):
        title = getattr(act, f"title_{language}")
        assert_says(content, [f"{kind} {title}", *paragraphs(act.version, language)])
    assert_says(content, ["Қазақстан халқы Ассамблеясының Төрағасы", f"№ {act.number}", "бет · стр. 1 / 1"])
    assert_says(content, ["2026 жылғы 23 қараша", "23 ноября 2026 года"])
    assert b"pdfaid:part" in claims(content)
    enclosed = PdfReader(io.BytesIO(content)).attachments
    assert hashlib.sha256(enclosed["order-kk.txt"][0]).hexdigest() == act.version.sha256_kk
    assert hashlib.sha256(enclosed["order-ru.txt"][0]).hexdigest() == act.version.sha256_ru


def test_a_long_act_stands_one_language_after_the_other(files_folder):  # noqa: F811
    act, head = signed_act(), make_head()
    long = "\n".join(f"{number}. Ұзақ тармақ, «әңгіме» № {number}." for number in range(1, 90))
    correct_act(
        act_id=act.pk, text_kk=long, text_ru=long.replace("Ұзақ тармақ", "Длинный пункт"),
        reason_kk="Қате жазу", reason_ru="Описка", actor=head, at=NOON,
    )  # fmt: skip

    content, pages = lay_out(act_paper(act.chairman_act.pk), at=NOON)

    assert pages > 2
    assert faults(content) == []
    assert_says(content, ["ӨКІМ", "2-нұсқа. Жазу қатесі түзетілді:", "Себебі: Қате жазу", "1. Ұзақ тармақ"])
    assert_says(content, ["РАСПОРЯЖЕНИЕ", "Причина: Описка", "1. Длинный пункт", "89. Длинный пункт"])


def test_a_signature_orders_the_paper():
    act = signed_act()

    order = Rendition.objects.get(template=ACT_PAPER)

    assert (order.act, order.version) == (act, act.version)


def test_an_act_signed_on_paper_has_its_scan_and_no_paper_of_ours(files_folder):  # noqa: F811
    matter, _chairman, secretary = make_matter()
    scan = SimpleUploadedFile("scan.pdf", PDF)
    record_paper_act(
        matter_id=matter.pk, number="77", signed_on=NOON.date(), scan=scan, actor=secretary, at=NOON
    )

    assert Rendition.objects.filter(template=ACT_PAPER).count() == 0


def test_the_papers_of_a_decision_and_an_address_are_exact_and_sound(files_folder):  # noqa: F811
    decision, secretary = make_decision(), make_secretary()
    issue_address(decision_id=decision.pk, actor=secretary, at=NOON)

    record, _ = lay_out(decision_paper(decision.pk), at=NOON)
    public, _ = lay_out(address_paper(decision.pk), at=NOON)

    assert (faults(record), faults(public)) == ([], [])
    assert (b"pdfaid:part" in claims(record), b"pdfuaid:part" in claims(public)) == (True, True)
    for content, words in ((record, ("ШЕШІМ", "РЕШЕНИЕ")), (public, ("ҮНДЕУ", "ОБРАЩЕНИЕ"))):
        assert_says(
            content,
            [
                words[0], decision.act.title_kk, *paragraphs(decision.version, "kk"),
                words[1], decision.act.title_ru, *paragraphs(decision.version, "ru"),
            ],
        )  # fmt: skip


def test_a_corrected_decision_says_so_on_its_paper(files_folder):  # noqa: F811
    decision, head = make_decision(), make_head()
    correct_act(
        act_id=decision.act_id, text_kk="1. Түзетілген мәтін.", text_ru="1. Исправленный текст.",
        reason_kk="Қате жазу", reason_ru="Описка", actor=head, at=NOON,
    )  # fmt: skip

    content, _ = lay_out(decision_paper(decision.pk), at=NOON)

    assert_says(content, ["2-нұсқа. Жазу қатесі түзетілді:", "Себебі: Қате жазу", "1. Түзетілген мәтін."])
    assert_says(content, ["Версия 2. Исправлена ошибка письма:", "Причина: Описка", "1. Исправленный текст."])


def test_whoever_waits_for_a_paper_sees_its_steps(client, files_folder):  # noqa: F811
    make_decision()
    order = Rendition.objects.get()
    with translation.override("ru"):
        url = reverse("documents:rendition", args=[order.pk])
        assert [step.state for step in steps_of(order)] == ["now", "todo", "todo", "todo"]
        taken = claim_next(at=NOON)
        assert [step.state for step in steps_of(taken)] == ["done", "now", "todo", "todo"]
    shown = client.get(url).content.decode()
    assert 'hx-trigger="every 2s"' in shown
    assert "Тексты и данные собираются" in shown
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<section")

    Rendition.objects.update(state=RenditionState.WAITING, step="")
    assert render_waiting(at=NOON) == 1
    done = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "PDF готов" in done
    assert "hx-trigger" not in done
    order.refresh_from_db()
    assert [step.state for step in steps_of(order)] == ["done"] * 4
    given = client.get(url)
    assert b"".join(given.streaming_content).startswith(b"%PDF-")
