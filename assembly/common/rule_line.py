"""The rule line: a number, what the law asks for, and a bar that marks the threshold.

The same on the phone, in the hall, in the minutes. Integers of the law are shown as integers; per
cents exist only as widths of a drawing.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assembly.common.typography import share_of
from assembly.law.refs import LegalRef
from assembly.law.thresholds import Comparison, Threshold

Words = str | Promise
MET, MISSING, FAILED = "met", "missing", "failed"
HALF = (1, 2)


def share_words(threshold: Threshold) -> str:
    """Return a share in words: “at least 2/3”, “more than half”."""
    share = (threshold.numerator, threshold.denominator)
    if threshold.comparison is Comparison.MORE_THAN and share == HALF:
        return pgettext("share", "more than half")
    values = {"share": f"{threshold.numerator}/{threshold.denominator}"}
    if threshold.comparison is Comparison.AT_LEAST:
        return pgettext("share", "at least %(share)s") % values
    return pgettext("share", "more than %(share)s") % values


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One part of the bar: its class, where it begins and how wide it is, in per cent."""

    look: str
    start: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """What a rule line shows.

    Args:
        now: persons counted now: present, or in favour.
        of: persons in the whole that the law names.
        need: the least number that is enough; none while nothing is asked for.
        threshold: the share in law; gives the words and the paragraph when they are not given.
        label: what is counted; “Present” by default.
        share: the share in words.
        legal_ref: the paragraph.
        state: met, missing or failed; reckoned from the numbers when not given.
        verdict: the verdict in words; quorum's own words by default, none with ``wordless``.
        remote: of those counted, how many take part remotely; drawn lighter.
        against, abstained, silent: the other voices of a poll, drawn after the first.
        look: further classes of the figure (``rule-lg``).
        wordless: draw no verdict.
        link: whether the paragraph leads to its text.
        bare: only the bar, when the page says the numbers itself.
        in_hall: for the screen of the hall: the bar grows with the screen, nothing can be clicked.
    """

    now: int
    of: int
    need: int | None = None
    threshold: Threshold | None = None
    label: Words = ""
    share: Words = ""
    legal_ref: LegalRef | str | None = None
    state: str = ""
    verdict: Words = ""
    remote: int = 0
    against: int = 0
    abstained: int = 0
    silent: int = 0
    look: str = ""
    wordless: bool = False
    link: bool = True
    bare: bool = False
    in_hall: bool = False

    @property
    def words(self) -> Words:
        """Return what is counted."""
        return self.label or pgettext("presence", "Present")

    @property
    def required(self) -> int | None:
        """Return the least number that is enough."""
        if self.need is None and self.threshold and self.of:
            return self.threshold.least_part(of=self.of)
        return self.need

    @property
    def share_text(self) -> Words:
        """Return the share in words."""
        return self.share or (share_words(self.threshold) if self.threshold else "")

    @property
    def source(self) -> LegalRef | str | None:
        """Return the paragraph."""
        return self.legal_ref or (self.threshold.legal_ref if self.threshold else None)

    @property
    def standing(self) -> str:
        """Return met, missing or failed."""
        if self.state:
            return self.state
        return MET if self.required is None or self.now >= self.required else MISSING

    @property
    def is_linked(self) -> bool:
        """Say whether the paragraph can be clicked."""
        return self.link and not self.in_hall

    @property
    def is_poll(self) -> bool:
        """Say whether the bar shows the voices of a poll: then each keeps its own colour, whatever the verdict."""
        return bool(self.against or self.abstained or self.silent)

    @property
    def verdict_chip(self) -> tuple[str, str, Any] | None:
        """Return the verdict as a chip, or nothing when none is drawn."""
        if self.wordless or self.required is None:
            return None
        kind, sign, words = {
            MET: ("ok", "circle-check", _("Quorum is present")),
            MISSING: ("warn", "circle-alert", _("There is no quorum")),
            FAILED: ("bad", "circle-x", pgettext("outcome", "Not adopted")),
        }[self.standing]
        return kind, sign, self.verdict or words

    @property
    def spoken(self) -> str:
        """Return the whole line for a screen reader."""
        counted = _("%(label)s: %(now)s of %(of)s") % {"label": self.words, "now": self.now, "of": self.of}
        if self.required is None:
            return counted
        return _("%(counted)s, required: %(need)s") % {"counted": counted, "need": self.required}

    @property
    def bars(self) -> list[Bar]:
        """Return the parts of the bar from left to right."""
        parts = [
            ("fill", self.now - self.remote),
            ("fill-2", self.remote),
            ("against", self.against),
            ("abstain", self.abstained),
            ("silent", self.silent),
        ]
        bars, start = [], 0
        for look, part in parts:
            if part > 0:
                bars.append(Bar(look=look, start=share_of(start, self.of), width=share_of(part, self.of)))
                start += part
        return bars

    @property
    def mark(self) -> str:
        """Return where the threshold stands, in per cent."""
        return share_of(self.required or 0, self.of)
