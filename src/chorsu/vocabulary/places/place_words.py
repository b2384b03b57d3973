"""Cutting of the words of a place into what they name: regions, districts, settlements, crossing points.

Owns the scan: longest names first, generic words around them as hints. Must not decide which of several places of one
name is meant: that is `spots`' and `place_search`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from chorsu.vocabulary.places.crossings import Crossing, crossings_by_key
from chorsu.vocabulary.places.districts import District, district_keys, districts_by_key
from chorsu.vocabulary.places.region_search import RegionMatch, read_region
from chorsu.vocabulary.places.regions import territories
from chorsu.vocabulary.places.settlements import Settlement, by_key
from chorsu.vocabulary.places.text import fold, skeleton, without_case
from chorsu.vocabulary.places.words import TYPES, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mention", "Reading", "RegionMention", "read_place"]

_SEGMENT = re.compile(r"[,;:/()\[\]\n\"«»“”|]|\s[-–—]\s|(?<=\w{4})\.\s")
_ROUTE = re.compile(r"\w\s[-–—]\s\w")
_SLASHED = re.compile(r"\b(\w)/(\w)\b")
"""Abbreviations such as "ж/д", which are one word."""
_HYPHENED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])(?![A-ZА-ЯЁ])")
"""A hyphen before a small letter: part of the name, or left over from the end of a line."""
_LONGEST_REGION = 7
_LONGEST_NAME = 4
_PART = 4
"""Letters a name must have to be found among other words of its segment."""
_HINTS = TYPES | {"village", "post", "rail", "air", "water"}


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A region's name in the text; `typed` where a word of kind ("oblast") stands with it."""

    match: RegionMatch
    segment: int
    words: tuple[str, ...]
    typed: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in the text and what it may be; `whole` where its segment holds only generic words besides."""

    words: tuple[str, ...]
    hint: str = ""
    whole: bool = False
    segment: int = 0
    settlements: tuple[Settlement, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    districts: tuple[District, ...] = ()
    centres: tuple[Settlement, ...] = ()
    """Settlements that the name, read as a Russian adjective, may be the district of."""

    @property
    def key(self) -> str:
        """The key that the name was looked up under."""
        return skeleton(" ".join(self.words))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text names, in the order of the text."""

    regions: tuple[RegionMention, ...]
    mentions: tuple[Mention, ...]
    hints: frozenset[str]
    """The kinds that the generic words of the text announce."""
    segments: tuple[tuple[str, ...], ...]
    unread: tuple[tuple[int, str], ...]
    """Segment and word of all that is neither generic nor a number nor read as a name."""
    is_route: bool
    """Whether a road or a line between two places is named, and not a place."""


@dataclass(slots=True)
class _Scan:
    country: str
    regions: list[RegionMention] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)


def read_place(text: str, country: str) -> Reading:
    """Everything that the words of a place name, for a reporting country (alpha-2)."""
    plain = _SLASHED.sub(r"\1\2", text)
    reading = _read(plain, country)
    joined = _HYPHENED.sub("", plain) if reading.unread else plain
    if joined != plain:
        again = _read(joined, country)
        return again if len(again.unread) < len(reading.unread) else reading
    return reading


def _read(text: str, country: str) -> Reading:
    segments = tuple(tokens for part in _SEGMENT.split(text) if (tokens := tuple(fold(part).split())))
    scan = _Scan(country)
    for number, tokens in enumerate(segments):
        used, named = _scan_regions(scan, tokens, number)
        _scan_names(scan, tokens, used, named, number)
    hints = frozenset(kind for tokens in segments for token in tokens if (kind := kind_of(token)))
    towns = {mention.key for mention in scan.mentions if mention.settlements}
    return Reading(
        tuple(one for one in scan.regions if one.typed or not _part_of_a_town(one, scan.mentions)),
        tuple(scan.mentions),
        hints,
        segments,
        tuple(scan.unread),
        is_route=len(towns) > 1 and (("road" in hints and "post" not in hints) or bool(_ROUTE.search(text))),
    )


def _part_of_a_town(one: RegionMention, mentions: list[Mention]) -> bool:
    """Whether a bare region's name is only the end of a longer name of a settlement ("N. Novgorod")."""
    size = len(one.words)
    return any(
        mention.segment == one.segment and len(mention.words) > size and mention.words[-size:] == one.words
        for mention in mentions
        if mention.settlements
    )


def _scan_regions(scan: _Scan, tokens: tuple[str, ...], number: int) -> tuple[set[int], set[int]]:
    """Find the regions of a segment; positions of words that name nothing else, and of all words that name regions."""
    used: set[int] = set()
    named: set[int] = set()
    for size in range(min(len(tokens), _LONGEST_REGION), 0, -1):
        for start in range(len(tokens) - size + 1):
            span = set(range(start, start + size))
            if named & span:
                continue
            mention = _region_mention(scan.country, tokens, start, size, number)
            if mention:
                scan.regions.append(mention)
                named |= span
                used |= span if mention.typed else set()
    return used, named


def _region_mention(country: str, tokens: tuple[str, ...], start: int, size: int, number: int) -> RegionMention | None:
    part = tokens[start : start + size]
    kinds = [kind_of(token) for token in part]
    typed = any(kind in {"area", "republic"} for kind in kinds)
    if all(kinds) or _is_street(tokens, start, size) or {"area", "city"} <= set(kinds):
        return None
    if not typed:
        if size < len(tokens) and len("".join(part)) < _PART:
            return None
        if size > 1 and (kinds[0] not in {"", "city"} or kinds[-1] not in {"", "city"}):
            return None
        behind = kind_of(tokens[start + size]) if start + size < len(tokens) else ""
        if behind == "district":
            return None
    match = read_region(part, country)
    if match is None or (not typed and match.how != "name"):
        return None
    return RegionMention(match, number, part, typed)


def _scan_names(scan: _Scan, tokens: tuple[str, ...], used: set[int], named: set[int], number: int) -> None:
    free = [position for position in range(len(tokens)) if position not in used]
    content = {position for position in free if not kind_of(tokens[position]) and not tokens[position].isdigit()}
    taken: set[int] = set()
    for size in range(min(len(free), _LONGEST_NAME), 0, -1):
        for start in range(len(free) - size + 1):
            span = free[start : start + size]
            if taken & set(span) or any(b - a != 1 for a, b in pairwise(span)):
                continue
            part = tuple(tokens[position] for position in span)
            if _edges_generic(part, whole=size == len(tokens)) or _is_street(tokens, span[0], size):
                continue
            mention = _mention(scan.country, part, _hint(tokens, span), number, whole=not content - set(span))
            if mention:
                scan.mentions.append(mention)
                taken |= set(span)
    if all(kind_of(token) != "street" for token in tokens):
        scan.unread += [(number, tokens[position]) for position in sorted(content - taken - named)]


def _edges_generic(part: tuple[str, ...], *, whole: bool) -> bool:
    return not whole and bool(kind_of(part[0]) or kind_of(part[-1]))


def _is_street(tokens: tuple[str, ...], start: int, size: int) -> bool:
    around = [*tokens[max(0, start - 1) : start], *tokens[start + size : start + size + 1]]
    return any(kind_of(token) == "street" for token in around)


def _hint(tokens: tuple[str, ...], span: list[int]) -> str:
    """The kind that the nearest generic word announces: behind the name, or before it."""
    behind = kind_of(tokens[span[-1] + 1]) if span[-1] + 1 < len(tokens) else ""
    before = kind_of(tokens[span[0] - 1]) if span[0] else ""
    for kind in (behind, before) if behind == "district" else (before, behind):
        if kind in _HINTS:
            return kind
    return ""


def _mention(country: str, part: tuple[str, ...], hint: str, number: int, *, whole: bool) -> Mention | None:
    key = skeleton(" ".join(part))
    if len(key) < 2 or (not whole and not hint and len(key) < _PART):  # noqa: PLR2004 - one letter names nothing
        return None
    found = _settlements(key, country) or (_cased(part, country) if hint != "district" else ())
    posts = crossings_by_key(key, country)
    districts: tuple[District, ...] = ()
    centres: tuple[Settlement, ...] = ()
    if hint == "district" or not found:
        keys = district_keys(" ".join(part))
        districts = next((listed for one in keys if (listed := districts_by_key(one, country))), ())
        if hint == "district" and not districts:
            centres = next((towns for one in keys if (towns := _settlements(one, country))), ())
    if not (found or posts or districts or centres):
        return None
    return Mention(part, hint, whole, number, found, posts, districts, centres)


def _cased(part: tuple[str, ...], country: str) -> tuple[Settlement, ...]:
    """Settlements called so when the case ending of the last word is cut."""
    for bare in without_case(part[-1]):
        key = skeleton(" ".join((*part[:-1], bare)))
        found = tuple(one for one in _settlements(key, country) if one.is_called(key))
        if found:
            return found
    return ()


def _settlements(key: str, country: str) -> tuple[Settlement, ...]:
    """Settlements of the country and of the territories it reports; those called so before those once called so."""
    beyond: Sequence[str] = sorted(territories().get(country, ()))
    found = [
        *by_key(key, country),
        *(one for land in {code[:2] for code in beyond} for one in by_key(key, land) if one.admin1 in beyond),
    ]
    own = tuple(one for one in found if one.is_called(key))
    return own or tuple(found)
