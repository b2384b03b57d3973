"""`chorsu journal verify`: checks the log, and that the data bank still says what its entries commit to."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from chorsu.journal.contents import Checked

HELP = "check the log: verify walks the whole hash chain and compares the data bank with it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("act", choices=["verify"])


def run(options: argparse.Namespace) -> int:
    """Print entries, head and what was compared; exit 1 when anything is not as it was entered."""
    del options
    from chorsu.config.installation import Installation

    installation = Installation.from_environment()
    with ExitStack() as stack:
        if not installation.in_use:
            stack.enter_context(installation.locked())
            stack.enter_context(installation.database())
        checked = verified(installation.environment("worker", "journal", "officers"))
    return told(checked)


def verified(environment: dict[str, str]) -> Checked:
    """Check the whole log of an installation whose database runs; `environment` is that of a worker."""
    import os

    import django

    os.environ.update(environment)
    django.setup()
    from tqdm import tqdm

    from chorsu.config.rebuilding import rooms
    from chorsu.journal.contents import check
    from chorsu.journal.selectors import head

    with tqdm(total=head(), unit=" entries", desc="journal", delay=1, disable=None, leave=False) as bar:
        return check(rooms(), progress=bar.update)


def told(checked: Checked) -> int:
    """Say what was found, line by line; 1 where anything is not as it was entered."""
    print(f"{checked.chain.entries} entries, head {checked.chain.head.hex()}")  # noqa: T201 — the verb's answer
    print(f"{checked.agree} agree with the data bank")  # noqa: T201 — the verb's answer
    left = (
        ("entered before contents could be compared", checked.before),
        ("erased by law", checked.erased),
        ("of a kind that cannot be compared", checked.unknown),
    )
    for what, counted in left:
        for kind, count in sorted(counted.items()):
            print(f"{count} {kind}: {what}")  # noqa: T201 — the verb's answer
    faults = [checked.chain.fault] * (not checked.chain.good) + checked.faults
    for fault in faults:
        print(f"chorsu journal: {fault}", file=sys.stderr)  # noqa: T201 — the verb's finding
    if checked.more:
        print(f"chorsu journal: and {checked.more} more", file=sys.stderr)  # noqa: T201 — the verb's finding
    return 0 if checked.good else 1
