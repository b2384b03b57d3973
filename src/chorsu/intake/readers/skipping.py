"""Rules by which a row is left out: example, blank, header, total, title. No other row is skipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chorsu.intake.readers.dates import read_date
from chorsu.intake.readers.locations import empty
from chorsu.intake.readers.wordlists import plain, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from chorsu.intake.readers.delimited import Line
    from chorsu.intake.readers.headers import Layout

__all__ = ["is_blank", "skip_rule"]

SHOWN = 200
MIN_COLUMNS = 3
LIKELY_DATE = 5
"""A date cell with more signs than this that begins with a digit, beside a substance: plainly a seizure."""
WORDS_OF_A_TOTAL = 4
_EXAMPLES = frozenset("EeПп")
"""Letters with which the mark of an example line begins, so that no other row is looked at twice."""
MARGIN = " \t\0\ufeff"


def is_blank(line: Line) -> bool:
    """Whether every cell is empty, blank or null bytes."""
    return not line.fault and not any(cell.strip(MARGIN) for cell in line.cells)


def skip_rule(line: Line, layout: Layout, texts: Mapping[str, str], today: dt.date) -> str:
    """The rule that leaves this row out (a skip code), or empty. `texts` are its cells by role."""
    if line.cells and line.cells[0][:1] in _EXAMPLES and plain(line.cells[0][:SHOWN]) in words("example"):
        return "example"
    date = texts["date"]
    if len(date) > LIKELY_DATE and date[0].isdigit() and texts.get("substance"):
        return ""
    stripped = ((index, cell.strip(MARGIN)) for index, cell in enumerate(line.cells))
    filled = [(index, cell) for index, cell in stripped if not empty(cell)]
    if not filled:
        return "blank"
    if _is_header(line, layout, filled):
        return "header"
    if read_date(date, today=today).date:
        return ""
    total = "total" if _is_total(filled) else ""
    return total or ("title" if _is_title(layout, filled) else "")


def _is_header(line: Line, layout: Layout, filled: list[tuple[int, str]]) -> bool:
    """The header again, or a row that numbers the columns."""
    headers = [header for header in layout.headers if header]
    if headers and [cell for _, cell in filled] == headers:
        return True
    numbered = [cell.strip("(). ") for _, cell in filled]
    return len(filled) >= MIN_COLUMNS and numbered == [str(n + 1) for n in range(len(filled))] and not line.fault


def _is_total(filled: list[tuple[int, str]]) -> bool:
    """The first cell that is no number begins with a word for a total."""
    text = next((cell for _, cell in filled if re.search(r"[^\W\d_]", cell)), "")
    tokens = plain(text[:SHOWN]).split()
    return any(" ".join(tokens[:length]) in words("total") for length in range(1, WORDS_OF_A_TOTAL + 1))


def _is_title(layout: Layout, filled: list[tuple[int, str]]) -> bool:
    """One cell of text alone, not where the substance or the quantity stands, and no row split by another sign."""
    vital = {column.index for column in layout.quantities}
    vital |= {layout.roles["substance"].index} if "substance" in layout.roles else set()
    index, text = filled[0]
    if len(filled) > 1 or layout.width < MIN_COLUMNS or index in vital or len(text) > SHOWN:
        return False
    return text.count(",") < MIN_COLUMNS and sum(text.count(sign) for sign in ";\t|") < MIN_COLUMNS - 1
