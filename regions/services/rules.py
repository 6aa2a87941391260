"""What the figures of a report must fit; quorum and majority of a regional assembly. Pure: integers in, verdicts out.

The Law says that the session is the supreme body of a regional assembly (art. 14), the Regulation that the assembly
is accountable (п. 18); neither names a quorum or a majority. What stands here is the portal's default, shown as such.
"""

from collections.abc import Mapping

from assembly.law.acts import not_by_law
from assembly.law.thresholds import Comparison, Threshold

QUORUM_KEY, MAJORITY_KEY = "regions.quorum", "regions.majority"
# By analogy with the Session of the Assembly; of all members of the regional assembly.
QUORUM_DEFAULT = (Threshold(2, 3, Comparison.AT_LEAST, not_by_law(QUORUM_KEY)),)
# Of those present.
MAJORITY_DEFAULT = (Threshold(1, 2, Comparison.MORE_THAN, not_by_law(MAJORITY_KEY)),)

# No region counts more people than live in the country.
MOST = 20_000_000
# What is a part of what: nobody answers more appeals than came.
PARTS = {
    "mediations_settled": "mediations",
    "appeals_answered": "appeals",
}


def figures_too_large(figures: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return the figures that exceed the whole of which they are a part, each with that whole.

    Args:
        figures: what was counted in the quarter, by the names of the form; never negative.
    """
    return [
        (part, whole)
        for part, whole in PARTS.items()
        if part in figures and whole in figures and figures[part] > figures[whole]
    ]
