"""How a consignment was hidden and carried: words of a text as codes of `vocabulary.manners`.

A value's quote is what the officer would underline: the words of hiding with the place that they name ("спрятанных в
полости задней двери"). The words stand in `lexicons/<language>/hiding.tsv` and `manners.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.hiding_cases import stands_in
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences as sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["concealments", "conveyances"]

_VERB_FIRST = frozenset({"en", "ru"})
"""Languages in which the place follows the verb of hiding; in the others the verb ends the clause."""
_WHOLE_LAST = frozenset({"en", "ru", "tg", "fa"})
"""Languages in which what holds a thing is told before what holds that: "in a sack of flour", "در کف موتر"."""
_IN = {
    "tg": re.compile(r"(?<!\w)(?:дар|зери|байни|дохили|даруни) "),
    "fa": re.compile(r"(?<!\w)(?:در|زیر|داخل|درون|بین|میان) "),
}
"""Words before the place of hiding, where a clause may name other things before it."""
_ORDER = {"hidden": 0, "hiding": 1, "standing": 2, "containing": 3}
"""The kinds of words in the order in which they are believed."""
_WHOLE = frozenset({"transport-vehicle", "residence", "freight"})
"""Places of which another named in the same words is a part."""
_ROOMS = frozenset({"toilet", "furniture", "appliances"})
"""What has doors, walls and a floor as a vehicle has."""
_CLAUSE = re.compile(r"[,.;:()\n]")
_HELD = re.compile(r"[\s,]{1,3}")
"""Between a place and the relative clause that tells what it held."""
_LONGEST = 90
_SURE, _LESS = 0.85, 0.6


@cache
def _codes(language: str, kind: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "manners") if row["kind"] == kind]
    return Phrases([(form, row["code"]) for row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _hiding(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "hiding")
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def concealments(view: View, setting: Setting) -> list[Value[str]]:
    """Codes of concealment in text order, one a clause."""
    found: list[Value[str]] = []
    codes = _codes(setting.language, "concealment").find(view)
    standing = [one._replace(value="standing") for one in codes if stands_in(view, one, setting.language)]
    told = [*_hiding(setting.language).find(view), *standing]
    told.sort(key=lambda one: (_ORDER[one.value], one.start))
    if not told:
        return []
    spans = sentences_of(view, setting.language)
    taken: list[tuple[int, int]] = []
    for one in told:
        if any(start <= one.start < end for start, end in taken):
            continue
        if one.value == "containing":
            holder = _holder(view, one, codes)
            if holder:
                found.append(view.value(holder.value, holder.start, one.end, _LESS))
                taken.append((holder.start, one.end))
            continue
        start, end = _clause(view, one, setting.language, spans)
        inside = [code for code in codes if start <= code.start and code.end <= end]
        if one.value == "hiding" and not inside and setting.language in _VERB_FIRST:
            start, end = _clause(view, one._replace(value="hidden"), setting.language, spans)
            inside = [code for code in codes if start <= code.start and code.end <= end]
        code = _nearest(view, inside, (start, end), setting.language)
        found.append(view.value(code, start, end, _SURE if inside else _LESS))
        taken.append((start, end))
    return sorted(found, key=lambda value: value.start)


def _holder(view: View, one: Found[str], codes: Sequence[Found[str]]) -> Found[str] | None:
    """What the words of a relative clause ("мешка, в которых") are about: the place right before them."""
    before = [code for code in codes if code.end <= one.start]
    near = bool(before) and _HELD.fullmatch(view.plain, before[-1].end, one.start)
    return before[-1] if near else None


def _nearest(view: View, inside: list[Found[str]], span: tuple[int, int], language: str) -> str:
    """The code of the place that the words of hiding are about; a part before what it is a part of."""
    if language in _IN:
        starts = [match.end() for match in _IN[language].finditer(view.plain, *span)]
        behind = [[code for code in inside if code.start >= at] for at in starts]
        inside = next((codes for codes in reversed(behind) if codes), inside)
    ordered = [code.value for code in (inside if language in _WHOLE_LAST else inside[::-1])]
    if "car-parts" in ordered[:1] and _ROOMS.intersection(ordered):  # the ceiling or the door of a room
        return next(code for code in ordered if code in _ROOMS)
    return next((code for code in ordered if code not in _WHOLE), next(iter(ordered), "other"))


def _clause(view: View, one: Found[str], language: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From the word of hiding to the end of its clause, or from the clause's beginning to it."""
    first, last = next((span for span in spans if span[0] <= one.start < span[1]), (one.start, one.end))
    if one.value in {"hiding", "standing"}:
        return one.start, one.end
    if language in _VERB_FIRST:
        stop = _CLAUSE.search(view.plain, one.end, last)
        end = min(stop.start() if stop else last, one.end + _LONGEST)
        return one.start, one.end + len(view.plain[one.end : end].rstrip())
    before = [match.end() for match in _CLAUSE.finditer(view.plain, first, one.start)]
    start = max([first, one.start - _LONGEST, *before])
    while start < one.start and not view.plain[start].isalnum():
        start += 1
    return start, one.end


def conveyances(view: View, setting: Setting) -> list[Value[str]]:
    """Codes of conveyance in text order."""
    found = _codes(setting.language, "conveyance").find(view)
    return [view.value(one.value, one.start, one.end, _LESS) for one in found]
