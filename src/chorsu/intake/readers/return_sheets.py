"""Sheets of statistical returns as statements: one for each state and period, each figure with its row.

Reads the annual layout of UNODC as it is, and plain sheets of "substance, quantity, unit" with English or Russian
headers, as CSV or XLSX. Pure: no Django, no database. Every row is read, skipped by a rule, or refused with a reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from chorsu.intake.readers.delimited import DELIMITERS, Line, records
from chorsu.intake.readers.encodings import detect, read_lines, sample_of
from chorsu.intake.readers.numbers import decimal_of, read_number
from chorsu.intake.readers.workbooks import open_workbook, sheet_names, sheet_rows
from chorsu.kernel.errors import InputError
from chorsu.returns.labels import read_label
from chorsu.returns.periods import Period, read_period
from chorsu.returns.stating import COUNT, Entry, Statement, decimals_of, entry_of
from chorsu.returns.tables import header_role
from chorsu.vocabulary import places
from chorsu.vocabulary.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["RefusedRow", "Sheets", "read_sheets"]

HEAD = 60
"""Rows that are looked at to find the header."""
MOST_ROWS = 200_000
"""A sheet of returns of the whole world over a decade has a tenth of it."""
_SAMPLE = 5_000
_WITH_UNIT = re.compile(r"^\s*([\d\s\u00a0.,']+?)\s*([^\d\s.,].*)$", re.DOTALL)
_VALUES = ("kilograms", "quantity")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not read: where it stands, why (a code), and what stood there."""

    sheet: str
    row: int
    reason: str
    text: str


@dataclass(slots=True)
class Sheets:
    """What a file holds: its statements by state and period, its refused rows, how many rows were skipped and why."""

    statements: list[Statement] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rows: int = 0


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what, and in which row the header stands."""

    row: int
    roles: dict[str, int]
    unit: str

    def cell(self, line: Line, role: str) -> str:
        index = self.roles.get(role)
        return line.cells[index].strip() if index is not None and index < len(line.cells) else ""


def read_sheets(path: Path, *, name: str = "", country: str = "", period: Period | None = None) -> Sheets:
    """The returns of a file; `country` and `period` hold where no column says them.

    Raises:
        InputError: the file cannot be read, or no sheet of it is a table of returns.
    """
    where = name or path.name
    found = Sheets()
    known = False
    for sheet, lines in _tables(path, where):
        head = list(islice(lines, HEAD))
        layout = _layout(head)
        if layout is None:
            found.skipped["other_sheet"] += 1
            continue
        known = True
        _read(found, sheet, layout, [*head, *islice(lines, MOST_ROWS)], country, period)
        if next(lines, None) is not None:
            raise InputError(f"has more than {MOST_ROWS:,} rows", where=where, to_do="hand it in in parts")
    if not known:
        raise InputError(
            "no table of returns is found", where=where, to_do="name the columns: country, year, substance, kilograms"
        )
    return found


def _tables(path: Path, where: str) -> Iterator[tuple[str, Iterator[Line]]]:
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == b"PK\x03\x04":
        workbook = open_workbook(path, where)
        for sheet in sheet_names(workbook):
            yield sheet, sheet_rows(workbook, sheet, where)
        return
    with path.open("rb") as stream:
        encoding = detect(sample_of(stream), where)
        lines = list(islice(read_lines(stream, encoding), HEAD))
    layouts = {sign: _layout(list(records(lines, sign))) for sign in DELIMITERS}
    sign = max(DELIMITERS, key=lambda one: len(found.roles) if (found := layouts[one]) else 0)
    with path.open("rb") as stream:
        yield "", records(read_lines(stream, encoding), sign)


def _layout(head: Iterable[Line]) -> _Layout | None:
    """The header: the row that names most columns, a label and a value among them."""
    best: _Layout | None = None
    for line in head:
        roles: dict[str, int] = {}
        for index, cell in enumerate(line.cells):
            if role := header_role(cell):
                roles.setdefault(role, index)
        if "label" not in roles or not roles.keys() & set(_VALUES):
            continue
        if best is None or len(roles) > len(best.roles):
            best = _Layout(line.number, roles, "kg" if "kilograms" in roles else "")
    return best


def _read(  # noqa: PLR0913, PLR0917 — where it reads to and what holds for every row
    found: Sheets, sheet: str, layout: _Layout, lines: list[Line], country: str, period: Period | None
) -> None:
    role = next(role for role in _VALUES if role in layout.roles)
    below = [line for line in lines if line.number > layout.row]
    decimal = decimal_of(layout.cell(line, role) for line in below[:_SAMPLE])
    grouped: dict[tuple[str, Period], list[Entry]] = {
        (one.country, one.period): list(one.entries) for one in found.statements
    }
    for line in below:
        found.rows += 1
        reason, at, entry = _row(sheet, layout, line, role, decimal, (country, period))
        if entry is not None and at is not None:
            _placed(grouped.setdefault(at, []), entry)
        elif reason in {"blank", "heading"}:
            found.skipped[reason] += 1
        else:
            found.refused.append(RefusedRow(sheet, line.number, reason, " | ".join(line.cells)[:300]))
    found.statements = [Statement(code, span, tuple(entries)) for (code, span), entries in grouped.items()]


def _row(  # noqa: PLR0911, PLR0913, PLR0917 — one answer for each way a row can fail
    sheet: str, layout: _Layout, line: Line, role: str, decimal: str | None, given: tuple[str, Period | None]
) -> tuple[str, tuple[str, Period] | None, Entry | None]:
    """Why a row is not read, or where it belongs and what it says."""
    if line.fault:
        return line.fault, None, None
    label, text = layout.cell(line, "label"), layout.cell(line, role)
    if not any(cell.strip() for cell in line.cells):
        return "blank", None, None
    if not text:
        return ("heading" if label else "no_label"), None, None
    if not label:
        return "no_label", None, None
    value, unit = _quantity(layout, line, text, decimal)
    if value is None:
        return "no_number", None, None
    country = _country(layout.cell(line, "country"), given[0])
    if not country:
        return "unknown_country", None, None
    try:
        period = _period(layout, line, given[1])
    except InputError:
        return "unknown_period", None, None
    entry = entry_of(
        label,
        value,
        unit,
        heading=layout.cell(line, "subgroup"),
        group_text=layout.cell(line, "group"),
        subgroup_text=layout.cell(line, "subgroup"),
        authority_text=layout.cell(line, "authority"),
        sheet=sheet,
        row=line.number,
    )
    return "", (country, period), entry


def _quantity(layout: _Layout, line: Line, text: str, decimal: str | None) -> tuple[Decimal | None, str]:
    """The value and the code of its unit: of the cell itself, of the column of units, of the header."""
    unit = layout.unit
    if named := layout.cell(line, "unit"):
        found = find_unit(named)
        unit = found.code if found else COUNT if read_label(named).kind == "indicator" else named[:32]
    split = None if (number := read_number(text, decimal)) else _WITH_UNIT.match(text)
    if split and (own := find_unit(split[2])):
        number, unit = read_number(split[1].strip(), decimal), own.code
    if number is None or number.value < 0:
        return None, unit
    return Decimal(repr(number.value)), unit


def _country(text: str, given: str) -> str:
    if not text:
        return given
    match = places.find_country(text)
    return match.code if match and match.known else ""


def _period(layout: _Layout, line: Line, given: Period | None) -> Period:
    year, part = layout.cell(line, "year"), layout.cell(line, "period")
    for text in (part, f"{part} {year}".strip(), year):
        if text:
            try:
                return read_period(text)
            except InputError:
                continue
    if given is None or year or part:
        raise InputError("is no period", where="period")
    return given


def _placed(entries: list[Entry], entry: Entry) -> None:
    """Add a row; one that begins with "of which" belongs to the row above, which then is a total."""
    said = read_label(entry.label)
    if said.part and not said.total and entries:
        owner = next((place for place in range(len(entries), 0, -1) if entries[place - 1].part_of is None), 0)
        if owner and entries[owner - 1].role in {"row", "total"}:
            entries[owner - 1] = replace(entries[owner - 1], role="total")
            entry = replace(entry, part_of=owner)
    entries.append(replace(entry, decimals=decimals_of(entry.value)))
