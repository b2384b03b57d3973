"""Weapons and ammunition named in a text, with their number where one stands before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.listed_words import Listed, listed_words
from chorsu.intake.reading.numbers import numbers

if TYPE_CHECKING:
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Weapon", "weapons"]

_BETWEEN = re.compile(r"[ -](?:[^\W\d_][\w'-]* ){0,2}\"?")
_GENERAL = "weapon"
_MOST = 1e6


@dataclass(frozen=True, slots=True)
class Weapon:
    """A kind of weapon (codes of `lexicons/any/weapons.tsv`) and how many; None where no number is told."""

    code: str
    number: int | None


def weapons(view: View, setting: Setting) -> list[Value[Weapon]]:
    """Every weapon in text order; words that belong together ("Kalashnikov rifles") are one."""
    words = _joined(view, listed_words(view, "weapons"))
    if not words:
        return []
    counted = [one for one in numbers(view, setting.language) if one.value == int(one.value) and 0 < one.value < _MOST]
    starts = [one.start for one in counted]
    rows, found, last = lexicon.rows("any", "weapons"), [], 0
    for word in words:
        before = counted[at - 1] if (at := bisect_right(starts, word.start)) else None
        near = before is not None and before.start >= last and _BETWEEN.fullmatch(view.plain, before.end, word.start)
        start = before.start if before and near else word.start
        weapon = Weapon(rows[word.rows[0]]["code"], int(before.value) if before and near else None)
        found.append(view.value(weapon, start, word.end, 0.9 if near else 0.8))
        last = word.end
    return found


def _joined(view: View, words: list[Listed]) -> list[Listed]:
    """Neighbouring words of one weapon together: "автомат Калашникова", "огнестрельное оружие"."""
    rows = lexicon.rows("any", "weapons")
    joined: list[Listed] = []
    for word in words:
        codes = [rows[number]["code"] for number in word.rows]
        if joined and view.plain[joined[-1].end : word.start] == " ":
            before = rows[joined[-1].rows[0]]["code"]
            if before in codes or _GENERAL in {before, codes[0]}:
                kind = joined[-1].rows if codes[0] == _GENERAL else word.rows
                joined[-1] = Listed(joined[-1].start, word.end, kind)
                continue
        joined.append(word)
    return joined
