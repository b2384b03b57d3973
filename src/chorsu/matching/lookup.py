"""Finding in the data bank the few seizures worth comparing with a given one, by keys that reports of one event share.

Owns the table of keys. Must not score. Only the worker's role can read it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.matching.events.blocking import blocking_keys, probe_keys
from chorsu.matching.events.comparable import Comparable, comparable
from chorsu.matching.events.index import narrow_key
from chorsu.matching.events.weights import setting
from chorsu.records.models import Lot, Seizure
from chorsu.records.rows import rows_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable, Mapping

    from django.db.models import QuerySet

__all__ = ["Compared", "Shelf", "comparables_of", "keep_keys", "load", "near"]

type Compared = dict["uuid.UUID", list[Comparable]]
"""The comparable rows of each seizure, one a lot."""

MOST_KEPT = 60_000
"""Seizures that a shelf holds: about a kilobyte each."""
_STEP = 2_000
"""Seizures read in one go."""
_NEAR = """
    SELECT asked.place, CASE WHEN found.n <= %(most)s THEN found.ids END
    FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY asked (key, place)
    CROSS JOIN LATERAL (
        SELECT array_agg(few.seizure_id) AS ids, count(*) AS n
        FROM (SELECT seizure_id FROM matching_key m WHERE m.key = asked.key LIMIT %(most)s + 1) few) found
    WHERE found.n > 0
"""
_NARROW = """
    SELECT found.ids FROM unnest(%(keys)s::bigint[], %(narrows)s::bigint[]) asked (key, narrow)
    CROSS JOIN LATERAL (
        SELECT array_agg(few.seizure_id) AS ids, count(*) AS n
        FROM (SELECT seizure_id FROM matching_key m WHERE m.key = asked.key AND m.narrow = asked.narrow
              LIMIT %(most)s + 1) few) found
    WHERE found.n BETWEEN 1 AND %(most)s
"""


def comparables_of(seizure: Seizure, lots: Iterable[Lot]) -> list[Comparable]:
    """The comparable rows of a seizure, one a lot of drugs; the id of each is the seizure's identifier.

    Other goods are compared by nothing that tells one event from another. A lot that is withheld from some of those
    who see the rest is not compared: the reasons of a claim would tell of it.
    """
    compared = [lot for lot in lots if lot.kind == "drug" and lot.only_for is None]
    return [comparable(str(seizure.pk), row) for row in rows_of(seizure, compared)]


def load(identifiers: Collection[uuid.UUID]) -> Compared:
    """The comparable rows of seizures that are not withdrawn."""
    found: Compared = {}
    waiting = list(identifiers)
    for start in range(0, len(waiting), _STEP):
        seizures: QuerySet[Seizure] = Seizure.objects.filter(pk__in=waiting[start : start + _STEP], withdrawn=False)
        for seizure in seizures.prefetch_related("lots"):
            found[seizure.pk] = comparables_of(seizure, seizure.lots.all())
    return found


class Shelf:
    """Comparable rows kept at hand between batches, so that a bulk load does not read its neighbours again and again.

    What changed is read anew when its entry is followed up; until then a neighbour may still stand here as it was.
    """

    def __init__(self) -> None:
        self._kept: Compared = {}

    def put(self, seizure: uuid.UUID, rows: list[Comparable]) -> None:
        """Keep the rows of a seizure; a full shelf is cleared first."""
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[seizure] = rows

    def renew(self, changed: Collection[uuid.UUID]) -> Compared:
        """Changed seizures as they stand now; without those that are withdrawn."""
        for seizure in changed:
            self._kept.pop(seizure, None)
        return self.load(changed)

    def load(self, identifiers: Collection[uuid.UUID]) -> Compared:
        """As `load`, reading only what is not at hand."""
        found = {seizure: self._kept[seizure] for seizure in identifiers if seizure in self._kept}
        for seizure, rows in load([one for one in identifiers if one not in found]).items():
            found[seizure] = rows
            self.put(seizure, rows)
        return found


def keep_keys(changed: Collection[uuid.UUID], rows: Compared) -> None:
    """Store the keys of changed seizures anew; those without rows (withdrawn ones) can no longer be found."""
    keys, narrows, seizures, lots = [], [], [], []
    for seizure, own in rows.items():
        for number, row in enumerate(own, start=1):
            narrow = _hashed(narrow_key(row))
            for key in blocking_keys(row):
                keys.append(_hashed(key))
                narrows.append(narrow)
                seizures.append(seizure)
                lots.append(number)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM matching_key WHERE seizure_id = ANY (%s)", [list(changed)])
        cursor.execute(
            "INSERT INTO matching_key (key, narrow, seizure_id, lot)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::uuid[], %s::smallint[])",
            [keys, narrows, seizures, lots],
        )


def near(rows: Compared) -> set[uuid.UUID]:
    """The seizures worth comparing with any of these; a crowded key leads to its likest only."""
    asked: dict[int, set[int]] = {}
    for own in rows.values():
        for row in own:
            narrow = _hashed(narrow_key(row))
            for key in probe_keys(row):
                asked.setdefault(_hashed(key), set()).add(narrow)
    found: set[uuid.UUID] = set()
    for crowded in _found_by(list(asked), found):
        _narrowed(crowded, asked, found)
    return found


def _found_by(keys: list[int], found: set[uuid.UUID]) -> list[list[int]]:
    """Add what the keys lead to; the crowded keys, in one list (none: no list)."""
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {"keys": keys, "most": int(setting("block"))})
        crowded = []
        for place, identifiers in cursor.fetchall():
            if identifiers is None:
                crowded.append(keys[place - 1])
            else:
                found.update(identifiers)
    return [crowded] if crowded else []


def _narrowed(crowded: list[int], asked: Mapping[int, set[int]], found: set[uuid.UUID]) -> None:
    pairs = [(key, narrow) for key in crowded for narrow in asked[key]]
    keys, narrows = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_NARROW, {"keys": list(keys), "narrows": list(narrows), "most": int(setting("block"))})
        for (identifiers,) in cursor.fetchall():
            found.update(identifiers)


def _hashed(value: object) -> int:
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest(), signed=True)
