"""Reading the journal: the chain for verification, how far it is, what kinds it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from chorsu.handling.seal import WHOLE, Looks, looking
from chorsu.journal.chain import Entry
from chorsu.journal.models import EntryRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["chain", "head", "is_behind", "tells_of"]

_LOOKED_THROUGH = 5_000
"""Entries of which it is asked whether the viewer sees them."""


def chain() -> Iterator[Entry]:
    """All entries in order, streamed; for a role that sees the whole journal (the worker's)."""
    rows = EntryRow.objects.order_by("number").iterator(chunk_size=5_000)
    for row in rows:
        commitment, digest = bytes(row.commitment), bytes(row.hash)
        yield Entry(row.number, row.kind, row.record_id, row.version, row.actor_id, row.at, commitment, digest)


def head() -> int:
    """The number of the newest entry of all, 0 when there is none.

    Asked through a door past row-level security, which reveals that number and nothing else; it never leaves the
    process unsealed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_head()")
        return int(cursor.fetchone()[0])


def tells_of(*asked: Sequence[str], after: int, upto: int) -> list[bool]:
    """For each list of kinds, whether any entry of all in (after, upto] is of one of them, whoever sees it.

    Asked through a door past row-level security, which opens to a process that acts for nobody; within a transaction,
    which acts for nobody from then on. The answer never leaves the process.
    """
    doors = ", ".join(["journal_tells_of(%s, %s, %s)"] * len(asked))
    with looking(None, Looks(purpose=WHOLE)), connection.cursor() as cursor:
        cursor.execute(f"SELECT {doors}", [value for kinds in asked for value in (list(kinds), after, upto)])
        return [bool(told) for told in cursor.fetchone()]


def is_behind(consumer: str, entries: int) -> bool:
    """Whether a consumer has yet to read more than so many of the newest entries that the viewer sees.

    Where it has read to is asked through doors, like `head`, and never leaves the process: how much others enter is
    nobody's to learn. Of a long stretch the newest part alone is looked through.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_head(), journal_behind(%s)", [consumer])
        head, unread = map(int, cursor.fetchone())
    after = max(head - unread, head - _LOOKED_THROUGH)
    waiting = EntryRow.objects.filter(number__gt=after, kind__startswith="seizure.").order_by("number")
    return len(waiting.values_list("number")[: entries + 1]) > entries
