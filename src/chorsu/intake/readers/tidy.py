"""The pure core of `chorsu tidy`: a file of tables becomes outcomes, one for each row in. Neither prints nor stores."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import replace
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

from chorsu.intake.readers.headers import DEEPEST, Column, Layout, header_at
from chorsu.intake.readers.merged import counted_once
from chorsu.intake.readers.outcomes import Outcome, Read, Refused, Skipped
from chorsu.intake.readers.rows import UNDATED, RowReader, Setting, habits, refused_line
from chorsu.intake.readers.skipping import is_blank
from chorsu.intake.readers.tables import Table, open_table
from chorsu.intake.readers.wordlists import plain
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chorsu.intake.readers.delimited import Line
    from chorsu.intake.readers.maps import MapFile

__all__ = ["Outcome", "Read", "Refused", "Skipped", "read_table"]

LOOKAHEAD = 5_000
"""Rows that decide the order of dates and the decimal sign of a table."""
MOST_IN_VAIN = 5_000
"""Rows without a date that are looked at as the header of another table."""
SHOWN = 12
"""Columns not read that are named."""


def read_table(
    path: Path,
    mapping: MapFile | None = None,
    *,
    name: str = "",
    id_column: str = "",
    today: dt.date | None = None,
) -> Iterator[Outcome]:
    """Read a file: one outcome for every row of every table in it, in order; the rows are streamed.

    `name` is the `source_file` of the rows (the file's name unless given). With `id_column` (a header) each row's
    `sources["id"]` is the cell of that column. `today` bounds the dates (the clock's unless given).

    Raises:
        InputError: the file cannot be read, or holds no table of seizures; nothing was read then.
    """
    name = name or path.name
    today = today or dt.datetime.now(tz=dt.UTC).date()
    for table in open_table(path, mapping, name):
        yield from _outcomes(table, mapping, name, id_column, today)


def _outcomes(table: Table, mapping: MapFile | None, name: str, id_column: str, today: dt.date) -> Iterator[Outcome]:
    layout = table.layout
    if layout is None:
        notes = chain([table.reason], repeat(""))
        yield from (_above(line, table.sheet, "other_sheet", next(notes)) for line in table.rows)
        return
    if id_column:
        layout = replace(layout, roles={**layout.roles, "id": _id_column(layout.headers, id_column, name)})
    top = layout.header_row - max(1, len(layout.header_lines)) + 1
    for line in islice(table.rows, layout.header_row):
        note = header_note(layout, turned=table.turned) if line.number == layout.header_row else ""
        yield _above(line, table.sheet, "header" if line.number >= top else "title", note)
    rows = counted_once(table.rows, layout)
    first = list(islice(rows, LOOKAHEAD))
    setting = Setting(name, table.sheet, layout, habits(first, layout, mapping), mapping, today)
    yield from _below(chain(first, rows), setting)


def _below(rows: Iterator[Line], setting: Setting) -> Iterator[Outcome]:
    """The rows below a header; a row that is the header of another table of the same sheet begins that one."""
    reader, told = RowReader(setting), setting.mapping is not None and bool(setting.mapping.columns)
    waiting: deque[Line] = deque()
    in_vain = 0
    while line := waiting.popleft() if waiting else next(rows, None):
        outcome = reader.outcome(line)
        if not told and in_vain < MOST_IN_VAIN and isinstance(outcome, Refused) and outcome.reason in UNDATED:
            in_vain += 1
            waiting.extend(islice(rows, DEEPEST - 1 - len(waiting)))
            if layout := header_at([line, *islice(waiting, DEEPEST - 1)]):
                depth = len(layout.header_lines)
                for nth in range(depth):
                    row = line if not nth else waiting.popleft()
                    yield Skipped(row.number, "header", setting.sheet, "" if nth < depth - 1 else header_note(layout))
                reader, in_vain = RowReader(replace(setting, layout=layout)), 0
                continue
        yield outcome


def _above(line: Line, sheet: str, rule: str, note: str = "") -> Outcome:
    """A row that is no row of the table: above its header, or of a sheet without one."""
    if line.fault:
        return refused_line(line, sheet)
    return Skipped(line.number, "blank" if is_blank(line) and not note else rule, sheet, note)


def header_note(layout: Layout, *, turned: bool = False) -> str:
    """What is to be known of a header: a table on its side, columns that are not read; empty where there is nothing."""
    notes = ["a table on its side: a row is a column of the sheet, A is 1"] if turned else []
    if layout.unread:
        shown = ", ".join(repr(" ".join(header.split())[:40]) for header in layout.unread[:SHOWN])
        more = f" and {len(layout.unread) - SHOWN} more" if len(layout.unread) > SHOWN else ""
        notes.append(f"columns kept but not read: {shown}{more}")
    return "; ".join(notes)


def _id_column(headers: tuple[str, ...], wanted: str, name: str) -> Column:
    for index, header in enumerate(headers):
        if plain(header) == plain(wanted):
            return Column(index, header, 1.0)
    raise InputError(f"no column {wanted!r}", where=name, to_do=f"its columns: {', '.join(headers)[:300]}")
