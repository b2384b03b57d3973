"""`chorsu journal verify`: checks the hash chains of the log and of the audit trail from first entry to last."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from chorsu.journal.chain import Finding

HELP = "check the log: verify walks the hash chains of the journal and of the audit trail"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("act", choices=["verify"])


def run(options: argparse.Namespace) -> int:
    """Print entries and head of each chain; exit 1 when an entry does not follow from the one before."""
    del options
    from chorsu.config.installation import Installation

    installation = Installation.from_environment()
    with nullcontext() if installation.in_use else installation.database():
        journal, trail = _verify(installation.environment("worker", "journal", "officers"))
    print(f"{journal.entries} entries, head {journal.head.hex()}")  # noqa: T201 — the verb's answer
    print(f"{trail.entries} entries of the audit trail, head {trail.head.hex()}")  # noqa: T201 — as above
    for name, finding in (("journal", journal), ("audit trail", trail)):
        if not finding.good:
            print(f"chorsu {name}: {finding.fault}", file=sys.stderr)  # noqa: T201 — the verb's finding
    return 0 if journal.good and trail.good else 1


def _verify(environment: dict[str, str]) -> tuple[Finding, Finding]:
    import os

    import django

    os.environ.update(environment)
    django.setup()
    from django.db import transaction

    from chorsu.journal.chain import verify
    from chorsu.journal.selectors import chain
    from chorsu.journal.trail.selectors import verified

    with transaction.atomic():
        journal = verify(chain())
    return journal, verified()
