"""`chorsu restore`: an empty installation made what a backup holds, and verified."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

    from chorsu.config.archive.restoring import Sound

HELP = "restore a backup into an empty installation (CHORSU_HOME), and verify it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what `chorsu backup` wrote")
    parser.add_argument("--key-file", type=Path, metavar="FILE", help="the secret that it is sealed with")


def run(options: argparse.Namespace) -> int:
    """Look the file through, restore it, verify the journal against the bank; 1 when that finds a fault."""
    from tqdm import tqdm

    from chorsu.config.archive.form import secret_in
    from chorsu.config.archive.restoring import look_through, restored
    from chorsu.config.cli.journal import told, verified
    from chorsu.config.installation import Installation
    from chorsu.config.orphans import ended_by_signals

    ended_by_signals()
    installation = Installation.from_environment()
    secret, path = secret_in(options.key_file), options.file
    size = path.stat().st_size if path.is_file() else 0

    def bar(what: str) -> Any:
        return tqdm(total=size, unit="B", unit_scale=True, desc=what, delay=1, disable=None, leave=False)

    with bar("looking through") as looked:
        sound = look_through(path, secret, progress=looked.update)
    with bar("restoring") as put_back:
        held = restored(installation, path, secret, sound, progress=put_back.update)
        with held:
            put_back.close()
            checked = verified(installation.environment("worker", "journal", "officers"))
    _say_what(sound)
    outcome = told(checked)
    entries, head = sound.manifest["journal"]["entries"], sound.manifest["journal"]["head"]
    if (checked.chain.entries, checked.chain.head.hex()) != (entries, head):
        _say(f"the journal ended at entry {entries} with head {head} when the backup was taken")
        return 1
    _say("restored and verified; start it with `chorsu run`" if not outcome else "restored, with the faults named")
    return outcome


def _say_what(sound: Sound) -> None:
    rows = sum(table["rows"] for table in sound.manifest["tables"].values())
    _say(f"{rows} rows and {sound.manifest['store']['files']} stored files, as of {sound.about['made_at']}")
    for name, value in sound.about["settings"].items():
        _say(f"was set then, and is not restored: {name}={value}")


def _say(line: str) -> None:
    print(f"chorsu restore: {line}", file=sys.stderr)  # noqa: T201 — a verb speaks to its caller here
