"""Words as they are compared: whatever the alphabet, the case and the accents. Pure."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

__all__ = ["folded", "matchable"]

_ALIKE = (
    ("shch", "sh"), ("sch", "sh"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("x", "h"), ("gh", "g"),
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"), ("yo", "e"), ("ye", "e"), ("yu", "u"), ("iu", "u"),
    ("ya", "a"), ("ia", "a"), ("y", "i"),
)  # fmt: skip
"""Ways of writing one sound of the region's languages in Latin letters, the longer before the shorter."""
_TWICE = re.compile(r"(.)\1+")
_BREAKS = re.compile(r"[^a-z0-9]+")


def matchable(text: str) -> str:
    """Words as they are compared: Latin letters and digits, lower case, one space before, between and after."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).lower()
    return f" {_BREAKS.sub(' ', plain).strip()} "


def folded(word: str) -> str:
    """A word of `matchable` as it sounds, near enough: Rakhimov, Raximov, Rahimov are one; numbers stay as they are."""
    if not word.isalpha():
        return word
    for written, sound in _ALIKE:
        word = word.replace(written, sound)
    return _TWICE.sub(r"\1", word)
