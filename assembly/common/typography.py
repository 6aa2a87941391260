"""Typography of the interface: what must not be torn apart at the end of a line, and shares of a bar."""

import re

NO_BREAK = "\u00a0"
MONTHS = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"

# Each rule keeps its groups and puts a no-break space between them.
JOINTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(№)\s+(?=\S)",
        rf"(\b[{CAPITAL}]\.)\s*(?=[{CAPITAL}]\.\s*[{CAPITAL}][^\W\d_])",
        rf"(\b[{CAPITAL}]\.)\s+(?=[{CAPITAL}][^\W\d_])",
        rf"(\b\d{{1,2}})\s+(?=(?:{MONTHS}))",
        rf"(\b(?:{MONTHS})\w*)\s+(?=\d{{4}}\b)",
        r"(\b\d{4})\s+(?=(?:ж\.|жыл|год|г\.))",
        r"(\bж\.|жылғы)\s+(?=\d)",
        r"(\b(?:п|пп|подп|ст|стр|para|art|No)\.)\s+(?=\d)",
        r"(\d)\s+(?=\d{3}\b)",
        r"((?<=\s)[вскоиуаВСКОИУА])\s+(?=\S)",
    )
)
DASH = re.compile(r"(?<=\S)[ \t]+(?=[–—])")


def typeset(text: str) -> str:
    """Return ``text`` with no-break spaces after №, initials and short words, in dates, before a dash."""
    for joint in JOINTS:
        text = joint.sub(rf"\1{NO_BREAK}", text)
    return DASH.sub(NO_BREAK, text)


def share_of(part: int, whole: int) -> str:
    """Return the width of a bar in per cent, two places, cut and not rounded: ``"66.72"``.

    Only for drawing: no rule ever looks at a percentage. A part above the whole fills the bar.
    """
    if whole <= 0:
        return "0.00"
    hundredths = min(max(part, 0), whole) * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}"
