"""The pure core of `chorsu tidy`: a file of tables becomes outcomes, one for each row in. Neither prints nor stores."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from chorsu.intake.readers.headers import Column
from chorsu.intake.readers.outcomes import Outcome, Read, Refused, Skipped
from chorsu.intake.readers.rows import RowReader, Setting, habits, refused_line
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
        yield from (_above(line, table.sheet, "other_sheet") for line in table.rows)
        return
    if id_column:
        layout = replace(layout, roles={**layout.roles, "id": _id_column(layout.headers, id_column, name)})
    for line in islice(table.rows, layout.header_row):
        yield _above(line, table.sheet, "header" if line.number == layout.header_row else "title")
    first = list(islice(table.rows, LOOKAHEAD))
    reader = RowReader(Setting(name, table.sheet, layout, habits(first, layout, mapping), mapping, today))
    for line in chain(first, table.rows):
        yield reader.outcome(line)


def _above(line: Line, sheet: str, rule: str) -> Outcome:
    """A row that is no row of the table: above its header, or of a sheet without one."""
    if line.fault:
        return refused_line(line, sheet)
    return Skipped(line.number, "blank" if is_blank(line) else rule, sheet)


def _id_column(headers: tuple[str, ...], wanted: str, name: str) -> Column:
    for index, header in enumerate(headers):
        if plain(header) == plain(wanted):
            return Column(index, header, 1.0)
    raise InputError(f"no column {wanted!r}", where=name, to_do=f"its columns: {', '.join(headers)[:300]}")
