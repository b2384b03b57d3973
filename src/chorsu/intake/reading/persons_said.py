"""The single persons of a text, by a noun ("the driver") or by name, each once: "водитель Асанов" is one of them.

Owns where one person's words end and another's begin; what happened to them is `detained`'s.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from chorsu.intake.reading.phrases import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.views import View

__all__ = ["NAME", "apart", "listed_before", "without_named"]

NAME = "name"
"""What stands for a person of whom only the name is said."""
_OF_BOTH = 2
_NAMES = re.compile(r"[\s,،(—–:-]{1,3}(?:[^\W\d_]{1,4}[\s-]{1,2})?")
"""What stands between "both drivers" and the names, and between these."""
_BESIDE = re.compile(r"[\s\"(—-]{0,3}(?:[^\W\d_]+[\s—-]{1,3}){0,1}")
_BEHIND = re.compile(r"[\s,،\"–—-]{1,4}(?:[^\W_]+[\s,،-]{1,2}){0,4}")
"""Between a name and a noun that says who that is: "X, a 30-year-old resident"."""


def apart(
    view: View, nouns: Sequence[Found[str]], names: Iterable[tuple[int, int]], joins: Sequence[Found[str]]
) -> list[Found[str]]:
    """The nouns and names in order; a noun right before a name, or in apposition behind it, is of the same person."""
    found = [*nouns, *(Found(start, end, NAME) for start, end in names)]
    found.sort(key=lambda one: (one.start, -one.end))
    units: list[Found[str]] = []
    for one in found:
        last = units[-1] if units else None
        if last and (one.start < last.end or _same(view, last, one, joins)):
            units[-1] = last._replace(end=max(last.end, one.end), value=NAME)
        else:
            units.append(one)
    return units


def _same(view: View, one: Found[str], other: Found[str], joins: Sequence[Found[str]]) -> bool:
    if (one.value == NAME) == (other.value == NAME):
        return False
    if other.value == NAME and view.plain[one.end : other.start] == ", " and view.plain.startswith(",", other.end):
        return True  # "the driver, X, and his relief driver"
    between = _BESIDE if other.value == NAME else _BEHIND
    if not between.fullmatch(view.plain, one.end, other.start):
        return False
    return not any(one.end <= join.start and join.end <= other.start for join in joins)


def listed_before(view: View, singles: Sequence[Found[str]], one: Found[str]) -> int:
    """How many stand before one with nothing but commas between: "the driver, his helper and two others"."""
    number = 0
    for behind, before in pairwise(reversed(singles[: singles.index(one) + 1])):
        if view.plain[before.end : behind.start].strip() not in {",", "،"}:
            break
        number += 1
    return number


def without_named(
    view: View, singles: Sequence[Found[str]], plurals: Sequence[Found[str]]
) -> tuple[list[Found[str]], list[Found[str]]]:
    """The persons without the names of two told as "both", and the words for them, each up to its last name.

    "Both drivers, X and Y, were arrested" are two.
    """
    kept, words = list(singles), list(plurals)
    for nth, both in enumerate(words):
        if both.value != "both":
            continue
        behind = [one for one in kept if one.start >= both.end][: _OF_BOTH + 1]
        if not behind or len(view.plain[both.end : behind[0].start].split()) > 1:
            continue
        noun = behind[0]
        named = behind[1 : _OF_BOTH + 1] if noun.value != NAME else behind[1:_OF_BOTH]
        gaps = [view.plain[one.end : other.start] for one, other in pairwise([noun, *named])]
        needed = _OF_BOTH - (noun.value == NAME)
        if len(named) < needed or any(one.value != NAME for one in named) or not all(map(_NAMES.fullmatch, gaps)):
            continue
        kept = [one for one in kept if one not in named]
        words[nth] = both._replace(end=named[-1].end)
    return kept, words
