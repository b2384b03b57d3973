"""Units of quantity and their kinds; kinds never turn into each other except by a stated factor with its source.

Owns the reading of `units.tsv`, `unit_multiples.tsv` and `factors.tsv`; must not know a record.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.loader import listed, read_table
from chorsu.vocabulary.lookup import LONGEST, Entry, NameIndex
from chorsu.vocabulary.substances import ancestors
from chorsu.vocabulary.text import tokens

__all__ = ["MASS", "Unit", "find_unit", "kg_equivalent", "label", "to_base", "unit", "units"]

MASS = "kg"
"""The base unit of mass."""

_BRACKETS = re.compile(r"^(.*?)\(([^()]*)\)\s*$")
_NUMBER = re.compile(
    r"^\s*(?:x|х|по)?\s*(\d{1,9}(?:[.,]\d{1,6})?)(?:\s*/\s*(\d{1,6}))?\s*(.*)$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` of the base unit `base` of its kind make one of it.

    Multiples that a table writes as a unit ("thousand tablets", "100 gram") have a code such as `1000-tablet`.
    """

    code: str
    kind: str
    factor: float
    base: str
    names: dict[str, str]
    source: str
    holds: bool = False
    """A wrapping: an amount in brackets behind it is its content ("block (350 gr)"), not the strength of a dose."""


@functools.cache
def _units() -> dict[str, Unit]:
    return {
        row["code"]: Unit(
            code=row["code"],
            kind=row["kind"],
            factor=float(row["factor"]),
            base=row["base"],
            names={"en": row["en"], "ru": row["ru"]},
            source=row["source"],
            holds=row["holds"] == "yes",
        )
        for row in read_table("units.tsv")
    }


@functools.cache
def _index() -> NameIndex:
    rows = read_table("units.tsv")
    entries = [Entry(row[lang], row["code"], "name") for row in rows for lang in ("en", "ru")]
    entries += [Entry(name, row["code"], "synonym") for row in rows for name in listed(row["names"])]
    return NameIndex(entries)


@functools.cache
def _multiples() -> dict[str, float]:
    rows = read_table("unit_multiples.tsv")
    return {tokens(name)[0]: float(row["factor"]) for row in rows for name in listed(row["names"])}


def find_unit(text: str) -> Unit | None:
    """The unit that `text` names, also with a multiple ("thousand of doses", "тыс. таблеток", "100 gram").

    A stated content counts, not its wrapping: "block (350 gr)" is 350 grams; but "tablets (25 mg)" are tablets, for
    that is a strength. `None` where no unit is named.
    """
    return _find(text) if 0 < len(text) <= LONGEST else None


@functools.lru_cache(maxsize=4096)
def _find(text: str) -> Unit | None:
    return _named(text) or _content(text) or _multiple(text)


def _named(text: str) -> Unit | None:
    words = tokens(text)
    found = _index().find(words)
    if found is None:
        kept = tuple(word for word in words if word not in _noise())
        found = _index().find(kept) if len(kept) < len(words) else None
    return _units()[found[0]] if found else None


@functools.cache
def _noise() -> frozenset[str]:
    rows = [row for row in read_table("noise_words.tsv") if row["scope"] == "unit"]
    return frozenset(word for row in rows for name in listed(row["words"]) for word in tokens(name))


def _content(text: str) -> Unit | None:
    """A wrapping with its content in brackets, or a unit with a remark in brackets."""
    split = _BRACKETS.match(text)
    if split is None:
        return None
    outer = _named(split[1])
    if outer is not None and not outer.holds:
        return outer
    return _multiple(split[2]) or outer or _named(split[2])


def _multiple(text: str) -> Unit | None:
    factor = 1.0
    number = _NUMBER.match(text)
    if number:
        divisor = float(number[2] or 1)
        factor = float(number[1].replace(",", ".")) / divisor if divisor else 0.0
        text = number[3]
    words = tokens(text)
    while words and (times := _multiples().get(words[0])):
        factor *= times
        words = words[1:]
    if words[:1] == ("of",):
        words = words[1:]
    found = _index().find(words) if words and factor not in {0.0, 1.0} else None
    return _times(factor, _units()[found[0]]) if found else None


def _times(factor: float, one: Unit) -> Unit:
    names = {lang: f"{factor:.15g} × {name}" for lang, name in one.names.items()}
    return replace(one, code=f"{factor:.15g}-{one.code}", factor=_tidy(one.factor * factor), names=names)


def unit(code: str) -> Unit:
    """The unit with this code, multiples included.

    Raises:
        InputError: no such code.
    """
    if code in _units():
        return _units()[code]
    number, _, rest = code.partition("-")
    if rest in _units() and re.fullmatch(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", number):
        return _times(float(number), _units()[rest])
    raise InputError(f"no unit has the code {code!r}")


def units() -> tuple[Unit, ...]:
    """All units, without multiples."""
    return tuple(_units().values())


def to_base(quantity: float, unit: Unit) -> tuple[float, str]:
    """The quantity in the base unit of its kind, and that unit's code."""
    return _tidy(quantity * unit.factor), unit.base


def label(code: str, lang: str) -> str:
    """The name of a unit for readers of `lang`; English where there is none."""
    names = unit(code).names
    return names.get(lang) or names["en"]


@functools.cache
def _factors() -> dict[tuple[str, str], tuple[float, str]]:
    return {(row["code"], row["unit"]): (float(row["kg"]), row["kg"]) for row in read_table("factors.tsv")}


def kg_equivalent(substance_code: str | None, quantity: float, base_unit: str) -> tuple[float, str] | None:
    """Kilograms of a quantity in a base unit, and their basis: `mass`, or `assumed:<kg per base unit>`.

    The factor is the nearest stated one up the substance tree (`factors.tsv`, each with its source); without one the
    answer is `None`: nothing is converted silently.
    """
    if base_unit == MASS:
        return quantity, "mass"
    if substance_code is None:
        return None
    factors = _factors()
    for code in (substance_code, *ancestors(substance_code)):
        if stated := factors.get((code, base_unit)):
            return _tidy(quantity * stated[0]), f"assumed:{stated[1]}"
    return None


def _tidy(value: float) -> float:
    """The value without the noise that a binary product leaves in the last digits."""
    return float(f"{value:.12g}")
