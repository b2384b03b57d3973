"""Items of a plain text that lists several: found by the lines that return between them. Reads no word of any.

Two kinds of list are known: texts with a ruled line between them, and pages saved as text, whose items share a line
or two (`Rate this item`, `(0 votes)`, `Read more`, a date of publication). Numbers in such a line may differ.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.texts.documents import Item
from chorsu.intake.texts.limits import MAX_ITEMS, MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["listed", "trimmed"]

FEWEST = 3
"""Times that a line returns before it is taken for one between items."""
RULES = 2
"""Ruled lines from which a text is a list: one alone parts a letter from its foot."""
LEAST = 80
"""Characters of an item: less is a heading or a caption."""
OFTEN = 0.7
"""Of the times that the most frequent line returns: what returns less often is of the items, not between them."""
SHARE = 0.75
"""Share of the parts that must be long enough to be items."""
LONGEST = 60
"""Characters of a line that returns: longer ones are sentences."""
TITLE = 200
RULE = re.compile(r"[-=*_#~•·─—]{3,}|(?:[*•·~] ){2,}[*•·~]|<hr>")
PAGER = re.compile(r"\D{0,20}\b\d{1,4}\D{1,12}\d{1,5}\D{0,3}")
"""`Page 12 of 39` at the foot of a list."""
MARK = re.compile(r"^\s*(?:[-–—•*·]|\(?\d{1,3}[.)]|\w[.)])\s")
SENTENCE_END = '.!?;:,…»”"۔؟'


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def listed(text: str) -> tuple[Item, ...]:
    """The items of a text: several where it is a list, else one that is the whole text; none without any words."""
    lines = _lines(text) if text.count("\n") < MAX_LINES else []
    for cut in (_by_rules, _by_returning):
        starts = cut(lines)
        if len(starts) > 1 and len(starts) <= MAX_ITEMS:
            return tuple(Item(*span) for span in starts)
    whole = trimmed(text, 0, len(text))
    return (Item(*whole),) if whole[0] < whole[1] else ()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _lines(text: str) -> list[_Line]:
    """The lines that hold something, without the blanks around them."""
    found, at = [], 0
    for line in text.split("\n"):
        if stripped := line.strip():
            start = at + line.index(stripped[0])
            found.append(_Line(start, start + len(stripped), stripped))
        at += len(line) + 1
    return found


def _spans(lines: Sequence[_Line], borders: Sequence[int], skip: frozenset[int]) -> list[tuple[int, int]]:
    """The parts between borders (indexes of lines), without the lines to skip; none where too many are too short."""
    parts = []
    for first, last in zip(borders, [*borders[1:], len(lines)], strict=True):
        kept = [line for at, line in enumerate(lines[first:last], first) if at not in skip]
        if kept and PAGER.fullmatch(kept[-1].text) and last == len(lines) and len(kept) > 1:
            kept.pop()
        if kept:
            parts.append((kept[0].start, kept[-1].end))
    long = [part for part in parts if part[1] - part[0] >= LEAST]
    if not long or len(long) < SHARE * len(parts):
        return []
    # What is too short ahead of the first item or after the last is the page's own heading or foot.
    return parts[parts.index(long[0]) : parts.index(long[-1]) + 1]


def _by_rules(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    ruled = frozenset(at for at, line in enumerate(lines) if RULE.fullmatch(line.text))
    inner = [at for at in ruled if 0 < at < len(lines) - 1]
    return _spans(lines, sorted({0, *ruled}), ruled) if len(inner) >= RULES else []


def _by_returning(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Cut at the runs of lines that return: after each where only they follow the last text, else ahead of each."""
    returning = _returning(lines)
    firsts = [at for at in sorted(returning) if at - 1 not in returning]
    ends = [at + 1 for at in sorted(returning) if at + 1 not in returning]
    if len(firsts) < FEWEST:
        return []
    before = sum(len(line.text) for line in lines[: firsts[0]])
    after = sum(len(line.text) for line in lines[ends[-1] :])
    if after < LEAST <= before:
        return _spans(lines, [0, *(end for end in ends if end < len(lines))], returning)
    lifted = [_lifted(lines, at, returning) for at in firsts]
    titled = sum(a != b for a, b in zip(lifted, firsts, strict=True)) >= SHARE * len(firsts)
    return _spans(lines, sorted({0, *(lifted if titled else firsts)}), returning)


def _returning(lines: Sequence[_Line]) -> frozenset[int]:
    """The lines whose shape returns often, nearly as often as any; a counter (`Part 1`, `Part 2`) heads one text."""
    shapes: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if shape := _shape(line.text):
            shapes.setdefault(shape, []).append(at)
    often = {shape: at for shape, at in shapes.items() if len(at) >= FEWEST and not _counts(lines, at)}
    most = max(map(len, often.values()), default=0)
    return frozenset(n for at in often.values() if len(at) >= most * OFTEN for n in at)


def _counts(lines: Sequence[_Line], places: Sequence[int]) -> bool:
    """Whether the one number in each of these lines is one more than in the line before."""
    numbers = [re.findall(r"\d{1,6}", lines[at].text) for at in places]
    if any(len(found) != 1 for found in numbers):
        return False
    return all(int(b[0]) - int(a[0]) == 1 for a, b in pairwise(numbers))


def _shape(line: str) -> str:
    """A short line with its numbers as signs; empty for one that is a sentence, a list's entry or nothing but signs."""
    if len(line) > LONGEST or MARK.match(line):
        return ""
    shape = re.sub(r"\d+", "#", line.casefold())
    return shape if any(sign.isalpha() or sign == "#" for sign in shape) and len(shape) > 1 else ""


def _is_dated(line: str) -> bool:
    return len(re.findall(r"\d+", line)) >= 2 and bool(re.search(r"\b(?:1[34]|19|20)\d\d\b", line))  # noqa: PLR2004 — day and year


def _lifted(lines: Sequence[_Line], at: int, returning: frozenset[int]) -> int:
    """The border moved above a title that stands ahead of a line with a date."""
    above = lines[at - 1].text if at else ""
    is_title = above and len(above) <= TITLE and above[-1] not in SENTENCE_END and not MARK.match(above)
    return at - 1 if is_title and at - 1 not in returning and _is_dated(lines[at].text) else at
