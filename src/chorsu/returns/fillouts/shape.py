"""The shape of a fill-out: its columns, its rows as they come, and the count of what is filled.

Owns shapes alone. Pure: no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Column", "Coverage", "Fillout", "covered"]


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
    """How many rows there are, and how many of them each column is filled in; how many tell of invented events."""

    rows: int = 0
    synthetic: int = 0
    filled: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fillout:
    """A template filled: columns, rows (each a mapping of header to value, and `synthetic`), notes for the workbook."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    notes: tuple[str, ...] = ()


def covered(fillout: Fillout, coverage: Coverage) -> Iterator[Mapping[str, Any]]:
    """The rows as they pass, counted into `coverage`."""
    for row in fillout.rows:
        coverage.rows += 1
        coverage.synthetic += bool(row.get("synthetic"))
        for column in fillout.columns:
            filled = row.get(column.header) not in {None, ""}
            coverage.filled[column.header] = coverage.filled.get(column.header, 0) + filled
        yield row
