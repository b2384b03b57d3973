"""A text as the confirming page shows it: cut at the ends of all values, hidden characters visible.

Offsets count characters of the text; a page counts UTF-16 units, so every piece says where it begins, and a character
that is shown by its name is a piece of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.ui.wording import reveal, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

__all__ = ["MOST_SHOWN", "Mark", "Piece", "pieces", "window"]

MOST_SHOWN = 30_000
"""Characters of a text that one page shows: about 60 kB of HTML with its marks."""
_AROUND = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a value: where they stand, and the slot they fill, as `draft:path`."""

    start: int
    end: int
    slot: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: where it begins, its text, the slots it fills joined by spaces; `unseen` stands for one sign."""

    at: int
    text: str
    slots: str = ""
    doubtful: bool = False
    unseen: SafeString | None = None


def window(length: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """The part of a long text that is shown: from before the first value on."""
    if length <= MOST_SHOWN:
        return 0, length
    first = min((mark.start for mark in marks), default=0)
    start = max(0, min(first - _AROUND, length - MOST_SHOWN))
    return start, start + MOST_SHOWN


def pieces(text: str, marks: Sequence[Mark], start: int, end: int) -> list[Piece]:
    """The pieces of `text[start:end]`, in order; together they are that text."""
    hidden = {place for place in range(start, end) if not seen(text[place])}
    cuts = {start, end, *hidden, *(place + 1 for place in hidden)}
    cuts |= {cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end}
    ends = sorted(cuts)
    covering = _covering(ends, marks)
    found = []
    for place, (at, until) in enumerate(zip(ends, ends[1:], strict=False)):
        over = covering[place]
        found.append(
            Piece(
                at,
                text[at:until],
                " ".join(mark.slot for mark in over),
                any(mark.doubtful for mark in over),
                reveal(text[at]) if at in hidden else None,
            )
        )
    return found


def _covering(ends: Sequence[int], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks over each piece, by its place in the row of cuts."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for place in range(bisect_right(ends, mark.start) - 1, bisect_left(ends, mark.end)):
            if place >= 0:
                found[place].append(mark)
    return found
