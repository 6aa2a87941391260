"""The receipt of an appeal as a PDF: number, code, terms, where it is followed; in the language of the appeal.

The portal keeps no code, so this paper is laid out for whoever names number and code, and nothing of it is kept.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.timezone import localtime

from assembly.common.dates import official_date
from assembly.documents.press import lay_out_letter
from assembly.people.services.letters import plain_code
from assembly.people.sign_in_number import spaced
from secretariat.enums import AppealState
from secretariat.models import CitizenAppeal
from secretariat.paper import ORGAN
from secretariat.permissions import REDIRECTION, REGISTRATION, TERM
from secretariat.selectors import files_of

TEMPLATE = "secretariat/paper/receipt.html"
GROUP = 5
WORDS = {
    "kk": {
        "title": "Жолданым талоны",
        "number": "Жолданымның нөмірі",
        "code": "Код",
        "applicant": "Өтініш беруші",
        "received": "Түскен уақыты",
        "registered": "Тіркелген күні",
        "triage": "Хатшылық қарауға алатын немесе құзыретті органға жіберетін соңғы күн",
        "due": "Жауап берудің соңғы күні",
        "subject": "Бір сөйлеммен",
        "files": "Қоса берілген файлдар",
        "how": "Жолданымның қалай қаралып жатқанын мына бетте нөмірі мен коды бойынша көресіз:",
        "keep": "Талонды сақтап қойыңыз: кодты портал сақтамайды. Нөмірі мен коды бар адам жолданымның барысын көреді, "
        "сондықтан оны бөгде адамға көрсетпеңіз.",
        "lost": "Талон жоғалса, Хатшылық сізге жаңа код береді; бұрынғы код одан кейін жарамсыз.",
        "foot": "Жолданымның барысы",
    },
    "ru": {
        "title": "Талон обращения",
        "number": "Номер обращения",
        "code": "Код",
        "applicant": "Заявитель",
        "received": "Поступило",
        "registered": "Зарегистрировано",
        "triage": "Последний день, когда Секретариат принимает обращение к рассмотрению или перенаправляет его",
        "due": "Последний день для ответа",
        "subject": "Одной строкой",
        "files": "Приложенные файлы",
        "how": "Ход рассмотрения виден на этой странице по номеру и коду:",
        "keep": "Сохраните талон: портал не хранит код. Каждый, у кого есть номер и код, видит ход рассмотрения, "
        "поэтому не показывайте талон посторонним.",
        "lost": "Если талон потерян, Секретариат выдаст вам новый код; прежний перестанет действовать.",
        "foot": "Ход рассмотрения",
    },
    "en": {
        "title": "Receipt of an appeal",
        "number": "Number of the appeal",
        "code": "Code",
        "applicant": "Applicant",
        "received": "Received",
        "registered": "Registered on",
        "triage": "Last day on which the Secretariat accepts the appeal or redirects it",
        "due": "Last day for the answer",
        "subject": "In one line",
        "files": "Files that came along",
        "how": "By number and code you follow the appeal on this page:",
        "keep": "Keep this receipt: the portal does not keep the code. Whoever has the number and the code sees how the "
        "appeal stands, so show the receipt to nobody else.",
        "lost": "If the receipt is lost, the Secretariat gives you a new code; the former one then opens nothing.",
        "foot": "State of the appeal",
    },
}


def receipt_pdf(appeal: CitizenAppeal, *, code: str, at: datetime) -> bytes:
    """Return the receipt of an appeal as a PDF; call it outside any transaction, it takes about a second.

    Args:
        appeal: the appeal; its language is that of the receipt.
        code: the code by which it is followed, as the applicant named it.
        at: the moment, timezone-aware.
    """
    language = appeal.language
    words = WORDS[language]
    with translation.override(language):
        url = settings.PORTAL_ADDRESS + reverse("secretariat:appeal_follow")
    context = {
        "title_kk": f"{WORDS['kk']['title']} № {appeal.number}",
        "title_ru": f"{WORDS['ru']['title']} № {appeal.number}",
        "root_language": language,
        "language": language,
        "organ_kk": ORGAN[0],
        "organ_ru": ORGAN[1],
        "words": words,
        "number": appeal.number,
        "code": spaced(plain_code(code), GROUP),
        "rows": _rows(appeal, language),
        "url": url,
    }
    return lay_out_letter(template=TEMPLATE, context=context, at=at)


def receipt_name(appeal: CitizenAppeal) -> str:
    """Return the name of the file."""
    return f"receipt-{slugify(appeal.number.replace('/', '-'))}.pdf"


def _rows(appeal: CitizenAppeal, language: str) -> list[tuple[str, str, str]]:
    """Return what the receipt says besides number and code: the word, the value, the act it rests on."""
    words = WORDS[language]
    received = localtime(appeal.received_at)
    rows = [
        (words["applicant"], appeal.applicant_name, ""),
        (words["subject"], appeal.subject, ""),
        (words["received"], f"{official_date(received.date(), language)}, {received:%H:%M}", ""),
        (
            words["registered"],
            official_date(appeal.registered_on, language),
            REGISTRATION.cite(language),
        ),
    ]
    if appeal.state == AppealState.REGISTERED:
        day = official_date(appeal.triage_due_on, language)
        rows.append((words["triage"], day, REDIRECTION.cite(language)))
    if appeal.is_open:
        rows.append((words["due"], official_date(appeal.due_on, language), TERM.cite(language)))
    if files := files_of(appeal):
        rows.append((words["files"], ", ".join(file.name for file in files), ""))
    return rows
