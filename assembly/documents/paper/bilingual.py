"""The paper of a text in Kazakh and in Russian, each on its own sheets: particulars, text, annexes, checksums."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings

from assembly.common.dates import official_date
from assembly.documents.models import Act, Version
from assembly.documents.paper.corrections import correction_note
from assembly.documents.renderers import RECORD, Enclosure, Paper
from assembly.documents.templatetags.paper import points

LANGUAGES = ("kk", "ru")
CHECKSUM = {
    "kk": "Қазақша мәтіннің бақылау сомасы (SHA-256)",
    "ru": "Контрольная сумма русского текста (SHA-256)",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one language of the paper says besides the text itself.

    Args:
        kind: the word in capitals above the title: «ҚОРЫТЫНДЫ».
        rows: particulars as ``(word, value)``.
        annexes: further texts as ``(heading, text)``: dissents.
        signers: those who sign as ``(role, name)``.
    """

    kind: str
    rows: Sequence[tuple[str, str]] = ()
    annexes: Sequence[tuple[str, str]] = ()
    signers: Sequence[tuple[str, str]] = field(default=())


def bilingual_paper(
    *, act: Act, version: Version, organ: tuple[str, str], sides: dict[str, Side], name: str
) -> Paper:
    """Return the paper of an act's text.

    Args:
        act: the act; its number, day and permanent address stand on the paper.
        version: the text that holds now; enclosed byte for byte.
        organ: the letterhead in Kazakh and in Russian.
        sides: what each language says, by ``kk`` and ``ru``.
        name: name of the file in Latin letters, without the number.
    """
    feet = {language: f"{sides[language].kind.capitalize()} № {act.number}" for language in LANGUAGES}
    return Paper(
        html_template="paper/bilingual.html",
        context={
            **{f"title_{code}": f"{feet[code]}: {getattr(act, f'title_{code}')}" for code in LANGUAGES},
            **{f"foot_{code}": feet[code] for code in LANGUAGES},
            "number": act.number,
            "permanent_url": f"{settings.PORTAL_ADDRESS}/d/{act.code}",
            "organ_kk": organ[0],
            "organ_ru": organ[1],
            "texts": [
                {
                    "language": code,
                    "side": sides[code],
                    "title": getattr(act, f"title_{code}"),
                    "day": official_date(act.signed_on, code),
                    "correction": correction_note(act, code),
                    "paragraphs": points(version.text(code)),
                    "annexes": [(heading, points(text)) for heading, text in sides[code].annexes],
                    "checksum_words": CHECKSUM[code],
                    "checksum": getattr(version, f"sha256_{code}"),
                }
                for code in LANGUAGES
            ],
        },
        file_name=f"{name}-{act.number.replace('/', '-')}.pdf",
        variant=RECORD,
        enclosures=tuple(
            Enclosure(f"{name}-{code}.txt", version.text(code).encode(), f"Text ({code})")
            for code in LANGUAGES
        ),
    )
