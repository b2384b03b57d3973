"""Totals by arithmetic: whether a row's quantities are the sum of the rows above it, back to the top or any other row.

Owns the running sums of one table. Knows no words: which rows call themselves totals is `skipping`'s.
"""

from __future__ import annotations

from collections import deque
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
MOST_IN_VAIN = 2_000
"""Rows without a date, one after the other, after which a table is not taken to have totals without words."""
NOISE = 1e-9

type Key = tuple[object, ...]
type Sum = tuple[float, int]
"""A sum, and how many rows are in it."""
NOTHING: Sum = (0.0, 0)


class Sums:
    """The sums of the rows read so far: as written, in base units and by substance, by column and over all columns."""

    def __init__(self) -> None:
        self.sums: dict[Key, Sum] = {}
        self.totals: list[dict[Key, Sum]] = [{}]
        self.in_vain = 0
        self.latest: deque[Sequence[Item]] = deque(maxlen=MOST_ROWS)

    def add(self, items: Sequence[Item]) -> None:
        """A row that was read."""
        self.latest.append(items)
        _add(self.sums, items, 1)

    def checked(self, items: Sequence[Item]) -> str:
        """A row that calls itself a total: what does not agree, in one line, or nothing. Sums begin anew after it."""
        wrong = ""
        for item in items:
            if item.lot.quantity and not wrong and not any(self._equals(item, start, 1) for start in self._starts()):
                key, said = next(_keys(item))
                there = min((self._since(key, start)[0] for start in self.totals), key=lambda x: abs(x - said))
                wrong = f"the total says {said:.12g}, the rows above it add up to {there:.12g}"
        self._begin_anew()
        return wrong

    def proves(self, items: Sequence[Item]) -> bool:
        """Whether every quantity of a row is the sum of rows above it, from one row on, and one of them of several."""
        filled = [item for item in items if item.lot.quantity and self.in_vain < MOST_IN_VAIN]
        for start in self._starts() if filled else ():
            proven = any(self._equals(item, start, LEAST_ROWS) for item in filled)
            if proven and all(self._equals(item, start, 1) for item in filled):
                self._begin_anew()
                self.in_vain = 0
                return True
        self.in_vain += 1
        return False

    def _starts(self) -> Iterator[dict[Key, Sum]]:
        """Where a sum may begin, as the sums before it: at the top, behind each total, then at any of the last rows."""
        yield from self.totals
        sums = dict(self.sums)
        for items in reversed(self.latest):
            _add(sums, items, -1)
            yield sums

    def _begin_anew(self) -> None:
        self.totals.append(dict(self.sums))
        if len(self.totals) > MOST_TOTALS:
            del self.totals[1]

    def _since(self, key: Key, start: dict[Key, Sum]) -> Sum:
        (now, rows), (then, before) = self.sums.get(key, NOTHING), start.get(key, NOTHING)
        return now - then, rows - before

    def _equals(self, item: Item, start: dict[Key, Sum], least: int) -> bool:
        for key, value in _keys(item):
            there, rows = self._since(key, start)
            if rows >= least and abs(there - value) <= _slack(item, value):
                return True
        return False


def _add(sums: dict[Key, Sum], items: Sequence[Item], sign: int) -> None:
    """A row's lots added to sums, or taken away; a row counts once in each sum that it is in."""
    counted: set[Key] = set()
    for item in items:
        for key, value in _keys(item):
            total, rows = sums.get(key, NOTHING)
            sums[key] = (total + sign * value, rows if key in counted else rows + sign)
            counted.add(key)


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
