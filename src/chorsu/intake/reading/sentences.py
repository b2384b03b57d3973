"""Where sentences begin and end, in Latin, Cyrillic and Arabic script: a full stop after an initial ends none."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon

if TYPE_CHECKING:
    from chorsu.intake.reading.views import View

__all__ = ["sentences"]

_END = re.compile(
    r'(?<![.!?…])[.!?…]++["\')\]]*+(?=\s)|[؟۔]+|\n\s*\n|\n(?=\s*(?:[-•*·]|\d{1,2}[.)])\s)|\n(?=\s*[^\W\d_])'
)
_VISIBLE = re.compile(r"\S")
_LAST_WORDS = re.compile(r"(?P<before>\n|\d)?[ \t]*(?P<word>[^\W_]+(?:\.[^\W_]+)*)\.$")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(
        form.casefold().rstrip(".")
        for row in lexicon.rows(language, "abbreviations")
        for form in lexicon.forms(row["forms"])
    )


def sentences(view: View, language: str) -> list[tuple[int, int]]:
    """Offsets in the view of each sentence, in order, without spaces around; together they hold all that is visible."""
    return list(_sentences(view.plain, view.cased, language))


@lru_cache(maxsize=4)
def _sentences(plain: str, cased: str, language: str) -> tuple[tuple[int, int], ...]:
    """Several finders ask for the sentences of one text, one after another."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(plain):
        if match[0].startswith(".") and len(match[0]) == 1 and not _ends(plain, cased, match.start(), language):
            continue
        _add(found, plain, start, match.end())
        start = match.end()
    _add(found, plain, start, len(plain))
    return tuple(found)


def _add(found: list[tuple[int, int]], plain: str, start: int, end: int) -> None:
    piece = plain[start:end]
    if piece.strip():
        found.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))


def _ends(plain: str, cased: str, stop: int, language: str) -> bool:
    """Whether the full stop at `stop` ends a sentence.

    Not before a small letter; not after the number of a list; after an initial or an abbreviation only where a number
    stands before it ("3 kg. Then"), for then it is no title.
    """
    visible = _VISIBLE.search(cased, stop + 1)
    after = visible[0] if visible else ""
    if after.islower():
        return False
    last = _LAST_WORDS.search(plain[max(0, stop - 40) : stop + 1])
    if not last:
        return True
    before, word = last["before"] or "", last["word"]
    if word.isdigit():
        return before != "\n" and (before != "" or stop > len(word))
    letters = word.split(".")
    if all(len(one) == 1 and one.isalpha() for one in letters) or word in _abbreviations(language):
        return before[-1:].isdigit() and not after.isdigit() and after != "("
    return True
