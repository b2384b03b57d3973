"""Whether a written post is held for somebody else for a time. Owns the reading of its list of words. Pure."""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path

from chorsu.kernel.errors import InputError

__all__ = ["says_acting"]

_DATA = Path(__file__).parent / "data" / "acting.tsv"
_WORD = re.compile(r"[^\W_]+")


@functools.cache
def _words() -> tuple[str, ...]:
    with _DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(not row["source"] for row in rows):
        raise InputError("a row without a source", where=_DATA.name)
    return tuple(dict.fromkeys(_plain(row["written"]) for row in rows))


def says_acting(post: str) -> bool:
    """Whether the words of a post say that it is held for a time, as "acting director" or "врио начальника" do."""
    said = _plain(post)
    return any(words in said for words in _words())


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold().replace('ё', 'е')))} "
