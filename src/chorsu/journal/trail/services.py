"""Writing to the audit trail: what a request did is put into the outbox in the request's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from chorsu.journal.chain import canonical, commit, new_salt
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["MOST_WORDS", "Told", "enter", "erase_words"]

MOST_WORDS = 16_000
"""Bytes of words kept beside an entry; of longer ones only their length is told."""
_COLUMNS = "(id, act, page, status, actor_id, agency_id, purpose, at, opened, shown, digest, words)"
_ACT = f"INSERT INTO journal_trail_outbox {_COLUMNS} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::uuid[], %s, %s, %s)"  # noqa: S608 — our own columns
_WITH_WORDS = f"WITH w AS (INSERT INTO journal_trail_words (act_id, at, salt, said) VALUES (%s, %s, %s, %s)) {_ACT}"  # noqa: S608 — as above


@dataclass(frozen=True, slots=True)
class Told:
    """What one request did: see `journal.trail.entries.Trace`; `words` are a filter or a search, empty for none."""

    act: str
    page: str
    actor: int | None
    agency: int | None
    status: int = 0
    purpose: str = ""
    opened: Iterable[uuid.UUID] = ()
    """Each once."""
    shown: int | None = None
    digest: bytes | None = None
    words: Mapping[str, Any] | None = None


def enter(told: Told, at: dt.datetime) -> None:
    """Enter what one request did; must be called inside a transaction, of the request wherever that is kept."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("what a request did is entered in a transaction")
    identifier, words = uuid7(), None
    params: list[Any] = []
    if told.words:
        said = _storable(told.words)
        salt = new_salt()
        words = commit(salt, said)
        params = [identifier, at, salt, Jsonb(said)]
    params += [
        identifier, told.act, told.page[:64], told.status, told.actor, told.agency, told.purpose[:64], at,
        "{" + ",".join(one.hex for one in told.opened) + "}", told.shown, told.digest, words,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_WITH_WORDS if words is not None else _ACT, params)


def _storable(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words as the database can hold and give them back unchanged: text alone, without null signs."""
    said = {_text(name): [_text(one) for one in values] for name, values in words.items()}
    size = len(canonical(said))
    return said if size <= MOST_WORDS else {"too long": [str(size)]}


def _text(value: Any) -> str:
    return str(value).replace("\x00", "␀").encode("utf-8", "replace").decode()


def erase_words(numbers: Sequence[int]) -> int:
    """Erase the words beside entries, on a legal ground; how many rows went. The entries stay and verify.

    Asked through a door that opens to the data-protection officer alone and reveals how many there were.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_trail_erase_words(%s::bigint[])", [list(numbers)])
        return int(cursor.fetchone()[0])
