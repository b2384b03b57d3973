"""The index of comparable rows: finds, for one row, the few rows worth comparing, among millions.

Owns the index in memory. Must not decide. A key with more rows than the reviewed limit leads only to rows of the same
place: a flood of equal parcels is no lead, and must cost no more than a trickle.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from chorsu.matching.events.blocking import blocking_keys, probe_keys
from chorsu.matching.events.weights import setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.matching.events.comparable import Comparable

__all__ = ["Index", "narrow_key"]


class Index:
    """Rows by look-up key. Rows are numbered from 0 in the order they were added."""

    def __init__(self, rows: Iterable[Comparable] = ()) -> None:
        self.rows: list[Comparable] = []
        self._index: dict[int, int | list[int]] = {}
        self._narrow: dict[int, defaultdict[tuple[object, ...], list[int]]] = {}
        self._limit = int(setting("block"))
        for row in rows:
            self.add(row)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, row: Comparable) -> int:
        """Keep one row; its number."""
        number = len(self.rows)
        self.rows.append(row)
        for key in map(hash, blocking_keys(row)):
            held = self._index.get(key)
            if held is None:
                self._index[key] = number
            elif isinstance(held, int):
                self._index[key] = [held, number]
            else:
                held.append(number)
                if key in self._narrow:
                    self._narrow[key][narrow_key(row)].append(number)
        return number

    def near(self, row: Comparable) -> set[int]:
        """Numbers of the rows worth comparing with this one (which need not be in the index)."""
        found: set[int] = set()
        for key in map(hash, probe_keys(row)):
            held = self._index.get(key)
            if held is None:
                continue
            if isinstance(held, int):
                found.add(held)
            elif len(held) <= self._limit:
                found.update(held)
            else:
                found.update(self._narrowed(key, held, row))
        return found

    def _narrowed(self, key: int, held: list[int], row: Comparable) -> list[int]:
        """Of a crowded key, the rows with the figures and the place of this one; none where even these are a crowd."""
        narrow = self._narrow.get(key)
        if narrow is None:
            narrow = defaultdict(list)
            for number in held:
                narrow[narrow_key(self.rows[number])].append(number)
            self._narrow[key] = narrow
        few = narrow.get(narrow_key(row), [])
        return few if len(few) <= self._limit else []


def narrow_key(row: Comparable) -> tuple[object, ...]:
    """What rows of a crowded key must share besides it: leading digits, day and place."""
    digits = row.figures.digits[:2] if row.figures else ""
    return (digits, row.day, row.place or row.regions)
