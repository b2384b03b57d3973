"""Reading the claims that reports tell of one event: the queue to decide, and one claim with both its ends.

Only direct claims are decided; what follows from them is derived. Row-level security hides a claim from everybody who
does not see both its ends.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.listing import with_lots
from chorsu.records.models import Link
from chorsu.records.patience import rows_within

if TYPE_CHECKING:
    from chorsu.records.filters import Filter
    from chorsu.records.models import Seizure

__all__ = ["STATES", "Pair", "Queue", "pair", "queue", "undecided", "waiting"]

STATES = ("possible", "same", "confirmed", "rejected")
"""Where a claim stands, those that wait for a person first."""
COUNTED_TO = 1_000
_COUNT_MILLISECONDS = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim with both its ends as the viewer sees them; `keep` is the report that counts."""

    link: Link
    drop: Seizure
    keep: Seizure


@dataclass(frozen=True, slots=True)
class Queue:
    """A screenful of claims, and whether more follow."""

    pairs: tuple[Pair, ...]
    more: bool


_QUEUE = """
    SELECT k.id FROM records_link k
    JOIN records_seizure s ON s.id = k.a_id AND {condition}
    JOIN records_seizure o ON o.id = k.b_id AND NOT o.withdrawn
    WHERE k.via = '{{}}' AND k.state = %s ORDER BY k.kg DESC, k.id DESC LIMIT %s OFFSET %s
"""
_WAITING = """
    SELECT count(*) FROM (
        SELECT 1 FROM records_link k WHERE k.via = '{}' AND k.state = 'possible' LIMIT %s) c
"""
_UNDECIDED = """
    SELECT count(*), min(id::text) FROM (
        SELECT k.id FROM records_link k WHERE k.via = '{}' AND k.state = 'possible' LIMIT %s) c
"""


def queue(state: str, asked: Filter, *, skip: int = 0, size: int = 20) -> Queue:
    """Claims in a state whose first end the filter means, the heaviest first.

    Raises:
        InputError: no such state.
    """
    if state not in STATES:
        raise InputError(f"is none of {', '.join(STATES)}", where="state", to_do="choose one of them")
    condition = asked.with_only(counting="reported").where("s")
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE.format(condition=condition.sql), [*condition.params, state, size + 1, skip])
        identifiers = [identifier for (identifier,) in cursor.fetchall()]
    return Queue(tuple(_pairs(identifiers[:size])), len(identifiers) > size)


def pair(identifier: uuid.UUID) -> Pair:
    """One direct claim.

    Raises:
        AbsentError: there is none, or not for this viewer.
    """
    found = _pairs([identifier])
    if not found or found[0].link.via:
        raise AbsentError
    return found[0]


def waiting() -> int | None:
    """How many claims wait for a person, counted up to a thousand and one; None where that takes too long."""
    rows: list[Any] | None = rows_within(_COUNT_MILLISECONDS, _WAITING, [COUNTED_TO + 1])
    return None if rows is None else int(rows[0][0])


def undecided(most: int) -> tuple[int, uuid.UUID | None] | None:
    """How many claims wait for a person, `most` at most, and the oldest where all were counted; None: it takes long."""
    rows: list[Any] | None = rows_within(_COUNT_MILLISECONDS, _UNDECIDED, [most])
    if rows is None:
        return None
    count, oldest = rows[0]
    return int(count), uuid.UUID(oldest) if oldest and count < most else None


def _pairs(identifiers: list[uuid.UUID]) -> list[Pair]:
    links = {link.pk: link for link in Link.objects.filter(pk__in=identifiers)}
    ends = {end for link in links.values() for end in (link.a_id, link.b_id)}
    seizures = {seizure.pk: seizure for seizure in with_lots(list(ends))}
    found = []
    for identifier in identifiers:
        link = links.get(identifier)
        if link is None or link.a_id not in seizures or link.b_id not in seizures:
            continue
        keep = link.b_id if link.drop_id == link.a_id else link.a_id
        found.append(Pair(link, seizures[link.drop_id], seizures[keep]))
    return found
