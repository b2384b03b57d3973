"""Consumers of the journal: read on from a stored cursor, do the work and move the cursor in one transaction.

A consumer that stops, crashes or is restarted goes on where it was: nothing is lost, nothing is done twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from chorsu.journal.models import CursorRow, EntryRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Work = Callable[[Sequence[EntryRow]], None]

__all__ = ["consume"]

_WAITS = """
    SELECT EXISTS (SELECT FROM journal_entry WHERE number > coalesce(
        (SELECT number FROM journal_cursor WHERE consumer = %s), 0))
"""


def consume(consumer: str, work: Work, *, most: int = 500, after: str = "") -> int:
    """Give `work` the next entries (at most `most`) and move the cursor; how many there were.

    `after` names a consumer that goes before: what that has not read yet waits. When `work` raises, its changes and the
    move are rolled back together.
    """
    if not _waits(consumer):
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_cursor (consumer, number) VALUES (%s, 0) ON CONFLICT DO NOTHING", [consumer]
        )
        cursor.execute("SELECT number FROM journal_cursor WHERE consumer = %s FOR UPDATE", [consumer])
        position = cursor.fetchone()[0]
        waiting = EntryRow.objects.filter(number__gt=position)
        if after:
            read = CursorRow.objects.filter(consumer=after).values_list("number", flat=True).first()
            waiting = waiting.filter(number__lte=read or 0)
        entries = list(waiting.order_by("number")[:most])
        if not entries:
            return 0
        work(entries)
        cursor.execute("UPDATE journal_cursor SET number = %s WHERE consumer = %s", [entries[-1].number, consumer])
    return len(entries)


def _waits(consumer: str) -> bool:
    """Whether there is any entry that a consumer has not read; consumers are called far more often than there is."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITS, [consumer])
        return bool(cursor.fetchone()[0])
