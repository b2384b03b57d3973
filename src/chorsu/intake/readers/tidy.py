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
    `sources["sender_key"]` is the cell of that column. `today` bounds the dates (the clock's unless given).

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
    first = list(islice(table.rows, LOOKAHEAD))
    setting = Setting(name, table.sheet, layout, habits(first, layout, mapping), mapping, today)
    yield from _below(_Rows(chain(first, table.rows)), setting)


class _Rows:
    """The rows of a table, which can be looked at before they are taken."""

    def __init__(self, rows: Iterator[Line]) -> None:
        self.rows = rows
        self.waiting: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return self.waiting.popleft() if self.waiting else next(self.rows)

    def ahead(self, count: int) -> list[Line]:
        """The next rows, at most `count`, which stay to be taken."""
        self.waiting.extend(islice(self.rows, max(0, count - len(self.waiting))))
        return list(islice(self.waiting, count))


def _below(rows: _Rows, setting: Setting) -> Iterator[Outcome]:
    """The rows below a header; a row that is the header of another table of the same sheet begins that one."""
    reader, in_vain = RowReader(setting), 0
    told = setting.mapping is not None and bool(setting.mapping.columns)
    for line in rows:
        group = counted_once(line, rows, reader.layout) if line.merges else [line]
        outcomes = [reader.outcome(one) for one in group]
        first = outcomes[0]
        if not told and in_vain < MOST_IN_VAIN and isinstance(first, Refused) and first.reason in UNDATED:
            in_vain += 1
            if layout := header_at([line, *rows.ahead(DEEPEST - 1)]) if len(group) == 1 else None:
                yield from _header(line, rows, layout, setting.sheet)
                reader, in_vain = RowReader(replace(setting, layout=layout)), 0
                continue
        yield from outcomes


def _header(line: Line, rows: _Rows, layout: Layout, sheet: str) -> Iterator[Outcome]:
    """The rows of a further header, the first of which has been taken."""
    lines = [line, *islice(rows, len(layout.header_lines) - 1)]
    yield from (Skipped(one.number, "header", sheet) for one in lines[:-1])
    yield Skipped(lines[-1].number, "header", sheet, header_note(layout))


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
