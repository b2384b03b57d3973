"""How a consignment was hidden and carried: words of a text as codes of `vocabulary.manners`.

A value's quote is what the officer would underline: the words of hiding with the place that they name ("спрятанных в
полости задней двери"). The words stand in `lexicons/<language>/hiding.tsv` and `manners.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
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

__all__ = ["carrying", "concealments", "conveyances"]

_VERB_FIRST = frozenset({"en", "ru"})
"""Languages in which the place follows the verb of hiding; in the others the verb ends the clause."""
_WHOLE_LAST = frozenset({"en", "ru", "tg", "fa"})
"""Languages in which what holds a thing is told before what holds that: "in a sack of flour", "در کف موتر"."""
_IN = {
    "tg": re.compile(r"(?<!\w)(?:дар|зери|байни|дохили|даруни) "),
    "fa": re.compile(r"(?<!\w)(?:در|زیر|داخل|درون|بین|میان) "),
}
"""Words before the place of hiding, where a clause may name other things before it."""
_ORDER = {"hidden": 0, "hiding": 1, "standing": 2, "containing": 3, "holding": 4, "inside": 5}
"""The kinds of words in the order in which they are believed."""
_WHOLE = frozenset({"transport-vehicle", "residence", "freight", "package", "plastic-bags", "postal", "container"})
"""Places of which another named in the same words is a part."""
_OPEN = frozenset({"transport-vehicle", "residence", "freight", "package", "plastic-bags", "container", "vessel"}) | {
    "dead-drop",
    "body",
    "animal",
    "furniture",
}
"""Places in which a thing may lie openly: only a word of hiding makes them a concealment."""
_PARTS_OF_A_HOUSE = re.compile(
    r"\b(?:floor\w*|walls?|ceiling|roof|door|panel\w*|skirting|панел\w+|пол(?:ом|а|у)|стен\w+|потол\w+|крыш\w+|двер\w+)\b"
)
_DOUBLED = re.compile(r"\b(?:wall|bottom|lining|floor|дн(?:о|ом|а|е)|стенк\w+|стенок|подклад\w+)\b")
"""Parts that luggage has as well as vehicles."""
_LUGGAGE = frozenset({"baggage", "backpack", "handbag", "furniture", "appliances"})
_UNSAID = "~"
"""Before the code of a hideaway that does not say where it is ("тайник"): another place in the same words says it."""
_WORDS_BEFORE = 4
_NEAR_PLACE = 50
_ROOMS = frozenset({"toilet", "furniture", "appliances"})
"""What has doors, walls and a floor as a vehicle has."""
_CLAUSE = re.compile(r"[,.;:()\n]")
_HELD = re.compile(r"[\s,]{1,3}")
"""Between a place and the relative clause that tells what it held."""
_LONGEST = 90
_OBJECT = 24
"""Characters between a verb and the amount that is its object."""
_SURE, _LESS, _LEAST = 0.85, 0.6, 0.5


@cache
def _codes(language: str, kind: str) -> Phrases[str]:
    rows = [(row["code"], row) for row in lexicon.rows(language, "manners") if row["kind"] == kind]
    if kind == "concealment":
        rows += [(_UNSAID + row["code"], row) for row in lexicon.rows(language, "hideaways")]
    return Phrases([(form, code) for code, row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _hiding(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "hiding") if row["kind"] in _ORDER]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def concealments(view: View, setting: Setting, lots: Sequence[tuple[int, int]] = ()) -> list[Value[str]]:
    """Codes of concealment in text order, one a clause.

    `lots`: where lots stand in the view; in their sentences a word for "in" or "under" before a place suffices.
    """
    found: list[Value[str]] = []
    codes = _codes(setting.language, "concealment").find(view)
    standing = [one._replace(value="standing") for one in codes if stands_in(view, one, setting.language)]
    told = [*_hiding(setting.language).find(view), *standing]
    told.sort(key=lambda one: (_ORDER[one.value], one.start))
    if not told:
        return []
    spans = sentences_of(view, setting.language)
    amid = {one.start for one in _amid(setting.language).find(view)}
    taken: list[tuple[int, int]] = []
    for one in told:
        if any(start <= one.start < end for start, end in taken):
            continue
        if one.value == "inside":
            near = _with_a_lot(one, spans, lots, amid=one.start in amid)
            place = _place_behind(view, one, codes, setting.language) if near else None
            if place:
                found.append(view.value(place.value, one.start, place.end, _LEAST))
                taken.append((one.start, place.end))
            continue
        if one.value in {"containing", "holding"}:
            holder = (
                _holder(view, one, codes) if one.value == "containing" else _that_held(view, one, codes, lots, setting)
            )
            if holder:
                found.append(view.value(holder.value, holder.start, one.end, _LESS))
                taken.append((holder.start, one.end))
            continue
        start, end = _clause(view, one, setting.language, spans)
        inside = [code for code in codes if start <= code.start and code.end <= end]
        if setting.language in _VERB_FIRST and all(_is_whole(code.value) for code in inside):
            start, end = _wider(view, one, setting.language, spans, codes)
            inside = [code for code in codes if start <= code.start and code.end <= end]
        code = _nearest(view, inside, (start, end), setting.language)
        found.append(view.value(code, start, end, _SURE if inside else _LESS))
        taken.append((start, end))
    return [_of_a_house(view, one, codes, setting) for one in sorted(found, key=lambda value: value.start)]


def _wider(
    view: View, one: Found[str], language: str, spans: list[tuple[int, int]], codes: Sequence[Found[str]]
) -> tuple[int, int]:
    """The clause behind a word of hiding; the one before it where that alone names a place ("среди лука спрятано")."""
    start, end = _clause(view, one._replace(value="hidden"), language, spans)
    if one.value == "hiding" or any(start <= code.start < end for code in codes):
        return start, end
    first = next((span[0] for span in spans if span[0] <= one.start < span[1]), one.start)
    before = [match.end() for match in _CLAUSE.finditer(view.plain, first, one.start)]
    opening = max([first, one.start - _LONGEST, *before])
    places = [code.start for code in codes if opening <= code.start < one.start]
    return (places[0], end) if places else (start, end)


def _of_a_house(view: View, one: Value[str], codes: Sequence[Found[str]], setting: Setting) -> Value[str]:
    """What lies under a floor or in a wall is in the house where the text names one and no vehicle."""
    code = one.value.removeprefix(_UNSAID)
    house = any(other.value == "residence" for other in codes) and _PARTS_OF_A_HOUSE.search(one.quote.lower())
    if code == "car-parts" and house and not _codes(setting.language, "conveyance").find(view):
        code = "residence"
    if code == "car-parts" and _DOUBLED.search(one.quote.lower()):
        start, end = _around(view, one)
        code = next((other.value for other in codes if start <= other.start < end and other.value in _LUGGAGE), code)
    return replace(one, value=code) if code != one.value else one


def _around(view: View, one: Value[str]) -> tuple[int, int]:
    """The clause in which a value stands, in the view."""
    start, end = view.place(one.start, one.end)
    before = [match.end() for match in _CLAUSE.finditer(view.plain, max(0, start - _LONGEST), start)]
    stop = _CLAUSE.search(view.plain, end)
    return before[-1] if before else max(0, start - _LONGEST), stop.start() if stop else len(view.plain)


def _with_a_lot(
    one: Found[str], spans: Sequence[tuple[int, int]], lots: Sequence[tuple[int, int]], *, amid: bool
) -> bool:
    """Whether a lot stands in the sentence of a preposition; of such as "among" and "under" also in the next."""
    nth = next((nth for nth, span in enumerate(spans) if span[0] <= one.start < span[1]), 0)
    first, last = spans[nth][0], spans[min(nth + amid, len(spans) - 1)][1]
    return any(first <= start < last for start, _ in lots)


def _place_behind(view: View, one: Found[str], codes: Sequence[Found[str]], language: str) -> Found[str] | None:
    """The place of hiding that a preposition governs; of several in its words the first that is a part."""
    stop = _CLAUSE.search(view.plain, one.end)
    last = min(stop.start() if stop else len(view.plain), one.end + _NEAR_PLACE)
    near = [code for code in codes if one.end <= code.start and code.end <= last]
    barred = _no_places(language)
    gaps = {code: view.plain[one.end : code.start].split() for code in near}
    near = [code for code, gap in gaps.items() if len(gap) <= _WORDS_BEFORE and barred.isdisjoint(gap)]
    told = [code for code in near if code.value.removeprefix(_UNSAID) not in _OPEN]
    return next((code for code in told if not _is_whole(code.value)), next(iter(told), None))


@cache
def _amid(language: str) -> Phrases[str]:
    """Prepositions of what is hidden rather than of what is only somewhere."""
    rows = [row for row in lexicon.rows(language, "hiding") if row["kind"] == "amid"]
    return Phrases([(form, "amid") for row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _no_places(language: str) -> frozenset[str]:
    """Words that part a preposition from a place behind it, for it governs another: "under the bath lay two bags"."""
    rows = [row for row in lexicon.rows(language, "hiding") if row["kind"] == "no_place"]
    return frozenset(form.removeprefix("=") for row in rows for form in lexicon.forms(row["words"]))


def _is_whole(code: str) -> bool:
    return code in _WHOLE or code.startswith(_UNSAID)


def _holder(view: View, one: Found[str], codes: Sequence[Found[str]]) -> Found[str] | None:
    """What the words of a relative clause ("мешка, в которых") are about: the place right before them."""
    before = [code for code in codes if code.end <= one.start]
    near = bool(before) and _HELD.fullmatch(view.plain, before[-1].end, one.start)
    return before[-1] if near else None


def _that_held(
    view: View, one: Found[str], codes: Sequence[Found[str]], lots: Sequence[tuple[int, int]], setting: Setting
) -> Found[str] | None:
    """What held a lot that stands right behind: "the bags they dropped held 3 kg of opium"."""
    if not any(one.end < start <= one.end + _OBJECT for start, _ in lots):
        return None
    before = [code for code in codes if code.end <= one.start and code.value not in _OPEN]
    gap = view.plain[before[-1].end : one.start] if before else ""
    words = gap.split()
    fits = before and len(words) <= _WORDS_BEFORE and not _CLAUSE.search(gap)
    return before[-1] if fits and _no_places(setting.language).isdisjoint(words) else None


def _nearest(view: View, inside: list[Found[str]], span: tuple[int, int], language: str) -> str:
    """The code of the place that the words of hiding are about; a part before what it is a part of."""
    if language in _IN:
        starts = [match.end() for match in _IN[language].finditer(view.plain, *span)]
        behind = [[code for code in inside if code.start >= at] for at in starts]
        inside = next((codes for codes in reversed(behind) if codes), inside)
    ordered = [code.value for code in (inside if language in _WHOLE_LAST else inside[::-1])]
    if "car-parts" in ordered[:1] and _ROOMS.intersection(ordered):  # the ceiling or the door of a room
        return next(code for code in ordered if code in _ROOMS)
    return next((code for code in ordered if not _is_whole(code)), next(iter(ordered), "other"))


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


def carrying(language: str) -> Phrases[str]:
    """The words for what carries goods, each with its code of conveyance."""
    return _codes(language, "conveyance")


def conveyances(view: View, setting: Setting) -> list[Value[str]]:
    """Codes of conveyance in text order."""
    found = _codes(setting.language, "conveyance").find(view)
    return [view.value(one.value, one.start, one.end, _LESS) for one in found]
