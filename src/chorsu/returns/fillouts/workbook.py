"""A fill-out as a workbook: a notice, the table, and what is filled; no cell of it runs as a formula.

Owns the mark on synthetic rows inside the file. Writes row by row, so that a large table costs no memory.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import xlsxwriter

from chorsu.records.exports import SYNTHETIC, neutral
from chorsu.returns.fillouts.shape import DOUBTFUL, Coverage, covered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.returns.fillouts.shape import Fillout

__all__ = ["workbook"]

_CHUNK = 1 << 16
_MOST_OF_A_SHEET = 1_048_570
_WIDTH = 18
_DOUBTFUL = "DOUBTFUL"
"""The header of the column that says why a row is doubtful; no column of the template."""


def workbook(fillout: Fillout) -> Iterator[bytes]:
    """The bytes of the workbook; built in a file, since a workbook ends with its directory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    coverage = Coverage()
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, options) as book:
            table, filled, notice = (book.add_worksheet(name) for name in ("Table", "Filled", "Notice"))
            bold = book.add_format({"bold": True})
            left = _write_table(table, bold, fillout, coverage)
            _write_filled(filled, bold, fillout, coverage)
            _write_notice(notice, bold, fillout, coverage, left)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _write_table(sheet: Any, bold: Any, fillout: Fillout, coverage: Coverage) -> int:
    """Write header and rows; how many did not fit. The last columns say what is doubtful, and mark what is invented."""
    columns = [column.header for column in fillout.columns]
    headers = [*columns, *([_DOUBTFUL] if fillout.doubts else []), SYNTHETIC]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headers) - 1, _WIDTH)
    for place, header in enumerate(headers):
        sheet.write_string(0, place, header, bold)
    left = 0
    for number, row in enumerate(covered(fillout, coverage), start=1):
        if number > _MOST_OF_A_SHEET:
            left += 1
            continue
        for place, header in enumerate(columns):
            _write(sheet, number, place, row.get(header))
        if doubts := row.get(DOUBTFUL):
            _write(sheet, number, len(columns), "; ".join(fillout.doubts[code] for code in doubts))
        if row.get("synthetic"):
            sheet.write_string(number, len(headers) - 1, SYNTHETIC)
    return left


def _write(sheet: Any, row: int, place: int, value: Any) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, neutral(str(value)))


def _write_filled(sheet: Any, bold: Any, fillout: Fillout, coverage: Coverage) -> None:
    """How far each column is filled, then how many rows are doubtful."""
    for place, header in enumerate(("Column", "Filled from", "Rows filled", "Rows")):
        sheet.write_string(0, place, header, bold)
    for number, column in enumerate(fillout.columns, start=1):
        sheet.write_string(number, 0, column.header)
        sheet.write_string(number, 1, column.fields)
        sheet.write_number(number, 2, coverage.filled.get(column.header, 0))
        sheet.write_number(number, 3, coverage.rows)
    if fillout.doubts:
        last = len(fillout.columns) + 1
        sheet.write_string(last, 0, _DOUBTFUL)
        sheet.write_number(last, 2, coverage.doubtful)
        sheet.write_number(last, 3, coverage.rows)


def _write_notice(sheet: Any, bold: Any, fillout: Fillout, coverage: Coverage, left: int) -> None:
    said = [f"{coverage.rows} rows.", *fillout.notes]
    if coverage.synthetic:
        said.insert(0, f"{SYNTHETIC}: {coverage.synthetic} of {coverage.rows} rows tell of invented seizures.")
    if coverage.doubtful:
        said.insert(1, f"{_DOUBTFUL}: {coverage.doubtful} of {coverage.rows} rows hold an amount beyond belief.")
        said += [f"{_DOUBTFUL}: {count} rows: {fillout.doubts[code]}." for code, count in coverage.doubts.items()]
    if left:
        said.append(f"{left} further rows are left out: a worksheet holds no more. Narrow the filter.")
    said.append("Handle what is in it as the providers of the records have marked them.")
    for row, text in enumerate(said):
        sheet.write_string(row, 0, text, bold)
