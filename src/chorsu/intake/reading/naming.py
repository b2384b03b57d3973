"""What a text calls an event: the words around the word of the event, with the name in quotation marks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.gatherings import Gathering
    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.values import Value
    from chorsu.intake.reading.views import View

__all__ = ["name_of", "words_of_role"]

_MARKS = re.compile(r"[.,;:()\n!?]")
_QUOTED = re.compile(r'\s*"[^"\n]{2,240}"')
_LEFT, _RIGHT = 8, 24
_SURE = 0.7


@cache
def words_of_role(role: str) -> frozenset[str]:
    """Words that a name runs over (`link`), and words that end it (`end`), of all languages."""
    return frozenset(
        form
        for language in lexicon.LANGUAGES
        for row in lexicon.rows(language, "names_of_texts")
        if row["role"] == role
        for form in lexicon.forms(row["forms"])
    )


def name_of(
    view: View, head: Found[Gathering], sentence: tuple[int, int], edges: Sequence[tuple[int, int]]
) -> Value[str] | None:
    """The name of an event as written; None where a verb tells it.

    Args:
        view: the text.
        head: the word of the event.
        sentence: its sentence (offsets of the view).
        edges: spans that the name does not run over.
    """
    if head.value.part in {"verb", "weak"}:
        return None
    first = _leftwards(view, head, sentence[0], edges)
    last = _rightwards(view, head, sentence[1], edges)
    return view.value(" ".join(view.value("", first, last).quote.split()), first, last, _SURE)


def _leftwards(view: View, head: Found[Gathering], start: int, edges: Sequence[tuple[int, int]]) -> int:
    limit = max([start, *(end for _, end in edges if end <= head.start)])
    first = head.start
    for word in [word for word in view.words if limit <= word.start and word.end <= head.start][::-1][:_LEFT]:
        glued = word.start > 0 and view.plain[word.start - 1].isdigit()  # "11th"
        if _MARKS.search(view.plain, word.end, first) or (word.plain in words_of_role("link") and not glued):
            break
        first = word.start
    return first


def _rightwards(view: View, head: Found[Gathering], end: int, edges: Sequence[tuple[int, int]]) -> int:
    limit = min([end, *(start for start, _ in edges if start >= head.end)])
    quoted = _QUOTED.match(view.plain, head.end, end)
    if quoted:
        return quoted.end()
    mark = _MARKS.search(view.plain, head.end, limit)
    limit = mark.start() if mark else limit
    last = head.end
    for word in [word for word in view.words if head.end <= word.start and word.end <= limit][:_RIGHT]:
        if word.plain in words_of_role("end") and not view.cased[word.start].isupper():
            break
        if word.plain not in words_of_role("link"):
            last = word.end
    return last
