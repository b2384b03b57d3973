"""By whom: every agency of a text, resolved to the vocabulary's where it has one, or kept as written with its kind.

Owns how far an agency's name reaches (the office before the ministry, the state or region behind it) and which of
several states' agencies of one name is meant. Must not know the directory of those who take part.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chorsu.intake.reading.agency_words import Head, Named, demonyms, heads_in, links, named_in
from chorsu.intake.reading.place_choice import around, ranked
from chorsu.intake.reading.place_groups import case_of
from chorsu.intake.reading.scenes import Scene, scene_of
from chorsu.vocabulary.agencies import agencies as all_agencies
from chorsu.vocabulary.agencies import agency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.place_choice import Around
    from chorsu.intake.reading.place_items import Unit
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Agency", "agencies", "listed", "whole_service"]

_HEAD_LAST = frozenset({"uz", "kk", "ky", "tk", "az"})
"""Languages in which the narrower office stands behind the wider one, and the state before its agency."""
_STATE_BEFORE = _HEAD_LAST | {"en", "ps"}
_MOST_LINKS, _MOST_WORDS = 6, 8
"""Words between an agency and its state; between an office and the agency that it belongs to."""
_FURTHEST = 150
"""Characters between two parts of one name at the most."""
_BREAK = re.compile(r"[^\w\s'\"-]|\d|\n\n")
_ARTICLE = re.compile(r"\bthe $")
_OPENS = frozenset({"по", "при", "of", "for", "on", "оид", "мубориза", "назорати", "مبارزه", "د", "state"})
"""Words with which the name of an office goes on before its agency."""
_SURE, _LIKELY, _OPEN, _AS_WRITTEN = 0.97, 0.88, 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency named in a text.

    Attributes:
        code: the vocabulary's code; empty for one that it does not have.
        name_en: the vocabulary's English name, or the words of the text.
        country: ISO 3166-1 alpha-2; empty where open or where it is of several states.
        kind: the vocabulary's kind, or that of the word that heads the name.
        national: whether a name that the vocabulary does not have says no more than a state and a kind ("Tajik border
            guards", "the customs of Azerbaijan").
    """

    code: str
    name_en: str
    country: str
    kind: str
    national: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of an agency's name so far: what it may be, and the places that belong to it."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str
    units: tuple[Unit, ...] = ()
    country: str = ""
    """The state whose people the word before the name tells ("Kazakh police")."""


def agencies(view: View, setting: Setting) -> list[Value[Agency]]:
    """Every agency in the order of the text; one name of several states' agencies keeps the others as alternatives."""
    language = setting.language
    scene = scene_of(view, language)
    named = [_known(one) for one in named_in(view, language)]
    heads = heads_in(view, language)
    if not named and not heads:
        return []
    spans = _joined(view, [_with_state(view, scene, one, language) for one in named], language)
    spans = [_with_office(view, one, heads, spans, language) for one in spans]
    spans += _offices(view, scene, heads, spans, language)
    lands = around(scene.roles(), (), setting.country, language, view.plain)
    values = []
    for span in sorted(spans, key=lambda one: one.start):
        found, confidence, others = _resolved(view, span, lands)
        article = language == "en" and _ARTICLE.search(view.plain, max(0, span.start - 5), span.start)
        start = article.start() if article else span.start
        values.append(view.value(found, start, span.end, confidence, others))
    return values


def _start(one: Unit | Found[Head]) -> int:
    return one.start


def _end(one: Unit | Found[Head] | _Span) -> int:
    return one.end


def _first[T](found: Sequence[T], number: int) -> T | None:
    """The one at a number that may lie outside."""
    return found[number] if 0 <= number < len(found) else None


def _known(one: Found[Named]) -> _Span:
    return _Span(one.start, one.end, one.value.codes, agency(one.value.codes[0]).kind)


def _with_state(view: View, scene: Scene, span: _Span, language: str) -> _Span:
    """The name with the state or the region that it belongs to, behind it or before it."""
    behind = _first(scene.units, bisect_left(scene.units, span.end, key=_start))
    linked = behind and language not in _HEAD_LAST and _linked(view, span.end, behind.start, language)
    if behind and linked and not (language == "en" and _touches(view, span.end, behind.start)):
        return _Span(span.start, behind.end, span.codes, span.kind, (behind,))
    before = _first(scene.units, bisect_left(scene.units, span.start, key=_start) - 1)
    if (
        before
        and language in _STATE_BEFORE
        and before.end <= span.end
        and _touches(view, before.end, span.start)
        and _owns(view, scene, before, language)
    ):
        return _Span(before.start, span.end, span.codes, span.kind, (before,))
    return span


def _linked(view: View, start: int, end: int, language: str) -> bool:
    """Whether only small words such as "of" and "under the President of" stand between."""
    if end - start > _FURTHEST:
        return False
    between = view.plain[start:end]
    words = between.split()
    if _BREAK.search(between) or len(words) > _MOST_LINKS:
        return False
    small = links(language)
    return all(word in small for word in words)


def _touches(view: View, start: int, end: int) -> bool:
    return end - start <= _FURTHEST and view.plain[start:end].strip(' "') == ""


def _owns(view: View, scene: Scene, unit: Unit, language: str) -> bool:
    """Whether a place before an agency is its state or its region, and not where or whence something happened."""
    case = case_of(view, scene.items, unit, language)
    wide = unit.kind in {"country", "region"} or all(one.kind == "country" for one in unit.sites)
    return case not in {"at", "from", "to"} and (wide or bool(unit.kind) or language == "en")


def _joined(view: View, spans: list[_Span], language: str) -> list[_Span]:
    """Names that follow each other are one: the department and its ministry; the narrower one is meant."""
    found: list[_Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and last.end >= span.start and last.end >= span.end:
            continue
        if last and _explains(view, last, span):
            codes = tuple(code for code in last.codes if code in span.codes)
            found[-1] = _Span(last.start, span.end + 1, codes, last.kind, last.units)
            continue
        if last and _belongs(view, last, span, language):
            narrow, wide = (span, last) if language in _HEAD_LAST else (last, span)
            codes = _of_same_state(narrow.codes, wide.codes) or narrow.codes
            found[-1] = _Span(last.start, span.end, codes, narrow.kind, (*last.units, *span.units))
        else:
            found.append(span)
    return found


def _explains(view: View, last: _Span, span: _Span) -> bool:
    """Whether a name is followed by its abbreviation in brackets."""
    bracketed = view.plain[last.end : span.start].strip() == "(" and view.plain.startswith(")", span.end)
    return bracketed and not set(last.codes).isdisjoint(span.codes)


def _belongs(view: View, last: _Span, span: _Span, language: str) -> bool:
    if not _linked(view, last.end, span.start, language):
        return False
    wide = last if language in _HEAD_LAST else span
    return wide.kind in {"interior", "security"} and bool(_of_same_state(last.codes, span.codes))


def _of_same_state(codes: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    lands = {agency(code).country for code in others}
    return tuple(code for code in codes if agency(code).country in lands)


def _with_office(view: View, span: _Span, heads: Sequence[Found[Head]], spans: Sequence[_Span], language: str) -> _Span:
    """The name with the office of the agency that stands before it (or behind it)."""
    if language in _HEAD_LAST:
        behind = _first(heads, bisect_left(heads, span.end, key=_start))
        if behind and _runs_on(view, span.end, behind.start, spans, tail=True):
            return _Span(span.start, behind.end, span.codes, span.kind, span.units)
        return span
    before = _first(heads, bisect_right(heads, span.start, key=_end) - 1)
    if before and _runs_on(view, before.end, span.start, spans, tail=False):
        return _Span(before.start, span.end, span.codes, span.kind, span.units)
    return span


def _runs_on(view: View, start: int, end: int, spans: Sequence[_Span], *, tail: bool) -> bool:
    if end - start > _FURTHEST:
        return False
    between = view.plain[start:end]
    words = between.split()
    crossed = None if tail else _first(spans, bisect_right(spans, start, key=_end))
    if _BREAK.search(between) or len(words) > _MOST_WORDS or (crossed and crossed.end <= end):
        return False
    if not words:
        return True
    return len(words) <= 2 and view.cased[start:end].strip()[:1].isupper() if tail else words[0] in _OPENS  # noqa: PLR2004 - an adjective or two


def _offices(
    view: View, scene: Scene, heads: Sequence[Found[Head]], spans: Sequence[_Span], language: str
) -> list[_Span]:
    """Offices of a region or a town that the vocabulary does not list: a head word with its place beside it."""
    found = []
    peoples = {one.end: one for one in demonyms(language).find(view)}
    for head in heads:
        near = _first(spans, bisect_right(spans, head.start, key=_end))
        if not head.value.whole or (near and near.start < head.end):
            continue
        span = _Span(head.start, head.end, (), head.value.kind)
        with_place = _with_state(view, scene, span, language)
        if with_place.units and (not head.value.people or _is_national(with_place)):
            found.append(with_place)
        elif people := peoples.get(len(view.plain[: head.start].rstrip(" "))):
            found.append(_Span(people.start, head.end, (), head.value.kind, country=people.value))
        elif _is_abbreviation(view, head):
            found.append(span)
    return found


def _is_abbreviation(view: View, head: Found[Head]) -> bool:
    return view.cased[head.start : head.start + 3].isupper() and head.end - head.start > 2  # noqa: PLR2004 - letters


def _resolved(view: View, span: _Span, lands: Around) -> tuple[Agency, float, tuple[Agency, ...]]:
    states = _states(span, lands)
    written = view.text[slice(*view.span(span.start, span.end))]
    if not span.codes:
        return Agency("", written, next(iter(states), ""), span.kind, _is_national(span)), _AS_WRITTEN, ()
    fitting = [code for code in span.codes if agency(code).country in states] if states else []
    if states and not fitting and agency(span.codes[0]).country:
        return Agency("", written, states[0], span.kind), _AS_WRITTEN, ()
    weighed = sorted(fitting or span.codes, key=lambda code: -lands.get(agency(code).country, 0.0))
    first, others = weighed[0], weighed[1:]
    if not others:
        return listed(first), _SURE, ()
    lead = lands.get(agency(first).country, 0.0) - lands.get(agency(others[0]).country, 0.0)
    return listed(first), _LIKELY if lead > 0 else _OPEN, tuple(listed(code) for code in others)


def _is_national(span: _Span) -> bool:
    return bool(span.country) or any(one.kind == "country" for unit in span.units for one in unit.sites)


def _states(span: _Span, lands: Around) -> list[str]:
    """The states of the places in an agency's name, the likeliest first."""
    best = [sites[0][1].country for unit in span.units if (sites := ranked(unit, (), lands))]
    return list(dict.fromkeys(code for code in (span.country, *best) if code))


def whole_service(one: Agency) -> str:
    """The code of the only agency of a state that does what a name without one tells; "" where none or several do.

    The police of a state are its ministry of the interior, which is who tells of their seizures.
    """
    kinds = {one.kind} | ({"interior"} if one.kind == "police" else set())
    codes = [other.code for other in all_agencies() if other.country == one.country and other.kind in kinds]
    return codes[0] if len(codes) == 1 or (codes and one.kind == "police") else ""


def listed(code: str) -> Agency:
    """An agency of the vocabulary."""
    one = agency(code)
    return Agency(code, one.name_en, one.country, one.kind)
