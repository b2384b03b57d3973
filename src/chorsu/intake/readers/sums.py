"""Totals by arithmetic: whether a row's quantities are the sum of the rows above it, back to the top or any other row.

Owns the running sums of one table. Knows no words: which rows call themselves totals is `skipping`'s.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chorsu.intake.readers.seized import Item

__all__ = ["Sums"]

MOST_TOTALS = 40
"""Earlier totals from which a sum may begin."""
MOST_ROWS = 60
"""Latest rows at each of which a sum may begin."""
LEAST_ROWS = 2
"""Rows that a sum needs to prove itself: one row equal to another proves nothing."""
NOISE = 1e-9

type Key = tuple[object, ...]


class Sums:
    """The sums of the rows read so far: as written, in base units and by substance, by column and over all columns."""

    def __init__(self) -> None:
        self.rows = 0
        self.sums: defaultdict[Key, float] = defaultdict(float)
        self.totals: list[tuple[int, dict[Key, float]]] = [(0, {})]
        self.latest: deque[tuple[int, Sequence[Item]]] = deque(maxlen=MOST_ROWS)

    def add(self, items: Sequence[Item]) -> None:
        """A row that was read."""
        self.latest.append((self.rows, items))
        self.rows += 1
        for item in items:
            for key, value in _keys(item):
                self.sums[key] += value

    def checked(self, items: Sequence[Item]) -> str:
        """A row that calls itself a total: what does not agree, in one line, or nothing. Sums begin anew after it."""
        wrong = ""
        for item in items:
            if item.lot.quantity and not any(self._equals(item, since, sums) for since, sums in self._starts()):
                key, said = next(_keys(item))
                there = min(
                    (self.sums[key] - sums.get(key, 0.0) for _, sums in self.totals), key=lambda x: abs(x - said)
                )
                wrong = wrong or f"the total says {said:.12g}, the rows above it add up to {there:.12g}"
        self._begin_anew()
        return wrong

    def proves(self, items: Sequence[Item]) -> bool:
        """Whether every quantity of a row is the sum of the same two or more rows above it."""
        filled = [item for item in items if item.lot.quantity]
        for since, sums in self._starts() if filled else ():
            if self.rows - since >= LEAST_ROWS and all(self._equals(item, since, sums) for item in filled):
                self._begin_anew()
                return True
        return False

    def _starts(self) -> Iterator[tuple[int, dict[Key, float]]]:
        """Where a sum may begin: at the top, behind each earlier total, then at each of the latest rows."""
        yield from self.totals
        sums = dict(self.sums)
        for since, items in reversed(self.latest):
            for item in items:
                for key, value in _keys(item):
                    sums[key] -= value
            yield since, sums

    def _begin_anew(self) -> None:
        self.totals.append((self.rows, dict(self.sums)))
        if len(self.totals) > MOST_TOTALS:
            del self.totals[1]

    def _equals(self, item: Item, since: int, sums: dict[Key, float]) -> bool:
        if self.rows == since:
            return False
        return any(
            abs(self.sums[key] - sums.get(key, 0.0) - value) <= _slack(item, value)
            for key, value in _keys(item)
            if key in self.sums
        )


def _keys(item: Item) -> Iterator[tuple[Key, float]]:
    """What of a lot is summed, under which keys: the number as written first."""
    column = item.column.index if item.column else -1
    if item.written is not None:
        yield ("written", column), item.written
    if item.lot.quantity is not None:
        yield ("base", column, item.lot.unit), item.lot.quantity
        yield ("of", column, item.lot.unit, item.substance), item.lot.quantity
        yield ("any", item.lot.unit), item.lot.quantity


def _slack(item: Item, value: float) -> float:
    """Half a unit in the last written figure of the total, as it may be rounded."""
    if item.written is None or not item.written:
        return NOISE * abs(value)
    figures = len(f"{item.written:.12g}".partition(".")[2])
    return (
        max(NOISE * abs(value), 0.500001 * 10**-figures * abs(value / item.written)) if figures else NOISE * abs(value)
    )
