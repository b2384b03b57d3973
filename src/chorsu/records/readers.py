"""Who read a record: for its provider alone, by agency and officer, from the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    import datetime as dt
    import uuid

__all__ = ["Reading", "readers_of"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one officer of one agency did with a record: the act (`journal.trail.entries.Act`), how often, when."""

    officer: int | None
    agency: int | None
    act: str
    times: int
    first: dt.datetime
    last: dt.datetime
    purpose: str = ""
    """What a look-up that found the record was for: a crime area or `court`; never what was looked up."""


def readers_of(record: uuid.UUID) -> list[Reading]:
    """The readers of a record, the latest first; empty for whoever is not its provider.

    Asked through a door, which asks the viewer of the transaction whether the record is theirs. It reveals reads and
    look-ups that named this record: no list in which it stood, no refused attempt, nothing else that the same request
    opened.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_readers_of(%s)", [record])
        return [Reading(*row) for row in cursor.fetchall()]
