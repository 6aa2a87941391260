"""The paper of an expert opinion: the very version judged, who wrote, the text, every dissent, checksums."""

from datetime import date
from typing import Any

from assembly.documents.paper.bilingual import Side, bilingual_paper
from assembly.documents.renderers import Paper
from assembly.documents.selectors import current_version
from expert_council.enums import Verdict
from expert_council.models import OpinionAuthor, OpinionRequest

ORGAN = (
    "ҚАЗАҚСТАН ХАЛҚЫ АССАМБЛЕЯСЫНЫҢ\nҒЫЛЫМИ-САРАПТАМА КЕҢЕСІ",
    "НАУЧНО-ЭКСПЕРТНЫЙ СОВЕТ\nАССАМБЛЕИ НАРОДА КАЗАХСТАНА",
)
WORDS = {
    "kk": {
        "kind": "САРАПТАМАЛЫҚ ҚОРЫТЫНДЫ",
        "about": "Қаралған мәтін",
        "version": "Нұсқасы",
        "sum": "Нұсқаның бақылау сомасы",
        "question": "Сұрақ",
        "verdict": "Қорытынды пікір",
        "experts": "Сарапшылар",
        "pro_bono": "Қоғамдық негізде (23-тармақ)",
        "drawn_in": "тартылған сарапшы",
        "dissent": "Ерекше пікір",
        "translation": "Аударылмаған. Түпнұсқа тілінде берілді.",
        "issued": "Қорытындыны шығарды",
    },
    "ru": {
        "kind": "ЭКСПЕРТНОЕ ЗАКЛЮЧЕНИЕ",
        "about": "Рассмотренный текст",
        "version": "Редакция",
        "sum": "Контрольная сумма редакции",
        "question": "Вопрос",
        "verdict": "Вывод",
        "experts": "Эксперты",
        "pro_bono": "На общественных началах (п. 23)",
        "drawn_in": "привлечённый эксперт",
        "dissent": "Особое мнение",
        "translation": "Не переведено. Приводится на языке оригинала.",
        "issued": "Заключение подписал(а)",
    },
}
VERDICTS = {
    Verdict.SUPPORTED: {"kk": "Қолдау табады", "ru": "Поддержан"},
    Verdict.WITH_REMARKS: {"kk": "Ескертпелермен қолдау табады", "ru": "Поддержан с замечаниями"},
    Verdict.NOT_SUPPORTED: {"kk": "Қолдау таппайды", "ru": "Не поддержан"},
}


def opinion_paper(request_id: int) -> Paper:
    """Return the paper of an issued opinion.

    Raises:
        OpinionRequest.DoesNotExist: there is no such opinion.
    """
    request = OpinionRequest.objects.select_related(
        "version__document", "act__version", "issued_by__person"
    ).get(pk=request_id)
    act = request.act
    assert act is not None, "only an issued opinion is printed"
    version = current_version(act)
    assert version is not None, "an issued opinion has its text"
    authors = list(request.authors.select_related("person"))
    sides = {language: _side(request, authors, language) for language in ("kk", "ru")}
    return bilingual_paper(act=act, version=version, organ=ORGAN, sides=sides, name="opinion")


def can_read_opinion(user: Any, request_id: int, on: date) -> bool:
    """Who reads the opinion may read its paper; a published one is everybody's."""
    rows = OpinionRequest.objects.filter(pk=request_id)
    return rows.published().exists() or rows.visible_to(user, on=on).exists()


def _side(request: OpinionRequest, authors: list[OpinionAuthor], language: str) -> Side:
    words = WORDS[language]
    judged = request.version
    rows = [
        (words["about"], getattr(judged.document, f"title_{language}")),
        (words["version"], str(judged.number)),
        (words["sum"], getattr(judged, f"sha256_{language}")),
        (words["verdict"], VERDICTS[Verdict(request.verdict)][language]),
        (words["experts"], "; ".join(_name(author, language) for author in authors)),
        ("", words["pro_bono"]),
    ]
    if question := getattr(request, f"question_{language}"):
        rows.insert(3, (words["question"], question))
    dissents = [
        (f"{words['dissent']}: {author.person.full_name}", _dissent(author, language))
        for author in authors
        if author.has_dissent
    ]
    user = request.issued_by
    person = user.known_person if user else None
    signers = [(words["issued"], f"{person.given_name[:1]}.\u00a0{person.family_name}")] if person else []
    return Side(words["kind"], rows, dissents, signers)


def _name(author: OpinionAuthor, language: str) -> str:
    where = getattr(author, f"affiliation_{language}")
    details = [WORDS[language]["drawn_in"]] if author.is_drawn_in else []
    details += [where] if where else []
    return f"{author.person.full_name} ({', '.join(details)})" if details else author.person.full_name


def _dissent(author: OpinionAuthor, language: str) -> str:
    own = str(getattr(author, f"dissent_{language}"))
    return own or f"{WORDS[language]['translation']}\n{author.dissent_kk or author.dissent_ru}"
