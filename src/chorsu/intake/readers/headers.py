"""Headers: which rows are the header of a table and what each column holds.

Owns where the header begins and ends and how its columns go together; what one header says is `header_cells`'.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.intake.readers.dates import read_date
from chorsu.intake.readers.header_cells import SURE, Said, said_by, split_unit, unit_in_title
from chorsu.intake.readers.layouts import Column, Layout, Pair, complete
from chorsu.intake.readers.maps import EXAMPLE, ROLES, MapFile, load_map
from chorsu.intake.readers.mixtures import portions
from chorsu.intake.readers.numbers import Numeral
from chorsu.intake.readers.wordlists import plain
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chorsu.intake.readers.delimited import Line

__all__ = [
    "DEEPEST",
    "MAX_COLUMNS",
    "Column",
    "Layout",
    "complete",
    "header_at",
    "layout_of",
    "load_map",
    "no_table",
    "recognise",
]

SEARCHED = 60
"""Rows from the top among which the header is looked for."""
LOOKED_AT = 1_000
LOOKED_AT_CELLS = 40
DEEPEST = 4
"""Rows of one header."""
MAX_COLUMNS = 1_024
"""Wider rows are no rows of a table of seizures."""
BETTER = 0.5
"""How much surer a lower row must be to be taken as the header instead."""
SHOWN_PARTS = " / "
ANY_DAY = dt.date(2999, 12, 31)
DATA = re.compile(r"\s*[-+]?[\d\s.,']*\d\s*|.*\d{1,4}[./-]\d{1,2}[./-]\d.*", re.DOTALL)
"""A number or a date: no text of a header."""


def recognise(rows: Sequence[Line], mapping: MapFile | None = None) -> Layout | None:
    """The layout that the first rows of a table show, or None when no row is the header of a table of seizures.

    A table of seizures has at least a date and a substance, in a column or in the headers of its quantities; the map
    may say the substance for the whole file. A header may span up to four rows.

    Raises:
        InputError: the map file names a column that the table does not have.
    """
    rows = [line for line in rows[:LOOKED_AT] if len(line.cells) <= MAX_COLUMNS]
    if mapping is not None and mapping.columns:
        return _mapped(rows, mapping)
    if mapping is not None and mapping.header_row is not None:
        told = _ending_at(rows, mapping.header_row)
        return told if told and complete(told, mapping) else None
    best, best_score = None, 0.0
    for top in range(min(len(rows), SEARCHED)):
        found = [layout for layout in _from(rows, top) if complete(layout, mapping)]
        layout = max(found, key=lambda layout: (_score(layout), layout.grouped), default=None)
        if layout and _score(layout) > best_score + BETTER:
            best, best_score = layout, _score(layout)
    best = best or _told_by_cells(rows)
    return replace(best, unit=_unit_above(rows, best)) if best else None


def _unit_above(rows: Sequence[Line], layout: Layout) -> str:
    """The unit that a title above the header says for columns that have none."""
    if "unit" in layout.roles or all(column.unit for column in layout.quantities):
        return ""
    top = layout.header_row - len(layout.header_lines)
    said = (unit_in_title(cell) for line in rows if line.number <= top for cell in line.cells if cell.strip())
    return next(filter(None, said), "")


def _told_by_cells(rows: Sequence[Line]) -> Layout | None:
    """The layout of a table whose only column of quantities holds names as well ("героин 1,2 кг, гашиш 300 г")."""
    for top in range(min(len(rows), SEARCHED)):
        for layout in _from(rows, top):
            if "date" not in layout.roles or len(layout.quantities) != 1:
                continue
            column = layout.quantities[0]
            below = (line.cells[column.index] for line in rows[top + 1 :] if column.index < len(line.cells))
            filled = [cell for cell in below if cell.strip()][:LOOKED_AT_CELLS]
            if 2 * sum(bool(portions(cell, None, ",")) for cell in filled) > len(filled):
                others = {role: other for role, other in layout.roles.items() if role != "quantity"}
                return replace(layout, roles=others | {"substance": column}, quantities=())
    return None


def header_at(rows: Sequence[Line]) -> Layout | None:
    """The layout of the header that begins with the first of some rows, or None where it is none."""
    if len(rows[0].cells) > MAX_COLUMNS or not _goes_on(rows[0]):
        return None
    return max((layout for layout in _from(rows, 0) if complete(layout)), key=_score, default=None)


def _from(rows: Sequence[Line], top: int) -> Iterator[Layout]:
    """The layouts of a header that begins with a row and has one, two, three or four."""
    if rows[top].fault:
        return
    yield layout_of(rows[top : top + 1])
    if not _goes_on(rows[top]):
        return
    for bottom in range(top + 1, min(top + DEEPEST, len(rows))):
        if not _goes_on(rows[bottom]) or (bottom == top + 1 and _is_title(rows[top], rows[bottom])):
            return
        yield layout_of(rows[top : bottom + 1])


def _ending_at(rows: Sequence[Line], number: int) -> Layout | None:
    """The layout of the header whose last row has this number."""
    at = next((nth for nth, line in enumerate(rows) if line.number == number), None)
    if at is None:
        return None
    tops = range(at, max(-1, at - DEEPEST), -1)
    found = [layout for top in tops for layout in _from(rows, top) if layout.header_row == number]
    return max(found, key=_score, default=None)


def _goes_on(line: Line) -> bool:
    """Whether a row can be a further row of a header: text of its own, and no number or date."""
    inherited = {merge.left for merge in line.merges if merge.top < line.number}
    own = [cell for index, cell in enumerate(line.cells) if cell.strip() and index not in inherited]
    return not line.fault and bool(own) and not any(_is_data(cell) for cell in own)


def _is_data(cell: str) -> bool:
    if isinstance(cell, Numeral) or DATA.fullmatch(cell):
        return True
    return any(sign.isdigit() for sign in cell) and read_date(cell, today=ANY_DAY).date is not None


def _is_title(line: Line, below: Line) -> bool:
    """Whether a row is a title above a header and not its upper row: one text at the left or over all columns."""
    filled = [index for index, cell in enumerate(line.cells) if cell.strip()]
    if len(filled) != 1:
        return not filled
    first = next((index for index, cell in enumerate(below.cells) if cell.strip()), 0)
    return filled[0] <= first


def _score(layout: Layout) -> float:
    named = [column for column in layout.quantities if column.substance]
    units = [column for column in layout.quantities if column.unit]
    return sum(column.confidence for column in layout.roles.values()) + 0.3 * len(named) + 0.2 * len(units)


def layout_of(lines: Sequence[Line]) -> Layout:
    """The roles that the cells of a header name."""
    stacks = _stacks(lines)
    found = [(index, SHOWN_PARTS.join(parts), said_by(parts)) for index, parts in enumerate(stacks) if parts]
    pairs = _pairs(found)
    quantities = (pairs[0].quantity,) if pairs else _quantities(found, stacks)
    amounts = {column.index for column in quantities}
    roles: dict[str, Column] = {}
    for index, header, said in found:
        role = said.role
        if role == "quantity" and (index not in amounts or said.guessed):
            continue
        if said.confidence >= SURE and (role not in roles or roles[role].confidence < said.confidence):
            roles[role] = Column(index, header, said.confidence, said.unit, said.substance)
    if pairs:
        roles = {role: column for role, column in roles.items() if role != "unit"} | {"substance": pairs[0].substance}
        roles |= {"unit": pairs[0].unit} if pairs[0].unit else {}
    return Layout(
        lines[-1].number,
        max((_width(line.cells) for line in lines), default=0),
        {role: column for role, column in roles.items() if role in ROLES},
        quantities,
        tuple(SHOWN_PARTS.join(parts) for parts in stacks),
        frozenset(role for role in roles if role not in ROLES),
        tuple(tuple(cell.strip() for cell in line.cells) for line in lines),
        pairs=pairs,
        grouped=len(lines) > 1 and any(merge.right > merge.left for line in lines[:-1] for merge in line.merges),
    )


def _stacks(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """For each column the texts of its header from above; a label over several columns holds for each of them."""
    width = max(len(line.cells) for line in lines)
    spread = [_spread(line, lines[-1] if line is not lines[-1] else None, width) for line in lines]
    stacks = []
    for column in zip(*spread, strict=True):
        parts = [part for part in column if part]
        stacks.append(tuple(part for nth, part in enumerate(parts) if not nth or part != parts[nth - 1]))
    return stacks


def _spread(line: Line, last: Line | None, width: int) -> list[str]:
    """The cells of a header's row, each merged label in all its columns; `last` is the header's last row if another.

    Where a table knows no merges, a label of an upper row holds up to the next one, as far as there is text below it.
    """
    cells = [" ".join(cell.split()) for cell in line.cells] + [""] * (width - len(line.cells))
    for merge in line.merges:
        for index in range(merge.left + 1, min(merge.right + 1, width)):
            cells[index] = cells[index] or cells[merge.left]
    if last is not None and not line.merges and not last.merges:
        for index in range(1, width):
            below = last.cells[index].strip() if index < len(last.cells) else ""
            cells[index] = cells[index] or (cells[index - 1] if below else "")
    return cells


def _width(cells: Sequence[str]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)


def _quantities(found: Sequence[tuple[int, str, Said]], stacks: Sequence[tuple[str, ...]]) -> tuple[Column, ...]:
    """The columns of quantities.

    One where a column of units stands beside it; else each that names its own, different unit. Where no column holds
    substances, each that names one in its header. A total of the row is one only where nothing else is.
    """
    sure = [entry for entry in found if entry[2].role == "quantity" and entry[2].confidence >= SURE]
    named = [entry for entry in sure if entry[2].substance]
    general = [entry for entry in sure if not entry[2].substance]
    roles = {said.role for _, _, said in found if said.confidence >= SURE}
    if named and (not general or "substance" not in roles):
        groups = {stacks[index][0] for index, _, _ in named}
        beside = [entry for entry in found if entry[2].guessed and stacks[entry[0]][0] in groups]
        return tuple(_column(*entry) for entry in sorted([*named, *beside]))
    general = general or [entry for entry in found if entry[2].role == "total" and entry[2].unit] or named
    if not general:
        return ()
    best = max(general, key=lambda entry: entry[2].confidence)
    if "unit" in roles or not best[2].unit:
        return (_column(*best),)
    by_unit: dict[str, Column] = {}
    for index, header, said in sorted(general, key=lambda entry: -entry[2].confidence):
        if said.unit and (known := find_unit(said.unit)):
            by_unit.setdefault(known.code, _column(index, header, said))
    return tuple(sorted(by_unit.values(), key=lambda column: column.index))


def _pairs(found: Sequence[tuple[int, str, Said]]) -> tuple[Pair, ...]:
    """Second and further substances of a row in columns of their own, each with its quantity behind it."""
    sure = [entry for entry in found if entry[2].confidence >= SURE]
    names = [entry for entry in sure if entry[2].role == "substance"]
    pairs = []
    for nth, (index, header, said) in enumerate(names):
        end = names[nth + 1][0] if nth + 1 < len(names) else len(found) + index
        own = [entry for entry in sure if index < entry[0] < end]
        quantity = next((entry for entry in own if entry[2].role == "quantity" and not entry[2].substance), None)
        unit = next((entry for entry in own if entry[2].role == "unit"), None)
        if quantity is None:
            return ()
        pairs.append(Pair(_column(index, header, said), _column(*quantity), _column(*unit) if unit else None))
    return tuple(pairs) if len(pairs) > 1 else ()


def _column(index: int, header: str, said: Said) -> Column:
    return Column(index, header, max(said.confidence, SURE), said.unit, said.substance)


def _mapped(rows: Sequence[Line], mapping: MapFile) -> Layout:
    """The layout that a map tells; roles that it leaves out are taken from the header where that names them."""
    line = _mapped_header(rows, mapping)
    layout = (_ending_at(rows, line.number) if line else None) or Layout(0, 0, {})
    told = {role: _told_column(role, named, layout, mapping) for role, named in mapping.columns.items()}
    taken = {column.index for column in told.values()} | {number - 1 for number in mapping.ignored}
    roles = {role: column for role, column in layout.roles.items() if column.index not in taken} | told
    quantities = layout.quantities if "quantity" not in told else (told["quantity"],)
    quantities = tuple(column for column in quantities if column.index not in taken or "quantity" in told)
    paired = {column.index for pair in layout.pairs for column in pair.columns}
    pairs = () if {"substance", "quantity"} & told.keys() or paired & taken else layout.pairs
    layout = replace(layout, roles=roles, quantities=quantities, pairs=pairs)
    if not complete(layout, mapping):
        raise InputError("a map needs at least a date and a substance", where=mapping.where)
    return layout


def _told_column(role: str, named: str | int, layout: Layout, mapping: MapFile) -> Column:
    headers = layout.headers
    lines = (*layout.header_lines, headers)
    by_name = {plain(header): index for line in lines for index, header in reversed(list(enumerate(line)))}
    index = named - 1 if isinstance(named, int) else by_name.get(plain(named), -1)
    if index < 0 or (headers and index >= len(headers)):
        raise InputError(
            f"the table has no column {named!r}, which the map names for {role}",
            where=mapping.where,
            to_do="its columns: " + (_seen(headers) or "without a header, by number only"),
        )
    header = headers[index] if headers else f"column {index + 1}"
    if role != "quantity":
        return Column(index, header, 1.0)
    own = next((column for column in layout.quantities if column.index == index), None)
    return replace(own, confidence=1.0) if own else Column(index, header, 1.0, split_unit(header)[1])


def _mapped_header(rows: Sequence[Line], mapping: MapFile) -> Line | None:
    """The row that the map calls the header, or the first that holds all headers it names, or the fullest."""
    if mapping.header_row is not None:
        return next((line for line in rows if line.number == mapping.header_row), None)
    named = {plain(column) for column in mapping.columns.values() if isinstance(column, str)}
    filled = [(sum(bool(cell.strip()) for cell in line.cells), line) for line in rows[:SEARCHED]]
    whole = (line for count, line in filled if count and named <= {plain(cell) for cell in line.cells})
    return next(whole, None) or max(filled, key=lambda pair: pair[0], default=(0, None))[1]


def _seen(headers: Sequence[str]) -> str:
    shown = [repr(" ".join(header.split())[:40]) for header in headers if header.strip()]
    return ", ".join(shown[:12]) + (f" and {len(shown) - 12} more" if len(shown) > 12 else "")  # noqa: PLR2004


def no_table(rows: Sequence[Line], where: str) -> InputError:
    """The error for a table without a recognised header: what was seen, and how to write a map."""
    widest = max((len(line.cells) for line in rows[:SEARCHED]), default=0)
    if widest > MAX_COLUMNS:
        return InputError(
            f"a table of {widest:,} columns; at most {MAX_COLUMNS:,} are read",
            where=where,
            to_do="keep the columns of the seizures and hand it in again",
        )
    lines = [(line, layout_of([line])) for line in rows[:SEARCHED] if not line.fault]
    line, layout = max(lines, key=lambda pair: (len(pair[1].roles), pair[1].width), default=(None, None))
    if line is None or layout is None or not layout.width:
        return InputError("the table is empty", where=where)
    where = f"{where}: row {line.number}"
    missing = "no column of a seizure date" if "date" not in layout.roles else "no column of a substance"
    if "date" not in layout.roles and "period" in layout.seen:
        missing += ", but of a period: a statistical return (totals), not single seizures"
    to_do = f"seen: {_seen(layout.headers)}; if it is one, write a map: {EXAMPLE}, and give it with --map"
    return InputError(missing, where=where, to_do=to_do)
