"""Tables on their side: fields in the first column, a record in each further one. Turned, they are read as others are.

A row of such a table is a column of the sheet: it bears the column's number (A is 1), and its cells the rows' numbers.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from chorsu.intake.readers.delimited import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST_FIELDS", "MOST_RECORDS", "turned"]

MOST_FIELDS = 400
"""Rows of a sheet that may be fields of records beside each other; taller sheets do not lie on their side."""
MOST_RECORDS = 16_384
"""Columns that a workbook's sheet can have."""


def turned(lines: Sequence[Line]) -> list[Line]:
    """The columns of a table as its rows, and its rows as columns."""
    cells = [line.cells for line in lines if len(line.cells) <= MOST_RECORDS]
    return [Line(number + 1, list(column)) for number, column in enumerate(zip_longest(*cells, fillvalue=""))]
