"""A text as the confirming page shows it: cut at the ends of all values, hidden characters visible.

Offsets count characters of the text; a page counts UTF-16 units, so every piece says where it begins, and a character
that is shown by its name is a piece of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from chorsu.intake.texts.hidden import hidden
from chorsu.ui.wording import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

__all__ = ["MOST_SHOWN", "Mark", "Piece", "pieces", "window"]

MOST_SHOWN = 30_000
"""Characters of a text that one page shows: about 60 kB of HTML with its marks."""
_AROUND = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a value: where they stand, the slot they fill, as `draft:path`, or what they tell beside drafts."""

    start: int
    end: int
    slot: str
    doubtful: bool = False
    told: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: where it begins, its text, the slots it fills joined by spaces.

    `unseen` stands for one sign that nobody sees; `disguise` says that these letters imitate those of another script.
    `here` are the words that somebody was led to; `told` says what the words tell that is no value of a draft.
    """

    at: int
    text: str
    slots: str = ""
    doubtful: bool = False
    unseen: SafeString | None = None
    disguise: str = ""
    here: bool = False
    told: str = ""


def window(length: int, marks: Sequence[Mark], here: tuple[int, int] | None = None) -> tuple[int, int]:
    """The part of a long text that is shown: from before the words that somebody is led to, or the first value, on."""
    if length <= MOST_SHOWN:
        return 0, length
    first = here[0] if here else min((mark.start for mark in marks), default=0)
    start = max(0, min(first - _AROUND, length - MOST_SHOWN))
    return start, start + MOST_SHOWN


def pieces(text: str, marks: Sequence[Mark], start: int, end: int, here: tuple[int, int] | None = None) -> list[Piece]:
    """The pieces of `text[start:end]`, in order; together they are that text."""
    signs, disguised = _hidden(text, start, end)
    cuts = {start, end, *signs, *(sign + 1 for sign in signs), *disguised, *(until for until, _ in disguised.values())}
    cuts |= {cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end}
    led = here or (0, 0)
    cuts |= {cut for cut in led if start < cut < end}
    ends = sorted(cuts)
    covering = _covering(ends, marks)
    found = []
    for place, (at, until) in enumerate(pairwise(ends)):
        over = covering[place]
        found.append(
            Piece(
                at,
                text[at:until],
                " ".join(mark.slot for mark in over if mark.slot),
                any(mark.doubtful for mark in over),
                unseen(text[at]) if at in signs else None,
                disguised[at][1] if at in disguised else "",
                led[0] <= at < led[1],
                " · ".join(dict.fromkeys(mark.told for mark in over if mark.told)),
            )
        )
    return found


def _hidden(text: str, start: int, end: int) -> tuple[set[int], dict[int, tuple[int, str]]]:
    """The places of signs that nobody sees, and the runs of disguised letters with their end and what they are."""
    signs: set[int] = set()
    disguised: dict[int, tuple[int, str]] = {}
    for one in hidden(text[start:end]):
        if one.kind == "lookalike":
            disguised[start + one.start] = (start + one.end, one.name)
        else:
            signs.update(range(start + one.start, start + one.end))
    return signs, disguised


def _covering(ends: Sequence[int], marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """The marks over each piece, by its place in the row of cuts."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for place in range(bisect_right(ends, mark.start) - 1, bisect_left(ends, mark.end)):
            if place >= 0:
                found[place].append(mark)
    return found
