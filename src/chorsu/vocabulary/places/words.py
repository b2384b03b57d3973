"""Generic words of addresses: what kind of place a word announces ("oblast", "city", "rayon", "checkpoint").

Owns the reading of `data/places/words.tsv`. Must not know the name of any place.
"""

from __future__ import annotations

from functools import cache, lru_cache

from chorsu.vocabulary.places.tables import read_table

__all__ = ["TYPES", "canonical", "kind_of"]

_ENDING = 7
"""Letters that an ending may add to the beginning of a generic word."""
TYPES = frozenset({"area", "republic", "city", "district"})
"""Kinds of words that say of what type a region is."""


@cache
def _words() -> tuple[dict[str, tuple[str, str]], tuple[tuple[str, tuple[str, str]], ...]]:
    exact: dict[str, tuple[str, str]] = {}
    begins: list[tuple[str, tuple[str, str]]] = []
    for row in read_table("words.tsv"):
        value = (row["kind"], row["canonical"])
        if row["word"].endswith("*"):
            begins.append((row["word"][:-1], value))
        else:
            exact[row["word"]] = value
    return exact, tuple(begins)


@lru_cache(maxsize=8192)
def _word(token: str) -> tuple[str, str]:
    exact, begins = _words()
    if token in exact:
        return exact[token]
    return next((value for begin, value in begins if _is_form_of(token, begin)), ("", token))


def _is_form_of(token: str, begin: str) -> bool:
    return token.startswith(begin) and len(token) <= len(begin) + _ENDING


def kind_of(token: str) -> str:
    """The kind a folded word announces: area, republic, city, district, village, post …; empty for any other word."""
    return _word(token)[0]


def canonical(token: str) -> str:
    """One spelling for each generic word (`obl` is `oblast`); any other word as it is."""
    return _word(token)[1]
