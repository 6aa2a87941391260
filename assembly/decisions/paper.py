"""What the papers of a decision and of an address contain."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from assembly.common.clock import day_of
from assembly.common.dates import official_date
from assembly.decisions.models import AssemblyAddress, Decision
from assembly.decisions.selectors import text_in_force
from assembly.documents.models import Rendition, Version
from assembly.documents.paper.corrections import correction_note
from assembly.documents.paper.figures import vote_table
from assembly.documents.renderers import PUBLIC_TEXT, RECORD, Enclosure, Paper
from assembly.documents.services.renditions import order_rendition
from assembly.documents.templatetags.paper import points
from assembly.meetings.paper import letterhead_of
from assembly.voting.paper import figures_of

DECISION_PAPER = "decisions.decision"
ADDRESS_PAPER = "decisions.address"
WORDS = {
    "kk": {
        "kind": "ШЕШІМ",
        "address": "ҮНДЕУ",
        "issuer": "ҚАЗАҚСТАН ХАЛҚЫ АССАМБЛЕЯСЫ",
        "presiding": "Төрағалық етуші",
        "secretary": "Хатшы",
        "checksum": "Қазақша мәтіннің бақылау сомасы (SHA-256)",
        "adopted": "Қабылданды",
        "authentic": "ҚАЗАҚ ТІЛІНДЕГІ МӘТІН",
        "authentic_words": "Орыс тіліндегі мәтіні келесі бетте берілген.",
    },
    "ru": {
        "kind": "РЕШЕНИЕ",
        "address": "ОБРАЩЕНИЕ",
        "issuer": "АССАМБЛЕЯ НАРОДА КАЗАХСТАНА",
        "presiding": "Председательствующий",
        "secretary": "Секретарь",
        "checksum": "Контрольная сумма русского текста (SHA-256)",
        "adopted": "Принято",
        "authentic": "ТЕКСТ НА РУССКОМ ЯЗЫКЕ",
        "authentic_words": "Текст на казахском языке помещён на предыдущей странице.",
    },
}


def decision_paper(decision_id: int) -> Paper:
    """Return the paper of a decision: its text in kk and ru, its vote with the arithmetic, its checksums.

    The two texts are enclosed byte for byte, so that their checksums can be recomputed by anyone.

    Raises:
        Decision.DoesNotExist: there is no such decision.
    """
    decision = _decision(decision_id)
    version = text_in_force(decision)
    organ_kk, organ_ru = letterhead_of(decision.body)
    figures = figures_of(decision.poll)
    texts = [
        {
            **_text(decision, version, language),
            "kind": WORDS[language]["kind"],
            "vote": vote_table(figures, language),
            "signatures": _signatures(decision, language),
            "checksum_words": WORDS[language]["checksum"],
            "checksum": getattr(version, f"sha256_{language}"),
        }
        for language in ("kk", "ru")
    ]
    return Paper(
        html_template="decisions/paper/decision.html",
        context={
            **_frame(decision, "Шешім", "Решение"),
            "organ_kk": organ_kk,
            "organ_ru": organ_ru,
            "texts": texts,
        },
        file_name=f"decision-{slugify(decision.number.replace('/', '-'))}.pdf",
        variant=RECORD,
        enclosures=tuple(
            Enclosure(
                f"decision-{language}.txt",
                version.text(language).encode(),
                f"Text of the decision ({language})",
            )
            for language in ("kk", "ru")
        ),
    )


def address_paper(decision_id: int) -> Paper:
    """Return the paper of an address of the Assembly (п. 11): the solemn form of a Session's decision.

    Raises:
        Decision.DoesNotExist: there is no such decision.
    """
    decision = _decision(decision_id)
    version = text_in_force(decision)
    texts = [
        {
            **_text(decision, version, language),
            "kind": WORDS[language]["address"],
            "issuer": WORDS[language]["issuer"],
            "adopted_at_words": f"{WORDS[language]['adopted']}: "
            f"{getattr(decision.meeting, f'title_{language}')}",
            "authentic": WORDS[language]["authentic"],
            "authentic_words": WORDS[language]["authentic_words"],
        }
        for language in ("kk", "ru")
    ]
    return Paper(
        html_template="decisions/paper/address.html",
        context={
            **_frame(decision, "Үндеу", "Обращение"),
            "texts": texts,
            # A text longer than a sheet flows over pages instead of standing on one.
            "is_long": max(len(version.text_kk), len(version.text_ru)) > 1_900,  # noqa: PLR2004
        },
        file_name=f"address-{slugify(decision.number.replace('/', '-'))}.pdf",
        variant=PUBLIC_TEXT,
    )


def order_papers(decision: Decision, *, at: datetime) -> list[Rendition]:
    """Order the PDFs of a decision, and of its address where it is issued as one; safe to repeat."""
    is_address = AssemblyAddress.objects.filter(decision=decision).exists()
    names = [DECISION_PAPER, *([ADDRESS_PAPER] if is_address else [])]
    version = text_in_force(decision)
    revision = hashlib.sha256(f"{version.sha256_kk}{version.sha256_ru}".encode()).hexdigest()
    return [
        order_rendition(
            template=name,
            subject=f"decision:{decision.pk}",
            revision=revision,
            act=decision.act,
            version=version,
            at=at,
        )
        for name in names
    ]


def can_read_decision_paper(user: Any, decision_id: int, on: date) -> bool:
    """Say whether ``user`` may read the paper of a decision: whoever may read the decision (п. 11)."""
    return Decision.objects.readable_by(user, on=on).filter(pk=decision_id).exists()


def _decision(decision_id: int) -> Decision:
    return Decision.objects.select_related(
        "act", "body", "version", "poll", "meeting__presiding", "meeting__secretary"
    ).get(pk=decision_id)


def _frame(decision: Decision, kind_kk: str, kind_ru: str) -> dict[str, Any]:
    number = f"№ {decision.number}"
    return {
        "title_kk": f"{kind_kk} {number}: {decision.act.title_kk}",
        "title_ru": f"{kind_ru} {number}: {decision.act.title_ru}",
        "foot_kk": f"{kind_kk} {number}",
        "foot_ru": f"{kind_ru} {number}",
        "number": decision.number,
        "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{decision.act.code}",
    }


def _text(decision: Decision, version: Version, language: str) -> dict[str, Any]:
    return {
        "correction": correction_note(decision.act, language),
        "language": language,
        "title": getattr(decision.act, f"title_{language}"),
        "day": official_date(day_of(decision.adopted_at), language),
        "place": getattr(decision.meeting, f"place_{language}"),
        "paragraphs": points(version.text(language)),
    }


def _signatures(decision: Decision, language: str) -> list[tuple[str, str]]:
    people = (("presiding", decision.meeting.presiding), ("secretary", decision.meeting.secretary))
    return [(WORDS[language][role], _signed_as(person)) for role, person in people if person is not None]


def _signed_as(person: Any) -> str:
    return f"{person.given_name[:1]}.\u00a0{person.family_name}"
