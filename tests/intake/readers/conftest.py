"""Tables written by the test itself, read as a file is."""

import datetime as dt

import pytest
import xlsxwriter

from chorsu.intake.readers.outcomes import Read
from chorsu.intake.readers.tidy import read_table

TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def read(tmp_path):
    """Read a text or bytes as a file; the list of outcomes."""

    def _read(content, encoding="utf-8", name="table.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return list(read_table(path, today=TODAY, **options))

    return _read


@pytest.fixture
def rows():
    """The seizure rows of outcomes."""
    return lambda outcomes: [row for outcome in outcomes if isinstance(outcome, Read) for row in outcome.rows]


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook from sheets of rows; its path."""

    def _write(sheets, name="book.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
            for title, lines in sheets.items():
                sheet = book.add_worksheet(title)
                for r, line in enumerate(lines):
                    for c, value in enumerate(line):
                        sheet.write(r, c, value)
        return path

    return _write
