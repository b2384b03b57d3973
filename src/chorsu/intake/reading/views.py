"""A text as the rules see it: one form for each letter, digit, space, dash and quotation mark, with a way back.

What only looks different is made one: Persian and Arabic digits and letters, composed and decomposed accents, full-
width forms, no-break spaces, dashes, quotation marks, apostrophes. What nobody sees (joiners, direction marks, soft
hyphens) is left out; a Latin letter hidden in a Cyrillic word, or the other way round, counts as the letter that it
imitates. Offsets of a view lead back to characters of the text through `View.span`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MASK", "View", "Word"]

MASK = "\x1a"
"""Stands in a masked view for each character that is spoken for already."""
_EASY = re.compile(
    r"[\t\n\r -&(-_a-~А-яЁё№Ӣ-ӣӮ-ӯҚқҒғҲҳҶҷӘәҢңӨөҰұҮүҺһІіЎў—"
    r"ƏəÖöÜüĞğŞşÇçÄäÝýŇňŽžآئابتثجحخدذرزسشصضطظعغفقلمنهوپچژکگیډړښټځڅږېۍګ،]+"
)
"""Characters that are their own one form."""
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ONE_FORM = (
    dict.fromkeys(map(ord, "'’‘ʻʼ`´ʹ′"), "'")
    | dict.fromkeys(map(ord, "«»“”„‟‹›❝❞〝〞＂"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–−﹣－―"), "-")
    | dict.fromkeys(
        map(ord, _SPACES),
        " ",
    )
    | dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
    | {0x064A: "ی", 0x0649: "ی", 0x0643: "ک", 0x0629: "ه", 0x0640: "", 0x066B: ",", 0x066C: " ", 0x066A: "%"}
)
_LATIN_LIKE = dict(zip("авекмнорстухіјѕһ", "abekmhopctyxijsh", strict=True))
_LIKE_LATIN = {ord(a): b for a, b in zip("aekmopctyxijshABEKMHOPCTYX", "аекморстухіјѕһАВЕКМНОРСТУХ", strict=True)}
_LIKE_CYRILLIC = {ord(c): latin for c, latin in _LATIN_LIKE.items()} | {
    ord(a): b for a, b in zip("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS", strict=True)
}
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])[^\W\d_]*")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]")
_LOWER = str.maketrans({"ё": "е", "ı": "i"})
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|\d+")


class Word(NamedTuple):
    """A word or a run of digits: where it stands in the view, and its lower-case form."""

    start: int
    end: int
    plain: str


class View:
    """One text, seen plainly.

    Attributes:
        text: the text itself, unchanged.
        cased: the text in one form, capitals kept.
        plain: the same in lower case, ё as е and dotless i as i; of the same length as `cased`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        cased, self._starts, self._ends = _unified(text)
        self.cased = _undisguised(cased)
        self.plain = _lowered(self.cased)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of the view stand in the text."""
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.text)
            return at, at
        return self._starts[start], self._ends[end - 1]

    def value[T](
        self, value: T, start: int, end: int, confidence: float = 1.0, alternatives: tuple[T, ...] = ()
    ) -> Value[T]:
        """The value read from the characters `start` to `end` of the view, placed in the text."""
        first, last = self.span(start, end)
        return Value(value, first, last, self.text[first:last], confidence, alternatives)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of the text stand in the view: the way back of `span`."""
        first = bisect_left(self._starts, start)
        return first, max(first, bisect_left(self._starts, end))

    def masked(self, spans: Iterable[tuple[int, int]]) -> View:
        """The same view with what stands in `spans` (offsets of the view) made unreadable; offsets stay as they are."""
        other = object.__new__(View)
        other.text, other._starts, other._ends = self.text, self._starts, self._ends
        letters = list(self.cased)
        for start, end in spans:
            letters[start:end] = MASK * (min(end, len(letters)) - start)
        other.cased = "".join(letters)
        other.plain = _lowered(other.cased)
        return other

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words and runs of digits in order."""
        return tuple(Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(self.plain))

    @cached_property
    def plains(self) -> tuple[str, ...]:
        """The lower-case forms of the words alone: lists of phrases are looked up by them many times over."""
        return tuple(word.plain for word in self.words)


def _unified(text: str) -> tuple[str, list[int] | range, list[int] | range]:
    if _EASY.fullmatch(text):
        return text, range(len(text)), range(1, len(text) + 1)
    if not any(map(unicodedata.combining, text)):
        return _unified_alone(text)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        easy = _EASY.match(text, at)
        if easy and not (easy.end() < len(text) and unicodedata.combining(text[easy.end()])):
            letters.append(easy[0])
            starts.extend(range(at, easy.end()))
            ends.extend(range(at + 1, easy.end() + 1))
            at = easy.end()
            continue
        stop = easy.end() - 1 if easy and easy.end() - at > 1 else at
        letters.append(text[at:stop])
        starts.extend(range(at, stop))
        ends.extend(range(at + 1, stop + 1))
        at, after = stop, stop + 1
        while after < len(text) and unicodedata.combining(text[after]):
            after += 1
        form = _one_form(text[at:after])
        letters.append(form)
        starts.extend([at] * len(form))
        ends.extend([after] * len(form))
        at = after
    return "".join(letters), starts, ends


def _unified_alone(text: str) -> tuple[str, list[int] | range, list[int] | range]:
    """The one form of a text without marks, whose letters change one by one."""
    forms = list(map(_FORMS.__getitem__, text))
    cased = "".join(forms)
    if len(cased) == len(text) and "" not in forms:
        return cased, range(len(text)), range(1, len(text) + 1)
    starts = [at for at, form in enumerate(forms) for _ in form]
    return cased, starts, [at + 1 for at in starts]


class _Forms(dict[str, str]):
    """The one form of each letter, remembered once it was asked for."""

    def __missing__(self, letter: str) -> str:
        self[letter] = form = letter if _EASY.fullmatch(letter) else _one_form(letter)
        return form


_FORMS = _Forms()


def _one_form(cluster: str) -> str:
    """One letter with its marks in its one form; nothing for what nobody sees."""
    head = cluster[0]
    if unicodedata.category(head) in {"Cf", "Cs", "Mn"} or head == MASK:
        return ""
    if len(cluster) > 1:
        head = unicodedata.normalize("NFC", cluster)[0]
    if head.isdecimal():
        return str(unicodedata.decimal(head))
    form = head.translate(_ONE_FORM)
    if form and ("\ufb50" <= form <= "\ufefc" or "\uff01" <= form <= "\uff5e"):
        form = unicodedata.normalize("NFKC", form).translate(_ONE_FORM)
    return form


def _undisguised(cased: str) -> str:
    """Words of Latin and Cyrillic letters in the script of most of them, where every stray letter has a double."""

    def one_script(match: re.Match[str]) -> str:
        word = match[0]
        latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
        plain = word.translate(_LIKE_LATIN if cyrillic >= latin else _LIKE_CYRILLIC)
        stray = _LATIN if cyrillic >= latin else _CYRILLIC
        return word if stray.search(plain) else plain

    return _MIXED.sub(one_script, cased) if _LATIN.search(cased) and _CYRILLIC.search(cased) else cased


def _lowered(cased: str) -> str:
    lower = cased.lower()
    if len(lower) != len(cased):  # İ and a few others grow
        lower = "".join(c.lower()[0] for c in cased)
    return lower.translate(_LOWER)
