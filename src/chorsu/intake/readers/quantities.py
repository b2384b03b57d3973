"""Quantities from one cell: a number, a number with its unit, parts ("3 kg 90 g"), several kinds, intervals.

Gives values with units as written; what a unit is, the vocabulary says (`find_unit` is passed in). Converts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.readers.numbers import NUMBER, Numeral, fold, read_number
from chorsu.intake.readers.spelled import digits_for_words
from chorsu.intake.readers.wordlists import plain, signs, words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Part", "QuantityRead", "read_quantity", "scaled"]

RANGE = re.compile(
    rf"(?P<low>{NUMBER.pattern})\s*(?P<unit>[^\d\s.,-]*\.?)\s*(?:-|–|—|\.\.\.?|…)\s*(?P<high>\d[\d.,]*)\s*(?P<rest>\D*)"
)
IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
MULTIPLIERS = {"thousand": 1_000.0, "million": 1_000_000.0}
MAX_TEXT = 400
MAX_PARTS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a quantity and its unit as written; empty where none is."""

    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class QuantityRead:
    """The parts of a quantity, or none and the reason (a refusal code) with a suggestion."""

    parts: tuple[Part, ...] = ()
    flags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    reason: str = ""
    suggestion: str = ""


UNREADABLE = QuantityRead(reason="unreadable_quantity", suggestion="write one number, and its unit beside it: 3.09 kg")


def read_quantity(
    text: str, *, knows_unit: Callable[[str], object], decimal: str | None = None, fallback: str = "."
) -> QuantityRead:
    """Read one cell of a quantity; `knows_unit` returns None for what is no unit."""
    if number := read_number(text, decimal, fallback):
        return QuantityRead((Part(number.value),), number.flags, number.changes)
    if len(text) > MAX_TEXT or isinstance(text, Numeral):
        return UNREADABLE
    folded = fold(text)
    reader = _Reader(knows_unit, decimal, fallback)
    parts = reader.read(folded)
    if not parts and (spelled := digits_for_words(folded, knows_unit)) != folded:
        reader = _Reader(knows_unit, decimal, fallback)
        reader.changes.append("number_in_words")
        parts = reader.read(" ".join(spelled.split()))
    if not parts:
        return UNREADABLE
    return QuantityRead(tuple(parts), _once(reader.flags), _once(reader.changes))


def scaled(after: str, knows_unit: Callable[[str], object]) -> tuple[str, float]:
    """The unit behind a number, and 1,000 for "тыс." where the unit itself does not mean it."""
    unit = _unit_in(after, knows_unit)
    if unit and knows_unit(unit):
        return unit, 1.0
    tokens = after.split()
    for name, times in MULTIPLIERS.items():
        for length in dict.fromkeys((len(tokens), 2, 1)):
            if plain(" ".join(tokens[:length])) in words(name):
                return _unit_in(" ".join(tokens[length:]), knows_unit), times
    return unit, 1.0


def _unit_in(after: str, knows_unit: Callable[[str], object]) -> str:
    """The unit in the text behind a number: the whole, or its longest beginning that is a unit."""
    tokens = after.strip(" .,;:+&/").split()
    for length in range(len(tokens), 0, -1):
        piece = " ".join(tokens[:length])
        if knows_unit(piece):
            return piece
    kept = [token for token in tokens if plain(token) not in words("net") and token.casefold() not in signs("join")]
    return " ".join(kept)


def _once(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


class _Reader:
    """Reads one text; gathers flags and changes on the way."""

    def __init__(self, knows_unit: Callable[[str], object], decimal: str | None, fallback: str) -> None:
        self.knows_unit, self.decimal, self.fallback = knows_unit, decimal, fallback
        self.flags: list[str] = []
        self.changes: list[str] = []
        self.factors: set[int] = set()

    def read(self, text: str) -> list[Part]:
        text = self._without_hedge(text)
        if match := RANGE.fullmatch(_range_signs(text)):
            return self._range(match)
        bare = " ".join(IN_BRACKETS.sub(" ", text).split())
        inside = IN_BRACKETS.search(text)
        found = list(NUMBER.finditer(bare))
        if not found or len(found) > MAX_PARTS:
            return []
        parts = [self._part(bare, found, nth) for nth in range(len(found))]
        if any(part is None for part in parts):
            return []
        sure = self._multiplied([part for part in parts if part is not None])
        before = bare[: found[0].start()].strip(" .:;,=")
        if len(sure) == 1 and not sure[0].unit:
            unit = before or (inside[1] if inside else "")
            return [Part(sure[0].value, unit)] if not unit or self.knows_unit(unit) or not before else []
        if not self._silent(before) or any(not part.unit for part in sure):
            return []
        return sure

    def _without_hedge(self, text: str) -> str:
        """Hedges: "about", "more than", "~" in front: taken off and flagged."""
        lower = text.casefold()
        for hedge in sorted(signs("approximate"), key=len, reverse=True):
            rest = text[len(hedge) :]
            if lower.startswith(hedge) and (not hedge.isalpha() or not rest[:1].isalpha()):
                self.flags.append("approximate_quantity")
                return rest.lstrip(" .")
        return text

    def _range(self, match: re.Match[str]) -> list[Part]:
        low = read_number(match["low"], self.decimal, self.fallback)
        high = read_number(match["high"].rstrip(".,"), self.decimal, self.fallback)
        if low is None or high is None or high.value < low.value:
            return []
        self.flags += ["range_quantity", *low.flags]
        return [Part(low.value, self._unit(match["rest"]) or self._unit(match["unit"]))]

    def _part(self, text: str, found: list[re.Match[str]], nth: int) -> Part | None:
        number = read_number(found[nth][0], self.decimal, self.fallback)
        if number is None:
            return None
        end = found[nth + 1].start() if nth + 1 < len(found) else len(text)
        after = text[found[nth].end() : end].strip()
        self.flags += number.flags
        self.changes += number.changes
        if nth + 1 < len(found) and (after.casefold().split() or [""])[-1].strip(".") in signs("times"):
            self.factors.add(nth)
        unit, times = scaled(after, self.knows_unit)
        self.changes += ["number_format"] if times != 1.0 else []
        return Part(number.value * times, unit)

    def _unit(self, after: str) -> str:
        return _unit_in(after, self.knows_unit)

    def _multiplied(self, parts: list[Part]) -> list[Part]:
        """Products: "2 packets of 500 g": two parts become one of 1,000 g, flagged because it is an inference."""
        result: list[Part] = []
        factor = 1.0
        for nth, part in enumerate(parts):
            if nth in self.factors:
                factor *= part.value
                self.flags.append("ambiguous_number")
            else:
                result.append(Part(part.value * factor, part.unit))
                factor = 1.0
        return result

    def _silent(self, before: str) -> bool:
        """Whether what stands before the first number takes nothing away from it."""
        return not before or plain(before) in words("net") | words("from") | {""}


def _range_signs(text: str) -> str:
    """Intervals in words: "от 2 до 3 кг", "2 to 3 kg" → "2-3 кг"."""
    tokens = text.split()
    if tokens and tokens[0].casefold() in words("from"):
        tokens = tokens[1:]
    joined = ["-" if nth > 0 and token.casefold() in words("range") else token for nth, token in enumerate(tokens)]
    return " ".join(joined)
