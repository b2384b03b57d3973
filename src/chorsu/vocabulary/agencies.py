"""Agencies of the region's states and of their partners, by the names that texts call them.

Owns `data/agencies.tsv`: code, country, kind, and names in each of the region's languages. A name may be that of
several states' agencies ("Ministry of Internal Affairs"): which one is meant is for the reader of the text. Must not
know the directory, which holds who takes part.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.loader import listed, read_table

__all__ = ["NAME_LANGUAGES", "Agency", "agencies", "agency"]

NAME_LANGUAGES = ("en", "ru", "tg", "uz", "kk", "ky", "tk", "az", "fa", "ps")
"""Languages with a column of names."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    Attributes:
        code: lower-case key, never reused: the country's or `un`, `int`, then a word.
        country: ISO 3166-1 alpha-2; empty for an organisation of several states.
        kind: `interior`, `police`, `drug-control`, `customs`, `border`, `security`, `prosecutor`, `military`,
            `foreign`, `financial-intelligence`, `un`, `intergovernmental` or `programme`.
        name_en: full English name with the state.
        names: names by language, without the state where the text usually leaves it out.
        short: abbreviations in any language, found in capitals only.
    """

    code: str
    country: str
    kind: str
    name_en: str
    names: dict[str, tuple[str, ...]]
    short: tuple[str, ...]
    source: str


@cache
def _table() -> dict[str, Agency]:
    return {
        row["code"]: Agency(
            code=row["code"],
            country=row["country"],
            kind=row["kind"],
            name_en=row["name_en"],
            names={language: listed(row[language]) for language in NAME_LANGUAGES},
            short=listed(row["short"]),
            source=row["source"],
        )
        for row in read_table("agencies.tsv")
    }


def agencies() -> tuple[Agency, ...]:
    """Every agency, in the order of the table."""
    return tuple(_table().values())


def agency(code: str) -> Agency:
    """The agency of a code. Raises InputError for another code."""
    try:
        return _table()[code]
    except KeyError:
        raise InputError(f"no agency has the code {code!r}", to_do="use a code of agencies.tsv") from None
