"""Official texts as a public page shows them: which languages, which paragraphs, how they are marked."""

from dataclasses import dataclass

from assembly.common.names import EN, KK, RU
from assembly.documents.models import Version

BOTH = "both"
LANGUAGE_NAMES = {KK: "Қазақша", RU: "Русский", EN: "English"}
# A greeting («Құрметті отандастар!») is no summary.
SHORTEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A text in one language; empty where it is still to be translated."""

    language: str
    name: str
    paragraphs: list[str]
    sha256: str


def texts_of(version: Version) -> list[OfficialText]:
    """Return the texts of a version, Kazakh first; English only where it exists."""
    return [
        OfficialText(
            language=language,
            name=LANGUAGE_NAMES[language],
            paragraphs=paragraphs_of(version.text(language)),
            sha256=getattr(version, f"sha256_{language}"),
        )
        for language in (KK, RU, EN)
        if language != EN or version.text(EN).strip()
    ]


def chosen_texts(texts: list[OfficialText], wanted: str) -> list[OfficialText]:
    """Return the texts to be read: one language, or Kazakh and Russian side by side."""
    one = [text for text in texts if text.language == wanted]
    return one or [text for text in texts if text.language in {KK, RU}]


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of an official text, empty lines left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def quote_of(version: Version, language: str) -> tuple[str, str]:
    """Return the first real paragraph of a text and its language.

    A reader of English, where no English text exists, gets the Russian one, marked as such.
    """
    spoken = language if version.text(language).strip() else RU
    paragraphs = paragraphs_of(version.text(spoken))
    long_enough = [paragraph for paragraph in paragraphs if len(paragraph) >= SHORTEST_QUOTE]
    return (long_enough or paragraphs or [""])[0], spoken
