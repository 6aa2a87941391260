"""The registries of the verification page: what other rooms add to what is said of a paper.

Whoever holds a paper asks by its code or by the checksum of its file. This room knows acts, texts,
scans and PDFs; a room above adds the page of an act, files of its own (a signed copy), and lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from assembly.documents.models import Act, Version
from assembly.law.refs import LegalRef

Words = str | Promise


@dataclass(frozen=True, slots=True)
class VerificationLine:
    """One line about a paper: “Signed by”, who and when.

    Args:
        label: what it is about.
        value: what is said.
        tone: ok, warn, bad or empty; drawn with a sign, never by colour alone.
        legal_ref: the paragraph it rests on.
        for_restricted: whether it is said of a restricted paper too; such a line names nobody.
    """

    label: Words
    value: Words
    tone: str = ""
    legal_ref: LegalRef | None = None
    for_restricted: bool = False


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A file or text of an act that may be in somebody's hands.

    Args:
        act: whose it is.
        label: what it is: “PDF of the decision”, “Text in Kazakh”.
        sha256: its checksum, hexadecimal.
        version: the version of the act's text that it bears, where there is one.
        language: of a text; empty for a file.
    """

    act: Act
    label: Words
    sha256: str
    version: Version | None = None
    language: str = ""


LinesOf = Callable[[Act], Iterable[VerificationLine]]
FilesOf = Callable[[Act], Iterable[IssuedFile]]
FilesBy = Callable[[str], Iterable[IssuedFile]]
PageOf = Callable[[Act], str]

LINES: dict[str, LinesOf] = {}
FILES: dict[str, tuple[FilesOf, FilesBy]] = {}
PAGES: dict[str, PageOf] = {}


def register_verification_lines(name: str, lines_of: LinesOf) -> None:
    """Add lines to what is said of an act; called from ``ready()``.

    Raises:
        ValueError: the name is taken.
    """
    _register(LINES, name, lines_of)


def register_issued_files(name: str, files_of: FilesOf, files_by: FilesBy) -> None:
    """Add a kind of files that can be verified; called from ``ready()``.

    Args:
        name: what they are: ``signed_copies``.
        files_of: gives the files of an act.
        files_by: gives the files that have a checksum.

    Raises:
        ValueError: the name is taken.
    """
    _register(FILES, name, (files_of, files_by))


def register_act_page(name: str, page_of: PageOf) -> None:
    """Say where an open act is read by everybody: an address, or an empty string; called from ``ready()``.

    Raises:
        ValueError: the name is taken.
    """
    _register(PAGES, name, page_of)


def _register(registry: dict[str, Any], name: str, entry: Any) -> None:
    if name in registry:
        raise ValueError(f"{name!r} is registered for verification twice")
    registry[name] = entry


def lines_of(act: Act) -> list[VerificationLine]:
    """Return what the rooms say of an act; of a restricted one only what names nobody."""
    said = [line for source in LINES.values() for line in source(act)]
    return [line for line in said if act.is_public or line.for_restricted]


def page_of(act: Act) -> str:
    """Return where an open act is read, or an empty string."""
    if not act.is_public:
        return ""
    return next((address for source in PAGES.values() if (address := source(act))), "")
