"""Which verb of a sentence tells of which persons: the nearest, or in languages that end with the verb the next one.

"Three were detained, a fourth is wanted" and "се нафар дастгир шуданд, нафари чорум дар ҷустуҷӯ аст" read alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Protocol

from chorsu.intake.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.views import View

__all__ = ["FARTHEST", "OTHER_CLAUSE", "Placed", "between", "by_verb", "joiners"]

OTHER_CLAUSE = 40
"""What a joiner or a comma between two words counts for, in characters."""
FARTHEST = 120
"""Characters beyond which no two words stand together."""
_VERB_INSIDE = frozenset({"en", "ru"})
"""Languages whose verbs may stand before those of whom they tell."""
_BESIDE = 1
"""Characters between a participle and the persons whom it describes ("ushlangan ikki kishi")."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


class Placed(Protocol):
    """What stands at a place of a view."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def between[T: Placed](ordered: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Those that begin from `start` to before `end`, of things in order."""
    return ordered[
        bisect_left(ordered, start, key=lambda one: one.start) : bisect_left(ordered, end, key=lambda one: one.start)
    ]


def by_verb[T: Placed](view: View, language: str, verbs: Sequence[Placed], groups: Iterable[T]) -> dict[int, list[T]]:
    """The groups of persons by the number of the verb that tells of each."""
    counted: dict[int, list[T]] = {}
    for group in groups:
        first = max(0, bisect_left(verbs, group.start, key=lambda one: one.start) - 1)
        last = min(bisect_left(verbs, group.end, key=lambda one: one.start), len(verbs) - 1)
        if language in _VERB_INSIDE:
            nth = min(range(first, last + 1), key=lambda n: _distance(view, language, verbs[n], group))
        else:
            described = group.start - _BESIDE <= verbs[first].end <= group.start
            nth = first if described else last
        counted.setdefault(nth, []).append(group)
    return counted


def _distance(view: View, language: str, verb: Placed, group: Placed) -> int:
    """Characters between a verb and a group; more across "and" or a comma, as of another clause, and a semicolon."""
    first, second = (group.end, verb.start) if verb.start >= group.end else (verb.end, group.start)
    if second - first > FARTHEST:
        return second - first + OTHER_CLAUSE
    gap = view.plain[first : max(first, second)]
    parted = "," in gap or not joiners(language).isdisjoint(_WORD.findall(gap))
    return len(gap) + (2 * OTHER_CLAUSE if ";" in gap else OTHER_CLAUSE if parted else 0)


@cache
def joiners(language: str) -> frozenset[str]:
    """The words for "and"."""
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "joined"]
    return frozenset(form for row in rows for form in lexicon.forms(row["words"]))
