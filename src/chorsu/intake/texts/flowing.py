"""Lines of a page, each word with its box, to running text: lines of a paragraph joined. Knows no file format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Line", "Placed", "Shares", "Word", "flowed"]

type Shares = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the page."""

FULL = 0.8
"""Share of the widest line from which a line is full, so that its sentence goes on below."""
GAP = 0.8
"""Blank between two lines, in heights of a line, from which a new paragraph begins."""
INDENT = 0.015
"""Share of the page's width by which a first line stands in."""
HYPHENS = "-‐\u00ad"
LINES_APART = 2.5
"""Heights of a line between one line and the next within which a parted word goes on."""
MARKED = re.compile(r"(?:[-–—•*·▪‣●○]|\(?\d{1,3}[.)]|\(?[^\W\d_][.)]|[IVX]{1,5}[.)])$")
"""The first word of an entry of a list."""


class Word(NamedTuple):
    """A word, its box, and whether it goes on in the next line (its hyphen is no part of `text`)."""

    text: str
    box: Shares
    parted: bool = False


class Line(NamedTuple):
    """The words of one line in their order; never empty. `paragraph` tells lines apart where it is known (else 0)."""

    words: tuple[Word, ...]
    paragraph: int = 0

    @property
    def box(self) -> Shares:
        """The box around its words."""
        boxes = [word.box for word in self.words]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


class Placed(NamedTuple):
    """A run of characters of the text and its box."""

    start: int
    end: int
    box: Shares


def flowed(lines: Sequence[Line]) -> tuple[str, list[Placed]]:
    """The text of a page and the place of each word in it."""
    lines = [_parted(line, lines[at + 1 : at + 2]) for at, line in enumerate(lines)]
    parts: list[str] = []
    placed: list[Placed] = []
    length = 0
    boxes = [line.box for line in lines]
    widest = max((box[2] - box[0] for box in boxes), default=0.0)
    for at, line in enumerate(lines):
        if at:
            sign = _between(lines[at - 1], line, boxes[at - 1], boxes[at], widest)
            parts.append(sign)
            length += len(sign)
        for nth, word in enumerate(line.words):
            text = f" {word.text}" if nth else word.text
            start = length + (1 if nth else 0)
            parts.append(text)
            length += len(text)
            placed.append(Placed(start, length, word.box))
    return "".join(parts), placed


def _parted(line: Line, below: Sequence[Line]) -> Line:
    """A line whose last word goes on below: a hyphen after a small letter, a small letter ahead, no blank line."""
    last = line.words[-1]
    if last.parted or len(last.text) < 2 or last.text[-1] not in HYPHENS or not last.text[-2].islower():  # noqa: PLR2004
        return line
    if not below or below[0].paragraph != line.paragraph or not below[0].words[0].text[:1].islower():
        return line
    a, b = line.box, below[0].box
    if not 0 <= b[3] - a[3] <= LINES_APART * (a[3] - a[1]):
        return line
    return line._replace(words=(*line.words[:-1], Word(last.text[:-1], last.box, parted=True)))


def _between(above: Line, below: Line, a: Shares, b: Shares, widest: float) -> str:
    """What stands between two lines: nothing in a parted word, a blank in a paragraph, one line feed or two."""
    last, first = above.words[-1], below.words[0]
    if last.parted:
        both = last.text[-1:].islower() and first.text[:1].islower()
        return "" if both else "-"
    if above.paragraph != below.paragraph:
        return "\n\n"
    height = max(min(a[3] - a[1], b[3] - b[1]), 1e-6)
    blank = b[1] - a[3]
    if blank > GAP * height or b[3] < a[1]:
        return "\n\n"
    if b[1] < a[3] - height / 2 and b[0] > a[2]:
        return "\t"
    goes_on = a[2] - a[0] >= FULL * widest and not MARKED.match(first.text) and b[0] - a[0] < INDENT
    return " " if goes_on or (above.paragraph and not MARKED.match(first.text)) else "\n"
