"""The sequencer: gives committed acts their number, chains them and announces them.

One at a time by an advisory lock, so that numbers follow one another without gaps. Only rows that have committed are
visible to it; an act whose transaction is slow is numbered when it has committed, and nothing is ever numbered past
it and then skipped, because consumers follow numbers and not the order of identifiers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from chorsu.journal.chain import GENESIS, Entry, entry_hash
from chorsu.journal.numbering import number_all

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

__all__ = ["ENTRY_CHANNEL", "sequence_batch"]

ENTRY_CHANNEL = "chorsu_journal"
"""Channel on which new entries are announced; any role can listen, so it carries nothing but the wake-up."""
_LOCK = 0x43484F52
"""Key of the advisory lock: the letters CHOR."""
BATCH = 5_000
"""Acts numbered in one transaction."""

_WAITING = "SELECT id FROM journal_outbox ORDER BY id LIMIT %s"
_TAKE = """
    DELETE FROM journal_outbox WHERE id = ANY (%s)
    RETURNING id, kind, record_id, version, actor_id, at, commitment, told_to::text
"""
_ENTER = """
    INSERT INTO journal_entry (number, act_id, kind, record_id, version, actor_id, at, commitment, hash, told_to)
    SELECT number, act_id, kind, record_id, version, actor_id, at, commitment, hash, told_to::int[]
    FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::uuid[], %s::int[], %s::int[], %s::timestamptz[],
                %s::bytea[], %s::bytea[], %s::text[])
    AS acts(number, act_id, kind, record_id, version, actor_id, at, commitment, hash, told_to)
"""
_Act = tuple["uuid.UUID", str, "uuid.UUID", int, int | None, "dt.datetime", bytes, str | None]


def sequence_batch() -> int:
    """Number and chain up to `BATCH` committed acts; how many were done (0: nothing waits, or another works).

    One that cannot be numbered is done with, too: it is set aside (`journal.numbering`).
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_WAITING, [BATCH])
        waiting = [identifier for (identifier,) in cursor.fetchall()]
        if not waiting:
            return 0
        number_all("journal_outbox", waiting, _number)
        cursor.execute("SELECT pg_notify(%s, '')", [ENTRY_CHANNEL])
    return len(waiting)


def _number(waiting: Sequence[uuid.UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(waiting)])
        acts: list[_Act] = sorted(cursor.fetchall(), key=lambda act: act[0])
        cursor.execute("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1")
        number, head = cursor.fetchone() or (0, GENESIS)
        rows = []
        for identifier, kind, record, version, actor, at, commitment, told_to in acts:
            number += 1
            entry = Entry(number, kind, record, version, actor, at, bytes(commitment), b"")
            head = entry_hash(bytes(head), entry)
            rows.append((number, identifier, kind, record, version, actor, at, commitment, head, told_to))
        cursor.execute(_ENTER, [list(column) for column in zip(*rows, strict=True)])
