"""The day at the head of a report ("OSH, 14 May 2024 – On 11 May …") is the report's, where an earlier day follows.

Owns the shape of such a head: a line that begins with a few names or with nothing, a day, and a sign that parts it
from the report. Where no day of an event follows in the next sentence, the head is the only day told and stays one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.views import View

__all__ = ["is_head", "told_apart"]

type Placed = tuple[int, int, When]
"""A date with its place in the view."""

_BEHIND = re.compile(r"(?:(?<=\d)[^\W\d_]{1,3})?[)\]]?(?:\s?[-—:|]|\s?\.(?=\s|$)|[ \t]*\n|(?<=\.)\s+(?=[^\W_]))")
"""What parts a head from the report, behind an ending that some languages hang on the day."""
_REFERENCE = re.compile(r"(?:[^\W\d_]{1,10}\.?[:\s]*){0,3}(?:№|\d+/\d)", re.IGNORECASE)
"""The number of a letter, with few words before it: "Ref. 12/345 of", "Исх. № 45 от"."""
_ENDS_LINE = re.compile(r"[^\S\n]*(?:[^\W\d_]{1,5})?\.?[^\S\n]*(?:\n|$)")
_LONGEST = 80
_MOST_WORDS, _FEW_WORDS = 8, 4
"""Words of a head: names with capitals, or a few of any kind before a comma or a bracket."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STOPS = (".", "?", "…", "؟", "۔")
"""What a sentence ends with; lines of a letter's head and words that address the reader end otherwise."""
_SHORT = 3
"""Letters of words within names that need no capital ("of", "the")."""


def told_apart(view: View, found: Sequence[Placed], sentences: Sequence[tuple[int, int]]) -> list[When]:
    """The dates in their order, each head of a report with the role `reported`."""
    starts = [start for start, end in sentences if view.plain.endswith(_STOPS, start, end)]
    heads = [is_head(view, start, end, when) for start, end, when in found]
    told = [when for _, _, when in found]
    for nth, ((_, end, when), (start, _, then)) in enumerate(pairwise(found)):
        near = bisect_right(starts, start) - bisect_right(starts, end) <= 1
        if heads[nth] and not heads[nth + 1] and near and _is_earlier_day(then, when):
            told[nth] = replace(when, role="reported")
    return told


def _is_earlier_day(then: When, when: When) -> bool:
    return then.role == "event" and then.kind != "period" and (then.end or then.start) <= when.start


def is_head(view: View, start: int, end: int, when: When) -> bool:
    """Whether a day stands at the head of a report."""
    before = view.cased[view.cased.rfind("\n", 0, start) + 1 : start]
    if (
        when.kind == "day"
        and len(before) <= _LONGEST
        and _REFERENCE.match(before)
        and _ENDS_LINE.match(view.cased, end)
    ):
        return when.role in {"event", "other"}
    if when.kind != "day" or when.role != "event" or not _BEHIND.match(view.cased, end):
        return False
    if len(before) > _LONGEST or re.search(r"[.;!?]\s", before):
        return False
    words = _WORD.findall(before)
    named = not any(word[0].islower() and len(word) > _SHORT for word in words)
    parted = len(words) <= _FEW_WORDS and before.rstrip().endswith((",", "("))
    return len(words) <= _MOST_WORDS and (named or parted)
