"""Seizure rows as CSV or JSON lines. A text that a spreadsheet would run as a formula is made harmless in CSV."""

from __future__ import annotations

import csv
import json
import re
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Protocol

from chorsu.kernel.seizures import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.kernel.seizures import SeizureRow

__all__ = ["CsvRows", "JsonRows", "RowWriter", "harmless", "number_text"]

FORMULA = re.compile(r"[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d .,]*(?:[eE][+-]?\d+)?")
EXACT = 1e15
VALUES = attrgetter(*COLUMNS)
JOINED = {"flags", "changes"}
FREE_TEXT = {"source_file", "place"}


def harmless(text: str) -> str:
    """Text for a CSV cell: what begins like a formula is led by an apostrophe; numbers stay numbers."""
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number; whole numbers without a point."""
    return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)


class RowWriter(Protocol):
    """Writes seizure rows to a text stream."""

    def begin(self) -> None:
        """Write what stands before the first row, once."""

    def write(self, rows: Iterable[SeizureRow]) -> None:
        """Write rows."""


class CsvRows:
    """CSV in UTF-8 with the columns of `tidy`, header first."""

    def __init__(self, stream: IO[str]) -> None:
        self.writer = csv.writer(stream, lineterminator="\n")
        self.begun = False

    def begin(self) -> None:
        """Write the header, once."""
        if not self.begun:
            self.writer.writerow(COLUMNS)
        self.begun = True

    def write(self, rows: Iterable[SeizureRow]) -> None:
        """Write rows."""
        self.begin()
        self.writer.writerows(
            [_cell(name, value) for name, value in zip(COLUMNS, VALUES(row), strict=True)] for row in rows
        )


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value) if name in FREE_TEXT else value
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value)


class JsonRows:
    """One JSON object a line: the same columns, and `sources`, the cell that each field was read from."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream

    def begin(self) -> None:
        """Nothing stands before the first row."""

    def write(self, rows: Iterable[SeizureRow]) -> None:
        """Write rows."""
        for row in rows:
            record = {name: _json_value(value) for name, value in zip(COLUMNS, VALUES(row), strict=True)}
            record["sources"] = {
                field: {"column": cell.column, "header": cell.header, "text": str(cell.text)}
                for field, cell in row.sources.items()
            }
            self.stream.write(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")


def _json_value(value: object) -> object:
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < EXACT else value
    return str(value)
