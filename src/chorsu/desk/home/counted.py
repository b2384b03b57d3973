"""The line of home about records that member states may count without seeing them; apart from all other figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chorsu.desk.presenting import language
from chorsu.ui.wording import number, spoken
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from chorsu.records.counted.selectors import AlsoCounted, CellFigure

__all__ = ["CountedLine", "CountedRow", "counted_line"]

MOST_ROWS = 100
"""Cells that the page lists, the newest; the others are in the sum."""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One cell, in words."""

    quarter: str
    country: str
    group: str
    records: str
    kg: str


@dataclass(frozen=True, slots=True)
class CountedLine:
    """The line, its cells, and how many cells are not listed."""

    line: str
    rows: list[CountedRow]
    older: int


def counted_line(told: AlsoCounted | None) -> CountedLine | None:
    """What is said of the figures that the viewer is told; None where there are none."""
    if told is None:
        return None
    line = _(
        "Also counted: records not released to everybody, where their providers allow it: about %(count)s seizures,"
        " %(kg)s kg, from before %(day)s; small counts are not told"
    )
    rows = [_row(figure) for figure in told.cells[:MOST_ROWS]]
    said = {"count": number(told.records), "kg": number(round(told.kg)), "day": spoken(told.before)}
    return CountedLine(line % said, rows, len(told.cells) - len(rows))


def _row(figure: CellFigure) -> CountedRow:
    cell, tongue = figure.cell, language()
    year, quarter = divmod(cell.quarter, 4)
    return CountedRow(
        _("%(year)d, quarter %(quarter)d") % {"year": year, "quarter": quarter + 1},
        places.label(cell.country, tongue) if cell.country else pgettext("counted", "several or unknown"),
        substances.label(cell.group, tongue) if cell.group else pgettext("counted", "several or unknown"),
        number(figure.records),
        number(round(figure.kg, 1)) if figure.kg else pgettext("weight", "not told"),
    )
