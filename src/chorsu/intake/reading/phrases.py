"""Finding listed phrases in a text, in whatever case, number or possessive form the language puts them.

A word is known by its stems: the word itself and what is left when endings of its language are taken off. Two words
agree when they share a stem. A phrase is a run of agreeing words with nothing but a space, a hyphen or a quotation
mark between them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Found", "Phrases", "stems"]

_SHORTEST_STEM = 3
_LONGEST = 40
"""Letters of the longest word that has endings."""
_ROUNDS = {"en": 1, "ru": 1}
"""How many endings may follow each other; in the other languages number, possessor and case are each an ending."""
_OTHERS_ROUNDS = 3
_GAP = re.compile(r'[\s"]{0,3}-?[\s"]{0,3}')
_EXACT = "="
_REMEMBERED = 20_000
"""Words whose phrases a list remembers, so that long reading needs no endless memory."""


class Found[T](NamedTuple):
    """A phrase found: its offsets in the view, and what it stands for."""

    start: int
    end: int
    value: T


class _Entry[T](NamedTuple):
    words: tuple[frozenset[str], ...]
    value: T


@cache
def _endings(language: str) -> tuple[str, ...]:
    listed = {View(form).plain for row in lexicon.rows(language, "endings") for form in lexicon.forms(row["endings"])}
    return tuple(sorted(listed, key=lambda ending: (-len(ending), ending)))


@lru_cache(maxsize=200_000)
def stems(word: str, language: str) -> frozenset[str]:
    """The word (in its plain form) and what is left of it without endings; never shorter than three letters.

    A word longer than any of a language is only itself.
    """
    found, newest = {word}, {word}
    if len(word) > _LONGEST:
        return frozenset(found)
    for _ in range(_ROUNDS.get(language, _OTHERS_ROUNDS)):
        newest = {
            one[: -len(ending)]
            for one in newest
            for ending in _endings(language)
            if len(one) - len(ending) >= _SHORTEST_STEM and one.endswith(ending)
        } - found
        found |= newest
    return frozenset(found)


class Phrases[T]:
    """Phrases of one language and what each stands for. A phrase that begins with `=` is found in just this form."""

    def __init__(self, entries: Iterable[tuple[str, T]], language: str) -> None:
        self.language = language
        self._by_stem: dict[str, list[_Entry[T]]] = {}
        self._known: dict[str, tuple[_Entry[T], ...]] = {}
        for phrase, value in entries:
            exact, words = phrase.startswith(_EXACT), View(phrase.removeprefix(_EXACT)).words
            if not words:
                continue
            keys = tuple(frozenset({_EXACT + w.plain}) if exact else stems(w.plain, language) for w in words)
            for stem in keys[0]:
                self._by_stem.setdefault(stem.removeprefix(_EXACT), []).append(_Entry(keys, value))

    def find(self, view: View) -> list[Found[T]]:
        """All phrases found, in order, the longest at each place, none inside another."""
        found: list[Found[T]] = []
        words, plains, free = view.words, view.plains, 0
        for number, known in enumerate(map(self._known.get, plains)):
            candidates = self._remember(plains[number]) if known is None else known
            if not candidates or number < free:
                continue
            after = plains[number + 1] if number + 1 < len(plains) else ""
            for entry in candidates:
                size = len(entry.words)
                if size == 1 or (self._agree(after, entry.words[1]) and self._follows(view, number, entry.words)):
                    found.append(Found(words[number].start, words[number + size - 1].end, entry.value))
                    free = number + size
                    break
        return found

    def _remember(self, word: str) -> tuple[_Entry[T], ...]:
        """The phrases that may begin with a word, the longest first, then those that share most of the word."""
        ranked = [
            ((-len(entry.words), -len(stem)), entry)
            for stem in stems(word, self.language)
            for entry in self._by_stem.get(stem, ())
            if _EXACT + word in entry.words[0] or not entry.words[0].isdisjoint(stems(word, self.language))
        ]
        ranked.sort(key=lambda pair: pair[0])
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        return self._known.setdefault(word, tuple(entry for _, entry in ranked))

    def _follows(self, view: View, number: int, keys: Sequence[frozenset[str]]) -> bool:
        words = view.words[number : number + len(keys)]
        if len(words) < len(keys):
            return False
        # The first two words agree already: a word begins many phrases, and few of them go on with the next.
        return all(self._agree(word.plain, key) for word, key in zip(words[2:], keys[2:], strict=True)) and all(
            _GAP.fullmatch(view.plain, before.end, after.start) for before, after in pairwise(words)
        )

    def _agree(self, word: str, key: frozenset[str]) -> bool:
        return not key.isdisjoint(stems(word, self.language)) or _EXACT + word in key
