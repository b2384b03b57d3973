"""Words that a PDF holds as drawn and not as read: right-to-left letters in the order of the eye, letters as glyphs.

Where the letters stand on the page tells it, so nothing is guessed from the words themselves.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chorsu.intake.texts.flowing import Word

__all__ = ["in_order", "spelled"]

LETTERS = re.compile("[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
GLYPHS = re.compile("[\ufb00-\ufb06\ufb1d-\ufdfb\ufe70-\ufefc]+")
"""Presentation forms and ligatures (Unicode blocks FB00 and FE70): glyphs of letters that have codes of their own."""
CLUSTER = re.compile(r"\d+(?:[.,/٫٬]\d+)*|\w[\u0300-\u036f\u064b-\u065f\u0670]*|.", re.DOTALL)
FIRST_LEFTWARD = "\u0590"
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def spelled(word: str, lefts: Callable[[], Sequence[float]]) -> str:
    """A word in the order of reading and in letters; `lefts` gives the left edge of each of its characters."""
    if word.isascii() or max(word) < FIRST_LEFTWARD:
        return word
    letters = [found.start() for found in LETTERS.finditer(word)]
    if len(letters) > 1 and (edges := lefts())[letters[-1]] > edges[letters[0]]:
        clusters = list(CLUSTER.finditer(word))
        word = "".join(c.group() for c in sorted(clusters, key=lambda c: -edges[c.start()])).translate(MIRRORED)
    return GLYPHS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), word)


def in_order(words: list[Word]) -> list[Word]:
    """The words of a line in the order of reading: one that runs to the left but is stored as drawn is turned."""
    leftward = [word for word in words if LETTERS.search(word.text)]
    if len(leftward) * 2 <= len(words) or len(leftward) < 2:  # noqa: PLR2004 — two words have an order
        return words
    steps = [b.box[0] - a.box[0] for a, b in pairwise(leftward)]
    return words[::-1] if all(step > 0 for step in steps) else words
