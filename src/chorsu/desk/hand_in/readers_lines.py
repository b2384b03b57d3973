"""The lines that the readers of files say, in the reader's language: the readers know English alone.

Owns the lines as the catalogue has them, and the patterns of those that carry numbers or names. Must not read files.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext, gettext_noop

from chorsu.ui.wording import number

__all__ = ["place_words", "reader_words"]

READERS_LINES = (
    gettext_noop("is empty"),
    gettext_noop("check that the right file was chosen"),
    gettext_noop("hand it in in parts"),
    gettext_noop("the file is empty"),
    gettext_noop("the table is empty"),
    gettext_noop("this is a PDF, no CSV or XLSX table"),
    gettext_noop("hand in the table it was made from"),
    gettext_noop("this is a picture, no CSV or XLSX table"),
    gettext_noop("hand in the table it shows"),
    gettext_noop("this is a compressed file, no CSV or XLSX table"),
    gettext_noop("unpack it first"),
    gettext_noop("this is a web page, no CSV or XLSX table"),
    gettext_noop("save the table as CSV or XLSX"),
    gettext_noop("this is a workbook of the old kind (XLS) or one locked with a password, no CSV or XLSX table"),
    gettext_noop("save it as XLSX or CSV"),
    gettext_noop("the workbook is broken or cut off"),
    gettext_noop("send it again, or save it anew as XLSX or CSV"),
    gettext_noop("an archive that holds no XLSX workbook"),
    gettext_noop("unpack it and hand in what it holds"),
    gettext_noop("the workbook is locked with a password"),
    gettext_noop("save it without one"),
    gettext_noop("it is not opened; save the table alone, or as CSV"),
    gettext_noop("delete stray cells far from the table, or save it as CSV"),
    gettext_noop("the workbook cannot be read"),
    gettext_noop("save it anew as XLSX or CSV"),
    gettext_noop("keep the columns of the seizures and hand it in again"),
    gettext_noop("no column of a seizure date"),
    gettext_noop("no column of a substance"),
    gettext_noop("no column of a seizure date, but of a period: a statistical return (totals), not single seizures"),
    gettext_noop("the bytes are no text in any known encoding"),
    gettext_noop("save it as CSV in UTF-8"),
    gettext_noop("two columns have the same role"),
    gettext_noop("leave it to one of them"),
    gettext_noop("a date and a substance are needed"),
    gettext_noop("say which columns hold them"),
    gettext_noop("write the date as YYYY-MM-DD"),
    gettext_noop("no such day; write the date as YYYY-MM-DD"),
    gettext_noop("write the date of the seizure"),
    gettext_noop("write one number, and its unit beside it: 3.09 kg"),
    gettext_noop("write what was seized, or how much"),
    gettext_noop("tell the duty officer, the details are in the log"),
    gettext_noop("no table in it is one of seizures"),
    gettext_noop("there is no such column or role"),
    gettext_noop("choose from the list"),
    gettext_noop("this is a text document, no CSV or XLSX table"),
    gettext_noop("a map needs at least a date and a substance"),
)
"""Lines of the readers that never change: they stand here for the catalogue, the readers know no language."""
_N = r"[\d,]+"
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            rf"a table of (?P<n>{_N}) columns; at most (?P<most>{_N}) are read",
            gettext_noop("a table of %(n)s columns; at most %(most)s are read"),
        ),
        (
            rf"a sheet spans (?P<rows>{_N}) rows and (?P<columns>{_N}) columns; at most (?P<most>{_N}) cells are read",
            gettext_noop("a sheet spans %(rows)s rows and %(columns)s columns; at most %(most)s cells are read"),
        ),
        (
            rf"the workbook unpacks to more than (?P<mb>{_N}) MB or more than (?P<times>{_N}) times its size",
            gettext_noop("the workbook unpacks to more than %(mb)s MB or more than %(times)s times its size"),
        ),
        (rf"is larger than (?P<mb>{_N}) MB", gettext_noop("is larger than %(mb)s MB")),
        (
            r"no such day; the last of that month is (?P<day>\d{4}-\d\d-\d\d)",
            gettext_noop("no such day; the last of that month is %(day)s"),
        ),
        (
            r"day and month may be swapped: (?P<day>\d{4}-\d\d-\d\d)",
            gettext_noop("day and month may be swapped: %(day)s"),
        ),
        (r"no sheet (?P<name>.+); its sheets: (?P<names>.+)", gettext_noop("no sheet %(name)s; its sheets: %(names)s")),
        (
            r"the table has no column (?P<name>.+), which the map names for \w+",
            gettext_noop("the table has no column %(name)s, which is named as one of its columns"),
        ),
        (
            r"seen: (?P<headers>.*); if it is one, write a map: .*",
            gettext_noop("these headers were seen: %(headers)s; say which column holds what"),
        ),
        (r"the file cannot be opened \(.*\)", gettext_noop("the file cannot be opened")),
    )
)
"""Lines with numbers and names in them, and the words that say them."""
_WHERE = re.compile(r"(?P<before>: )(?P<what>sheet|row|line) (?P<which>[^:]+)")
_PLACES = {
    "sheet": gettext_noop("sheet %(which)s"),
    "row": gettext_noop("row %(which)s"),
    "line": gettext_noop("line %(which)s"),
}


def reader_words(line: str) -> str:
    """A line of the readers in the reader's language; one that is not known stays as it is."""
    if not line:
        return ""
    for pattern, words in PATTERNS:
        if match := pattern.fullmatch(line):
            return gettext(words) % {name: _said(value) for name, value in match.groupdict().items()}
    return gettext(line)


def place_words(where: str) -> str:
    """Where in a file: its name as it is, then sheet and row in the reader's language."""
    return _WHERE.sub(_place, where)


def _place(found: re.Match[str]) -> str:
    words = _PLACES[found["what"]]
    return found["before"] + gettext(words) % {"which": found["which"]}


def _said(value: str) -> str:
    plain = value.replace(",", "")
    return number(int(plain)) if plain.isdecimal() else value
