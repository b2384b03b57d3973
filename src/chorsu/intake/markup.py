"""What a part of an office document or a cell of a table does besides being read, and the words of a part. Pure.

Strangers write these bytes and a page waits meanwhile: each pattern passes over them once. What ends with a sign that
may never come is looked for only as far as that sign stands at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["acts", "holds_formulas", "words_of", "works_out"]

_SHEET = re.compile(rb"<(?:\w+:)?(?:worksheet|dialogsheet|macrosheet)\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?/?>")
_ACTIVE_PART = re.compile(
    r"vbaproject|macrosheets/|/embeddings/|/activex/|externallinks/|customui/|connections\.xml", re.IGNORECASE
)
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*+>", re.IGNORECASE)
_LEADS_OUT = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_ACTIVE_WORDS = re.compile(rb"macroEnabled|<!DOCTYPE|<!ENTITY|<(?:\w+:)?altChunk\b")
_FIELD = re.compile(rb"(instrText)|\binstr\s*=\s*[\"']([^\"'<]*+)")
_CALLING = re.compile(rb"DDE|INCLUDETEXT|INCLUDEPICTURE", re.IGNORECASE)
_BETWEEN = re.compile(rb"</(?:\w+:)?(?:p|tc|si|c|t)>")
_TAG = re.compile(rb"<[^>]*+>")
_CALLS = re.compile(r"[-+@][\w.+*/()-]*[A-Za-z]\(|[-+@][^|\n]*+\|.*!")
"""Of a cell that begins with one of these signs, what a spreadsheet works out: a function, another sheet, a program."""


def acts(part: str, data: bytes) -> bool:
    """Whether a part holds macros, other files, what calls programs, or what loads from elsewhere."""
    return bool(
        _CALLING.search(b"".join(_fields(data)))
        or _ACTIVE_PART.search(part)
        or _ACTIVE_WORDS.search(data)
        or _loads_from_elsewhere(part, data)
    )


def holds_formulas(data: bytes) -> bool:
    """Whether a part is a sheet of a workbook with a formula in it."""
    return bool(_SHEET.search(data) and _FORMULA.search(data, 0, _closed(data)))


def words_of(data: bytes) -> str:
    """What is left of a part without its tags; what stood in different paragraphs or cells is kept apart."""
    data = _BETWEEN.sub(b" ", data)
    closed = _closed(data)
    return (_TAG.sub(b"", data[:closed]) + data[closed:]).decode("utf-8", "replace")


def works_out(cell: str) -> bool:
    """Whether a spreadsheet would work this cell out instead of showing it."""
    said = cell.strip(" \t\"'\u00a0\ufeff")
    return (said.startswith("=") and len(said) > 1) or (said[:1] in "-+@" and _CALLS.match(said) is not None)


def _closed(data: bytes) -> int:
    """Where the last tag ends."""
    return data.rfind(b">") + 1


def _fields(data: bytes) -> Iterator[bytes]:
    """What the fields of a part say, in their order."""
    closed, at = _closed(data), 0
    while found := _FIELD.search(data, at):
        at = found.end()
        if not found[1]:
            yield found[2]
        elif at < closed:
            begins = data.index(b">", at) + 1
            ends = data.find(b"<", begins)
            at = len(data) if ends < 0 else ends
            yield data[begins:at]


def _loads_from_elsewhere(part: str, data: bytes) -> bool:
    """Whether a template, a picture or an object of another computer is loaded; a link that is clicked is none."""
    return part.endswith(".rels") and any(
        _LEADS_OUT.search(one[0]) and not _LINK.search(one[0]) for one in _RELATIONSHIP.finditer(data, 0, _closed(data))
    )
