"""The columns of a file as an officer sees and corrects them: header, sample values, the role recognised, how surely.

Owns the way between a correction and the map that readers take. Must not read rows to seizures (`intake.readers`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from chorsu.intake.readers.delimited import DELIMITERS, Line, records
from chorsu.intake.readers.encodings import detect, read_lines, sample_of
from chorsu.intake.readers.maps import ROLES, MapFile
from chorsu.intake.readers.tables import open_table
from chorsu.intake.readers.workbooks import open_workbook, sheet_names, sheet_rows
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from chorsu.intake.readers.headers import Layout

__all__ = ["Columns", "SeenColumn", "columns_of", "corrected", "map_from", "map_to"]

SAMPLES = 3
HEAD = 60
"""Rows from the top that are looked at when no header is recognised."""
SHOWN_COLUMNS = 200
SHOWN_SIGNS = 80


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column: number from 1, header, up to three sample texts, role (empty: not read), confidence 0 to 1."""

    number: int
    header: str
    samples: list[str]
    role: str = ""
    confidence: float = 0.0
    substance: str = ""
    """The substance that the header of a column of quantities names, as written."""
    paired: bool = False
    """Whether the row has several substances in columns of their own, and this is of one of them."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the first table of a file; `recognised` is false when no row was taken as the header."""

    sheet: str
    header_row: int
    recognised: bool
    columns: list[SeenColumn] = field(default_factory=list)
    turned: bool = False
    """Whether the table lies on its side: its columns are then the rows of the sheet."""

    def to_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any] | None) -> Self:
        """From plain values; no columns where there are none."""
        kept = values or {"sheet": "", "header_row": 1, "recognised": False, "columns": []}
        return cls(**{**kept, "columns": [SeenColumn(**column) for column in kept["columns"]]})


def columns_of(path: Path, mapping: MapFile | None, name: str) -> Columns:
    """The columns of the first table of seizures in a file, or of its first table when none is recognised.

    Raises:
        InputError: the file cannot be read as a table at all.
    """
    try:
        for table in open_table(path, mapping, name):
            if table.layout is not None:
                rows = list(islice((line for line in table.rows if line.number > table.layout.header_row), HEAD))
                return replace(_recognised(table.sheet, table.layout, rows), turned=table.turned)
    except InputError:
        seen = _unrecognised(path, name)
        if seen is None:
            raise
        return seen
    raise InputError("no table in it is one of seizures", where=name)


def _recognised(sheet: str, layout: Layout, rows: Sequence[Line]) -> Columns:
    roles = {column.index: (role, column.confidence) for role, column in layout.roles.items()}
    roles |= {column.index: ("quantity", column.confidence) for column in layout.quantities}
    roles |= {pair.substance.index: ("substance", pair.substance.confidence) for pair in layout.pairs}
    roles |= {pair.quantity.index: ("quantity", pair.quantity.confidence) for pair in layout.pairs}
    roles |= {pair.unit.index: ("unit", pair.unit.confidence) for pair in layout.pairs if pair.unit}
    paired = {column.index for pair in layout.pairs for column in pair.columns}
    named = {column.index: column.substance for column in layout.quantities}
    width = min(max(len(layout.headers), *(index + 1 for index in roles)), SHOWN_COLUMNS)
    columns = [
        SeenColumn(
            index + 1,
            layout.headers[index] if index < len(layout.headers) else "",
            _samples(rows, index),
            *roles.get(index, ("", 0.0)),
            named.get(index, ""),
            index in paired,
        )
        for index in range(width)
    ]
    return Columns(sheet, layout.header_row, recognised=True, columns=columns)


def _unrecognised(path: Path, name: str) -> Columns | None:
    """The fullest of the first rows as a header for the officer to say what is what; None when there is no table."""
    sheet, rows = _raw_rows(path, name)
    rows = [line for line in rows if not line.fault and len(line.cells) <= SHOWN_COLUMNS]
    header = max(rows, key=lambda line: sum(bool(cell.strip()) for cell in line.cells), default=None)
    if header is None or sum(bool(cell.strip()) for cell in header.cells) < 2:  # noqa: PLR2004 — one cell is no table
        return None
    below = [line for line in rows if line.number > header.number]
    columns = [
        SeenColumn(index + 1, cell.strip()[:SHOWN_SIGNS], _samples(below, index))
        for index, cell in enumerate(header.cells)
    ]
    return Columns(sheet, header.number, recognised=False, columns=columns)


def _raw_rows(path: Path, name: str) -> tuple[str, list[Line]]:
    with path.open("rb") as stream:
        if stream.read(4) == b"PK\x03\x04":
            workbook = open_workbook(path, name)
            sheets = [(sheet, list(islice(sheet_rows(workbook, sheet, name), HEAD))) for sheet in sheet_names(workbook)]
            return max(sheets, key=lambda found: sum(len(line.cells) for line in found[1]), default=("", []))
        lines = list(islice(read_lines(stream, detect(sample_of(stream), name)), HEAD))
    heads = [list(records(lines, delimiter)) for delimiter in DELIMITERS]
    return "", max(heads, key=lambda head: sum(len(line.cells) for line in head))


def _samples(rows: Sequence[Line], index: int) -> list[str]:
    texts = (line.cells[index].strip() for line in rows if index < len(line.cells))
    return list(dict.fromkeys(str(text)[:SHOWN_SIGNS] for text in texts if text))[:SAMPLES]


def corrected(
    seen: Columns, roles: Mapping[int, str], *, header_row: int | None = None, before: MapFile | None = None
) -> MapFile:
    """The map that says what the officer said: column number → role; other columns are not read.

    What `before` says of the whole file (unit, order of dates and so on) is kept, but for the country where a column
    now holds it.

    Raises:
        InputError: a role that does not exist, one given to two columns, or too few to make a seizure.
    """
    told: dict[str, str | int] = {}
    paired = [column for column in seen.columns if column.paired]
    as_seen = paired and all(roles.get(column.number) == column.role for column in paired)
    left = {column.number for column in paired} if as_seen else set()
    for number, role in roles.items():
        # Pairs of columns that stay as they were recognised are the readers' to tell apart.
        if not role or number in left:
            continue
        if role not in ROLES or not 1 <= number <= len(seen.columns):
            raise InputError("there is no such column or role", to_do="choose from the list")
        if role in told and role != "quantity":
            raise InputError("two columns have the same role", where=role, to_do="leave it to one of them")
        told[role] = number
    before = before or MapFile()
    named = any(column.substance for column in seen.columns if roles.get(column.number) == "quantity")
    if "date" not in told or not ("substance" in told or before.substance or named or left):
        raise InputError("a date and a substance are needed", to_do="say which columns hold them")
    if list(roles.values()).count("quantity") > 1 or named:
        # Several columns of quantities, each with the unit in its header, are the readers' to tell apart.
        told.pop("quantity", None)
    return replace(
        before,
        columns=told,
        header_row=header_row or seen.header_row,
        sheet=seen.sheet or None,
        turned=seen.turned,
        country=None if "country" in told else before.country,
        ignored=tuple(column.number for column in seen.columns if not roles.get(column.number)),
    )


def map_to(mapping: MapFile | None) -> dict[str, Any] | None:
    """A map as plain values."""
    return (
        None
        if mapping is None
        else {key: value for key, value in asdict(mapping).items() if value not in (None, "", (), {}, False)}
    )


def map_from(values: Mapping[str, Any] | None, name: str) -> MapFile | None:
    """The map that plain values say; `name` is the file's, for messages."""
    if not values:
        return None
    return MapFile(**{**values, "ignored": tuple(values.get("ignored", ())), "where": name})
