"""`chorsu reset`: empties the installation of this machine."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import argparse

HELP = "empty the installation on this machine: all records, keys and logs (asks first)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(options: argparse.Namespace) -> int:
    """Remove the folder of the installation, when nothing runs there and the answer is yes."""
    from chorsu.config.installation import Installation

    installation = Installation.from_environment()
    if not installation.embedded:
        raise InputError("is a server of yours", where="CHORSU_DATABASE_URL", to_do="empty that database yourself")
    if not installation.home.exists():
        return 0
    with installation.locked():
        if not options.yes and not _confirmed(
            f"Everything in {installation.home} will be gone for good. Go on? [y/N] "
        ):
            return 1
        shutil.rmtree(installation.home)
    return 0


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise InputError("nobody is there to ask", where="reset", to_do="add --yes")
    return input(question).strip().lower() in {"y", "yes", "д", "да"}
