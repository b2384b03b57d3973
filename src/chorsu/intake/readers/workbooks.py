"""Workbooks (XLSX) as rows of text. Looks into the archive before the reader does: sizes, ratio, extent of sheets.

What a workbook claims of itself is not believed: every sheet is unpacked once, counted and thrown away.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, TypeGuard

import python_calamine as calamine

from chorsu.intake.readers.delimited import Line
from chorsu.intake.readers.merged import Merge
from chorsu.intake.readers.numbers import Numeral
from chorsu.intake.readers.percents import percent_cells, percent_text
from chorsu.intake.schema.tables import rows as schema_rows
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["check_workbook", "open_workbook", "sheet_extent", "sheet_merges", "sheet_names", "sheet_rows"]

MAX_UNPACKED = 600 << 20
"""Bytes that all parts of a workbook may unpack to."""
BY_BLOCKS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that the standard library unpacks block by block; the others unpack at once, however much it is."""
MAX_PARTS = 2_000
MAX_AREA = 20_000_000
"""Cells in the rectangle that a sheet's cells span: the reader holds the whole rectangle in memory."""
MAX_RATIO = 300
"""Unpacked to packed, beyond which a part larger than a megabyte is no honest sheet (honest ones stay below 100)."""
HONEST = 1 << 20
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
MAX_MERGES = 50_000
"""Merged cells of one sheet."""
BLOCK = 1 << 20
EXACT = 1e15
"""Whole numbers below this are exact in a binary fraction."""
REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
OVERLAP = 64


def check_workbook(path: Path, where: str) -> None:
    """Refuse a broken, encrypted or oversized workbook before its reader touches it.

    Raises:
        InputError: with one line that says what is wrong and what to do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_directory(parts, where)
            unpacked = 0
            for part in parts:
                unpacked += _check_part(archive, part, MAX_UNPACKED - unpacked, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(
            "the workbook is broken or cut off", where=where, to_do="send it again, or save it anew as XLSX or CSV"
        ) from error


def _check_directory(parts: list[zipfile.ZipInfo], where: str) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _bomb(where)
    if "xl/workbook.xml" not in {part.filename.replace("\\", "/").lstrip("/") for part in parts}:
        raise InputError(
            "an archive that holds no XLSX workbook", where=where, to_do="unpack it and hand in what it holds"
        )
    if any(part.compress_type not in BY_BLOCKS for part in parts):
        raise InputError("the workbook is packed in a way that is not read", where=where, to_do="save it anew as XLSX")
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the workbook is locked with a password", where=where, to_do="save it without one")


def _bomb(where: str) -> InputError:
    return InputError(
        f"the workbook unpacks to more than {MAX_UNPACKED >> 20} MB or more than {MAX_RATIO} times its size",
        where=where,
        to_do="it is not opened; save the table alone, or as CSV",
    )


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int, where: str) -> int:
    """Unpack one part block by block; the number of bytes it really holds."""
    size, is_sheet = 0, "worksheets/" in part.filename and part.filename.endswith(".xml")
    extent = _Extent(where)
    with archive.open(part) as stream:
        tail = b""
        while block := stream.read(BLOCK):
            size += len(block)
            if size > allowed or size > max(HONEST, MAX_RATIO * part.compress_size):
                raise _bomb(where)
            if is_sheet:
                extent.add(tail + block)
                tail = block[-OVERLAP:]
    return size


class _Extent:
    """The rectangle that the cells of a sheet span, as far as its text has been seen; positions may be left implied."""

    def __init__(self, where: str) -> None:
        self.where, self.rows, self.columns = where, 0, 0
        self.rows_seen, self.cells_of_row = 0, 0

    def add(self, text: bytes) -> None:
        for letters, digits in set(REFERENCE.findall(text)):
            self.rows = max(self.rows, int(digits))
            if letters:
                self.columns = max(self.columns, _column(letters.upper()))
        for nth, piece in enumerate(ROW.split(text)):
            if nth:
                self.rows_seen, self.cells_of_row = self.rows_seen + 1, 0
            self.cells_of_row += len(CELL.findall(piece))
            self.columns = max(self.columns, self.cells_of_row)
        self._judge(max(self.rows, self.rows_seen))

    def _judge(self, rows: int) -> None:
        if rows > MAX_ROW + OVERLAP or self.columns > MAX_COLUMN + OVERLAP or rows * self.columns > MAX_AREA:
            raise InputError(
                f"a sheet spans {rows:,} rows and {self.columns:,} columns; at most {MAX_AREA:,} cells are read",
                where=self.where,
                to_do="delete stray cells far from the table, or save it as CSV",
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def open_workbook(path: Path, where: str) -> calamine.CalamineWorkbook:
    """A checked workbook, opened once for all its sheets."""
    check_workbook(path, where)
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except BaseException as error:  # noqa: BLE001 — a panic of native code is no Exception
        raise _unreadable(error, where) from None


def _unreadable(error: BaseException, where: str) -> BaseException:
    """The reader is native code: its panics are no ordinary exceptions. Interrupts pass."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
        return error
    return InputError("the workbook cannot be read", where=where, to_do="save it anew as XLSX or CSV")


def sheet_names(workbook: calamine.CalamineWorkbook) -> list[str]:
    """The worksheets of a workbook in their order, without chart and macro sheets and the lists of our own sheet."""
    sheets = [meta for meta in workbook.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    return [meta.name for meta in sheets if meta.visible == calamine.SheetVisibleEnum.Visible or not _ours(meta.name)]


def _ours(name: str) -> bool:
    """Whether a sheet has the name under which the sheet to fill in hides the lists to choose from."""
    return any(name in {row["en"], row["ru"]} for row in schema_rows("sheet.tsv") if row["code"] == "lists")


def sheet_rows(workbook: calamine.CalamineWorkbook, sheet: str, where: str) -> Iterator[Line]:
    """The rows of one sheet as text, numbered as the sheet numbers them; rows above the first filled one are blank.

    A number formatted as per cent is the text that its cell shows: `61%`, never 0.61.
    """
    try:
        worksheet = workbook.get_sheet_by_name(sheet)
        margin = [""] * (worksheet.start or (0, 0))[1]
        rows = worksheet.iter_rows()
    except BaseException as error:  # noqa: BLE001 — a panic of native code is no Exception
        raise _unreadable(error, f"{where}: sheet {sheet}") from None
    shares, left = percent_cells(workbook.path or "", sheet), len(margin)
    number = 0
    while True:
        try:
            row = next(rows, None)
        except BaseException as error:  # noqa: BLE001 — a panic of native code is no Exception
            raise _unreadable(error, f"{where}: sheet {sheet}: row {number + 1}") from None
        if row is None:
            return
        number += 1
        cells = [_text(value) for value in row]
        if shares:
            cells = [
                percent_text(value) if (number, left + place) in shares and _is_number(value) else cell
                for place, (value, cell) in enumerate(zip(row, cells, strict=True))
            ]
        yield Line(number, margin + cells)


def sheet_extent(workbook: calamine.CalamineWorkbook, sheet: str, where: str) -> tuple[int, int]:
    """Rows and columns from the first cell of a sheet to its last filled one."""
    try:
        last = workbook.get_sheet_by_name(sheet).end
    except BaseException as error:  # noqa: BLE001 — a panic of native code is no Exception
        raise _unreadable(error, f"{where}: sheet {sheet}") from None
    return (last[0] + 1, last[1] + 1) if last else (0, 0)


def sheet_merges(workbook: calamine.CalamineWorkbook, sheet: str, where: str) -> list[Merge]:
    """The merged cells of a sheet, rows from 1 and columns from 0; at most `MAX_MERGES`."""
    try:
        ranges = workbook.get_sheet_by_name(sheet).merged_cell_ranges or []
    except BaseException as error:  # noqa: BLE001 — a panic of native code is no Exception
        raise _unreadable(error, f"{where}: sheet {sheet}") from None
    if len(ranges) > MAX_MERGES:
        raise InputError(
            f"a sheet has {len(ranges):,} merged cells; at most {MAX_MERGES:,} are read",
            where=f"{where}: sheet {sheet}",
            to_do="unmerge them, or save it as CSV",
        )
    return [
        Merge(top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in ranges
        if top <= bottom and left <= right < MAX_COLUMN
    ]


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _text(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        whole = float(value).is_integer() and abs(value) < EXACT
        return Numeral(int(value) if whole else repr(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
