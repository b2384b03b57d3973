"""Countries by ISO 3166-1 alpha-2 code and every name that returns use for them.

Owns `data/places/countries.tsv`: English, Russian, French, native, former and United Nations names, and the catch-all
values of returns ("Unknown", "Other"), which have codes and are not known countries. Must not know regions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.tables import parts, read_table
from chorsu.vocabulary.places.text import fold, skeleton, stem

__all__ = ["Country", "CountryMatch", "countries", "country", "find_country", "member_states", "observer_states"]

_SHORT = 3
"""Letters up to which a name must be written exactly."""
_LONG = 7
"""Letters a name must have before one slip of the pen is forgiven."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a catch-all value of returns (`known` is False)."""

    code: str
    alpha3: str
    status: str
    """`member`, `observer` or empty; the operator's to change."""
    name_en: str
    name_ru: str
    name_fr: str
    names: tuple[str, ...]
    known: bool
    valid_to: str
    neighbours: tuple[str, ...]
    """Countries that share a land border."""
    source: str


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """What a text was read as: a country's code, how it was found, and whether it is a country at all."""

    code: str
    how: str
    """`code`, `name`, `spelling` or `fuzzy`."""
    known: bool


@cache
def _table() -> dict[str, Country]:
    return {
        row["code"]: Country(
            code=row["code"],
            alpha3=row["alpha3"],
            status=row["status"],
            name_en=row["name_en"],
            name_ru=row["name_ru"],
            name_fr=row["name_fr"],
            names=parts(row["names"]),
            known=row["known"] == "yes",
            valid_to=row["valid_to"],
            neighbours=parts(row["neighbours"]),
            source=row["source"],
        )
        for row in read_table("countries.tsv")
    }


@cache
def _index() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Codes by folded name, by skeleton and by stem; what two countries share is left out of the latter two."""
    exact: dict[str, str] = {}
    loose: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for one in _table().values():
        for name in (one.name_en, one.name_ru, one.name_fr, *one.names):
            folded = _fold(name)
            exact.setdefault(folded, one.code)
            loose.setdefault(skeleton(folded), set()).add(one.code)
            stems.setdefault(skeleton(stem(folded)), set()).add(one.code)
    return exact, _unique(loose), _unique(stems)


def _unique(index: dict[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(codes)) for key, codes in index.items() if len(codes) == 1}


def _fold(name: str) -> str:
    return fold(re.sub(r"[.’'`]", "", name)) or name.strip()


@lru_cache(maxsize=8192)
def find_country(text: str) -> CountryMatch | None:
    """The country that a text names, in any script, case, order ("Iran, Islamic Republic of") or former name."""
    bare = text.strip()
    if len(bare) in {2, 3} and bare.isascii() and bare.isupper():
        by_code = next((c for c in _table().values() if bare in {c.code, c.alpha3}), None)
        if by_code:
            return CountryMatch(by_code.code, "code", by_code.known)
    folded = _fold(bare)
    if not folded:
        return None
    exact, loose, stems = _index()
    for how, code in (
        ("name", exact.get(folded)),
        ("spelling", loose.get(skeleton(folded)) if len(folded) > _SHORT else None),
        ("spelling", stems.get(skeleton(stem(folded))) if len(folded) > _SHORT + 1 else None),
        ("fuzzy", _nearly(skeleton(folded))),
    ):
        if code:
            return CountryMatch(code, how, _table()[code].known)
    return None


def _nearly(key: str) -> str | None:
    """The only country whose name differs by one letter, for names long enough that this is no chance."""
    if len(key) < _LONG:
        return None
    codes = {
        code
        for name, code in _index()[1].items()
        if len(name) >= _LONG and OSA.distance(key, name, score_cutoff=1) <= 1
    }
    return codes.pop() if len(codes) == 1 else None


def country(code: str) -> Country:
    """The country of an alpha-2 code (or the catch-all of that code). Raises InputError for another code."""
    try:
        return _table()[code]
    except KeyError:
        raise InputError(f"no country has the code {code!r}", to_do="use ISO 3166-1 alpha-2") from None


def countries() -> tuple[Country, ...]:
    """All countries and catch-alls, in the order of their codes."""
    return tuple(_table().values())


def member_states() -> tuple[Country, ...]:
    """The states party to the centre's agreement."""
    return tuple(one for one in _table().values() if one.status == "member")


def observer_states() -> tuple[Country, ...]:
    """The states with observer status."""
    return tuple(one for one in _table().values() if one.status == "observer")
