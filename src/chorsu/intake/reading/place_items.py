"""A text as the reader of places sees it: names, words that say what or where, other words, and what parts them.

Owns the reading of `place_words.tsv` and `place_roles.tsv`, and the joining of a name with the word of its kind
("Khatlon region", "the village of …"), also for names that no table knows. Must not decide which place is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.hyphens import without_hyphens
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.place_names import Name, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.gazetteer import Site
    from chorsu.intake.reading.views import View

__all__ = ["Item", "Unit", "items_of", "units_of"]

_NAME_BEFORE = frozenset({"en", "uz", "kk", "ky", "tk", "az", "ps"})
"""Languages in which the name stands before the word of its kind; in the others behind it."""
_EITHER = frozenset({"crossing", "airport", "station", "port", "road", "sea", "market"})
"""Kinds whose word may stand on either side of the name in every language."""
_NAMED = frozenset({"region", "district", "city", "village", "crossing", "airport", "station", "port"})
"""Kinds of which an unknown name is kept."""
_ADJECTIVE = re.compile(r"(?:ский|ской|ского|скому|ском|ская|скую|ским|цкий|цкой|цкого|цком|ная|ной|ном|ного|ный)$")
_PUNCTUATION = re.compile(r"[^\s\"'\-,]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SMALL = frozenset({"په", "د", "له", "پر", "تر", "در", "از", "به"})
"""Prepositions in Arabic script."""
_LONGEST_UNKNOWN = 3
_ABBREVIATION = 4
"""Letters of the longest abbreviated word of kind."""


class Item(NamedTuple):
    """One piece of the text: `kind` is `name`, `cue`, `word`, `comma`, `dash`, `stop`; offsets in the view."""

    kind: str
    start: int
    end: int
    name: Name | None = None
    told: tuple[tuple[str, str, str], ...] = ()
    """What a cue says: (`kind`, kind of place, "") or (`role`, role, side)."""

    def place_kind(self) -> str:
        """The kind of place that a cue names; empty for none."""
        return next((what for table, what, _ in self.told if table == "kind"), "")

    def roles(self, side: str) -> tuple[str, ...]:
        """The roles that a cue gives to what stands on the other side of it."""
        return tuple(what for table, what, at in self.told if table == "role" and at == side)


@dataclass(frozen=True, slots=True)
class Unit:
    """A name with the words of its kind: numbers of the first and last item, offsets, kind said, what it may be."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    written: str
    sites: tuple[Site, ...]
    cut: tuple[int, ...]
    ending: str
    typed_by: int | None = None
    """The item of the word of kind."""


@cache
def _cues(language: str) -> Phrases[tuple[tuple[str, str, str], ...]]:
    told: dict[str, list[tuple[str, str, str]]] = {}
    for row in lexicon.rows(language, "place_words"):
        for form in lexicon.forms(row["forms"]):
            told.setdefault(form, []).append(("kind", row["kind"], ""))
    for row in lexicon.rows(language, "place_roles"):
        for form in lexicon.forms(row["forms"]):
            told.setdefault(form, []).append(("role", row["role"], row["side"]))
    return Phrases([(form, tuple(said)) for form, said in told.items()], language)


def items_of(view: View, language: str) -> list[Item]:
    """The pieces of a text in order."""
    cues = {one.start: one for one in _cues(language).find(view)}
    named = {
        view.words[one.first].start: one
        for one in names(view, language, _spoken_for(view, cues), _demonyms(view, language))
    }
    found: list[Item] = []
    last = 0
    for word in view.words:
        if word.start < last:
            continue
        if last and not (found and _is_abbreviated(view, found[-1], word.start)):
            found += _between(view, last, word.start)
        name, cue = named.get(word.start), cues.get(word.start)
        if cue and (name is None or _says_more(cue, view.words[name.last].end)) and not _cut(view, cue, named):
            item = Item("cue", word.start, cue.end, None, cue.value)
        elif name:
            item = Item("name", word.start, view.words[name.last].end, name, cue.value if cue else ())
        else:
            item = Item("word", word.start, word.end)
        found.append(item)
        last = item.end
    parted = [_route(view, found, number) if one.kind == "stop" else one for number, one in enumerate(found)]
    return without_hyphens(view, parted, language)


def _route(view: View, items: Sequence[Item], number: int) -> Item:
    """A long dash between two names parts the ends of a way ("Бишкек — Ош"), not two clauses."""
    item = items[number]
    inside = 0 < number < len(items) - 1 and items[number - 1].kind == items[number + 1].kind == "name"
    is_dash = view.plain[item.start : item.end].strip() == "—"
    return item._replace(kind="dash") if inside and is_dash else item


def _is_abbreviated(view: View, item: Item, start: int) -> bool:
    """Whether only the stop of an abbreviated word of kind stands before `start` ("на ст. Сарыагаш")."""
    short = item.place_kind() != "" and item.end - item.start <= _ABBREVIATION
    return short and view.plain[item.end : start].strip() == "."


def _spoken_for(view: View, cues: dict[int, Found[tuple[tuple[str, str, str], ...]]]) -> frozenset[int]:
    """Offsets of words in Arabic script that tell a role: without capitals, chance makes names of them."""
    return frozenset(
        start
        for cue in cues.values()
        if _ARABIC.match(view.plain, cue.start) and any(table == "role" for table, _, _ in cue.value)
        for start in range(cue.start, cue.end)
    )


def _demonyms(view: View, language: str) -> frozenset[int]:
    """Offsets of the words for what belongs to a country, which are no places: "the Kazakh city of …"."""
    listed = _demonym_words(language)
    return frozenset(word.start for word in view.words if word.plain in listed) if listed else frozenset()


@cache
def _demonym_words(language: str) -> frozenset[str]:
    return frozenset(form.lower() for row in lexicon.rows(language, "demonyms") for form in lexicon.forms(row["forms"]))


def _says_more(cue: Found[tuple[tuple[str, str, str], ...]], name_end: int) -> bool:
    """Whether a listed phrase is longer than the name that begins with it, or is a word of kind of the same length."""
    return cue.end > name_end or (cue.end == name_end and any(table == "kind" for table, _, _ in cue.value))


def _cut(view: View, cue: Found[tuple[tuple[str, str, str], ...]], named: dict[int, Name]) -> bool:
    """Whether a name begins inside the phrase and goes on behind it."""
    inside = (cue.start + offset for offset in range(1, cue.end - cue.start))
    return any(start in named and cue.end < view.words[named[start].last].end for start in inside)


def _between(view: View, start: int, end: int) -> list[Item]:
    gap = view.plain[start:end]
    if _PUNCTUATION.search(gap) or "\n\n" in gap:
        return [Item("stop", start, end)]
    if "," in gap:
        return [Item("comma", start, end)]
    return [Item("dash", start, end)] if "-" in gap else []


def units_of(view: View, items: Sequence[Item], language: str) -> list[Unit]:
    """Every name with the words of its kind, in order; unknown names where a word of kind stands beside them."""
    claimed: set[int] = set()
    found: list[Unit] = []
    for number, item in enumerate(items):
        if item.kind == "name" and item.name:
            unit = Unit(
                number,
                number,
                item.start,
                item.end,
                "",
                view.cased[item.start : item.end],
                item.name.sites,
                item.name.cut,
                item.name.ending,
            )
            found.append(_typed(view, items, unit, claimed, language))
    taken = {number for one in found for number in range(one.first, one.last + 1)}
    for number, item in enumerate(items):
        if number not in claimed and item.kind == "cue" and item.place_kind() in _NAMED:
            unknown = _unknown(view, items, number, language)
            if unknown and taken.isdisjoint(range(unknown.first, unknown.last + 1)):
                claimed.add(number)
                found.append(unknown)
                taken.update(range(unknown.first, unknown.last + 1))
    return sorted(found, key=lambda one: one.start)


def _typed(view: View, items: Sequence[Item], unit: Unit, claimed: set[int], language: str) -> Unit:
    """The unit with the word of its kind, which stands before or behind its name as the language puts it."""
    behind_first = language in _NAME_BEFORE or (
        language == "ru" and bool(_ADJECTIVE.search(view.plain[unit.start : unit.end]))
    )
    for side in (1, -1) if behind_first else (-1, 1):
        number = _beside(items, unit.last if side > 0 else unit.first, side)
        if (
            number is None
            and side > 0
            and behind_first
            and unit.last + 1 < len(items)
            and _is_small(view, items[unit.last + 1])
        ):
            number = _beside(items, unit.last + 1, side)  # "د هلمند په ولایت کې"
        kind = items[number].place_kind() if number is not None and number not in claimed else ""
        if number is None or kind in {"", "filler"}:
            continue
        usual = (side > 0) == behind_first
        of = view.plain.endswith(" of", 0, items[number].end)
        if (of and side > 0) or not (usual or kind in _EITHER or of):
            continue
        claimed.add(number)
        first, last = min(unit.first, number), max(unit.last, number)
        return replace(
            unit, first=first, last=last, start=items[first].start, end=items[last].end, kind=kind, typed_by=number
        )
    return unit


def _beside(items: Sequence[Item], number: int, side: int) -> int | None:
    """The cue of a kind next to an item, over words such as "international"."""
    at = number + side
    while 0 <= at < len(items) and items[at].kind == "cue":
        if items[at].place_kind() != "filler":
            return at
        at += side
    return None


def _unknown(view: View, items: Sequence[Item], number: int, language: str) -> Unit | None:
    """A name that no table knows, told by the word of kind beside it."""
    adjective = (
        language == "ru"
        and number > 0
        and _is_name(view, items, number - 1)
        and bool(_ADJECTIVE.search(view.plain[items[number - 1].start : items[number - 1].end]))
    )
    before = (language in _NAME_BEFORE and not view.plain.endswith(" of", 0, items[number].end)) or adjective
    side = -1 if before else 1
    longest = 1 if _ARABIC.match(view.plain, items[number].start) or adjective else _LONGEST_UNKNOWN
    at = number
    while abs(at + side - number) <= longest and _is_name(view, items, at + side):
        at += side
    if at == number:
        return None
    first, last = min(at, number), max(at, number)
    run = (at, number + side) if before else (number + side, at)
    written = view.cased[items[run[0]].start : items[run[1]].end]
    return Unit(
        first, last, items[first].start, items[last].end, items[number].place_kind(), written, (), (), "", number
    )


def _is_small(view: View, item: Item) -> bool:
    """Whether an item is a preposition in Arabic script: no name, but it may part one from the word of its kind."""
    return view.plain[item.start : item.end] in _SMALL


def _is_name(view: View, items: Sequence[Item], number: int) -> bool:
    """Whether an item is a word that may be a name: a capital letter where the script has them, no number."""
    if not 0 <= number < len(items) or items[number].kind != "word":
        return False
    if _is_small(view, items[number]):
        return False
    letter = view.cased[items[number].start]
    starts = number == 0 or items[number - 1].kind == "stop"
    return (letter.isupper() and not starts) or bool(_ARABIC.match(letter) and letter.isalpha())
