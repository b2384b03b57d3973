"""`chorsu backup`: one file that holds a whole installation as it stands now, taken while it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "back the installation up into one file: records, stored files, keys; while it runs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("target", type=Path, metavar="FOLDER|FILE", help="where to; in a folder it names itself")
    parser.add_argument("--key-file", type=Path, metavar="FILE", help="seal it with this secret (docs/operate/keys.md)")


def run(options: argparse.Namespace) -> int:
    """Take the backup, say its name on standard output and what it holds on standard error."""
    from tqdm import tqdm

    from chorsu.config.archive.form import secret_in
    from chorsu.config.archive.taking import named, take
    from chorsu.config.installation import Installation
    from chorsu.kernel.clock import now

    secret = secret_in(options.key_file)
    path = named(options.target, now())
    with tqdm(unit="B", unit_scale=True, desc="backup", delay=1, disable=None, leave=False) as bar:
        taken = take(Installation.from_environment(), path, secret, progress=bar.update)
    print(path)  # noqa: T201 — the verb's answer
    rows = sum(table["rows"] for table in taken["tables"].values())
    _say(f"{rows} rows, {taken['store']['files']} stored files, {taken['journal']['entries']} entries of the journal")
    if secret is None:
        _say("it is NOT sealed: it holds every record and key in the clear. Keep it locked away, or use --key-file")
    return 0


def _say(line: str) -> None:
    print(f"chorsu backup: {line}", file=sys.stderr)  # noqa: T201 — a verb speaks to its caller here
