"""Several drugs in one cell: "героин 1,2 кг, гашиш 300 г" becomes each substance with its own quantity.

Owns how names and quantities of one text belong together. What a name or a unit is, the vocabulary says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from chorsu.intake.readers.amounts import unit_of
from chorsu.intake.readers.header_cells import names_substance
from chorsu.intake.readers.numbers import NUMBER, fold, read_number
from chorsu.intake.readers.quantities import Part, scaled
from chorsu.intake.readers.spelled import digits_for_words
from chorsu.intake.readers.wordlists import plain, signs, words
from chorsu.vocabulary.substances import find_substance

__all__ = ["Portion", "listed", "portions"]

MAX_TEXT = 600
MOST = 12
SEPARATORS = re.compile(r"\s*(?:;|\n|\||\s/\s|(?<!\d)/|/(?!\d)|,\s|[+&])\s*")
EDGES = " \t.,;:()[]{}«»\"'=+&/|*•–—-"
BREAKS = re.compile(r"\s*[\r\n]+\s*")


class Portion(NamedTuple):
    """A substance as written (empty where it is not said) and the parts of its quantity; how the numbers were read."""

    name: str
    parts: tuple[Part, ...]
    flags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


class _Amount(NamedTuple):
    start: int
    end: int
    part: Part
    flags: tuple[str, ...]
    changes: tuple[str, ...]


@lru_cache(maxsize=16_384)
def portions(text: str, decimal: str | None, fallback: str) -> tuple[Portion, ...]:
    """The substances of a text with their quantities; empty where it is no such list, or no name in it is known.

    The name stands before its quantity ("героин 1 кг, гашиш 3 г") or behind it ("1 кг героина и 3 г гашиша").
    """
    if not text or len(text) > MAX_TEXT:
        return ()
    flat = digits_for_words(fold(BREAKS.sub("; ", text)), unit_of)
    amounts = _amounts(flat, decimal, fallback)
    if not amounts:
        return ()
    edges = [0, *(amount.end for amount in amounts)], [*(amount.start for amount in amounts), len(flat)]
    gaps = [_name(flat[start:end]) for start, end in zip(*edges, strict=True)]
    found = _name_first(gaps, amounts) if gaps[0] else _name_behind(gaps, amounts)
    known = [portion for portion in found if _known(portion.name)]
    return tuple(found) if known and all(portion.name for portion in found) else ()


def _amounts(text: str, decimal: str | None, fallback: str) -> list[_Amount]:
    """The numbers of a text that a unit follows."""
    found: list[_Amount] = []
    matches = list(NUMBER.finditer(text))
    if len(matches) > 2 * MOST:
        return []
    for nth, match in enumerate(matches):
        end = matches[nth + 1].start() if nth + 1 < len(matches) else len(text)
        number = read_number(match[0], decimal, fallback)
        measured = _unit(text[match.end() : end]) if number else None
        if number and measured:
            length, unit, times = measured
            changes = (*number.changes, "number_format") if times != 1.0 else number.changes
            part = Part(number.value * times, unit)
            found.append(_Amount(match.start(), match.end() + length, part, number.flags, changes))
    return found


def _unit(after: str) -> tuple[int, str, float] | None:
    """The unit that a text begins with: the length of it, the unit as written, and 1,000 for "тыс."."""
    tokens = list(re.finditer(r"\S+", after))[:4]
    for length in range(len(tokens), 0, -1):
        piece = after[: tokens[length - 1].end()]
        # A full stop may belong to the unit or end the sentence; other signs never belong to it.
        bare = piece.strip().rstrip(",;:)]")
        unit, times = scaled(bare, unit_of)
        if unit and unit_of(unit) and (times != 1.0 or unit_of(bare)):
            return len(piece.rstrip()) - (len(piece.strip()) - len(bare)), unit, times
    return None


def _name(gap: str) -> str:
    """The name in the text between two quantities: without signs, joining words and words such as "весом"."""
    tokens = gap.strip(EDGES).split()
    noise = words("net") | words("join") | words("times")
    while tokens and plain(tokens[0]) in noise:
        tokens = tokens[1:]
    while tokens and (plain(tokens[-1]) in noise or tokens[-1].casefold() in signs("approximate")):
        tokens = tokens[:-1]
    text = " ".join(tokens).strip(EDGES)
    return "" if plain(text) in noise else text


def _name_first(gaps: list[str], amounts: list[_Amount]) -> list[Portion]:
    if gaps[-1]:
        return []
    starts = [nth for nth, gap in enumerate(gaps[:-1]) if gap]
    ends = [*starts[1:], len(amounts)]
    return [_portion(gaps[start], amounts[start:end]) for start, end in zip(starts, ends, strict=True)]


def _name_behind(gaps: list[str], amounts: list[_Amount]) -> list[Portion]:
    if not gaps[-1]:
        return []
    ends = [nth for nth, gap in enumerate(gaps) if gap]
    starts = [0, *ends[:-1]]
    return [_portion(gaps[end], amounts[start:end]) for start, end in zip(starts, ends, strict=True)]


def _portion(name: str, amounts: list[_Amount]) -> Portion:
    flags = dict.fromkeys(flag for amount in amounts for flag in amount.flags)
    changes = dict.fromkeys(change for amount in amounts for change in amount.changes)
    return Portion(name, tuple(amount.part for amount in amounts), tuple(flags), tuple(changes))


def _known(name: str) -> bool:
    match = find_substance(name)
    return match is not None and match.known


@lru_cache(maxsize=16_384)
def listed(text: str) -> tuple[str, ...]:
    """The substances that a text lists without quantities ("героин, гашиш"); empty where it names fewer than two."""
    if len(text) > MAX_TEXT:
        return ()
    joiners = "|".join(re.escape(word) for word in sorted(words("join"), key=len, reverse=True))
    pieces = [
        piece.strip(EDGES) for part in SEPARATORS.split(text) for piece in re.split(rf"\s(?:{joiners})\s", f" {part} ")
    ]
    pieces = [piece for piece in pieces if piece]
    several = 1 < len(pieces) <= MOST and all(names_substance(piece) for piece in pieces)
    return tuple(pieces) if several else ()
