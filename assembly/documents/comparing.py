"""Two versions of a text, compared word by word. Pure: texts in, rows out; the time is bounded.

Paragraphs are aligned first: equal ones hold their places, and between them each old paragraph is set
beside the new one that shares most of its words. Inside such a pair words are compared. Words are
compared as they are written, so one letter of Kazakh or Russian makes a changed word, while blanks
between words make none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

# A word with its hyphens, or one sign of punctuation.
TOKEN = re.compile(r"\w+(?:[-\u2010\u2011'’]\w+)*|[^\w\s]")
# Shared words, of all words of both, from which two paragraphs are one that was changed: one in three.
ALIKE_OF, ALIKE_PART = 3, 1
# Beyond so many comparisons paragraphs are paired in order, words as runs: texts of any length take seconds.
MOST_PAIRS = 40_000
MOST_WORDS = 600
SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that have one fate: same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the older text beside that of the newer one."""

    kind: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows in order, and how much changed."""

    rows: list[Row] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Return how many paragraphs have this fate."""
        return sum(row.kind == kind for row in self.rows)

    @property
    def changed(self) -> int:
        """Return how many paragraphs changed."""
        return self.count(CHANGED)

    @property
    def added(self) -> int:
        """Return how many paragraphs are new."""
        return self.count(ADDED)

    @property
    def removed(self) -> int:
        """Return how many paragraphs are gone."""
        return self.count(REMOVED)

    @property
    def is_same(self) -> bool:
        """Say whether nothing differs but blanks."""
        return all(row.kind == SAME for row in self.rows)

    @property
    def parts(self) -> list[tuple[bool, list[Row]]]:
        """Return the rows in runs: ``(is_unchanged, rows)``; a page may fold the unchanged ones."""
        runs: list[tuple[bool, list[Row]]] = []
        for row in self.rows:
            if not runs or runs[-1][0] != (row.kind == SAME):
                runs.append((row.kind == SAME, []))
            runs[-1][1].append(row)
        return runs


def compare(before: str, after: str) -> Comparison:
    """Compare two texts paragraph by paragraph and, within changed paragraphs, word by word."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    keys_old, keys_new = [_key(text) for text in old], [_key(text) for text in new]
    matcher = SequenceMatcher(None, keys_old, keys_new, autojunk=len(old) * len(new) > MOST_PAIRS)
    rows: list[Row] = []
    for tag, i, j, m, n in matcher.get_opcodes():
        if tag == "equal":
            rows += [_same(text) for text in new[m:n]]
        else:
            rows += _replaced(old[i:j], new[m:n])
    return Comparison(rows)


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text, blanks at their ends and empty ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_of(text: str) -> list[str]:
    """Return the words and the signs of punctuation of a text, in order."""
    return TOKEN.findall(text)


def _key(text: str) -> str:
    return " ".join(text.split())


def _same(text: str) -> Row:
    piece = (Piece(SAME, text),)
    return Row(SAME, piece, piece)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Return the rows of a stretch that differs: pairs in order, what has no pair alone."""
    place = 0
    for left, right in _pairs(old, new):
        while place < right:
            yield Row(ADDED, after=(Piece(ADDED, new[place]),))
            place += 1
        if left is None:
            continue
        if right < 0:
            yield Row(REMOVED, before=(Piece(REMOVED, old[left]),))
            continue
        yield _changed(old[left], new[right])
        place = right + 1
    for text in new[place:]:
        yield Row(ADDED, after=(Piece(ADDED, text),))


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int]]:
    """Set each old paragraph beside the new one it became; -1 where there is none. Order is kept."""
    if len(old) * len(new) > MOST_PAIRS:
        for left in range(len(old)):
            yield left, left if left < len(new) else -1
        return
    bags_old = [Counter(words_of(text.lower())) for text in old]
    bags_new = [Counter(words_of(text.lower())) for text in new]
    # The longest chain of likenesses, as of common subsequences: best[i][j] for what begins at i and j.
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like = [[_likeness(a, b) for b in bags_new] for a in bags_old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            joined = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0
            best[i][j] = max(joined, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old):
        if j < len(new) and like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif j < len(new) and best[i][j] == best[i][j + 1] and best[i][j] > best[i + 1][j]:
            j += 1
        else:
            yield i, -1
            i += 1


def _likeness(old: Counter[str], new: Counter[str]) -> int:
    """Return how many words two paragraphs share; none when they are too unlike to be one."""
    shared = sum((old & new).values())
    everything = sum((old | new).values())
    return shared if shared * ALIKE_OF >= everything * ALIKE_PART else 0


def _changed(before: str, after: str) -> Row:
    old, new = _spans(before), _spans(after)
    matcher = SequenceMatcher(
        None, [word for word, _ in old], [word for word, _ in new], autojunk=len(old) + len(new) > MOST_WORDS
    )
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, m, n in matcher.get_opcodes():
        is_same = tag == "equal"
        if j > i:
            left.append(Piece(SAME if is_same else REMOVED, _slice(before, old, i, j)))
        if n > m:
            right.append(Piece(SAME if is_same else ADDED, _slice(after, new, m, n)))
    return Row(CHANGED, tuple(left), tuple(right))


def _spans(text: str) -> list[tuple[str, tuple[int, int]]]:
    return [(found.group(), found.span()) for found in TOKEN.finditer(text)]


def _slice(text: str, spans: Sequence[tuple[str, tuple[int, int]]], start: int, end: int) -> str:
    """Return the words of a run as they stand, with the blank that follows them."""
    last = spans[end][1][0] if end < len(spans) else len(text)
    first = 0 if start == 0 else spans[start][1][0]
    return text[first:last]
