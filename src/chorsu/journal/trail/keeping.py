"""How long the audit trail is kept: words first, then entries by whole closed months, so that the chain still verifies.

Owns the rule of retention. Must not remove single entries: a span is closed up to a number, its last hash is kept, and
the closing is itself an entry of the trail.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction

__all__ = ["LEAST_DAYS", "keep_trail"]

LEAST_DAYS = 366
"""No setting gets below this: the door that closes a span asks for it, too."""


def keep_trail(*, words_days: int, entries_days: int, at: dt.datetime) -> tuple[int, int]:
    """Erase words older than `words_days`, close whole months older than `entries_days`; how many of each.

    For the worker's role.
    """
    boundary = (at - dt.timedelta(days=max(entries_days, LEAST_DAYS))).astimezone(dt.UTC)
    month = boundary.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_trail_words WHERE at < %s", [at - dt.timedelta(days=words_days)])
        words = cursor.rowcount
        cursor.execute("SELECT journal_trail_close(%s)", [month])
        return words, int(cursor.fetchone()[0])
