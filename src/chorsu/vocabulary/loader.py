"""Reading of the vocabulary's reviewed data files; owns their file format and must not know what they say.

A file is UTF-8 text with tab-separated columns and one header line; a column `source` names, in every row, where the
row's statements come from (keys of `sources.tsv`, joined by `;`). Cells that list several names join them with `;`.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path

from chorsu.kernel.errors import InputError

__all__ = ["DATA", "listed", "read_table", "sources"]

DATA = Path(__file__).parent / "data"
"""The folder of the data files."""


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of the data file `name` as mappings of column to stripped text.

    Raises:
        InputError: a row has too few or too many cells, or states no source.
    """
    path = DATA / name
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(reader)
        rows = []
        for cells in reader:
            if len(cells) != len(header):
                raise InputError(
                    f"{len(cells)} cells where the header has {len(header)}", where=f"{name}:{reader.line_num}"
                )
            rows.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
            if not rows[-1]["source"]:
                raise InputError("no source", where=f"{name}:{reader.line_num}", to_do="name a key of sources.tsv")
    return rows


def listed(cell: str) -> tuple[str, ...]:
    """The names in a cell that lists several."""
    return tuple(name for part in cell.split(";") if (name := part.strip()))


@functools.cache
def sources() -> dict[str, str]:
    """What each key of a `source` column stands for: key to citation."""
    return {row["key"]: row["citation"] for row in read_table("sources.tsv")}
