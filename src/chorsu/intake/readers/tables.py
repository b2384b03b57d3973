"""Files as tables: what kind of file it is, its encoding, delimiter and sheets, and which row is the header.

Rows are streamed; a text file of any size takes the same memory. A workbook is bounded before it is opened.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from chorsu.intake.readers.delimited import DELIMITERS, Line, records
from chorsu.intake.readers.encodings import detect, read_lines, sample_of
from chorsu.intake.readers.headers import Layout, no_table, recognise
from chorsu.intake.readers.merged import filled
from chorsu.intake.readers.turned import MOST_FIELDS, turned
from chorsu.intake.readers.workbooks import open_workbook, sheet_extent, sheet_merges, sheet_names, sheet_rows
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from chorsu.intake.readers.maps import MapFile

__all__ = ["Table", "open_table"]

HEAD = 200
"""Rows that are looked at to find delimiter and header."""
OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "a workbook of the old kind (XLS) or one locked with a password", "save it as XLSX or CSV"),
    (b"%PDF", "a PDF", "hand in the table it was made from"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it first"),
    (b"Rar!", "a compressed file", "unpack it first"),
    (b"\x89PNG", "a picture", "hand in the table it shows"),
    (b"\xff\xd8\xff", "a picture", "hand in the table it shows"),
    (b"PAR1", "a Parquet file", "save it as CSV"),
    (b'{"', "JSON", "hand in a CSV or XLSX table"),
    (b"[{", "JSON", "hand in a CSV or XLSX table"),
    (b"[\n", "JSON", "hand in a CSV or XLSX table"),
    (b"SQLite format", "a database", "save the table as CSV"),
    (b"<!DOCTYPE", "a web page", "save the table as CSV or XLSX"),
    (b"<html", "a web page", "save the table as CSV or XLSX"),
    (b"{\\rtf", "a text document", "save the table as CSV or XLSX"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the sheet's name (empty in a text file), the layout (None: no table of seizures), all rows."""

    sheet: str
    layout: Layout | None
    rows: Iterator[Line]
    encoding: str = ""
    delimiter: str = ""
    turned: bool = False
    """Whether the table lies on its side, so that its rows are the columns of the sheet."""
    reason: str = ""
    """Why it is no table of seizures, where it is none."""


def open_table(path: Path, mapping: MapFile | None = None, where: str = "") -> Iterator[Table]:
    """The tables of a file, one after the other; read each to its end before the next.

    Raises:
        InputError: the file cannot be read, or no table in it is one of seizures.
    """
    where = where or str(path)
    try:
        with path.open("rb") as stream:
            start = stream.read(64)
    except OSError as error:
        raise InputError(f"the file cannot be opened ({error.strerror})", where=where) from error
    if not start.strip():
        raise InputError("the file is empty", where=where)
    for magic, what, to_do in OTHER_KINDS:
        if start.startswith(magic):
            raise InputError(f"this is {what}, no CSV or XLSX table", where=where, to_do=to_do)
    if start.startswith(b"PK\x03\x04"):
        yield from _workbook(path, mapping, where)
    else:
        yield _text(path, mapping, where)


def _workbook(path: Path, mapping: MapFile | None, where: str) -> Iterator[Table]:
    workbook = open_workbook(path, where)
    all_names = sheet_names(workbook)
    names = _named(all_names, mapping, where)
    heads = {name: list(islice(_sheet(workbook, name, where), HEAD)) for name in names}
    layouts = {name: _try(head, mapping) for name, head in heads.items()}
    on_side = {
        name: found
        for name in names
        if not isinstance(layouts[name], Layout) and (found := _sheet_on_side(workbook, name, mapping, where))
    }
    if not on_side and not any(isinstance(layout, Layout) for layout in layouts.values()):
        raise _best_error(heads, layouts, where)
    for name in all_names:
        layout = layouts.get(name)
        if name in on_side:
            yield on_side[name]
        elif isinstance(layout, Layout):
            yield Table(name, layout, _sheet(workbook, name, where))
        else:
            error = layout or no_table(heads[name], where) if name in heads else None
            reason = error.what if error else "not the sheet that the map names"
            yield Table(name, None, _sheet(workbook, name, where), reason=reason)


def _named(names: list[str], mapping: MapFile | None, where: str) -> list[str]:
    """The sheets to read: the one that the map names, else all."""
    if mapping is None or mapping.sheet is None:
        return names
    if mapping.sheet not in names:
        raise InputError(f"no sheet {mapping.sheet!r}; its sheets: {', '.join(names)}", where=where)
    return [mapping.sheet]


def _sheet(workbook: CalamineWorkbook, name: str, where: str) -> Iterator[Line]:
    """The rows of a sheet, its merged cells filled."""
    rows = sheet_rows(workbook, name, where)
    merges = sheet_merges(workbook, name, where)
    return filled(rows, merges) if merges else rows


def _sheet_on_side(workbook: CalamineWorkbook, name: str, mapping: MapFile | None, where: str) -> Table | None:
    """A sheet as a table on its side, where it is one of seizures."""
    if sheet_extent(workbook, name, where)[0] > MOST_FIELDS:
        return None
    merges = [merge.turned() for merge in sheet_merges(workbook, name, where)]
    lines = list(filled(turned(list(sheet_rows(workbook, name, where))), merges))
    return _on_side(name, lines, mapping)


def _on_side(name: str, lines: list[Line], mapping: MapFile | None) -> Table | None:
    layout = _try(lines[:HEAD], mapping, on_side=True)
    return Table(name, layout, iter(lines), turned=True) if isinstance(layout, Layout) else None


def _try(rows: Sequence[Line], mapping: MapFile | None, *, on_side: bool = False) -> Layout | InputError | None:
    """The layout of a table; None where it shows none, the error where the map does not fit it."""
    if mapping and mapping.turned and not on_side:
        return None
    try:
        return recognise(rows, mapping)
    except InputError as error:
        return error


def _best_error(heads: dict[str, list[Line]], layouts: dict[str, Layout | InputError | None], where: str) -> InputError:
    """Why no sheet is a table of seizures, said of the sheet with the most in it."""
    name = max(heads, key=lambda sheet: sum(len("".join(line.cells)) for line in heads[sheet]), default="")
    error = layouts.get(name)
    at = f"{where}: sheet {name}" if name else where
    return error if isinstance(error, InputError) else no_table(heads.get(name, []), at)


def _text(path: Path, mapping: MapFile | None, where: str) -> Table:
    with path.open("rb") as stream:
        encoding = detect(sample_of(stream), where)
        lines = list(islice(read_lines(stream, encoding), HEAD))
    found = []
    for delimiter in DELIMITERS:
        head = list(records(lines, delimiter))
        layout = _try(head, mapping)
        score = _fit(layout, head) if isinstance(layout, Layout) else 0.0
        known = isinstance(layout, Layout)
        found.append((score, known, _steadiness(head), -DELIMITERS.index(delimiter), delimiter, layout, head))
    *_, delimiter, layout, head = max(found, key=_rank)
    if not isinstance(layout, Layout):
        if table := _text_on_side(
            path, encoding, [entry[4] for entry in sorted(found, reverse=True, key=_rank)], mapping
        ):
            return table
        raise layout or no_table(head, where)
    width = len(layout.headers) or _usual(head)
    return Table("", layout, _streamed(path, encoding, delimiter, width), encoding, delimiter)


def _rank(entry: tuple[Any, ...]) -> tuple[Any, ...]:
    return entry[:4]


def _text_on_side(path: Path, encoding: str, delimiters: Sequence[str], mapping: MapFile | None) -> Table | None:
    """A text file as a table on its side, where it is one of seizures with some delimiter."""
    for delimiter in delimiters:
        lines = list(islice(_streamed(path, encoding, delimiter, 0), MOST_FIELDS + 1))
        if len(lines) <= MOST_FIELDS and (table := _on_side("", turned(lines), mapping)):
            return table
    return None


def _fit(layout: Layout, head: Sequence[Line]) -> float:
    """How sure the roles are; nothing where a column lies beyond the usual filled row below the header."""
    below = [line for line in head if line.number > layout.header_row and any(cell.strip() for cell in line.cells)]
    columns = layout.roles.values()
    if below and max(column.index for column in columns) >= _usual(below):
        return 0.0
    return sum(column.confidence for column in columns)


def _usual(head: Sequence[Line]) -> int:
    """The most frequent number of cells of the rows that hold something, the larger where two are as frequent."""
    widths = Counter(len(line.cells) for line in head if any(cell.strip() for cell in line.cells))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _steadiness(head: Sequence[Line]) -> float:
    """The share of rows that have the most frequent number of cells, when that is more than one."""
    if not head or (usual := _usual(head)) < 2:  # noqa: PLR2004 — one cell a row is no table
        return 0.0
    return sum(len(line.cells) == usual for line in head) / len(head)


def _streamed(path: Path, encoding: str, delimiter: str, width: int) -> Iterator[Line]:
    with path.open("rb") as stream:
        yield from records(read_lines(stream, encoding), delimiter, width)
