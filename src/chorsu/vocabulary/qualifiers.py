"""Words that say how a number is meant: about, more than, at least, less than, at most; an exact one has none.

Owns the look-up and the one comparison of a qualified number with another.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.loader import listed, read_table

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["find_qualifier", "label", "qualifiers", "stands_against"]

_ABOUT = 10
"""Percent within which a number that is "about" another agrees with it."""


@functools.cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("qualifiers.tsv")}


@functools.cache
def _codes() -> dict[str, str]:
    return {_plain(name): code for code, row in _rows().items() for name in (*listed(row["names"]), code)}


def qualifiers() -> tuple[str, ...]:
    """The codes, in the order in which lists show them."""
    return tuple(_rows())


def find_qualifier(text: str) -> str:
    """The code of a qualifier, from the code or from words that texts use; empty for an exact number.

    Raises:
        InputError: the words are no qualifier.
    """
    key = _plain(text)
    if not key:
        return ""
    if key not in _codes():
        raise InputError(f"{text[:80]!r} is no qualifier", where="qualifier", to_do="choose from the list")
    return _codes()[key]


def label(code: str, language: str = "en") -> str:
    """The word of a qualifier in a language (`ru`, or else English); empty for an exact number."""
    row = _rows().get(code)
    return code if row is None else row["ru" if language == "ru" else "en"]


def stands_against(code: str, stated: Decimal, other: Decimal) -> Literal["agrees", "less", "more"]:
    """Whether `other` agrees with a number so stated, or is less or more than it allows."""
    if code == "about":
        room = stated * _ABOUT / 100
        return "agrees" if abs(other - stated) <= room else "less" if other < stated else "more"
    below, above = code in {"less-than", "at-most"}, code in {"more-than", "at-least"}
    if other == stated:
        return "less" if code == "more-than" else "more" if code == "less-than" else "agrees"
    if other < stated:
        return "agrees" if below else "less"
    return "agrees" if above else "more"


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
