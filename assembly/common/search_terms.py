"""What a person typed into the search, understood: words, numbers, Roman numerals.

A number is a word of its own: 35 finds 35/2 and the XXXV Session, but not 350. «№35/2», «№ 35/2» and «35/2» are
one and the same. A word finds its Kazakh spelling from a Russian keyboard, letters that only look alike, and, in
Russian, its other forms.
"""

import re
from dataclasses import dataclass

from assembly.common.names import roman
from assembly.common.search import folded_text, words_in

LONGEST_QUERY = 200
MOST_TERMS = 6
MOST_SWAPPED = 12
# Two letters begin a word; from three on they may stand anywhere in it; from four on one may be mistyped.
ANYWHERE_FROM, FORGIVEN_FROM = 3, 4
NUMBER = re.compile(r"\d{1,6}(?:/\d{1,6})*")
NUMBER_SIGN = re.compile(r"№|\b(?:no|n°)\.?(?=\s*\d)", re.IGNORECASE)
LAST_ROMAN = 3999
ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# Cyrillic letters typed for the signs of Roman numerals.
HAS_CYRILLIC = re.compile("[а-яё]")
LATIN_LOOK_ALIKES = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
LOOK_LIKE_ROMAN = str.maketrans("хсміі", "xcmii")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query.

    Attributes:
        word: as the index holds it: small letters, Kazakh ones and look-alikes folded.
        plain: as it was typed, in small letters, for the dictionary of Russian forms.
        number: the number that it is: ``35/2``, ``36`` (also for XXXVI); empty for a word.
    """

    word: str
    plain: str
    number: str = ""

    @property
    def is_number(self) -> bool:
        """Say whether the term is a number and nothing else."""
        return bool(self.number) and self.word[:1].isdigit()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return how a number may be written in a text, each a whole word of the index."""
        if not self.number:
            return ()
        found = [self.number]
        if self.number.isdecimal() and 1 <= int(self.number) <= LAST_ROMAN:
            found.append(folded_text(roman(int(self.number))).strip())
        return tuple(found)

    @property
    def swapped(self) -> tuple[str, ...]:
        """Return the word with each two neighbouring letters of its beginning in the other order."""
        word = self.word
        pairs = range(min(len(word) - 1, MOST_SWAPPED))
        return tuple(
            f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in pairs if word[at] != word[at + 1]
        )


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the words of a query; single letters say too little and are passed over, Roman ones are not."""
    cleaned = NUMBER_SIGN.sub(" ", text[:LONGEST_QUERY])
    found = [_term(word) for word in words_in(cleaned)]
    return tuple(term for term in found if len(term.word) > 1 or term.number)[:MOST_TERMS]


def _term(word: str) -> Term:
    inside = folded_text(word).strip()
    if NUMBER.fullmatch(inside):
        return Term(inside, inside, inside)
    plain = word.lower()
    if HAS_CYRILLIC.search(plain):
        plain = plain.translate(LATIN_LOOK_ALIKES)
    return Term(inside, plain, _roman_value(word))


def _roman_value(word: str) -> str:
    """Return the number that a Roman numeral writes; a single letter is one only as a Latin capital."""
    signs = word.lower().translate(LOOK_LIKE_ROMAN)
    if not ROMAN.fullmatch(signs) or (len(signs) == 1 and not (word.isascii() and word.isupper())):
        return ""
    values = [VALUES[sign] for sign in signs]
    following = [*values[1:], 0]
    return str(
        sum(value if value >= after else -value for value, after in zip(values, following, strict=True))
    )
