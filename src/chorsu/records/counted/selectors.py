"""The figures told of unseen records, for the viewer of the present transaction: an authority of a member state.

Reveals what `records_telling` holds and nothing else; whom it tells is said in the table of policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.records.counted.cells import Cell
from chorsu.records.counted.models import Edition, Telling

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["AlsoCounted", "CellFigure", "also_counted"]


@dataclass(slots=True)
class CellFigure:
    """What is told of a cell in all editions together; `kg` of those figures that have a weight."""

    cell: Cell
    records: int = 0
    kg: float = 0.0


@dataclass(frozen=True, slots=True)
class AlsoCounted:
    """All that is told: the day before which its records had arrived, the sums, the cells (newest quarter first)."""

    before: dt.date
    records: int
    kg: float
    cells: tuple[CellFigure, ...]


def also_counted() -> AlsoCounted | None:
    """What is told to the viewer; None where nothing is."""
    found: dict[Cell, CellFigure] = {}
    for telling in Telling.objects.all():
        cell = Cell(telling.quarter, telling.country, telling.substance_group)
        figure = found.setdefault(cell, CellFigure(cell))
        figure.records += telling.records
        figure.kg += telling.kg or 0.0
    edition = Edition.objects.order_by("-day").first()
    if not found or edition is None:
        return None
    cells = sorted(found.values(), key=lambda one: (-one.cell.quarter, one.cell.country, one.cell.group))
    return AlsoCounted(edition.day, sum(c.records for c in cells), sum(c.kg for c in cells), tuple(cells))
