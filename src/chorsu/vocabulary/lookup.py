"""Look-up of written names in layers, from exact to careful guess; knows neither substances, units nor manners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chorsu.vocabulary.text import compact, loose, romanised, skeleton, stemmed, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["LONGEST", "Entry", "NameIndex"]

LONGEST = 300
"""Characters beyond which a text is no name; longer ones are not looked up."""
_SHORTEST_ROMANISED = 4
_SHORTEST_LOOSE = 6
_SHORTEST_FUZZY = 7
_LONG = 13
_DIGITS = re.compile(r"\d+")
_GREEK = re.compile(r"^(?:alpha|beta|gamma|delta)")
# Letters that no word has in a row: a designation such as MDMB-CHMICA, in which each letter counts.
_DESIGNATION = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзйклмнпрстфхцчшщ]{5}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One written name of a code; `how` says what kind of name it is (name, synonym, spelling, street)."""

    name: str
    code: str
    how: str


class NameIndex:
    """Names to codes. Each layer serves only keys that lead to one code; a key shared by two codes is left out.

    Layers: the letters as written; Cyrillic look-alikes; word order and endings; the name in Latin letters; usual
    variants of spelling. In the first layer the earlier entry wins, so that reviewed order settles homonyms.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [(tokens(entry.name), entry) for entry in entries]
        self._exact: dict[str, Entry] = {}
        for words, entry in self._entries:
            self._exact.setdefault(compact(words), entry)

    def find(self, words: tuple[str, ...]) -> tuple[str, str] | None:
        """Code and kind of name for the words of a text, or `None`; never guesses."""
        key = compact(words)
        if not key:
            return None
        if entry := self._exact.get(key):
            return entry.code, entry.how
        latin = romanised(key)
        for layer, variant in (
            (self._skeletons, skeleton(key)),
            (self._stems, stemmed(words)),
            (self._romanised, latin if len(latin) >= _SHORTEST_ROMANISED else ""),
            (self._loose, loose(latin) if _is_word(latin, _SHORTEST_LOOSE) else ""),
        ):
            if variant and (code := layer.get(variant)):
                return code, "spelling"
        return None

    def guess(self, words: tuple[str, ...], telling: re.Pattern[str]) -> str | None:
        """The one code whose name differs by a slip of the pen: one letter, or two in a long name.

        The first letter, the digits and the pieces that `telling` finds (those that tell one name from another) must
        agree, and no name of another code may be nearly as close.
        """
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        key = compact(words)
        if not _is_word(key, _SHORTEST_FUZZY):
            return None
        allowed = 1 if len(key) < _LONG else 2
        near = extract(key, self._exact.keys(), scorer=OSA.distance, score_cutoff=allowed + 1, limit=12)
        if not near or near[0][1] > allowed:
            return None
        best, steps, _ = near[0]
        codes = {self._exact[name].code for name, others, _ in near if others <= steps + 1}
        alike = best[0] == key[0] and all(p.findall(best) == p.findall(key) for p in (_DIGITS, telling))
        return codes.pop() if alike and len(codes) == 1 else None

    @cached_property
    def _skeletons(self) -> dict[str, str]:
        return self._layer(lambda words: skeleton(compact(words)))

    @cached_property
    def _stems(self) -> dict[str, str]:
        return self._layer(stemmed)

    @cached_property
    def _romanised(self) -> dict[str, str]:
        return self._layer(lambda words: romanised(compact(words)))

    @cached_property
    def _loose(self) -> dict[str, str]:
        return self._layer(lambda words: loose(romanised(compact(words))))

    def _layer(self, key_of: Callable[[tuple[str, ...]], str]) -> dict[str, str]:
        layer: dict[str, str] = {}
        shared: set[str] = set()
        for words, entry in self._entries:
            key = key_of(words)
            if layer.setdefault(key, entry.code) != entry.code:
                shared.add(key)
        return {key: code for key, code in layer.items() if key not in shared and len(key) > 1}


def _is_word(key: str, shortest: int) -> bool:
    """Long enough, and word rather than designation, to allow for variants of spelling."""
    return len(_GREEK.sub("", key)) >= shortest and _DESIGNATION.search(key) is None
