"""Sums of money: an amount beside the name, the sign or the code of a currency."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.listed_words import listed_words
from chorsu.intake.reading.numbers import Number, numbers

if TYPE_CHECKING:
    from chorsu.intake.reading.listed_words import Listed
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Money", "money"]

_GAP = re.compile(r"[ \n-]{0,2}(?:(?:us|сша|ақш|ақшнинг|aqsh|амрико|american|iranian|иранских|тысяч[аи]?) )?")
_SURE, _DOUBTFUL = 0.95, 0.7
_LIKELY = {"tk": "TM", "az": "AZ", "ky": "KG", "uz": "UZ", "kk": "KZ", "tg": "TJ"}
"""Whose money a word means that two states use, by the language of the text."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and the ISO 4217 code of its currency (`IRT` for toman; `BTC`, `ETH`, `USDT` for crypto assets)."""

    amount: float
    currency: str


def money(view: View, setting: Setting) -> list[Value[Money]]:
    """Every sum in text order. Where two states call their money alike, the other is an alternative."""
    words = listed_words(view, "currencies")
    if not words:
        return []
    counted = numbers(view, setting.language)
    starts = [number.start for number in counted]
    found: dict[int, Value[Money]] = {}
    for word in words:
        number = _beside(view, word, counted, starts)
        if number is not None and number.start not in found:
            found[number.start] = _value(view, word, number, setting)
    return [found[start] for start in sorted(found)]


def _beside(view: View, word: Listed, counted: list[Number], starts: list[int]) -> Number | None:
    """The number right before the word; for signs and codes also the one right after."""
    at = bisect_left(starts, word.start)
    if at and _GAP.fullmatch(view.plain, counted[at - 1].end, word.start):
        return counted[at - 1]
    written = view.plain[word.start : word.end]
    sign = not written.isalpha() or view.cased[word.start : word.end].isupper()
    if sign and at < len(counted) and _GAP.fullmatch(view.plain, word.end, counted[at].start):
        return counted[at]
    return None


def _value(view: View, word: Listed, number: Number, setting: Setting) -> Value[Money]:
    """A sum with three digits behind the sign has thousands there: money has two places."""
    rows = lexicon.rows("any", "currencies")
    country = setting.country or _LIKELY.get(setting.language, "")
    codes = sorted((rows[row] for row in word.rows), key=lambda row: row["country"] != country)
    amount, *other = sorted({number.value, number.other or number.value}, reverse=True)
    readings = [Money(amount, row["code"]) for row in codes] + [Money(small, codes[0]["code"]) for small in other]
    sure = _SURE if len(readings) == 1 or codes[0]["country"] == country else _DOUBTFUL
    start, end = min(word.start, number.start), max(word.end, number.end)
    return view.value(readings[0], start, end, sure, tuple(readings[1:]))
