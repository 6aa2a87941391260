"""How the portal names a place in the law. Standard library only."""

from dataclasses import dataclass
from datetime import date

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act of the register: the Decree, a law, a code, an instruction.

    ``short_*`` are the words by which a page names it beside a paragraph; the Regulation approved
    by Decree 747 needs none, being the house's own law. ``is_law`` is false for the one entry that
    stands for "set by no law": a reference to it says so and names no paragraph.
    """

    code: str
    number: str
    adopted_on: date
    in_force_from: date
    title_kk: str
    title_ru: str
    title_en: str
    short_kk: str = ""
    short_ru: str = ""
    short_en: str = ""
    in_force_until: date | None = None
    repealed_by: str = ""
    is_law: bool = True

    def is_in_force_on(self, day: date) -> bool:
        """Say whether the act binds on ``day``; its term is half-open, ``[from, until)``."""
        return self.in_force_from <= day and (self.in_force_until is None or day < self.in_force_until)


@dataclass(frozen=True, slots=True)
class LegalRef:
    """A paragraph (or article) of an act in one of its editions.

    Args:
        act: the act.
        paragraph: number of the paragraph or article, as printed: ``"9"``, ``"10"``.
        in_force_from: first day of this edition.
        subparagraph: number of the subparagraph, without the bracket: ``"5"``.
        is_article: the act counts articles («статья»), not paragraphs («пункт»).
        in_force_until: first day on which the edition binds no more.
    """

    act: LegalAct
    paragraph: str
    in_force_from: date
    subparagraph: str = ""
    is_article: bool = False
    in_force_until: date | None = None

    def is_in_force_on(self, day: date) -> bool:
        """Say whether this edition binds on ``day``; the term is half-open."""
        return self.in_force_from <= day and (self.in_force_until is None or day < self.in_force_until)

    @property
    def anchor(self) -> str:
        """Return the place's name within the page of the act: ``p-4-5``."""
        prefix = "a" if self.is_article else "p"
        return "-".join(part for part in (prefix, self.paragraph, self.subparagraph) if part)

    @property
    def code(self) -> str:
        """Return the stable spelling kept in records: ``decree-747:4(5)@2024-12-27``."""
        sub = f"({self.subparagraph})" if self.subparagraph else ""
        return f"{self.act.code}:{self.paragraph}{sub}@{self.in_force_from:%Y-%m-%d}"

    def __str__(self) -> str:
        return self.code

    def cite(self, language: str) -> str:
        """Return how a page of ``language`` names the place: «9-тармақ», «п. 9», “para. 9”.

        Raises:
            LookupError: the portal does not speak ``language``.
        """
        if language not in LANGUAGES:
            raise LookupError(f"no citations in {language!r}")
        if not self.act.is_law:
            return str(getattr(self.act, f"short_{language}"))
        return getattr(self, f"_cite_{language}")()

    def _cite_kk(self) -> str:
        unit = "бап" if self.is_article else "тармақ"
        place = (
            f"{self.paragraph}-{unit}тың\u00a0{self.subparagraph})\u00a0тармақшасы"
            if self.subparagraph
            else f"{self.paragraph}-{unit}"
        )
        return f"{self.act.short_kk}, {place}" if self.act.short_kk else place

    def _cite_ru(self) -> str:
        unit = "ст." if self.is_article else "п."
        place = f"{unit}\u00a0{self.paragraph}"
        if self.subparagraph:
            place = f"подп.\u00a0{self.subparagraph}) {place}"
        return f"{self.act.short_ru}, {place}" if self.act.short_ru else place

    def _cite_en(self) -> str:
        unit = "art." if self.is_article else "para."
        place = f"{unit}\u00a0{self.paragraph}"
        if self.subparagraph:
            place += f"({self.subparagraph})"
        return f"{self.act.short_en}, {place}" if self.act.short_en else place
