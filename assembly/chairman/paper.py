"""The paper of the Chairman's act: its text in Kazakh and in Russian, its checksums, who signed."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from assembly.chairman.models import ChairmanAct
from assembly.chairman.words import HEADINGS
from assembly.common.dates import official_date
from assembly.documents.enums import ActKind
from assembly.documents.models import Rendition, Version
from assembly.documents.paper.corrections import correction_note
from assembly.documents.renderers import RECORD, Enclosure, Paper
from assembly.documents.selectors import current_version
from assembly.documents.services.renditions import order_rendition
from assembly.documents.templatetags.paper import points

ACT_PAPER = "chairman.act"
ORGAN = ("ҚАЗАҚСТАН ХАЛҚЫ\nАССАМБЛЕЯСЫНЫҢ ТӨРАҒАСЫ", "ПРЕДСЕДАТЕЛЬ\nАССАМБЛЕИ НАРОДА КАЗАХСТАНА")
# Two columns only where both texts stand on one page: a flex block does not break across pages.
MOST_SIGNS_BESIDE = 1_700
WORDS = {
    "kk": {
        "role": "Қазақстан халқы Ассамблеясының Төрағасы",
        "checksum": "Қазақша мәтіннің бақылау сомасы (SHA-256)",
    },
    "ru": {
        "role": "Председатель Ассамблеи народа Казахстана",
        "checksum": "Контрольная сумма русского текста (SHA-256)",
    },
}


def act_paper(chairman_act_id: int) -> Paper:
    """Return the paper of an act signed in the portal: the text that holds now, enclosed byte for byte.

    Raises:
        ChairmanAct.DoesNotExist: there is no such act.
    """
    signed = ChairmanAct.objects.select_related("act__version", "act__recorded_by__person").get(
        pk=chairman_act_id
    )
    act = signed.act
    version = _text_of(signed)
    kind_kk, kind_ru = HEADINGS.get(ActKind(act.kind), ("", ""))
    foot_kk, foot_ru = f"{kind_kk.capitalize()} № {act.number}", f"{kind_ru.capitalize()} № {act.number}"
    return Paper(
        html_template="chairman/paper/act.html",
        context={
            "title_kk": f"{foot_kk}: {act.title_kk}",
            "title_ru": f"{foot_ru}: {act.title_ru}",
            "foot_kk": foot_kk,
            "foot_ru": foot_ru,
            "number": act.number,
            "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{act.code}",
            "organ_kk": ORGAN[0],
            "organ_ru": ORGAN[1],
            "signed_as": _signer(signed),
            "is_beside": max(len(version.text_kk), len(version.text_ru)) <= MOST_SIGNS_BESIDE,
            "texts": [
                {
                    "language": language,
                    "kind": kind,
                    "title": getattr(act, f"title_{language}"),
                    "correction": correction_note(act, language),
                    "day": official_date(act.signed_on, language),
                    "paragraphs": points(version.text(language)),
                    "role": WORDS[language]["role"],
                    "checksum_words": WORDS[language]["checksum"],
                    "checksum": getattr(version, f"sha256_{language}"),
                }
                for language, kind in (("kk", kind_kk), ("ru", kind_ru))
            ],
        },
        file_name=f"order-{slugify(act.number.replace('/', '-'))}-{act.signed_on:%Y}.pdf",
        variant=RECORD,
        enclosures=tuple(
            Enclosure(
                f"order-{language}.txt", version.text(language).encode(), f"Text of the act ({language})"
            )
            for language in ("kk", "ru")
        ),
    )


def order_paper(signed: ChairmanAct, *, at: datetime) -> Rendition:
    """Order the PDF of an act that was signed in the portal; safe to repeat."""
    version = _text_of(signed)
    revision = hashlib.sha256(f"{version.sha256_kk}{version.sha256_ru}".encode()).hexdigest()
    return order_rendition(
        template=ACT_PAPER,
        subject=f"chairman_act:{signed.pk}",
        revision=revision,
        act=signed.act,
        version=version,
        at=at,
    )


def can_read_act_paper(user: Any, chairman_act_id: int, on: date) -> bool:
    """Whoever reads the act in the workspace may read its paper."""
    return ChairmanAct.objects.visible_to(user, on=on).filter(pk=chairman_act_id).exists()


def _text_of(signed: ChairmanAct) -> Version:
    version = current_version(signed.act)
    assert version is not None, "an act signed in the portal has its text"
    return version


def _signer(signed: ChairmanAct) -> str:
    user = signed.act.recorded_by
    person = user.known_person if user else None
    return f"{person.given_name[:1]}.\u00a0{person.family_name}" if person else ""
