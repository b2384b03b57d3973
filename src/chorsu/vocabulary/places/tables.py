"""Reading of the reviewed tables of places: tab-separated text, plain or compressed, one header line.

Owns where the data of the package lie and how a line is cut. Must not interpret a value.
"""

from __future__ import annotations

import gzip
from pathlib import Path

__all__ = ["DATA", "parts", "read_table"]

DATA = Path(__file__).parents[1] / "data" / "places"


def read_table(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    """The lines of a table as dictionaries of its header's columns; `name` may end in `.gz`."""
    path = folder / name
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    header, *lines = text.rstrip("\n").split("\n")
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by `|`."""
    return tuple(part for part in cell.split("|") if part)
