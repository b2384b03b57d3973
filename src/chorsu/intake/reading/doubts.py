"""Lots that a text names but may not tell as seized: destroyed, denied, of an exercise, of a verdict, sold before.

Their words are data (`lexicons/<language>/doubts.tsv`). Such a lot stays, with a confidence that no rule lets pass, so
that an officer looks at it; the day of a verdict is no day of a seizure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.lots import Lot
    from chorsu.intake.reading.seen import Seen
    from chorsu.intake.reading.values import Value

__all__ = ["DOUBTED", "days_of_seizures", "doubted"]

DOUBTED = 0.05
"""Confidence of a lot of which it is not told that it was seized."""
_REACH = {"destroyed": (0,), "denied": (-1, 0, 1), "exercise": (-1, 0, 1), "verdict": (-1, 0)}
"""Sentences, counted from that of the lot, in which words of a kind speak of the lot."""
_VERB_FIRST = frozenset({"en", "ru"})
"""Languages in which a verb stands beside its amount; in the others it ends the clause."""
_BREAK = re.compile(r"[;:()\n]|[,،](?!\d)")


@cache
def _words(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "doubts")
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["forms"])], language)


def doubted(seen: Seen, lots: Sequence[Lot]) -> list[Lot]:
    """The lots, those that are perhaps none of a seizure with the confidence of a doubt."""
    words = seen.find(_words(seen.language)) if lots else []
    if not words:
        return list(lots)
    told = {number: {one.value for one in inside} for number, inside in _by_sentence(seen, words).items()}
    return [
        replace(lot, confidence=min(lot.confidence, DOUBTED)) if _is_doubtful(seen, lot, words, told) else lot
        for lot in lots
    ]


def days_of_seizures(seen: Seen, dates: Sequence[Value[When]]) -> list[Value[When]]:
    """The dates without those of a verdict: in its sentence, and with no word of a seizure nearer than that of it."""
    words = _by_sentence(seen, seen.find(_words(seen.language))) if dates else {}
    return [one for one in dates if not _of_a_verdict(seen, one, words.get(seen.sentence(seen.place(one)[0]), ()))]


def _by_sentence(seen: Seen, words: Sequence[Found[str]]) -> dict[int, list[Found[str]]]:
    return seen.by_sentence((one.start, one) for one in words)


def _is_doubtful(seen: Seen, lot: Lot, words: Sequence[Found[str]], told: dict[int, set[str]]) -> bool:
    place = seen.view.place(lot.start, lot.end)
    number = seen.sentence(place[0])
    for kind, reach in _REACH.items():
        if kind == "destroyed" and lot.amount.value.unit == "plant":  # what is done to plants is told as such
            continue
        if any(kind in told.get(number + step, ()) for step in reach):
            return True
    return "earlier" in told.get(number, ()) and _sold_before(seen, place, words)


def _sold_before(seen: Seen, place: tuple[int, int], words: Sequence[Found[str]]) -> bool:
    """Whether the clause of a lot tells of selling, buying, making or planning, and not of its seizure."""
    near = [one for one in words if _in_one_clause(seen, place, one)]
    sold = [_distance(place, one) for one in near if one.value == "earlier"]
    taken = [_distance(place, one) for one in near if one.value == "taken"]
    if not sold or not taken:
        return bool(sold)
    return seen.language in _VERB_FIRST and min(sold) < min(taken)


def _in_one_clause(seen: Seen, place: tuple[int, int], one: Found[str]) -> bool:
    if seen.sentence(one.start) != seen.sentence(place[0]):
        return False
    first, last = (one.end, place[0]) if one.start < place[0] else (place[1], one.start)
    return not _BREAK.search(seen.view.plain, first, max(first, last))


def _distance(place: tuple[int, int], one: Found[str]) -> int:
    return max(one.start - place[1], place[0] - one.end, 0)


def _of_a_verdict(seen: Seen, day: Value[When], words: Sequence[Found[str]]) -> bool:
    place = seen.place(day)
    verdict = [_distance(place, one) for one in words if one.value == "verdict"]
    taken = [_distance(place, one) for one in words if one.value == "taken"]
    return bool(verdict) and (not taken or min(verdict) <= min(taken))
