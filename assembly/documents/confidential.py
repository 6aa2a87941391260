"""The registry of confidential kinds: documents about a private person, read in their own room alone."""

CONFIDENTIAL: set[str] = set()


def register_confidential_kind(kind: str) -> None:
    """Keep documents of a kind out of the lists and the search of this room; called from ``ready()``."""
    CONFIDENTIAL.add(kind)
