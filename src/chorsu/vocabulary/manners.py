"""Short lists: how a seizure was hidden, carried, found and on which leg; what else was seized, how it was analysed.

Owns only the look-up. The particulars are kinds of goods and items of each, crime areas, methods of a laboratory,
statuses of persons, currencies and kinds of identifiers.
"""

from __future__ import annotations

import functools

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.loader import listed, read_table
from chorsu.vocabulary.lookup import LONGEST, Entry, NameIndex
from chorsu.vocabulary.text import tokens

__all__ = ["KINDS", "UNINFORMATIVE", "find_manner", "label", "manner", "manners"]

_FILES = ("manners.tsv", "particulars.tsv")
KINDS = (
    "concealment",
    "conveyance",
    "installation",
    "routing",
    "goods",
    "item",
    "crime_area",
    "method",
    "person",
    "currency",
    "state",
    "identifier",
)
UNINFORMATIVE = frozenset({"other", "unknown"})
"""Codes that say nothing of the manner; equal ones are no agreement."""


@functools.cache
def _kind(kind: str) -> dict[str, dict[str, str]]:
    if kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of manner", to_do=f"use one of {', '.join(KINDS)}")
    rows = [row for name in _FILES for row in read_table(name) if row["kind"] == kind]
    return {row["code"]: {"en": row["en"], "ru": row["ru"], "names": row["names"]} for row in rows}


@functools.cache
def _index(kind: str) -> NameIndex:
    rows = _kind(kind).items()
    entries = [Entry(row[lang], code, "name") for code, row in rows for lang in ("en", "ru")]
    return NameIndex(entries + [Entry(name, code, "synonym") for code, row in rows for name in listed(row["names"])])


def find_manner(kind: str, text: str) -> str | None:
    """Code of the manner of this kind that `text` names; `None` where it names none.

    Raises:
        InputError: `kind` is none of `KINDS`.
    """
    index = _index(kind)
    return _find(index, text) if 0 < len(text) <= LONGEST else None


@functools.lru_cache(maxsize=8192)
def _find(index: NameIndex, text: str) -> str | None:
    found = index.find(tokens(text))
    return found[0] if found else None


def manner(kind: str, code: str) -> dict[str, str]:
    """Names of a manner by language.

    Raises:
        InputError: no such kind or code.
    """
    row = _kind(kind).get(code)
    if row is None:
        raise InputError(f"no {kind} has the code {code!r}")
    return {"en": row["en"], "ru": row["ru"]}


def manners(kind: str) -> tuple[str, ...]:
    """Codes of a kind, in the order in which lists show them."""
    return tuple(_kind(kind))


def label(kind: str, code: str, lang: str) -> str:
    """The name of a manner for readers of `lang`; English where there is none."""
    names = manner(kind, code)
    return names.get(lang) or names["en"]
