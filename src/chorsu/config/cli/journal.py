"""`chorsu journal verify`: checks the hash chain of the log from the first entry to the last."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from chorsu.journal.chain import Finding

HELP = "check the log: verify walks the whole hash chain"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("act", choices=["verify"])


def run(options: argparse.Namespace) -> int:
    """Print entries and head; exit 1 when an entry does not follow from the one before."""
    del options
    from chorsu.config.installation import Installation

    installation = Installation.from_environment()
    with nullcontext() if installation.in_use else installation.database():
        finding = _verify(installation.environment("worker", "journal", "officers"))
    print(f"{finding.entries} entries, head {finding.head.hex()}")  # noqa: T201 — the verb's answer
    if finding.good:
        return 0
    print(f"chorsu journal: {finding.fault}", file=sys.stderr)  # noqa: T201 — the verb's finding
    return 1


def _verify(environment: dict[str, str]) -> Finding:
    import os

    import django

    os.environ.update(environment)
    django.setup()
    from django.db import transaction

    from chorsu.journal.chain import verify
    from chorsu.journal.selectors import chain

    with transaction.atomic():
        return verify(chain())
