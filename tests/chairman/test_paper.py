"""The PDF of the Chairman's act: ordered by the signature, with both texts, for those who read the act."""

import io
from datetime import timedelta

import pytest
from django.utils import translation
from pypdf import PdfReader

from assembly.chairman.paper import ACT_PAPER, act_paper, can_read_act_paper
from assembly.chairman.services.acts import record_paper_act, sign_matter
from assembly.documents.models import Rendition
from assembly.documents.paper.layout import lay_out
from assembly.documents.sealing import SEALED
from assembly.documents.services.corrections import correct_act
from assembly.documents.signature_lines import lines_of
from assembly.people.models import Person
from tests.chairman.making import make_matter
from tests.documents.test_acts import make_head
from tests.factories import NOON, make_members, make_secretary, make_state_officer, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed():
    matter, chairman, _ = make_matter()
    Person.objects.filter(user=chairman).update(family_name="Әлімжанов", given_name="Дархан")
    return sign_matter(matter_id=matter.pk, actor=chairman, at=NOON)


def test_signing_orders_the_paper_of_the_act_and_a_seal_for_it(signed):
    order = Rendition.objects.get(template=ACT_PAPER)

    assert (order.subject, order.act, order.version) == (
        f"chairman_act:{signed.pk}",
        signed.act,
        signed.act.version,
    )
    assert ACT_PAPER in SEALED


def test_paper_holds_both_texts_number_signer_and_checksums(signed):
    content, _pages = lay_out(act_paper(signed.pk), at=NOON)
    read = PdfReader(io.BytesIO(content))
    text = "\n".join(page.extract_text() for page in read.pages).replace("\xa0", " ").replace("\n", " ")
    version = signed.act.version

    for words in ("ӨКІМ", "РАСПОРЯЖЕНИЕ", "№ 1", "Председатель Ассамблеи народа Казахстана", "Д. Әлімжанов"):
        assert words in text
    assert read.metadata.title.startswith("Өкім № 1: ")
    assert read.attachments == {
        "order-kk.txt": [version.text_kk.encode()],
        "order-ru.txt": [version.text_ru.encode()],
    }
    assert version.sha256_ru[:16] in text.replace(" ", "")


def test_corrected_act_is_printed_anew_and_its_signature_stays_over_what_was_signed(signed):
    before = signed.act.version
    correct_act(
        act_id=signed.act_id,
        text_kk=before.text_kk + "\nТүзету.",
        text_ru=before.text_ru + "\nИсправлено.",
        reason_kk="Әріп қатесі",
        reason_ru="Описка",
        actor=make_head(),
        at=NOON + timedelta(hours=1),
    )

    content, _pages = lay_out(act_paper(signed.pk), at=NOON)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).replace(
        "\xa0", " "
    )

    assert "Исправлено." in text
    assert "Причина: Описка" in text.replace("\n", " ")
    assert Rendition.objects.filter(template=ACT_PAPER).count() == 2
    with translation.override("ru"):
        said = [str(line.value) for line in lines_of(signed.act)]
    assert f"под версией {before.number} текста" in said[0]


def test_act_recorded_from_paper_has_its_scan_and_no_pdf():
    matter, _, secretary = make_matter()

    record_paper_act(matter_id=matter.pk, number="12", signed_on=NOON.date(), actor=secretary, at=NOON)

    assert Rendition.objects.count() == 0


@pytest.mark.parametrize(
    ("make_reader", "is_read"),
    [
        (make_secretary, True),
        (make_user, False),
        (make_state_officer, False),
        (lambda: make_members(1)[0].user, False),
        (lambda: None, False),
    ],
)
def test_paper_is_read_by_those_who_read_the_act(signed, make_reader, is_read):
    assert can_read_act_paper(make_reader(), signed.pk, NOON.date()) is is_read


def test_page_of_the_act_shows_signer_method_and_paper(client, signed):
    client.force_login(make_secretary())

    text = client.get(f"/ru/chairman/matters/{signed.matter_id}/").content.decode()

    assert "Әлімжанов Дархан" in text
    assert "Записанное действие вошедшего лица" in text
    assert "Акт Председателя в PDF" in text
