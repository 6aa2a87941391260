"""`./bench`: runs the benchmarks in `tests/bench` on a database of their own that keeps every promise a real one keeps.

A benchmark is a module `tests/bench/bench_<name>.py` with a function `run()` that yields pairs of a metric's name and
its value. Values are ratios: seconds differ between machines, ratios can be compared.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

from deploy.local import steps
from deploy.local.place import ROOT, Refused, data_folder, personal_keys, secret_key
from deploy.local.services import Services

PREFIX = "bench_"


def names(folder: Path) -> list[str]:
    """Return the names of the benchmarks that stand in `folder`."""
    return sorted(path.stem.removeprefix(PREFIX) for path in folder.glob(f"{PREFIX}*.py"))


def chosen(folder: Path, name: str | None) -> list[str]:
    """Return the benchmarks to run: the one asked for, or all.

    Raises:
        Refused: there is none of that name.
    """
    there_are = names(folder)
    if name is None:
        return there_are
    if name not in there_are:
        raise Refused(f"There is no benchmark named {name}. There are: {', '.join(there_are) or 'none yet'}.")
    return [name]


def measure(folder: Path, name: str) -> Iterator[tuple[str, float]]:
    """Run one benchmark and yield its metrics.

    Raises:
        Refused: the module has no `run()`.
    """
    spec = importlib.util.spec_from_file_location(f"{PREFIX}{name}", folder / f"{PREFIX}{name}.py")
    if spec is None or spec.loader is None:
        raise Refused(f"The benchmark {name} cannot be read.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, "run"):
        raise Refused(f"The benchmark {name} has no function run().")
    yield from module.run()


def line_of(metric: str, value: float, *, is_json: bool) -> str:
    """Return the line printed for one metric."""
    return json.dumps({"metric": metric, "value": value}) if is_json else f"{metric:<60} {value:.4g}"


def main(words: list[str] | None = None) -> int:
    """Run the benchmarks asked for; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="./bench", description="Measures the portal; prints one line per metric."
    )
    parser.add_argument("name", nargs="?", help="one benchmark; all without it")
    parser.add_argument(
        "--json", action="store_true", help='lines of the form {"metric": "...", "value": 0.1}'
    )
    arguments = parser.parse_args(words)
    folder = ROOT / "tests" / "bench"
    wanted = chosen(folder, arguments.name)
    if not wanted:
        print("There is no benchmark yet.", file=sys.stderr)
        return 0
    data = data_folder() / "bench"
    (data / "log").mkdir(parents=True, exist_ok=True)
    services = Services()
    try:
        services.start(data)
        environment = {
            **services.environment(),
            **personal_keys(data),
            "PORTAL_DATA": str(data),
            "SECRET_KEY": secret_key(data),
        }
        steps.manage("migrate", "--no-input", environment={**environment, **services.owner_environment()})
        os.environ.update(environment, DJANGO_SETTINGS_MODULE="assembly.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        for name in wanted:
            for metric, value in measure(folder, name):
                print(line_of(metric, value, is_json=arguments.json), flush=True)
    finally:
        services.stop()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(1)
