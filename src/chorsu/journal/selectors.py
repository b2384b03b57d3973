"""Reading the journal: the chain for verification, the entries of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.journal.chain import Entry
from chorsu.journal.models import EntryRow

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from django.db.models import QuerySet

__all__ = ["chain", "entries_of"]


def chain() -> Iterator[Entry]:
    """All entries in order, streamed; for a role that sees the whole journal (the worker's)."""
    rows = EntryRow.objects.order_by("number").iterator(chunk_size=5_000)
    for row in rows:
        commitment, digest = bytes(row.commitment), bytes(row.hash)
        yield Entry(row.number, row.kind, row.record_id, row.version, row.actor_id, row.at, commitment, digest)


def entries_of(record: uuid.UUID) -> QuerySet[EntryRow]:
    """The entries about one record, oldest first, as far as the viewer sees the record."""
    return EntryRow.objects.filter(record_id=record).order_by("number")
