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
import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from chorsu.records.models import Erasure

__all__ = ["main"]

_IDLE_SECONDS = 1.0
_RETRY_SECONDS = 1.0
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""What tells that the database is away: through Django, or on its bare connection where a channel is listened to."""
_KEEPING_SECONDS = 3600.0
logger = logging.getLogger(__name__)


def _worker(name: str) -> tuple[str, Callable[[], int]]:
    """The channel that wakes a worker, and its work: one step that says how much was done."""
    if name == "sequencer":
        from chorsu.journal.sequencer import sequence_batch
        from chorsu.journal.services import OUTBOX_CHANNEL
        from chorsu.journal.trail.sequencer import sequence_trail

        keep = _kept_trail()
        return OUTBOX_CHANNEL, lambda: sequence_batch() + sequence_trail() + keep()
    if name == "matching":
        return _matching()
    if name == "upkeep":
        return _upkeep()
    if name == "hooks":
        from chorsu.exchange.hooks.calling import call_next
        from chorsu.journal.sequencer import ENTRY_CHANNEL

        return ENTRY_CHANNEL, call_next
    if name == "releasing":
        from chorsu.journal.sequencer import ENTRY_CHANNEL
        from chorsu.records.release_rules.applying import release_by_rule

        return ENTRY_CHANNEL, release_by_rule
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


def _matching() -> tuple[str, Callable[[], int]]:
    """What follows a record: same event, alerts, words to search by, figures."""
    from chorsu.exchange.watches.raising import raise_alerts
    from chorsu.exchange.watches.ringing import end_quiet_hours
    from chorsu.journal.sequencer import ENTRY_CHANNEL
    from chorsu.kernel.clock import now
    from chorsu.matching.tasks import match_new_records
    from chorsu.records.counted.editions import make_edition_when_due
    from chorsu.records.searching.keeping import keep_words

    due = _at_times(lambda: end_quiet_hours(now()) + make_edition_when_due(at=now()), _IDLE_SECONDS)
    # Alerts follow each step of matching, so that the links of a record are made, and no later than that.
    return ENTRY_CHANNEL, lambda: match_new_records() + raise_alerts() + keep_words() + due()


def _upkeep() -> tuple[str, Callable[[], int]]:
    """What falls due by itself: recalls to follow, reminders, hand-overs, reviews, mail."""
    from chorsu.desk.handling.following import follow_recalls
    from chorsu.desk.handling.passing import carry_out_passings
    from chorsu.desk.watches.wording import mail_words
    from chorsu.exchange.commitments.reminding import remind_of_commitments
    from chorsu.exchange.duty.handing import raise_unsigned
    from chorsu.exchange.messages.escalating import remind_and_escalate
    from chorsu.exchange.watches.mailing import mail_waiting
    from chorsu.intake.erasing import erase_texts
    from chorsu.intake.services import store
    from chorsu.journal.sequencer import ENTRY_CHANNEL
    from chorsu.kernel.clock import now
    from chorsu.records.lookups.pacing import forget_look_ups
    from chorsu.records.reviews import end_overdue

    def besides(erased: Erasure) -> None:
        erase_texts(record=erased.seizure, report=erased.report)

    def falls_due() -> int:
        ended = end_overdue(grace=settings.CHORSU_REVIEW_GRACE, store=store(), besides=besides, at=now())
        forget_look_ups(now())
        mailed = mail_waiting(now(), write=mail_words) if settings.CHORSU_MAIL_FROM else 0
        return remind_and_escalate(now()) + raise_unsigned(now()) + remind_of_commitments(now()) + ended + mailed

    # What falls due does so by the clock: it is not looked for at every entry of a busy journal.
    due = _at_times(falls_due, _IDLE_SECONDS)
    return ENTRY_CHANNEL, lambda: follow_recalls() + carry_out_passings() + due()


def _kept_trail() -> Callable[[], int]:
    """What keeps the audit trail no longer than is set, once an hour; it never asks to be called again."""
    from chorsu.journal.trail.keeping import keep_trail
    from chorsu.kernel.clock import now

    def keep() -> int:
        keep_trail(words_days=settings.CHORSU_AUDIT_WORDS_DAYS, entries_days=settings.CHORSU_AUDIT_DAYS, at=now())
        return 0

    return _at_times(keep, _KEEPING_SECONDS)


def _at_times(step: Callable[[], int], seconds: float) -> Callable[[], int]:
    """A step that, once nothing is left, is taken again so many seconds later, however often it is called meanwhile."""
    due = time.monotonic()

    def paced() -> int:
        nonlocal due
        if time.monotonic() < due:
            return 0
        done = step()
        if not done:
            due = time.monotonic() + seconds
        return done

    return paced


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
        except AWAY as error:
            logger.warning("%s: the database is away (%s); trying again", name, str(error).strip().partition("\n")[0])
            connection.close()
            time.sleep(_RETRY_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1])
