"""How a written substance is searched: whole, without brackets, without words of form, by family, by careful guess.

Owns the order of these steps; the words themselves are data (`forms.tsv`, `noise_words.tsv`, `families.tsv`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.vocabulary.loader import listed, read_table
from chorsu.vocabulary.text import compact, skeleton, stemmed, tokens

if TYPE_CHECKING:
    from chorsu.vocabulary.lookup import NameIndex

__all__ = ["Found", "search"]

_BRACKETS = re.compile(r"[(\[«“„\"]([^()\[\]«»“”„\"]*)[)\]»”“\"]")
# A comma without a space is part of a chemical name ("N,N-…", "1,4-…").
_BETWEEN = re.compile(r"\s*(?:,\s|[;:/|+]|\s[-–—]\s)\s*")
_MOST_PARTS = 6

Ancestors = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """Code, kind of name and physical form (where named) of a text."""

    code: str
    how: str
    form: str | None = None


def search(text: str, index: NameIndex, ancestors: Ancestors) -> Found | None:
    """What `text` names, or `None`; the first of the steps that answers decides."""
    words = tokens(text)
    return (
        _as_written(words, index)
        or _bracketed(text, index, ancestors)
        or _without_form(words, index)
        or _listed(text, index, ancestors)
        or _family(words)
        or _guessed(words, index)
    )


def _as_written(words: tuple[str, ...], index: NameIndex) -> Found | None:
    found = index.find(words)
    return Found(*found) if found else None


def _bracketed(text: str, index: NameIndex, ancestors: Ancestors) -> Found | None:
    """A name with another in brackets: the more precise one where one contains the other, else the one outside."""
    inside = _BRACKETS.findall(text)
    if not inside:
        return None
    outside = _plain(tokens(_BRACKETS.sub(" ", text)), index)
    found = [match for part in inside if (match := _plain(tokens(part), index))]
    if outside is None:
        return found[0] if found else None
    precise = [match for match in found if outside.code in ancestors(match.code)]
    return precise[0] if precise else outside


def _listed(text: str, index: NameIndex, ancestors: Ancestors) -> Found | None:
    """Parts between commas, slashes or dashes, where all that name something lie on one branch: the most precise."""
    parts = [part for part in _BETWEEN.split(text) if part]
    if not 1 < len(parts) <= _MOST_PARTS:
        return None
    found = [match for part in parts if (match := _plain(tokens(part), index))]
    if not found:
        return None
    best = max(found, key=lambda match: len(ancestors(match.code)))
    branch = {best.code, *ancestors(best.code)}
    return best if all(match.code in branch for match in found) else None


def _plain(words: tuple[str, ...], index: NameIndex) -> Found | None:
    return _as_written(words, index) or _without_form(words, index)


def _without_form(words: tuple[str, ...], index: NameIndex) -> Found | None:
    kept, form = _stripped(words)
    if not kept or len(kept) == len(words):
        return None
    found = index.find(kept)
    return Found(*found, form=form) if found else None


def _stripped(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words without those that say nothing of the substance, and the physical form that they name."""
    forms = _forms()
    kept: list[str] = []
    form: str | None = None
    for word in _without_strength(words):
        said = forms.get(stemmed((word,)))
        if said is None:
            kept.append(word)
        elif said:
            form = form or said
    return tuple(kept), form


def _without_strength(words: tuple[str, ...]) -> list[str]:
    """The words without the strength of a dose ("50 mg", "50mg")."""
    kept: list[str] = []
    for word in words:
        number = word.rstrip("".join(_strengths()))
        if word in _strengths() and kept and kept[-1].isdecimal():
            while kept and kept[-1].isdecimal():
                kept.pop()
        elif not (number.isdecimal() and word.removeprefix(number) in _strengths()):
            kept.append(word)
    return kept


@functools.cache
def _strengths() -> frozenset[str]:
    return frozenset(_noise("strength"))


def _noise(scope: str) -> list[str]:
    rows = [row for row in read_table("noise_words.tsv") if row["scope"] == scope]
    return [word for row in rows for word in listed(row["words"])]


@functools.cache
def _forms() -> dict[str, str]:
    forms = {stemmed(tokens(word)): "" for word in _noise("substance")}
    for row in read_table("forms.tsv"):
        forms |= {stemmed(tokens(word)): row["code"] for word in listed(row["words"])}
    return forms | {"": ""}


def _family(words: tuple[str, ...]) -> Found | None:
    kept, form = _stripped(words)
    key = skeleton(compact(kept))
    code = next((code for pattern, code in _families() if pattern.fullmatch(key)), None)
    return Found(code, "family", form) if code else None


@functools.cache
def _families() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"]), row["code"]) for row in read_table("families.tsv")]


def _guessed(words: tuple[str, ...], index: NameIndex) -> Found | None:
    kept, form = _stripped(words)
    code = index.guess(words, _telling()) or (index.guess(kept, _telling()) if len(kept) < len(words) else None)
    return Found(code, "fuzzy", form) if code else None


@functools.cache
def _telling() -> re.Pattern[str]:
    """The pieces of chemical names of which one letter more or less makes another substance."""
    return re.compile("|".join(row["piece"] for row in read_table("morphemes.tsv")))
