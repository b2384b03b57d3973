"""Delimited text as records: quotes, cells over several lines, and recovery from a quote that is never closed.

A record is numbered as a spreadsheet numbers its rows: a cell over several lines counts as one row.
"""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.readers.encodings import MAX_LINE, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chorsu.intake.readers.merged import Merge

__all__ = ["DELIMITERS", "Line", "records"]

DELIMITERS = (",", ";", "\t", "|")
MAX_LINES_OF_A_RECORD = 50
"""A quoted cell over more lines than this is taken as a quote that was never closed."""
csv.field_size_limit(MAX_LINE * 2)


class Line(NamedTuple):
    """One row of a table as received: number from 1, cells, and `fault` (a refusal code) where it cannot be split."""

    number: int
    cells: list[str]
    fault: str = ""
    reencoded: bool = False
    raw: str = ""
    """The line as it came, where it is at fault."""
    merges: tuple[Merge, ...] = ()
    """The merged cells of a workbook that cover this row."""


def records(lines: Iterable[TextLine], delimiter: str, width: int = 0) -> Iterator[Line]:
    """Physical lines to records; `width` is the usual number of cells, which a cell over several lines must restore."""
    queue = _Queue(lines)
    number = 0
    while (line := queue.take()) is not None:
        number += 1
        if line.fault:
            yield Line(number, [line.text], line.fault, raw=line.text)
        elif '"' not in line.text:
            yield Line(number, line.text.split(delimiter), "", line.reencoded)
        else:
            cells = _quoted(line.text, delimiter, width) or _over_lines(line.text, queue, delimiter, width)
            if cells:
                yield Line(number, cells, "", line.reencoded)
            else:
                apart = line.text.replace('"', "").split(delimiter)
                yield Line(number, apart, "unclosed_quote", line.reencoded, line.text)


class _Queue:
    """Lines that can be put back."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self.back: deque[TextLine] = deque()
        self.lines = iter(lines)

    def take(self) -> TextLine | None:
        return self.back.popleft() if self.back else next(self.lines, None)

    def put_back(self, lines: Iterable[TextLine]) -> None:
        self.back.extendleft(reversed(list(lines)))


def _split(text: str, delimiter: str, *, strict: bool) -> list[str] | None:
    try:
        parsed = list(csv.reader([text], delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return parsed[0] if len(parsed) == 1 else None


def _quoted(text: str, delimiter: str, width: int) -> list[str] | None:
    """One line with quotes: strictly, else leniently where the quotes are even and the usual width comes out."""
    cells = _split(text, delimiter, strict=True)
    if cells is None and text.count('"') % 2 == 0:
        cells = _split(text, delimiter, strict=False)
        if cells is not None and width and len(cells) != width:
            return None
    return cells


def _over_lines(first: str, queue: _Queue, delimiter: str, width: int) -> list[str] | None:
    """A cell that goes on over the next lines; None, and the lines put back, where it never closes soundly."""
    taken: list[TextLine] = []
    parts, quotes, size = [first], first.count('"'), len(first)
    while len(taken) < MAX_LINES_OF_A_RECORD and size <= MAX_LINE:
        line = queue.take()
        if line is None:
            break
        taken.append(line)
        if line.fault:
            break
        parts.append(line.text)
        quotes += line.text.count('"')
        size += len(line.text) + 1
        if '"' in line.text and quotes % 2 == 0:
            cells = _split_joined("\n".join(parts), delimiter)
            if cells is not None and (not width or len(cells) == width):
                return cells
            break
    queue.put_back(taken)
    return None


def _split_joined(text: str, delimiter: str) -> list[str] | None:
    try:
        parsed = list(csv.reader((part + "\n" for part in text.split("\n")), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return parsed[0] if len(parsed) == 1 else None
