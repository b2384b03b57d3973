"""Sheets of statistical returns as statements: one for each state and period, each figure with its row.

Reads the annual layout of UNODC as it is, and plain sheets of "substance, quantity, unit" with English or Russian
headers, as CSV or XLSX. Pure: no Django, no database. Every row is read, skipped by a rule, or refused with a reason;
a figure that can be read in two ways is told with both.
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
from chorsu.intake.readers.figures import FigureRead, is_counted, is_whole, read_figure
from chorsu.intake.readers.numbers import Numeral, decimal_of, rounded
from chorsu.intake.readers.skipping import is_example
from chorsu.intake.readers.workbooks import open_workbook, sheet_names, sheet_rows
from chorsu.kernel.errors import InputError
from chorsu.returns.labels import read_label
from chorsu.returns.periods import Period, read_period
from chorsu.returns.stating import COUNT, Entry, Statement, checked_entry, decimals_of, entry_of
from chorsu.returns.tables import header_role
from chorsu.vocabulary import places
from chorsu.vocabulary.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["DoubtfulRow", "RefusedRow", "Sheets", "read_sheets"]

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


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A row whose figure can be read in two ways: where it stands and what, how it was read and how else it can be."""

    sheet: str
    row: int
    label: str
    text: str
    value: Decimal
    other: Decimal


@dataclass(slots=True)
class Sheets:
    """What a file holds: its statements by state and period, rows refused, doubtful, and skipped by reason."""

    statements: list[Statement] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    doubtful: list[DoubtfulRow] = field(default_factory=list)
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
        found = line.cells[index] if index is not None and index < len(line.cells) else ""
        return found if isinstance(found, Numeral) else found.strip()


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
        reason, at, entry, other = _row(sheet, layout, line, role, decimal, (country, period))
        if entry is not None and at is not None:
            _placed(grouped.setdefault(at, []), entry)
            if other is not None and entry.value is not None:
                text = layout.cell(line, role)
                found.doubtful.append(DoubtfulRow(sheet, line.number, entry.label, text, entry.value, other))
        elif reason in {"blank", "heading", "example"}:
            found.skipped[reason] += 1
        else:
            found.refused.append(RefusedRow(sheet, line.number, reason, " | ".join(line.cells)[:300]))
    found.statements = [Statement(code, span, tuple(entries)) for (code, span), entries in grouped.items()]


def _row(  # noqa: PLR0913, PLR0917 — what a row is read by
    sheet: str, layout: _Layout, line: Line, role: str, decimal: str | None, given: tuple[str, Period | None]
) -> tuple[str, tuple[str, Period] | None, Entry | None, Decimal | None]:
    """Why a row is not read; or where it belongs, what it says, and how else its figure can be read."""
    label, text = layout.cell(line, "label"), layout.cell(line, role)
    if reason := line.fault or _left_out(line, label, text):
        return reason, None, None, None
    figure, unit, reason = _quantity(layout, line, text, decimal)
    if figure is None:
        return reason, None, None, None
    country = _country(layout.cell(line, "country"), given[0])
    if not country:
        return "unknown_country", None, None, None
    try:
        period = _period(layout, line, given[1])
    except InputError:
        return "unknown_period", None, None, None
    entry = entry_of(
        label,
        figure.value,
        unit,
        heading=layout.cell(line, "subgroup"),
        group_text=layout.cell(line, "group"),
        subgroup_text=layout.cell(line, "subgroup"),
        authority_text=layout.cell(line, "authority"),
        sheet=sheet,
        row=line.number,
    )
    if reason := _beyond(entry):
        return reason, None, None, None
    return "", (country, period), entry, figure.other


def _beyond(entry: Entry) -> str:
    """Why a row that was read can stand in no return; empty where it may."""
    try:
        checked_entry(entry)
    except InputError as error:
        return "long_label" if error.where == "figures" else "beyond"
    return ""


def _left_out(line: Line, label: str, text: str) -> str:
    """Why a row holds no figure at all; empty where it may."""
    if not any(cell.strip() for cell in line.cells):
        return "blank"
    if is_example(line):
        return "example"
    if not text:
        return "heading" if label else "no_label"
    return "" if label else "no_label"


def _quantity(layout: _Layout, line: Line, text: str, decimal: str | None) -> tuple[FigureRead | None, str, str]:
    """The figure, the code of its unit (of the cell, of the column of units, of the header), or why there is none."""
    unit = layout.unit
    if named := layout.cell(line, "unit"):
        found = find_unit(named)
        unit = found.code if found else COUNT if read_label(named).kind == "indicator" else named[:32]
    figure = read_figure(text, decimal)
    split = None if figure else _WITH_UNIT.match(text)
    if split and (own := find_unit(split[2])):
        text, unit = split[1].strip(), own.code
        figure = read_figure(text, decimal)
    if figure is None:
        return None, unit, "no_number"
    if figure.value < 0:
        return None, unit, "negative"
    if isinstance(text, Numeral):
        figure = FigureRead(Decimal(repr(rounded(float(figure.value)))))
    return _of_its_kind(figure, layout, line, text, decimal, unit)


def _of_its_kind(  # noqa: PLR0913, PLR0917 — what a figure is judged by
    figure: FigureRead, layout: _Layout, line: Line, text: str, decimal: str | None, unit: str
) -> tuple[FigureRead | None, str, str]:
    """The figure by what it is of: what is counted has thousands, and no half where nothing can be broken."""
    if figure.other is None and figure.value == figure.value.to_integral_value():
        return figure, unit, ""
    named = layout.cell(line, "label"), unit, layout.cell(line, "subgroup")
    if is_counted(*named):
        figure = read_figure(text, decimal, counted=True) or figure
    if figure.value != figure.value.to_integral_value() and is_whole(*named):
        return None, unit, "no_count"
    return figure, unit, ""


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
