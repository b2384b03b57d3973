"""Background processes: each wakes on a channel of the database, or after a while, and works until nothing is left.

A notification is only a wake-up: the tables are the truth, so a lost one delays work by a moment and loses nothing.
Run as a module with the name of the worker.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.db import OperationalError, connection

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["main"]

_IDLE_SECONDS = 1.0
_RETRY_SECONDS = 1.0
logger = logging.getLogger(__name__)


def _worker(name: str) -> tuple[str, Callable[[], int]]:
    """The channel that wakes a worker, and its work: one step that says how much was done."""
    if name == "sequencer":
        from chorsu.journal.sequencer import sequence_batch
        from chorsu.journal.services import OUTBOX_CHANNEL

        return OUTBOX_CHANNEL, sequence_batch
    if name == "matching":
        from chorsu.journal.sequencer import ENTRY_CHANNEL
        from chorsu.kernel.clock import now
        from chorsu.matching.tasks import match_new_records
        from chorsu.records.counted.editions import make_edition_when_due

        return ENTRY_CHANNEL, lambda: match_new_records() + make_edition_when_due(at=now())
    if name == "intake":
        from chorsu.config.settings import environment
        from chorsu.desk.accepting.passing import pass_findings
        from chorsu.intake.drafts.reading import answering
        from chorsu.intake.drafts.tasks import read_next
        from chorsu.intake.model.service import Service
        from chorsu.intake.tasks import HANDIN_CHANNEL, take_in_next

        answers = answering(Service(**settings.CHORSU_MODEL) if settings.CHORSU_MODEL else None)
        for one in environment.MODEL:
            # The child that reads hostile files is not told where the model is.
            os.environ.pop(one, None)
        # A step of each in turn: a table of a million rows keeps no text waiting.
        return HANDIN_CHANNEL, lambda: take_in_next() + read_next(answers=answers, passing=pass_findings)
    raise SystemExit(f"no worker is called {name}")


def _wait(channel: str) -> None:
    connection.ensure_connection()
    raw = connection.connection
    raw.execute(f"LISTEN {channel}")
    for _ in raw.notifies(timeout=_IDLE_SECONDS, stop_after=1):
        break


def main(name: str) -> None:
    """Work until told to stop."""
    django.setup()
    channel, work = _worker(name)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        try:
            connection.ensure_connection()
            connection.connection.execute(f"LISTEN {channel}")
            while work():
                pass
            _wait(channel)
        except OperationalError:
            logger.exception("%s: the database is away; trying again", name)
            connection.close()
            time.sleep(_RETRY_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1])
