"""The words of a text as a date sees them: days, years, months, weekdays, words of time, and what parts them.

Owns the reading of `lexicons/<language>/dates.tsv` and the classing of each word by one letter, so that a form of a
date is a pattern over letters and the same in every language. Must not know forms of dates: those are `date_forms`'.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.calendars import SOLAR_YEARS
from chorsu.intake.reading.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.views import View, Word

__all__ = ["Atom", "atoms", "in_solar_years"]

_LETTERS = {
    "month": "M",
    "solar": "J",
    "number": "k",
    "year": "y",
    "weekday": "w",
    "filler": "x",
    "from": "F",
    "to": "T",
    "and": "A",
    "in": "i",
    "since": "s",
    "since_behind": "S",
    "night": "G",
    "relative": "R",
    "this_year": "t",
    "last_year": "l",
    "last": "p",
    "next": "N",
    "week": "W",
    "month_past": "P",
    "half": "h",
    "half_year": "H",
    "quarter": "q",
    "months": "m",
    "beginning": "B",
    "later": "d",
    "days_later": "V",
    "days_earlier": "E",
    "after": "v",
    "days": "b",
    "days_ago": "U",
}
"""The letter of each class of the lexicon. Numbers are `D` (1 to 31), `Y` (a year) or `n`; `o` is the ending that a
language hangs on a number; `-`, `,` and `.` stand for themselves; `z` is any other word or sign."""
_GAPS = {"": "", " ": "", "\n": "", "\t": "", "-": "-", ",": ",", ".": ".", '"': ""}
_SUFFIX = 6
"""Letters that an ending behind a number has at the most ("14-ünde")."""
_ABBREVIATED = 4
"""Letters that an abbreviation before a full stop has at the most."""
_GREGORIAN = range(1900, 2101)
_LAST_DAY = 31
_YEAR_DIGITS = 4
_CAPITALISED = frozenset({"en"})
"""Languages that write the names of months with a capital letter, always."""


class Atom(NamedTuple):
    """One word or sign: its letter, its number where it has one, and its offsets in the view."""

    letter: str
    value: int
    start: int
    end: int


@cache
def _phrases(language: str) -> Phrases[tuple[str, int]]:
    entries = [
        (form, (_LETTERS[row["class"]], int(row["value"] or 0)))
        for folder in (language, "any")
        for row in lexicon.rows(folder, "dates")
        for form in lexicon.forms(row["forms"])
    ]
    return Phrases(entries, language)


def atoms(view: View, language: str) -> list[Atom]:
    """The text as atoms, in order."""
    found: list[Atom] = []
    named = {one.start: one for one in _phrases(language).find(view)}
    last = 0
    skip_to = -1
    for word in view.words:
        if word.start < skip_to:
            continue
        if last:
            found += _gap(view, last, word.start, found[-1])
        phrase = named.get(word.start)
        if phrase and phrase.value[0] == "k" and _hangs(word, found, last):  # "5-i" is no Roman number
            phrase = None
        if phrase and not _unlike(view, word, phrase.value[0], language):
            letter, value = phrase.value
            found.append(Atom(letter, value, phrase.start, phrase.end))
            skip_to = last = phrase.end
        else:
            found.append(_plain(word, found, last))
            last = word.end
    return found


def in_solar_years(seen: Sequence[Atom]) -> bool:
    """Whether the text tells a date of the solar calendar, or none of any calendar."""
    solar = any(one.letter == "J" or (one.letter == "Y" and one.value in SOLAR_YEARS) for one in seen)
    return solar or not any(one.letter in "MY" for one in seen)


def _unlike(view: View, word: Word, letter: str, language: str) -> bool:
    return letter == "M" and language in _CAPITALISED and not view.cased[word.start].isupper()


def _plain(word: Word, before: list[Atom], last: int) -> Atom:
    if word.plain[0].isdecimal():
        return _number(word)
    return Atom("o" if _hangs(word, before, last) else "z", 0, word.start, word.end)


def _hangs(word: Word, before: Sequence[Atom], last: int) -> bool:
    """Whether a word is the ending of a number right before it."""
    behind = before[-1].letter if before else ""
    dashed = behind == "-" and len(before) > 1 and before[-2].letter in "DYn"
    hung = (dashed and word.start <= last + 1) or (behind in {*"DYn"} and word.start == last)
    return hung and len(word.plain) <= _SUFFIX


def _number(word: Word) -> Atom:
    digits = len(word.plain)
    value = int(word.plain) if digits <= _YEAR_DIGITS else 0
    if digits <= 2 and 1 <= value <= _LAST_DAY:  # noqa: PLR2004 - two digits of a day
        return Atom("D", value, word.start, word.end)
    if digits == _YEAR_DIGITS and (value in _GREGORIAN or value in SOLAR_YEARS):
        return Atom("Y", value, word.start, word.end)
    return Atom("n", value, word.start, word.end)


_SPACES = re.compile(r"\s+")


def _gap(view: View, start: int, end: int, before: Atom) -> list[Atom]:
    gap = view.plain[start:end]
    if gap == " ":
        return []
    between = _SPACES.sub(" ", gap)
    sign = _GAPS.get(between if between == " " else between.replace(" ", ""), "z")
    short = before.end - before.start <= _ABBREVIATED
    goes_on = before.letter in "yF" or (before.letter in "MJ" and view.plain[end].isdecimal())
    ends = sign == "." and not (short and goes_on)
    if ends or "\n\n" in gap:
        sign = "z"
    at = start + len(gap) - len(gap.lstrip(' \n\t"'))
    return [Atom(sign, 0, at, min(at + 1, end))] if sign else []
