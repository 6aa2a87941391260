"""Stamps: what a step was done for the last time, so that a second start skips it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(paths: Iterable[Path], *words: str) -> str:
    """Return one digest over the names and contents of `paths` (in any order) and over `words`."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path} {content}\n".encode())
    for word in words:
        digest.update(f"{word}\n".encode())
    return digest.hexdigest()


class Stamps:
    """The stamps kept in one folder, a small file for each step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)

    def is_current(self, step: str, digest: str) -> bool:
        """Say whether `step` was last completed for exactly `digest`."""
        path = self.folder / step
        return path.exists() and path.read_text() == digest

    def put(self, step: str, digest: str) -> None:
        """Record that `step` is complete for `digest`."""
        (self.folder / step).write_text(digest)
