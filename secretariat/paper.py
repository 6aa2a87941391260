"""The paper of an answer: its text in the one language of the appeal, its checksum, who signed."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from assembly.common.dates import official_date
from assembly.documents.models import Rendition
from assembly.documents.renderers import RECORD, Enclosure, Paper
from assembly.documents.services.renditions import order_rendition
from assembly.documents.templatetags.paper import points
from secretariat.models import CitizenAppeal

ANSWER_KIND = "appeal_answer"
ANSWER_PAPER = "secretariat.answer"
ORGAN = (
    "ҚАЗАҚСТАН ХАЛҚЫ АССАМБЛЕЯСЫНЫҢ\nАППАРАТЫ (ХАТШЫЛЫҒЫ)",
    "АППАРАТ (СЕКРЕТАРИАТ)\nАССАМБЛЕИ НАРОДА КАЗАХСТАНА",
)
WORDS = {
    "kk": {
        "to": "Кімге",
        "about": "Жолданым",
        "role": "Ассамблея Төрағасының орынбасары – Хатшылық меңгерушісі",
        "signed": "Порталда қол қойылды",
        "checksum": "Мәтіннің бақылау сомасы (SHA-256)",
        "complaint": "Жауаппен келіспесеңіз, ӘРПК-де белгіленген тәртіппен шағым беруге құқығыңыз бар.",
    },
    "ru": {
        "to": "Кому",
        "about": "Обращение",
        "role": "Заместитель Председателя Ассамблеи – заведующий Секретариатом",
        "signed": "Подписано в портале",
        "checksum": "Контрольная сумма текста (SHA-256)",
        "complaint": "Если вы не согласны с ответом, вы вправе подать жалобу в порядке, установленном АППК.",
    },
    "en": {
        "to": "To",
        "about": "Appeal",
        "role": "Deputy Chairman of the Assembly – Head of the Secretariat",
        "signed": "Signed in the portal",
        "checksum": "Checksum of the text (SHA-256)",
        "complaint": "If you disagree with the answer, you have the right to complain as the APPC provides.",
    },
}


def answer_paper(appeal_id: int) -> Paper:
    """Return the paper of a signed answer, its text enclosed byte for byte.

    Raises:
        CitizenAppeal.DoesNotExist: there is no such appeal.
    """
    appeal = CitizenAppeal.objects.select_related("answer__version", "signed_by").get(pk=appeal_id)
    act, signer = appeal.answer, appeal.signed_by
    assert act is not None, "ordered when the answer was signed"
    assert act.version is not None, "an answer has its text"
    assert signer is not None, "an answer is signed"
    language = act.version.sole_language
    words = WORDS[language]
    text = act.version.text(language)
    return Paper(
        html_template="secretariat/paper/answer.html",
        context={
            "title_kk": act.title_kk,
            "title_ru": act.title_ru,
            "foot_kk": f"Жауап № {act.number}",
            "foot_ru": f"Ответ № {act.number}",
            "root_language": language,
            "number": act.number,
            "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{act.code}",
            "organ_kk": ORGAN[0],
            "organ_ru": ORGAN[1],
            "words": words,
            "language": language,
            "day": official_date(act.signed_on, language),
            "applicant": appeal.applicant_name,
            "address": appeal.address,
            "appeal_number": appeal.number,
            "appeal_day": official_date(appeal.registered_on, language),
            "paragraphs": points(text),
            "signed_as": f"{signer.given_name[:1]}.\u00a0{signer.family_name}",
            "checksum": getattr(act.version, f"sha256_{language}"),
        },
        file_name=f"answer-{slugify(act.number.replace('/', '-'))}.pdf",
        variant=RECORD,
        enclosures=(Enclosure(f"answer-{language}.txt", text.encode(), f"Text of the answer ({language})"),),
    )


def order_answer(appeal: CitizenAppeal, *, at: datetime) -> Rendition:
    """Order the PDF of a signed answer; safe to repeat."""
    act = appeal.answer
    assert act is not None, "signed"
    assert act.version is not None, "an answer has its text"
    return order_rendition(
        template=ANSWER_PAPER,
        subject=f"citizenappeal:{appeal.pk}",
        revision=getattr(act.version, f"sha256_{act.version.sole_language}"),
        act=act,
        version=act.version,
        at=at,
    )


def can_read_answer(user: Any, appeal_id: int, on: date) -> bool:
    """Say who reads the PDF in the workspace; the applicant has a page of his own for it."""
    return CitizenAppeal.objects.visible_to(user, on=on).filter(pk=appeal_id).exists()
