"""The reviewed data files of returns: indicators, whole plants, words of labels, headers of sheets.

Owns their reading and nothing of what they say. Pure: no Django, no database.
"""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.vocabulary import places
from chorsu.vocabulary.text import stemmed, tokens

__all__ = [
    "Indicator",
    "everything",
    "header_role",
    "indicator",
    "indicators",
    "month_named",
    "patterns",
    "plain",
    "subregion",
    "whole_plants",
]

_DATA = Path(__file__).parent / "data"
_BLANKS = re.compile(r"[\s\u00a0_]+")
_EDGES = " .,:;*()[]№"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a return counts beside substances; `unit` is `kg` or `count`."""

    code: str
    unit: str
    names: dict[str, str]
    written: tuple[str, ...]


def plain(text: str) -> str:
    """A written name as the data files compare it: one case, one kind of blank, no signs around it."""
    return _BLANKS.sub(" ", text.casefold().replace("ё", "е")).strip(_EDGES)


def _read(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(None in row or not row["source"] for row in rows):
        raise InputError("a row without a source, or with too many cells", where=name)
    return rows


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(plain(name) for name in cell.split(";") if name.strip())


@functools.cache
def _indicators() -> dict[str, Indicator]:
    return {
        row["code"]: Indicator(row["code"], row["unit"], {"en": row["en"], "ru": row["ru"]}, _listed(row["names"]))
        for row in _read("indicators.tsv")
    }


def indicators() -> tuple[Indicator, ...]:
    """All indicators, in the order in which pages show them."""
    return tuple(_indicators().values())


def indicator(code: str) -> Indicator:
    """The indicator with this code.

    Raises:
        InputError: there is none.
    """
    try:
        return _indicators()[code]
    except KeyError:
        raise InputError(f"no indicator has the code {code!r}", where="subject") from None


@functools.cache
def whole_plants() -> frozenset[str]:
    """Codes of substances that are plants as they grew: their kilograms are never added to those of drugs."""
    return frozenset(row["code"] for row in _read("whole_plants.tsv"))


@functools.cache
def _everything() -> frozenset[str]:
    return frozenset(stemmed(tokens(row["written"])) for row in _read("everything.tsv"))


def everything(label: str) -> bool:
    """Whether words of a text mean drugs of every kind together, in any case form."""
    return stemmed(tokens(label)) in _everything()


@functools.cache
def patterns(says: str) -> tuple[re.Pattern[str], ...]:
    """The patterns that say something of a label: `above`, `total`, `excluding`, `rest`, `part`."""
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in _read("label_words.tsv") if row["says"] == says)


@functools.cache
def _headers() -> dict[str, str]:
    return {name: row["role"] for row in _read("return_headers.tsv") for name in _listed(row["names"])}


def header_role(text: str) -> str:
    """What a column with this header holds; empty where the header says nothing that is known."""
    key = plain(text)
    bare = plain(re.sub(r"[()\[\],;:]", " ", key))
    return _headers().get(key) or _headers().get(bare, "")


@functools.cache
def _months() -> dict[str, int]:
    return {name: int(row["month"]) for row in _read("months.tsv") for name in _listed(row["names"])}


def month_named(text: str) -> int | None:
    """The month that a word names, from 1; None where it names none."""
    return _months().get(plain(text))


@functools.cache
def _subregions() -> dict[str, tuple[str, str]]:
    return {
        code.strip(): (row["region"], row["subregion"])
        for row in _read("subregions.tsv")
        for code in row["states"].split(";")
    }


def subregion(country: str) -> tuple[str, str]:
    """The region and sub-region under which UNODC lists a state (alpha-2 code); empty where it lists none."""
    try:
        return _subregions().get(places.country(country).alpha3, ("", ""))
    except ChorsuError:
        return "", ""
