"""The sequencer of the audit trail: gives committed acts their number and chains them, like that of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from chorsu.journal.chain import GENESIS, entry_hash
from chorsu.journal.numbering import number_all
from chorsu.journal.trail.entries import Trace

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

__all__ = ["sequence_trail", "traced"]

_LOCK = 0x434854
"""Key of the advisory lock: the letters CHT."""
_BATCH = 2_000
_FIELDS = "act, page, status, actor_id, agency_id, purpose, at, opened, shown, digest, words"
_WAITING = "SELECT id FROM journal_trail_outbox ORDER BY id LIMIT %s"
_TAKE = f"""
    DELETE FROM journal_trail_outbox WHERE id = ANY (%s)
    RETURNING id, {_FIELDS}
"""  # noqa: S608 — our own columns
_HEAD = """
    SELECT number, hash FROM (
        SELECT number, hash FROM journal_trail UNION ALL SELECT last, head FROM journal_trail_seal
    ) known ORDER BY number DESC LIMIT 1
"""
_ENTER = f"""
    INSERT INTO journal_trail (number, act_id, hash, {_FIELDS})
    SELECT number, act_id, hash, act, page, status, actor_id, agency_id, purpose, at, opened::uuid[],
           shown, digest, words
    FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[], %s::text[], %s::text[], %s::int[], %s::bigint[], %s::int[],
                %s::text[], %s::timestamptz[], %s::text[], %s::bigint[], %s::bytea[], %s::bytea[])
    AS acts(number, act_id, hash, {_FIELDS})
"""  # noqa: S608 — our own columns
_OPENED = 7
"""The place of the records that were opened among `_FIELDS`: a list, which `unnest` would take apart."""


def sequence_trail() -> int:
    """Number and chain the acts that have committed; how many (0: nothing waits, or another works)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_WAITING, [_BATCH])
        waiting = [identifier for (identifier,) in cursor.fetchall()]
        if waiting:
            number_all("journal_trail_outbox", waiting, _number)
    return len(waiting)


def _number(waiting: Sequence[uuid.UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(waiting)])
        acts = sorted(cursor.fetchall(), key=lambda act: act[0])
        cursor.execute(_HEAD)
        number, head = cursor.fetchone() or (0, GENESIS)
        head, rows = bytes(head), []
        for identifier, *fields in acts:
            number += 1
            trace = traced(number, fields)
            head = entry_hash(head, trace)
            fields[_OPENED] = f"{{{','.join(map(str, trace.opened))}}}"
            rows.append((number, identifier, head, *fields))
        cursor.execute(_ENTER, [list(column) for column in zip(*rows, strict=True)])


def traced(number: int, fields: Sequence[Any], digest: bytes = b"") -> Trace:
    """The entry of a row's columns, in the order of `_FIELDS`."""
    act, page, status, actor, agency, purpose, at, opened, shown, listed, words = fields
    return Trace(
        number=number,
        act=act,
        page=page,
        status=status,
        actor=actor,
        agency=agency,
        purpose=purpose,
        at=at,
        opened=tuple(opened),
        shown=shown,
        digest=_bytes(listed),
        words=_bytes(words),
        hash=digest,
    )


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)
