"""What is done before the portal can be served; each step is skipped when nothing it depends on has changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from deploy.local import assets, children
from deploy.local.children import child_environment
from deploy.local.place import ROOT, Refused
from deploy.local.services import Services
from deploy.local.stamps import Stamps, digest_of

FLOORS = ("assembly", "sessions", "council", "secretariat", "regions", "expert_council")


@contextmanager
def told(words: str) -> Iterator[None]:
    """Print the step and, when it is done, the seconds it took."""
    print(f"    {words} ...", end=" ", flush=True)
    began = monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{monotonic() - began:.1f} s", flush=True)


def manage(*words: str, environment: Mapping[str, str]) -> str:
    """Run a command of `manage.py` and return what it printed.

    Raises:
        Refused: it failed; the text is what it said last.
    """
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *words],
        cwd=ROOT,
        env=child_environment(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-30:]
        raise Refused("\n".join([f"`manage.py {' '.join(words)}` failed:", *said]))
    return done.stdout


def compile_messages() -> None:
    """Compile the catalogues that are newer than what was compiled from them (`msgfmt` is not needed)."""
    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name, domain=source.stem)
        with target.open("wb") as file:
            write_mo(file, catalogue)


def build_assets(data: Path) -> None:
    """Lay out the style sheets and fonts that come from packages."""
    assets.build(data / "assets")


@contextmanager
def building_assets(data: Path) -> Iterator[None]:
    """Lay out the style sheets and fonts while the database is prepared: the first time takes a quarter of a minute.

    Raises:
        Refused: they could not be made.
    """
    command = [
        *children.dies_with_parent("TERM"),
        sys.executable,
        "-m",
        "deploy.local.assets",
        str(data / "assets"),
    ]
    environment = child_environment({})
    child = children.start(
        "assets", command, log=data / "log" / "assets.log", environment=environment, folder=ROOT
    )
    try:
        yield
        with told("style sheets and fonts"):
            if child.process.wait():
                raise Refused(f"the style sheets and fonts could not be made:\n{child.last_words()}")
    finally:
        child.stop()


def schema_sources() -> list[Path]:
    """Return what `migrate` reads: migrations, and models, whose declared privileges are granted after them."""
    patterns = ("**/migrations/*.py", "**/models/*.py", "**/models.py", "**/privileges.py")
    return [path for floor in FLOORS for pattern in patterns for path in (ROOT / floor).glob(pattern)]


def prepare(services: Services, data: Path, environment: Mapping[str, str], *, today: date) -> None:
    """Bring texts, assets, the schema and the demonstration data up to date.

    Args:
        services: the running database and queue.
        data: the folder whose stamps say what was done before.
        environment: how the portal's processes are configured.
        today: demonstration data hold a Session for this day.

    Raises:
        Refused: a step failed.
    """
    compile_messages()
    with building_assets(data):
        _prepare_database(services, data, environment, today)


def _prepare_database(services: Services, data: Path, environment: Mapping[str, str], today: date) -> None:
    stamps = Stamps(data / "stamps")
    # Packages bring migrations of their own, so the lock counts too. A given database may have been emptied
    # by its owner, so nothing about it is remembered.
    schema = digest_of([*schema_sources(), ROOT / "requirements" / "prod.lock"])
    if not (services.has_own_database and stamps.is_current("schema", schema)):
        with told("database schema"):
            manage("migrate", "--no-input", environment={**environment, **services.owner_environment()})
        stamps.put("schema", schema)
    demonstration = digest_of([], schema, today.isoformat())
    if not (services.has_own_database and stamps.is_current("demonstration", demonstration)):
        with told("demonstration data"):
            manage("demo", environment=environment)
        stamps.put("demonstration", demonstration)
    if not (data / "seal" / "seal.p12").exists():
        with told("demonstration seal"):
            manage("make_demonstration_seal", environment=environment)
