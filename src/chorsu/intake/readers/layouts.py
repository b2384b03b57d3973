"""What the columns of a table hold: the shape that headers are read into and rows are read by. Owns no reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.readers.maps import MapFile

__all__ = ["Column", "Layout", "Pair", "complete"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column with a role; `unit` and `substance` are what its header names, as written."""

    index: int
    header: str
    confidence: float
    unit: str = ""
    substance: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A substance, its quantity and its unit in columns of their own, one of several in a row."""

    substance: Column
    quantity: Column
    unit: Column | None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns."""
        return (self.substance, self.quantity, *([self.unit] if self.unit else []))


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns hold. `header_row` is its (last) number from 1, 0 where the map says there is none."""

    header_row: int
    width: int
    roles: Mapping[str, Column]
    quantities: tuple[Column, ...] = ()
    """All columns of quantities: one, or several with a unit or a substance each in their headers."""
    headers: tuple[str, ...] = ()
    """The headers; where they span several rows, joined by ` / `."""
    seen: frozenset[str] = field(default_factory=frozenset)
    """Roles seen in the header that are none of a seizure's (`period`)."""
    header_lines: tuple[tuple[str, ...], ...] = ()
    """The rows of the header as they stand in the table."""
    unit: str = ""
    """The unit that a title above the header says for the whole table, as written."""

    pairs: tuple[Pair, ...] = ()
    """Where a row has several substances in columns of their own: each with its quantity; else empty."""
    grouped: bool = False
    """Whether a label of the header spans several columns, so that its last row is one of the header."""

    @property
    def wide(self) -> bool:
        """Whether the substances stand in the headers."""
        return any(column.substance for column in self.quantities)

    @property
    def unread(self) -> tuple[str, ...]:
        """The headers of columns that hold nothing a seizure has (or a total of the row)."""
        paired = [column for pair in self.pairs for column in pair.columns]
        read = {column.index for column in (*self.roles.values(), *self.quantities, *paired)}
        return tuple(header for index, header in enumerate(self.headers) if header and index not in read)


def complete(layout: Layout, mapping: MapFile | None = None) -> bool:
    """Whether a layout is that of a table of seizures."""
    told = mapping is not None and mapping.substance and layout.quantities
    return "date" in layout.roles and bool("substance" in layout.roles or layout.wide or told)
