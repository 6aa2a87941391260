"""What a lock of Python packages must be: every package by version and hash, and no address of a registry."""

from __future__ import annotations

from pathlib import Path

# Put together so that this very file does not hold what it looks for.
INDEX = "index" + "-url"
FORBIDDEN = ("://", f"--{INDEX}", f"--extra-{INDEX}", "--find-links", "--trusted-host")


def faults(folder: Path) -> list[str]:
    """Return what is wrong with the locks and their sources in `folder`, a line for each fault."""
    found = [fault for path in sorted(folder.glob("*.in")) for fault in _addresses(path)]
    paths = sorted(folder.glob("*.lock"))
    if not paths:
        found.append(f"{folder} holds no lock")
    for path in paths:
        found += _addresses(path)
        found += _unhashed(path)
    return found


def _addresses(path: Path) -> list[str]:
    return [
        f"{path.name}:{number}: an address of a registry"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(word in line for word in FORBIDDEN)
    ]


def _unhashed(path: Path) -> list[str]:
    found = []
    # A requirement runs over several lines, each but the last ending with a backslash.
    for requirement in path.read_text().replace("\\\n", " ").splitlines():
        words = requirement.split()
        if not words or words[0].startswith("#"):
            continue
        if "==" not in words[0]:
            found.append(f"{path.name}: {words[0]} has no exact version")
        elif not any(word.startswith("--hash=sha256:") for word in words):
            found.append(f"{path.name}: {words[0]} has no hash")
    return found
