"""Merged cells: a label that spans several rows holds for each of them; a quantity that does is counted once.

Owns what a merge means for the rows it covers. Must not know what columns hold beyond their roles, nor read values.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.readers.wordlists import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chorsu.intake.readers.delimited import Line
    from chorsu.intake.readers.headers import Layout

__all__ = ["SHARED", "Merge", "counted_once", "filled"]

SHARED = "shared_quantity"
"""The refusal code of rows of different substances that share one quantity."""
MOST_ROWS = 5_000
"""Rows of one merge that are looked at together."""


class Merge(NamedTuple):
    """A merged rectangle: rows as the sheet numbers them (from 1), columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def turned(self) -> Merge:
        """The same in a table whose rows are the sheet's columns."""
        return Merge(self.left + 1, self.top - 1, self.right + 1, self.bottom - 1)


def filled(lines: Iterable[Line], merges: Sequence[Merge]) -> Iterator[Line]:
    """The same lines, with the text of a merge in its first column on each row that it covers.

    A row that has nothing of its own stays blank. Each line carries the merges that cover it.
    """
    waiting = sorted(merges, reverse=True)
    current: dict[int, tuple[Merge, str]] = {}
    for line in lines:
        for column in [column for column, (merge, _) in current.items() if merge.bottom < line.number]:
            del current[column]
        while waiting and waiting[-1].top <= line.number:
            merge = waiting.pop()
            if merge.bottom >= line.number and merge.left not in current:
                text = line.cells[merge.left] if merge.left < len(line.cells) else ""
                current[merge.left] = (merge, text)
        yield _with(line, list(current.values())) if current else line


def _with(line: Line, merges: Sequence[tuple[Merge, str]]) -> Line:
    cells = list(line.cells)
    own = any(cell.strip() for cell in cells)
    for merge, text in merges:
        if own and merge.top < line.number and text:
            cells += [""] * (merge.left + 1 - len(cells))
            cells[merge.left] = cells[merge.left] or text
    return line._replace(cells=cells, merges=tuple(merge for merge, _ in merges))


def counted_once(line: Line, following: Iterator[Line], layout: Layout) -> list[Line]:
    """A row, with those of `following` that share its merged quantity: it stands with the first of them only.

    Where the rows name different substances, nobody can say how much there was of each: all of them are at fault.
    """
    amounts = {column.index for column in layout.quantities}
    merge = next((merge for merge in line.merges if merge.left in amounts and merge.top == line.number), None)
    if merge is None or merge.bottom == merge.top:
        return [line]
    substance = layout.roles["substance"].index if "substance" in layout.roles else -1
    group = [line, *islice(following, min(merge.bottom - merge.top, MOST_ROWS))]
    named = {plain(one.cells[substance]) for one in group if 0 <= substance < len(one.cells)} - {""}
    if len(named) > 1:
        return [one._replace(fault=SHARED) if any(one.cells) else one for one in group]
    return [line, *(_without(one, amounts) for one in group[1:])]


def _without(line: Line, amounts: set[int]) -> Line:
    """A row whose quantity stands with another; what it says of its own stays."""
    inherited = {merge.left for merge in line.merges if merge.top < line.number} & amounts
    return line._replace(cells=["" if index in inherited else cell for index, cell in enumerate(line.cells)])
