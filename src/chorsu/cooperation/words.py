"""The reviewed lists of cooperation: kinds of events, modes, categories of participants, kinds of instruments.

Owns the reading of the files in `data/` and nothing of what they say. Pure: no Django, no database.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

from chorsu.kernel.errors import InputError

__all__ = ["LISTS", "Word", "code_of", "label", "words"]

LISTS = ("event_kinds", "event_modes", "participant_categories", "instrument_kinds")
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a list: its code, its names for readers, and how texts write it."""

    code: str
    en: str
    ru: str
    names: tuple[str, ...]


@functools.cache
def _read(name: str) -> dict[str, Word]:
    with (_DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(None in row or not row["source"] for row in rows):
        raise InputError("a row without a source, or with too many cells", where=name)
    return {
        row["code"]: Word(row["code"], row["en"], row["ru"], tuple(map(_plain, row["names"].split(";"))))
        for row in rows
    }


@functools.cache
def _codes(name: str) -> dict[str, str]:
    return {_plain(written): word.code for word in _read(name).values() for written in (*word.names, word.code)}


def words(name: str) -> tuple[Word, ...]:
    """The entries of a list, in the order in which pages show them."""
    return tuple(_read(name).values())


def label(name: str, code: str, language: str) -> str:
    """What readers of a language (`en`, `ru`) call an entry; the code itself where the list has it no more."""
    word = _read(name).get(code)
    return code if word is None else word.ru if language == "ru" else word.en


def code_of(name: str, written: str, *, default: str | None = None) -> str:
    """The code of an entry, from the code or from any of the names that texts use.

    Raises:
        InputError: the list has no such entry, and no `default` is given.
    """
    found = _codes(name).get(_plain(written))
    if found is not None:
        return found
    if default is not None:
        return default
    raise InputError(f"{written[:80]!r} stands in no list", where=name.replace("_", " "), to_do="choose from the list")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").replace("_", " ").split())
