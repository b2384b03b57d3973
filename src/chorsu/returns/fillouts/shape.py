"""The shape of a fill-out: its columns, its rows as they come, and the count of what is filled.

Owns shapes alone. Pure: no Django, no database.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["DOUBTFUL", "Column", "Coverage", "Fillout", "covered"]

DOUBTFUL = "doubtful"
"""The key under which a row has the codes of what makes it doubtful."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: its header there, and the fields of records that fill it; `lack` finds rows without it.

    `lack` is the part of an address under which the records stand that leave the column empty; empty where no filter
    can say that.
    """

    header: str
    fields: str
    lack: str = ""
    optional: bool = False
    """Empty where there is nothing to say: an empty cell of it is not missing."""


@dataclass(slots=True)
class Coverage:
    """How many rows there are, how many tell of invented events or are doubtful; in how many each column is filled."""

    rows: int = 0
    synthetic: int = 0
    doubtful: int = 0
    doubts: Counter[str] = field(default_factory=Counter)
    filled: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fillout:
    """A template filled: columns, rows (each a mapping of header to value, and `synthetic`), notes for the workbook.

    `doubts`: why a row can be doubtful, by code, in the words of the workbook; such a row has its codes as `doubtful`.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    notes: tuple[str, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    page_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The notes by language, for a page that is read in another one than the workbook."""


def covered(fillout: Fillout, coverage: Coverage) -> Iterator[Mapping[str, Any]]:
    """The rows as they pass, counted into `coverage`."""
    for row in fillout.rows:
        coverage.rows += 1
        coverage.synthetic += bool(row.get("synthetic"))
        doubts = row.get(DOUBTFUL, ())
        coverage.doubtful += bool(doubts)
        coverage.doubts.update(doubts)
        for column in fillout.columns:
            filled = row.get(column.header) not in {None, ""}
            coverage.filled[column.header] = coverage.filled.get(column.header, 0) + filled
        yield row
