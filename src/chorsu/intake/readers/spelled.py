"""Numbers in words to digits: "полтора килограмма" → "1.5 килограмма". The words are data (`data/numerals.tsv`).

Owns the grammar that the region's languages share: what follows adds, a thousand multiplies. Must not know units.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.readers.wordlists import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["digits_for_words"]

TOKEN = re.compile(r"[^\W\d_]+(?:[-'’‘ʻʼ][^\W\d_]+)*")
LONGEST_RUN = 12
HUNDRED = 100


class _Numeral(NamedTuple):
    value: float
    kind: str
    """How it counts.

    `add`; `scale` multiplies what stands before it; `half` adds; `fill` says nothing; `one` is an article, and one
    where it stands alone; `prefix` is the beginning of a word that goes on with a unit.
    """


@cache
def _numerals() -> Mapping[str, _Numeral]:
    text = (files(__package__) / "data" / "numerals.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        plain(word): _Numeral(float(row["value"]), row["kind"]) for row in rows for word in row["words"].split("; ")
    }


def digits_for_words(text: str, knows_unit: Callable[[str], object]) -> str:
    """The text with each number in words that stands before a unit (or ends the text) in digits.

    A word is left alone where digits stand right before it ("5 тысяч") or no unit follows.
    """
    found = list(TOKEN.finditer(text))
    result, at, nth = "", 0, 0
    while nth < len(found):
        run = _run(found, nth, text)
        value = _value([_numerals()[plain(token[0])] for token in run])
        end = run[-1].end() if run else 0
        if value is not None and _unit_follows(text[end:], knows_unit):
            result += text[at : run[0].start()] + f"{value:.12g} "
            nth += len(run)
            while nth < len(found) and _is_fill(found[nth][0]) and not text[end : found[nth].start()].strip():
                end, nth = found[nth].end(), nth + 1
            at = end
        elif half := _half_of(found[nth][0], knows_unit):
            result += text[at : found[nth].start()] + half
            at, nth = found[nth].end(), nth + 1
        else:
            nth += 1
    return result + text[at:] if result else text


def _run(found: Sequence[re.Match[str]], first: int, text: str) -> list[re.Match[str]]:
    """The words of one number from a place on; fillers at its ends are none of it."""
    if text[: found[first].start()].rstrip()[-1:].isdigit():
        return []
    run: list[re.Match[str]] = []
    for token in found[first : first + LONGEST_RUN]:
        numeral = _numerals().get(plain(token[0]))
        apart = run and text[run[-1].end() : token.start()].strip(" -")
        if numeral is None or numeral.kind == "prefix" or apart or (not run and numeral.kind == "fill"):
            break
        run.append(token)
    while run and _numerals()[plain(run[-1][0])].kind == "fill" and len(run) > 1:
        run.pop()
    return run


def _value(numerals: Sequence[_Numeral]) -> float | None:
    if numerals and numerals[0].kind == "one" and all(kind in {"one", "fill"} for _, kind in numerals):
        return numerals[0].value
    total, current, said = 0.0, 0.0, False
    for value, kind in numerals:
        if kind == "scale":
            current = (current or 1.0) * value
            if value > HUNDRED:
                total, current = total + current, 0.0
        elif kind in {"add", "half"}:
            current += value
        said = said or kind not in {"fill", "one"}
    return total + current if said else None


def _is_fill(word: str) -> bool:
    numeral = _numerals().get(plain(word))
    return numeral is not None and numeral.kind in {"fill", "one"}


def _unit_follows(rest: str, knows_unit: Callable[[str], object]) -> bool:
    tokens = rest.split()
    while tokens and _is_fill(tokens[0]):
        tokens = tokens[1:]
    return not tokens or any(knows_unit(" ".join(tokens[:length]).strip(" .,;:)(")) for length in (1, 2, 3))


def _half_of(word: str, knows_unit: Callable[[str], object]) -> str:
    """A half that is one word with its unit: "полкило" → "0.5 кило"."""
    for prefix, (value, kind) in _numerals().items():
        if kind == "prefix" and plain(word).startswith(prefix):
            unit = plain(word)[len(prefix) :].strip()
            if len(unit) > 1 and knows_unit(unit):
                return f"{value:g} {unit}"
    return ""
