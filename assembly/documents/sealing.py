"""The registry of papers that bear the portal's seal: those by which the Assembly speaks to others."""

SEALED: set[str] = set()


def register_sealed_paper(name: str) -> None:
    """Let the worker seal a registered paper where a seal is configured; called from ``ready()``."""
    SEALED.add(name)
