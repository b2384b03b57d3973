"""What is found of a text: the records that the viewer sees, the newest first, through the door that asks the rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.records.listing import with_lots
from chorsu.records.patience import rows_within
from chorsu.records.searching.telling import asked_for

if TYPE_CHECKING:
    import uuid

    from chorsu.records.models import Seizure

__all__ = ["Hits", "search"]

_MILLISECONDS = 3_000
_FOUND = "SELECT id FROM records_search(%s, %s::uuid, %s)"


@dataclass(frozen=True, slots=True)
class Hits:
    """A screenful of what was found; `after` is where the next begins, `late` says that it took too long."""

    seizures: tuple[Seizure, ...] = ()
    after: uuid.UUID | None = None
    late: bool = False


def search(text: str, *, size: int, after: uuid.UUID | None = None) -> Hits:
    """What the viewer of the present transaction finds of a text, from beyond `after`; nothing for no word."""
    query = asked_for(text)
    if not query:
        return Hits()
    rows = rows_within(_MILLISECONDS, _FOUND, [query, after, size + 1])
    if rows is None:
        return Hits(late=True)
    found = [identifier for (identifier,) in rows]
    return Hits(tuple(with_lots(found[:size])), found[size - 1] if len(found) > size else None)
