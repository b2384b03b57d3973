"""A hyphen within a name ("Усть-Каменка", "X-Y-Z") parts no two places; a dash, or a hyphen between spaces, does.

Owns that choice. Two names with a hyphen alone are the ends of a way only beside what runs there: "поезд X-Y".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.place_items import Item
    from chorsu.intake.reading.views import View

__all__ = ["without_hyphens"]

_HYPHENS = frozenset("-‐‑")
_BESIDE = 2
"""Characters between the names and what runs there: a space, a quotation mark."""


@cache
def _running(language: str) -> Phrases[str]:
    """Trains, flights, buses: what runs from one place to another."""
    rows = [row for row in lexicon.rows(language, "manners") if row["kind"] in {"conveyance", "line"}]
    return Phrases([(form, row["code"]) for row in rows for form in lexicon.forms(row["words"])], language)


def without_hyphens(view: View, items: Sequence[Item], language: str) -> list[Item]:
    """The pieces of a text without the hyphens within names."""
    tight = [nth for nth, one in enumerate(items) if one.kind == "dash" and _is_tight(view, one)]
    if not tight:
        return list(items)
    ways = _running(language).find(view)
    starts, ends = {one.start for one in ways}, {one.end for one in ways}
    left_out = {nth for nth in tight if not _is_way(items, nth, starts, ends)}
    halves = {nth + 1 for nth in left_out if _is_half(view, items, nth)}
    kept = ((nth, one) for nth, one in enumerate(items) if nth not in left_out)
    return [one._replace(kind="word", name=None) if nth in halves else one for nth, one in kept]


def _is_half(view: View, items: Sequence[Item], nth: int) -> bool:
    """Whether a known name is but the end of one whose beginning is unknown ("Военно-Антоновка"): no place of its own.

    A known beginning stands for the place itself: "рынок Ташкент-Сити".
    """
    if not 0 < nth < len(items) - 1 or (items[nth - 1].kind, items[nth + 1].kind) != ("word", "name"):
        return False
    return _is_titled(view, items[nth - 1]) and _is_titled(view, items[nth + 1])


def _is_titled(view: View, item: Item) -> bool:
    first, rest = view.cased[item.start], view.cased[item.start + 1 : item.end]
    return first.isupper() and rest.islower()


def _is_tight(view: View, dash: Item) -> bool:
    if dash.end - dash.start != 1 or not view.plain[dash.start - 1].isalpha() or not view.plain[dash.end].isalpha():
        return False
    return view.text[view.span(dash.start, dash.end)[0]] in _HYPHENS


def _is_way(items: Sequence[Item], nth: int, starts: set[int], ends: set[int]) -> bool:
    """Whether a hyphen stands in a row of names beside what runs from the first to the last."""
    first = last = nth
    while first > 0 and items[first - 1].kind in {"name", "dash"}:
        first -= 1
    while last + 1 < len(items) and items[last + 1].kind in {"name", "dash"}:
        last += 1
    if nth in {first, last}:
        return False
    before = any(items[first].start - apart in ends for apart in range(1, _BESIDE + 1))
    return before or any(items[last].end + apart in starts for apart in range(1, _BESIDE + 1))
