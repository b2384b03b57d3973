"""By whom: every agency of a text, resolved to the vocabulary's where it has one, or kept as written with its kind.

Owns how far an agency's name reaches (the office before the ministry, the state or region behind it) and which of
several states' agencies of one name is meant. Must not know the directory of those who take part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.reading.agency_words import Head, Named, heads_in, links, named_in
from chorsu.intake.reading.place_choice import around, ranked
from chorsu.intake.reading.place_groups import case_of
from chorsu.intake.reading.scenes import Scene, scene_of
from chorsu.vocabulary.agencies import agency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.place_choice import Around
    from chorsu.intake.reading.place_items import Unit
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Agency", "agencies"]

_HEAD_LAST = frozenset({"uz", "kk", "ky", "tk", "az"})
"""Languages in which the narrower office stands behind the wider one, and the state before its agency."""
_STATE_BEFORE = _HEAD_LAST | {"en", "ps"}
_MOST_LINKS, _MOST_WORDS = 6, 8
"""Words between an agency and its state; between an office and the agency that it belongs to."""
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
    """

    code: str
    name_en: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Span:
    """Words of an agency's name so far: what it may be, and the places that belong to it."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str
    units: tuple[Unit, ...] = ()


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
        start = span.start - 4 if language == "en" and _ARTICLE.search(view.plain, 0, span.start) else span.start
        values.append(view.value(found, start, span.end, confidence, others))
    return values


def _known(one: Found[Named]) -> _Span:
    return _Span(one.start, one.end, one.value.codes, agency(one.value.codes[0]).kind)


def _with_state(view: View, scene: Scene, span: _Span, language: str) -> _Span:
    """The name with the state or the region that it belongs to, behind it or before it."""
    behind = next((unit for unit in scene.units if unit.start >= span.end), None)
    linked = behind and language not in _HEAD_LAST and _linked(view, span.end, behind.start, language)
    if behind and linked and not (language == "en" and _touches(view, span.end, behind.start)):
        return _Span(span.start, behind.end, span.codes, span.kind, (behind,))
    before = next((unit for unit in reversed(scene.units) if unit.start < span.start), None)
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
    between = view.plain[start:end]
    words = between.split()
    if _BREAK.search(between) or len(words) > _MOST_LINKS:
        return False
    small = links(language)
    return all(word in small for word in words)


def _touches(view: View, start: int, end: int) -> bool:
    return view.plain[start:end].strip(' "') == ""


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
        behind = next((one for one in heads if one.start >= span.end), None)
        if behind and _runs_on(view, span.end, behind.start, spans, tail=True):
            return _Span(span.start, behind.end, span.codes, span.kind, span.units)
        return span
    before = next((one for one in reversed(heads) if one.end <= span.start), None)
    if before and _runs_on(view, before.end, span.start, spans, tail=False):
        return _Span(before.start, span.end, span.codes, span.kind, span.units)
    return span


def _runs_on(view: View, start: int, end: int, spans: Sequence[_Span], *, tail: bool) -> bool:
    between = view.plain[start:end]
    words = between.split()
    if _BREAK.search(between) or len(words) > _MOST_WORDS or any(start < one.end <= end for one in spans if not tail):
        return False
    if not words:
        return True
    return len(words) <= 2 and view.cased[start:end].strip()[:1].isupper() if tail else words[0] in _OPENS  # noqa: PLR2004 - an adjective or two


def _offices(
    view: View, scene: Scene, heads: Sequence[Found[Head]], spans: Sequence[_Span], language: str
) -> list[_Span]:
    """Offices of a region or a town that the vocabulary does not list: a head word with its place beside it."""
    found = []
    for head in heads:
        if not head.value.whole or any(one.start < head.end and head.start < one.end for one in spans):
            continue
        span = _Span(head.start, head.end, (), head.value.kind)
        with_place = _with_state(view, scene, span, language)
        if with_place.units:
            found.append(with_place)
        elif _is_abbreviation(view, head):
            found.append(span)
    return found


def _is_abbreviation(view: View, head: Found[Head]) -> bool:
    return view.cased[head.start : head.start + 3].isupper() and head.end - head.start > 2  # noqa: PLR2004 - letters


def _resolved(view: View, span: _Span, lands: Around) -> tuple[Agency, float, tuple[Agency, ...]]:
    states = _states(span, lands)
    written = view.text[slice(*view.span(span.start, span.end))]
    if not span.codes:
        return Agency("", written, next(iter(states), ""), span.kind), _AS_WRITTEN, ()
    fitting = [code for code in span.codes if agency(code).country in states] if states else []
    if states and not fitting and agency(span.codes[0]).country:
        return Agency("", written, states[0], span.kind), _AS_WRITTEN, ()
    weighed = sorted(fitting or span.codes, key=lambda code: -lands.get(agency(code).country, 0.0))
    first, others = weighed[0], weighed[1:]
    if not others:
        return _listed(first), _SURE, ()
    lead = lands.get(agency(first).country, 0.0) - lands.get(agency(others[0]).country, 0.0)
    return _listed(first), _LIKELY if lead > 0 else _OPEN, tuple(_listed(code) for code in others)


def _states(span: _Span, lands: Around) -> list[str]:
    """The states of the places in an agency's name, the likeliest first."""
    best = [sites[0][1].country for unit in span.units if (sites := ranked(unit, (), lands))]
    return list(dict.fromkeys(code for code in best if code))


def _listed(code: str) -> Agency:
    one = agency(code)
    return Agency(code, one.name_en, one.country, one.kind)
