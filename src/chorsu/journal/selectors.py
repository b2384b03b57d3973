"""Reading the journal: the chain for verification, the entries of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from chorsu.journal.chain import Entry
from chorsu.journal.models import EntryRow

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

__all__ = ["behind", "chain", "entries_of", "head", "seen_between", "tells_of"]


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


def tells_of(kinds: Sequence[str], after: int, upto: int) -> bool:
    """Whether any entry of all in (after, upto] is of one of these kinds, whoever sees it.

    Asked through a door past row-level security, like `head`; the answer never leaves the process.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_tells_of(%s, %s, %s)", [list(kinds), after, upto])
        return bool(cursor.fetchone()[0])


def behind(consumer: str) -> int:
    """How many entries a consumer has yet to read, whoever sees them; asked through a door, like `head`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_behind(%s)", [consumer])
        return int(cursor.fetchone()[0])


def seen_between(after: int, upto: int) -> QuerySet[EntryRow]:
    """The entries that the viewer sees with numbers in (after, upto], in order."""
    return EntryRow.objects.filter(number__gt=after, number__lte=upto).order_by("number")


def entries_of(record: uuid.UUID) -> QuerySet[EntryRow]:
    """The entries about one record, oldest first, as far as the viewer sees the record."""
    return EntryRow.objects.filter(record_id=record).order_by("number")
