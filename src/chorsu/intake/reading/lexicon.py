"""The words of reading, as data: `lexicons/<language>/<table>.tsv`; `lexicons/any/` holds what is so in every language.

A file is UTF-8 with tab-separated columns and one header line. Every row names in `source` where its words come
from. A cell that lists several forms parts them with `;`. The files are reviewed as data; no rule is written in
them.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from chorsu.kernel.errors import InputError

__all__ = ["LANGUAGES", "LEXICONS", "forms", "rows"]

LEXICONS = Path(__file__).parent / "lexicons"
LANGUAGES = ("en", "ru", "tg", "uz", "kk", "ky", "tk", "az", "fa", "ps")
"""The languages with a folder; Uzbek stands in both scripts in one folder, Dari with Persian."""


@cache
def rows(language: str, table: str) -> tuple[dict[str, str], ...]:
    """Rows of a table; none when the language has no such table.

    Raises:
        InputError: a row has too few or too many cells, or states no source.
    """
    path = LEXICONS / language / f"{table}.tsv"
    if language not in {*LANGUAGES, "any"} or not path.exists():
        return ()
    where = f"{language}/{table}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(reader)
        found = []
        for cells in reader:
            if len(cells) != len(header):
                raise InputError(
                    f"{len(cells)} cells where the header has {len(header)}", where=f"{where}:{reader.line_num}"
                )
            row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
            if not row.get("source"):
                raise InputError("no source", where=f"{where}:{reader.line_num}", to_do="say where the words come from")
            found.append(row)
    return tuple(found)


def forms(cell: str) -> tuple[str, ...]:
    """The forms that a cell lists."""
    return tuple(form for part in cell.split(";") if (form := part.strip()))
