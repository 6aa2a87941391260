"""Figures of a poll and of a quorum as papers print them: one set of numbers for both languages.

The law's arithmetic stands beside the result, in integers. Words are the papers' own and do not
depend on the reader's page: an official paper has its Kazakh and its Russian text side by side.
"""

from dataclasses import dataclass
from datetime import datetime

from assembly.common.clock import ALMATY
from assembly.law.thresholds import Comparison, Threshold

HEADS = {
    "kk": ("Қатысып отырғаны", "Жақтады", "Қарсы", "Қалыс қалды", "Дауыс бермеді"),
    "ru": ("Присутствуют", "За", "Против", "Воздержались", "Не голосовали"),
}
OUTCOMES = {
    ("kk", True): "Шешім қабылданды",
    ("kk", False): "Шешім қабылданбады",
    ("ru", True): "Решение принято",
    ("ru", False): "Решение не принято",
}
SHARES = {
    ("kk", Comparison.MORE_THAN, 1, 2): "қатысып отырған мүшелердің жартысынан көбі",
    ("ru", Comparison.MORE_THAN, 1, 2): "более половины присутствующих членов",
    ("kk", Comparison.AT_LEAST, 2, 3): "қатысып отырған мүшелердің кемінде үштен екісі",
    ("ru", Comparison.AT_LEAST, 2, 3): "не менее двух третей присутствующих членов",
}
BAR_WIDTH = 640
MET, MISSED = "#007C9C", "#B3261E"


@dataclass(frozen=True, slots=True)
class Figures:
    """The frozen figures of a closed poll, in persons.

    Raises:
        ValueError: the four figures do not add up to those present.
    """

    present: int
    votes_for: int
    against: int
    abstained: int
    silent: int
    needed: int
    majority: Threshold
    is_adopted: bool
    form_kk: str
    form_ru: str
    opened_at: datetime
    closed_at: datetime

    def __post_init__(self) -> None:
        if self.votes_for + self.against + self.abstained + self.silent != self.present:
            raise ValueError("the four figures do not add up to those present")
        if self.majority.least_part(of=self.present) != self.needed:
            raise ValueError("the votes needed do not follow from the frozen rule")


@dataclass(frozen=True, slots=True)
class VoteTable:
    """The figures of a poll in one language, ready for ``paper/vote.html``."""

    caption: str
    heads: tuple[str, ...]
    figures: tuple[int, ...]
    outcome: str
    arithmetic: str
    is_adopted: bool


@dataclass(frozen=True, slots=True)
class QuorumBar:
    """A quorum in one language, ready for ``paper/quorum.html``."""

    label: str
    present: int
    present_x: str
    required_x: str
    required_text_x: str
    required_words: str
    whole_words: str
    colour: str


def vote_table(figures: Figures, language: str) -> VoteTable:
    """Return the table of a poll in kk or ru, with the arithmetic and the paragraph."""
    rule = figures.majority
    share = SHARES.get(
        (language, rule.comparison, rule.numerator, rule.denominator), f"{rule.numerator}/{rule.denominator}"
    )
    sign = "≥" if figures.votes_for >= figures.needed else "<"
    words = {"kk": "қажеттісі – кемінде", "ru": "требуется не менее"}[language]
    opened, closed = (moment.astimezone(ALMATY) for moment in (figures.opened_at, figures.closed_at))
    form = figures.form_kk if language == "kk" else figures.form_ru
    return VoteTable(
        caption=f"{form}: {opened:%H:%M:%S} – {closed:%H:%M:%S}",
        heads=HEADS[language],
        figures=(figures.present, figures.votes_for, figures.against, figures.abstained, figures.silent),
        outcome=OUTCOMES[language, figures.is_adopted],
        arithmetic=f"{words} {figures.needed} ({share}, {rule.legal_ref.cite(language)}): "
        f"{figures.votes_for} {sign} {figures.needed}",
        is_adopted=figures.is_adopted,
    )


def quorum_bar(*, present: int, required: int, whole: int, language: str) -> QuorumBar:
    """Return the bar of a quorum in kk or ru; widths are drawn, never compared."""
    words = {
        "kk": (f"Қатысып отырғаны {present}, қажеттісі {required}, барлығы {whole}", "қажеттісі", "барлығы"),
        "ru": (f"Присутствуют {present}, требуется {required}, всего {whole}", "требуется", "всего"),
    }[language]
    mark = BAR_WIDTH * required // whole
    return QuorumBar(
        label=words[0],
        present=present,
        present_x=str(BAR_WIDTH * present // whole),
        required_x=str(mark),
        required_text_x=str(mark - 4),
        required_words=f"{words[1]} {required}",
        whole_words=f"{words[2]} {whole}",
        colour=MET if present >= required else MISSED,
    )


def quorum_arithmetic(*, present: int, required: int, whole: int, threshold: Threshold) -> str:
    """Return the integers by which a quorum stands or falls: ``3 × 412 = 1 236 ≥ 2 × 583 = 1 166``."""
    left, right = present * threshold.denominator, whole * threshold.numerator
    sign = "≥" if present >= required else "<"
    return (
        f"{present} {sign} {required}; {threshold.denominator} × {present} = {grouped(left)} {sign} "
        f"{threshold.numerator} × {whole} = {grouped(right)}"
    )


def grouped(number: int) -> str:
    """Return a number with its thousands apart: ``1 236``."""
    return f"{number:,}".replace(",", "\u00a0")
