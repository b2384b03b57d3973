"""Amounts in a text: a number with its unit, compound ("3 kg 90 g"), in words, with "more than" before or behind it.

Owns only which numbers are amounts of something weighed, measured or counted in doses. Packages, money, vehicles and
shares are left alone. Units stand in `lexicons/<language>/units.tsv`, qualifiers in `qualifiers.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.numbers import Number, numbers, numerals, prefixes
from chorsu.intake.reading.packages import multiplied
from chorsu.intake.reading.phrases import Found, Phrases, stems
from chorsu.intake.reading.views import View
from chorsu.vocabulary.units import Unit, to_base, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value

__all__ = ["COUNTED", "Amount", "amounts", "unit_words"]

COUNTED = frozenset({"tablet", "capsule", "ampoule", "vial", "blotter", "dose", "plant", "joint", "patch", "piece"})
"""Kinds of units that count, not weigh."""
_WORD_GAP = re.compile(r"(?<=[^\W\d])\.\s|-|[ \t]?(?:\n[ \t]?)?")
_COMPOUND_GAP = re.compile(r"\.?[\s,]{1,2}(?:(?P<word>[^\W\d_]+)\s)?")
_HALF = 0.5
_BEFORE_HALF = re.compile(r" (?:(?:و|ва|va|və|we|жана|және|او|у) )?")
"""Between a unit and the half that belongs to it."""
_ABBREVIATION = 2
"""Letters of the longest unit that is found in just this form: it has no endings of its own."""
_HUNG = re.compile(r"-[^\W\d_]{2,4} ")
"""A case ending hung on an abbreviated unit ("11 kq-dan çox")."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLEAR, _DOUBTFUL = 0.95, 0.6


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in the unit as written (a code of `vocabulary.units`).

    `qualifier`: "" | "more than" | "at least" | "about" | "less than" | "up to". A compound amount is in its largest
    unit. `attributive`: what a thing can hold or weighs by name ("a 12-kg cylinder"), not what was measured.
    """

    quantity: float
    unit: str
    qualifier: str = ""
    attributive: bool = False

    @property
    def base(self) -> tuple[float, str]:
        """The quantity in the base unit of its kind, and that unit."""
        return to_base(self.quantity, unit(self.unit))


class _Part(NamedTuple):
    start: int
    end: int
    number: Number
    unit: Unit


@cache
def unit_words(language: str) -> Phrases[str]:
    """The words of units of a language and their codes."""
    listed = [(form, row["code"]) for row in lexicon.rows(language, "units") for form in lexicon.forms(row["words"])]
    return Phrases([(form if len(form) > _ABBREVIATION else f"={form}", code) for form, code in listed], language)


@cache
def _qualifiers(language: str, place: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "qualifiers") if row["place"] == place]
    return Phrases([(form, row["qualifier"]) for row in rows for form in lexicon.forms(row["words"])], language)


def amounts(view: View, setting: Setting) -> list[Value[Amount]]:
    """All amounts of a text in order; an amount read both ways keeps the other reading as an alternative."""
    language = setting.language
    units = {one.start: one for one in unit_words(language).find(view)}
    counted = numbers(view, language)
    parts = [part for number in counted if (part := _part(view, number, units))]
    parts = [_with_half(view, part, counted, units) for part in parts] + _halves(view, units, language)
    parts += _alone(view, units, counted, language)
    parts.sort()
    before = {one.end: one for one in _qualifiers(language, "before").find(view)} if parts else {}
    behind = {one.start: one for one in _qualifiers(language, "after").find(view)} if parts else {}
    found = [_amount(view, run, before, behind) for run in _runs(view, parts, language)]
    return multiplied(view, language, _ranged(view, found, counted, language), counted) if found else []


def _ranged(view: View, found: list[Value[Amount]], counted: Sequence[Number], language: str) -> list[Value[Amount]]:
    """Ranges ("3-4 kg", "от 3 до 4 кг"): the lower end is the quantity, the upper end its other reading."""
    ends = {one.end: one for one in counted}
    ranged = []
    for one in found:
        start, end = view.place(one.start, one.end)
        low = ends.get(start - 1) if view.plain[start - 1 : start] == "-" else None
        worded = low is None and (low := _lower_in_words(view, start, ends, language)) is not None
        if low and 0 < low.value < one.value.quantity:
            qualifier = "at least" if worded else one.value.qualifier or "at least"
            lower = replace(one.value, quantity=low.value, qualifier=qualifier)
            ranged.append(view.value(lower, low.start, end, _DOUBTFUL, (one.value,)))
        else:
            ranged.append(one)
    return ranged


def _lower_in_words(view: View, start: int, ends: dict[int, Number], language: str) -> Number | None:
    """The number before "to", or before "and" behind "between", that begins the range which ends at `start`."""
    for opening, joint in _range_words(language):
        low = ends.get(start - len(joint)) if view.plain.startswith(joint, max(0, start - len(joint))) else None
        if low and view.plain[max(0, low.start - len(opening)) : low.start] == opening:
            return low
    return None


@cache
def _range_words(language: str) -> tuple[tuple[str, str], ...]:
    """Words before and between the numbers of a range, with their spaces; the first may be empty."""
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "range"]
    words = [View(form).plain.split() for row in rows for form in lexicon.forms(row["words"])]
    return tuple(("".join(f"{word} " for word in one[:-1]), f" {one[-1]} ") for one in words)


def _part(view: View, number: Number, units: dict[int, Found[str]]) -> _Part | None:
    gap = _WORD_GAP.match(view.plain, number.end)
    found = units.get(gap.end()) if gap else None
    if found is None and view.plain[number.end : number.end + 2] == " -":
        found = units.get(number.end + 3)
    if found is None or _is_year(view, number, found):
        return None
    return _Part(number.start, found.end, number, unit(found.value))


def _with_half(view: View, part: _Part, counted: Sequence[Number], units: dict[int, Found[str]]) -> _Part:
    """The part with a half that stands behind its unit, of no unit itself: "iki kiloqram yarım", "دو کیلو و نیم"."""
    nth = bisect_left(counted, part.end, key=lambda one: one.start)
    half = counted[nth] if nth < len(counted) else None
    if half is None or half.value != _HALF or not half.spelled or part.number.value < 1:
        return part
    if not _BEFORE_HALF.fullmatch(view.plain, part.end, half.start) or half.end + 1 in units:
        return part
    return part._replace(end=half.end, number=part.number._replace(value=part.number.value + half.value))


def _is_year(view: View, number: Number, found: Found[str]) -> bool:
    """A year with its abbreviation ("5 сентября 2023 г.") is no amount; "2000 г соли" may be one."""
    written = view.plain[number.start : number.end]
    if not _YEAR.fullmatch(written) or found.end - found.start > 1:
        return False
    after = view.plain[found.end : found.end + 3]
    return not re.match(r' "?[^\W\d_]', after) or _in_a_date(view, number.start)


def _in_a_date(view: View, start: int) -> bool:
    before = view.plain[max(0, start - 14) : start].rstrip()
    word = re.search(r"([^\W\d_]+|\d[.\d]*)$", before)
    return bool(word and (len(word[0]) <= _ABBREVIATION or re.search(r"\d[.\s-]*[^\W\d_]*$", before)))


def _halves(view: View, units: dict[int, Found[str]], language: str) -> list[_Part]:
    """A half that is one word with its unit: "полкило", "пол-литра"."""
    found = []
    for prefix, value in prefixes(language):
        for word in view.words:
            if not word.plain.startswith(prefix):
                continue
            apart = units.get(word.end + 1) if word.plain == prefix else None
            code = apart.value if apart else _unit_of(word.plain[len(prefix) :], language)
            if code:
                number = Number(word.start, word.start + len(prefix), value, spelled=True)
                found.append(_Part(word.start, apart.end if apart else word.end, number, unit(code)))
    return found


def _alone(view: View, units: dict[int, Found[str]], counted: Sequence[Number], language: str) -> list[_Part]:
    """One of a unit that is named without a number: "кило анаши"."""
    ends = {number.end for number in counted}
    found = []
    for one in _alone_words(language).find(view):
        code = units.get(one.start)
        free = ends.isdisjoint(range(one.start - _ABBREVIATION, one.start + 1))
        if code and free and view.plain[one.end : one.end + 1] == " ":
            found.append(_Part(one.start, one.end, Number(one.start, one.start, 1, spelled=True), unit(code.value)))
    return found


@cache
def _alone_words(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "alone"]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _by_stem(language: str) -> dict[str, str]:
    return {
        stem: row["code"]
        for row in lexicon.rows(language, "units")
        for form in lexicon.forms(row["words"])
        if len(form) > _ABBREVIATION and " " not in form
        for stem in stems(form, language)
    }


def _unit_of(word: str, language: str) -> str | None:
    known = _by_stem(language)
    return next((known[stem] for stem in sorted(stems(word, language), key=len) if stem in known), None)


def _runs(view: View, parts: list[_Part], language: str) -> list[list[_Part]]:
    """Parts that together make one amount: each in a smaller unit of the same kind, and less than one of the last."""
    runs: list[list[_Part]] = []
    for part in parts:
        last = runs[-1][-1] if runs else None
        if last and part.start < last.end:
            continue
        if last and _goes_on(view, last, part, language):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _goes_on(view: View, last: _Part, part: _Part, language: str) -> bool:
    if last.unit.base != part.unit.base or part.unit.factor >= last.unit.factor or last.unit.kind == "area":
        return False
    if part.number.value * part.unit.factor >= last.unit.factor:
        return False
    gap = _COMPOUND_GAP.fullmatch(view.plain, last.end, part.start)
    if gap is None:
        return False
    word = gap["word"]
    joins = word is None or (word in _joiners(language) and "," not in gap[0])
    return joins and last.number.value == int(last.number.value)


@cache
def _joiners(language: str) -> frozenset[str]:
    listed = (row["words"] for row in lexicon.rows(language, "linking") if row["kind"] == "joined")
    return frozenset(form for words in listed for form in lexicon.forms(words)) | {
        word for word, one in numerals(language).items() if one.kind == "fill"
    }


def _amount(
    view: View, run: list[_Part], before: dict[int, Found[str]], behind: dict[int, Found[str]]
) -> Value[Amount]:
    first, largest = run[0], run[0].unit
    quantity = sum(part.number.value * part.unit.factor for part in run) / largest.factor
    qualifier = ""
    near = [before.get(first.start - back) for back in (1, 2)]
    after = [behind.get(run[-1].end + on) for on in (0, 1)] + [behind.get(first.number.end + 1)]
    if hung := _HUNG.match(view.plain, run[-1].end):
        after.append(behind.get(hung.end()))
    for found in (*near, *after):
        qualifier = qualifier or (found.value if found else "")
    hyphen = view.plain[first.number.end : first.number.end + 1] == "-" and not first.number.spelled
    one = Amount(_tidy(quantity), largest.code, qualifier, hyphen)
    if first.number.other is None:
        return view.value(one, first.start, run[-1].end, _CLEAR)
    other = replace(one, quantity=_tidy(first.number.other))
    if _counts(largest, first.number):
        return view.value(other, first.start, run[-1].end, _CLEAR, (one,))
    return view.value(one, first.start, run[-1].end, _DOUBTFUL, (other,))


def _counts(one: Unit, number: Number) -> bool:
    """Nobody counts thousandths of a tablet: the sign of "1.500 tablets" parts thousands."""
    return one.code in COUNTED and number.other is not None and number.other > number.value


def _tidy(value: float) -> float:
    return float(f"{value:.12g}")
