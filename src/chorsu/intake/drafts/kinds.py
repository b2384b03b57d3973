"""Whether a file handed in is a table of seizures or a text to be read, told by its content."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO

from chorsu.intake.readers.encodings import detect
from chorsu.intake.texts.formats import recognise
from chorsu.kernel.errors import InputError

__all__ = ["holds_table"]

_HEAD = 1 << 14
_LINES = 8
_FEWEST_CELLS = 3
_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_NAMES = (".csv", ".tsv", ".xlsx", ".xls")
_DELIMITERS = ";\t|,"


def holds_table(stream: IO[bytes], name: str) -> bool:
    """Whether a file is for the readers of tables; the stream is rewound."""
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(_OLD_OFFICE) or name.casefold().endswith(_NAMES):
        return True
    if head.startswith(_PACKED):
        return _is_book(stream)
    try:
        kind = recognise(head, name)
    except InputError:
        return False
    return kind == "csv" or (kind == "txt" and _is_delimited(head))


def _is_book(stream: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return False
    finally:
        stream.seek(0)
    return any(part in names for part in _BOOKS)


def _is_delimited(head: bytes) -> bool:
    """Whether the first lines all have the same number of cells, three at least: prose does not."""
    try:
        text = head.decode(detect(head), "replace")
    except InputError:
        return False
    lines = [line for line in text.splitlines() if line.strip()][:_LINES]
    if len(lines) < 2:  # noqa: PLR2004 — a header and a row
        return False
    for delimiter in _DELIMITERS:
        counts = {line.count(delimiter) for line in lines}
        if len(counts) == 1 and counts.pop() >= _FEWEST_CELLS - 1:
            return True
    return False
