"""Finding listed phrases in a text, in whatever case, number or possessive form the language puts them.

A word is known by its stems: the word itself and what is left when endings of its language are taken off. Two words
agree when they share a stem. A phrase is a run of agreeing words with nothing but a space, a hyphen or a quotation
mark between them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


class _Begun[T](NamedTuple):
    """The phrases that a word may begin: those of more words, the longest first, and the one that is just the word.

    `seconds`: what the second word of any longer one is known by.
    """

    longer: tuple[_Entry[T], ...]
    seconds: frozenset[str]
    alone: _Entry[T] | None


class _Known[T](dict[str, _Begun[T] | None]):
    """What each word met so far may begin; None where nothing. A new word is ranked when it is asked for."""

    def __init__(self, ranked: Callable[[str], _Begun[T] | None]) -> None:
        self._ranked = ranked

    def __missing__(self, word: str) -> _Begun[T] | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        return self.setdefault(word, self._ranked(word))


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


@lru_cache(maxsize=50_000)
def _keys(word: str, language: str) -> frozenset[str]:
    """What a word of a text may agree with: its stems, and just this form."""
    return stems(word, language) | {_EXACT + word}


class Phrases[T]:
    """Phrases of one language and what each stands for. A phrase that begins with `=` is found in just this form."""

    def __init__(self, entries: Iterable[tuple[str, T]], language: str) -> None:
        self.language = language
        self._by_stem: dict[str, list[_Entry[T]]] = {}
        self._known = _Known(self._begun)
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
        known = list(map(self._known.__getitem__, plains))
        if not any(known):
            return found
        for number, begun in compress(enumerate(known), known):
            if number < free or begun is None:
                continue
            entry = begun.alone
            if begun.longer and number + 1 < len(plains):
                second = _keys(plains[number + 1], self.language)
                if not second.isdisjoint(begun.seconds):
                    entry = self._longer(view, number, begun.longer, second) or entry
            if entry:
                free = number + len(entry.words)
                found.append(Found(words[number].start, words[free - 1].end, entry.value))
        return found

    def _longer(self, view: View, number: int, longer: Sequence[_Entry[T]], second: frozenset[str]) -> _Entry[T] | None:
        """The first of some phrases of several words that goes on in a view; `second` is what its next word may be."""
        for entry in longer:
            if not second.isdisjoint(entry.words[1]) and self._follows(view, number, entry.words):
                return entry
        return None

    def _begun(self, word: str) -> _Begun[T] | None:
        """The phrases that may begin with a word, the longest first, then those that share most of the word."""
        keys = _keys(word, self.language)
        ranked = [
            ((-len(entry.words), -len(stem)), entry)
            for stem in stems(word, self.language)
            for entry in self._by_stem.get(stem, ())
            if not entry.words[0].isdisjoint(keys)
        ]
        if not ranked:
            return None
        ranked.sort(key=lambda pair: pair[0])
        longer = tuple(entry for _, entry in ranked if len(entry.words) > 1)
        alone = next((entry for _, entry in ranked if len(entry.words) == 1), None)
        return _Begun(longer, frozenset(key for entry in longer for key in entry.words[1]), alone)

    def _follows(self, view: View, number: int, keys: Sequence[frozenset[str]]) -> bool:
        words = view.words[number : number + len(keys)]
        if len(words) < len(keys):
            return False
        # The first two words agree already: a word begins many phrases, and few of them go on with the next.
        return all(
            not key.isdisjoint(_keys(word.plain, self.language)) for word, key in zip(words[2:], keys[2:], strict=True)
        ) and all(_GAP.fullmatch(view.plain, before.end, after.start) for before, after in pairwise(words))
