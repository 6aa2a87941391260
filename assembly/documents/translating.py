"""The translator's task: a document whose newest version lacks its Kazakh or its Russian text.

Nothing is stored for it: a version without one of its languages is the task, and the next complete
version ends it. Beside each paragraph stands what it was when both languages last agreed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assembly.documents.comparing import ADDED, REMOVED, SAME, Piece, compare, paragraphs_of
from assembly.documents.models import Document, Version

OTHER = {"kk": "ru", "ru": "kk"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph to translate.

    Args:
        number: its place among the paragraphs of the source, from 0; -1 for one that is gone.
        kind: same, changed or added since both languages agreed; removed for one that is gone.
        source: its words, marked by what came and what went.
        was: its translation at that time; empty where there was none.
    """

    number: int
    kind: str
    source: tuple[Piece, ...]
    was: str


@dataclass(frozen=True, slots=True)
class Translation:
    """What is to be translated, from which language into which, and what is known of it."""

    document: Document
    version: Version
    into: str
    agreed: Version | None

    @property
    def source(self) -> str:
        """Return the language that is translated from."""
        return OTHER[self.into]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs of the source in order, those that are gone in their old places."""
        return list(self._paragraphs())

    def _paragraphs(self) -> Iterator[Paragraph]:
        before = self.agreed.text(self.source) if self.agreed else ""
        translated = paragraphs_of(self.agreed.text(self.into)) if self.agreed else []
        # Paragraphs are one another's translations only where both texts have as many.
        is_parallel = len(translated) == len(paragraphs_of(before))
        old = new = 0
        for row in compare(before, self.version.text(self.source)).rows:
            was = translated[old] if row.before and is_parallel else ""
            kind = row.kind if self.agreed else SAME
            if row.kind == REMOVED:
                yield Paragraph(-1, kind, row.before, was)
            else:
                words = row.after if self.agreed else tuple(Piece(SAME, piece.text) for piece in row.after)
                yield Paragraph(new, kind, _both(row.before, words) if row.before else words, was)
                new += 1
            old += bool(row.before)

    def joined(self, texts: list[str]) -> str:
        """Return the whole translation: a text for each paragraph, empty lines where the source has them."""
        given = iter(texts)
        lines = self.version.text(self.source).splitlines()
        return "\n".join(next(given) if line.strip() else "" for line in lines)


def translation_of(document: Document) -> Translation | None:
    """Return what is to be translated in a document; ``None`` when its newest version has both texts."""
    version = document.latest
    if version is None or version.is_complete:
        return None
    into = "ru" if version.text_kk.strip() else "kk"
    earlier = document.versions.filter(number__lt=version.number).order_by("-number")
    agreed = next((one for one in earlier if one.is_complete), None)
    return Translation(document, version, into, agreed)


def _both(before: tuple[Piece, ...], after: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the words of a changed paragraph in one line: what went stands before what came in its place."""
    went = [piece for piece in before if piece.kind == REMOVED]
    if not went:
        return after
    woven: list[Piece] = []
    left, right = list(before), list(after)
    while left or right:
        if left and left[0].kind == REMOVED:
            woven.append(left.pop(0))
        elif right and right[0].kind == ADDED:
            woven.append(right.pop(0))
        else:
            if left:
                left.pop(0)
            if right:
                woven.append(right.pop(0))
    return tuple(woven)
