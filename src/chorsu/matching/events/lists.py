"""The comparison of lists: which reporter each row comes from, by file, script, unit and spelling.

Owns the level `list`. Two reports of one event come as a rule from two lists; equal rows of one list are as a rule two
parcels. Must not know agencies: a list is told by its habits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.matching.events.finding import PAIR, Finding
from chorsu.matching.events.weights import level

if TYPE_CHECKING:
    from chorsu.matching.events.background import Population
    from chorsu.matching.events.comparable import Comparable

__all__ = ["compare_list", "is_one_hand"]

ONE_HAND = frozenset({"one", "other_spelling", None})
"""Levels at which both rows may be one officer's work."""


def is_one_hand(a: Comparable, b: Comparable) -> bool:
    """Whether both rows may be one officer's work: such rows are two parcels until a person says otherwise."""
    return _level_name(a, b) in ONE_HAND


def compare_list(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Which lists the rows come from; None where one of them does not show its script and nothing else differs."""
    name = _level_name(a, b)
    if name is None:
        return None
    found = level("list", name)
    return Finding(found, max(_chance(name, a, b, population, found.u), level("list", "least").u))


def _chance(name: str, a: Comparable, b: Comparable, population: Population, prior: float) -> float:
    """The share of rows that would differ so from a given one."""
    match name:
        case "other_file":
            return 1 - population.share("file", a.file, prior=1 - prior, without=1)
        case "other_script" | "other_script_and_unit":
            return population.share("script", b.script, prior=prior, without=1)
        case "other_unit":
            return population.share("unit_word", b.unit_word, prior=prior, without=1)
        case "one":
            return population.share("list_unit", (a.file, a.script, a.unit_word), prior=prior, without=PAIR)
        case _:
            return prior


def _level_name(a: Comparable, b: Comparable) -> str | None:
    if a.file != b.file:
        return "other_file"
    if a.script and b.script and a.script != b.script:
        return "other_script" if a.unit_word == b.unit_word else "other_script_and_unit"
    if a.unit_word != b.unit_word:
        return "other_unit"
    if a.script != b.script:
        return None
    return "other_spelling" if a.spelling != b.spelling and _one_place(a, b) else "one"


def _one_place(a: Comparable, b: Comparable) -> bool:
    if a.place or b.place:
        return a.place == b.place
    return bool(a.regions) and a.regions == b.regions
