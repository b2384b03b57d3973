"""Rules by which a row is left out for its words: example, blank, header, total, note, title.

What is left out by arithmetic (`sum`) is `sums`' to prove, and a sheet without a table (`other_sheet`) `tidy`'s to say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.readers.dates import read_date
from chorsu.intake.readers.locations import empty
from chorsu.intake.readers.wordlists import plain, signs, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from chorsu.intake.readers.delimited import Line
    from chorsu.intake.readers.headers import Layout

__all__ = ["MARGIN", "is_blank", "is_example", "skip_rule"]

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
    if is_example(line):
        return "example"
    date, named = texts["date"], texts.get("substance", "")
    if len(date) > LIKELY_DATE and date[0].isdigit() and named and not line.merges:
        return "total" if _says_total(named) else ""
    stripped = ((index, cell.strip(MARGIN)) for index, cell in enumerate(line.cells))
    filled = [(index, cell) for index, cell in stripped if not empty(cell)]
    if not filled:
        return "blank"
    if _is_header(line, layout, filled):
        return "header"
    own = [(index, cell) for index, cell in filled if index not in _inherited(line)]
    read = read_date(date, today=today)
    if read.date and not ("date_month" in read.flags and len(filled) == 1):
        return "total" if _says_total(named) or (len(own) < len(filled) and _is_total(own)) else ""
    tests = (("total", _is_total(own)), ("note", _is_note(own)), ("title", _is_title(layout, filled)))
    return next((rule for rule, holds in tests if holds), "")


def is_example(line: Line) -> bool:
    """Whether the first cell is the mark of the example line in the sheet to fill in."""
    first = line.cells[0] if line.cells else ""
    return first[:1] in _EXAMPLES and plain(first[:SHOWN]) in words("example")


def _inherited(line: Line) -> set[int]:
    """The columns whose text stands in a merged cell that began on a row above."""
    return {merge.left for merge in line.merges if merge.top < line.number}


@lru_cache(maxsize=16_384)
def _says_total(text: str) -> bool:
    """Whether a whole cell is a word for a total; a row with a date says so where its substance should stand."""
    return len(text) < SHOWN and plain(text) in words("total")


def _is_note(filled: list[tuple[int, str]]) -> bool:
    """One cell of text that begins as a footnote does."""
    if len(filled) != 1:
        return False
    text = filled[0][1]
    first = plain(text[:SHOWN]).split(maxsplit=1)[:1]
    return text[0] in signs("note") or (bool(first) and first[0] in words("note"))


def _is_header(line: Line, layout: Layout, filled: list[tuple[int, str]]) -> bool:
    """The header again, or a row that numbers the columns."""
    cells = [" ".join(cell.split()) for _, cell in filled]
    for header in layout.header_lines:
        texts = [" ".join(text.split()) for text in header if text]
        if texts and cells == texts:
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
