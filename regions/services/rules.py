"""What the figures of a report must fit. Pure: integers in, verdicts out."""

from collections.abc import Mapping

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
