"""What happened on a date: the event, the report, a birth or something else, told by the nearest word beside it.

Owns `lexicons/<language>/date_roles.tsv` and how far such a word reaches. Must not know what day a date is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences

if TYPE_CHECKING:
    from chorsu.intake.reading.views import View

__all__ = ["Roles"]

_WORDS_APART = 3
"""Words around a date among which its role is told."""
_FARTHEST = 150
"""Characters that such words, and the cue itself, take at the most."""
_BIRTH_YEAR = re.compile(r"\.?\s?р\.")
"""What follows "г" in the Russian abbreviation of "year of birth"."""
_CLAUSE = re.compile(r"[;:()]|,\s|(?<!\bг)\.\s")
_LABELLED = re.compile(r"[ \t]?(?:[^\W\d_]{1,4}[ \t])?[:—-]?[ \t]?(?:[^\W\d_]{1,4}[ \t])?")
"""What stands between a label and its date ("Published on: 14 May 2024")."""
_LATE_VERB = frozenset({"tg", "uz", "kk", "ky", "tk", "az", "fa", "ps"})
"""Languages whose verb ends the clause: a verb before a date belongs to another clause."""


@cache
def _cues(language: str) -> Phrases[_Cue]:
    told: dict[str, list[tuple[str, str]]] = {}
    for row in lexicon.rows(language, "date_roles"):
        for form in lexicon.forms(row["forms"]):
            told.setdefault(form, []).append((row["role"], row["side"]))
    return Phrases([(form, tuple(roles)) for form, roles in told.items()], language)


type _Cue = tuple[tuple[str, str], ...]
"""The roles that a phrase tells, each with the side of the date that it stands on."""


class Roles:
    """The roles of the dates of one text, told by the nearest word beside them in the same sentence."""

    def __init__(self, view: View, language: str) -> None:
        self._view = view
        self._no_verb_before = language in _LATE_VERB
        self._cues = _cues(language).find(view)
        self.sentences = sentences(view, language)

    def told(self, start: int, end: int) -> str | None:
        """The role of the date that stands there; none where no word tells one."""
        if _BIRTH_YEAR.match(self._view.plain, end):
            return "birth"
        number = bisect_right(self.sentences, start, key=lambda one: one[0]) - 1
        left, right = self.sentences[number] if number >= 0 else (start, end)
        left, right = max(left, start - _FARTHEST), min(right, end + _FARTHEST)
        first = bisect_left(self._cues, left, key=lambda one: one.start)
        last = bisect_right(self._cues, right, lo=first, key=lambda one: one.end)
        near = [
            (apart, role)
            for cue in self._cues[first:last]
            for role, side in cue.value
            if (apart := self._apart(cue, role, side, (start, end))) is not None
        ]
        return min(near)[1] if near else None

    def _apart(self, cue: Found[_Cue], role: str, side: str, span: tuple[int, int]) -> int | None:
        """Words between a cue and the date; None where the cue says nothing of it."""
        start, end = span
        if side == "label" and cue.end <= start:
            between = self._view.plain[cue.end : start]
            return 0 if _LABELLED.fullmatch(between) else None
        if side == "before" and cue.end <= start and not (role == "reported" and self._no_verb_before):
            between = self._view.plain[cue.end : start]
        elif side == "after" and end <= cue.start:
            between = self._view.plain[end : cue.start]
        else:
            return None
        apart = len(between.split())
        return apart if apart <= _WORDS_APART and not _CLAUSE.search(between) else None
