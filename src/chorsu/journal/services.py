"""Writing to the journal: an act is put into the outbox in the very transaction that carries it out.

Beside the entry its salt is kept, and what the act said that the bank keeps nowhere else, so that the commitment can be
computed again. Both fall with an erasure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from chorsu.journal.chain import commit, new_salt
from chorsu.journal.stating import NOTHING, stated, whole
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Iterable, Mapping

__all__ = ["OUTBOX_CHANNEL", "Entered", "append", "append_many"]

OUTBOX_CHANNEL = "chorsu_outbox"
"""Channel on which the sequencer is woken when acts have committed."""
_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Entered:
    """One act to be entered: its kind, the record and version it made, and the content to commit to.

    `content` is what the room that holds the record finds again for this version; `said` is the rest, kept here.
    """

    kind: str
    record: uuid.UUID
    version: int
    content: Mapping[str, Any]
    said: Mapping[str, Any] = field(default_factory=dict)
    told_to: Collection[int] | None = None
    """Who may know of an act that is its provider's affair, besides the provider: the principals it reaches."""


def append(  # noqa: PLR0913 — an entry has these fields
    *,
    kind: str,
    record: uuid.UUID,
    version: int,
    content: Mapping[str, Any],
    actor: int | None,
    at: dt.datetime,
    said: Mapping[str, Any] = NOTHING,
    told_to: Collection[int] | None = None,
) -> None:
    """Enter one act; must be called inside the transaction of the act."""
    append_many([Entered(kind, record, version, content, said, told_to)], actor=actor, at=at)


def append_many(acts: Iterable[Entered], *, actor: int | None, at: dt.datetime) -> int:
    """Enter many acts by COPY and say how many; must be called inside their transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an act is entered in the transaction that carries it out")
    outbox, salts = [], []
    for act in acts:
        identifier, salt = uuid7(), new_salt()
        said = stated(act.said)
        commitment = commit(salt, whole(said, act.content))
        told_to = None if act.told_to is None else sorted(act.told_to)
        outbox.append((identifier, act.kind, act.record, act.version, actor, at, commitment, told_to))
        salts.append((identifier, salt, _encode(said)))
    if not outbox:
        return 0
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY journal_outbox (id, kind, record_id, version, actor_id, at, commitment, told_to) FROM STDIN"
        ) as copy:
            for row in outbox:
                copy.write_row(row)
        with cursor.copy("COPY journal_salt (act_id, salt, said) FROM STDIN") as copy:
            for salt_row in salts:
                copy.write_row(salt_row)
        cursor.execute("SELECT pg_notify(%s, '')", [OUTBOX_CHANNEL])
    return len(outbox)
