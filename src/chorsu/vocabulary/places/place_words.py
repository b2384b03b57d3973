"""Cutting of the words of a place into what they name: regions, districts, settlements, crossing points.

Owns the scan: longest names first, generic words around them as hints. Must not decide which of several places of one
name is meant: that is `place_search`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from chorsu.vocabulary.places.crossings import Crossing, crossings_by_key
from chorsu.vocabulary.places.districts import District, district_keys, districts_by_key
from chorsu.vocabulary.places.region_search import RegionMatch, read_region
from chorsu.vocabulary.places.settlements import Settlement, by_key
from chorsu.vocabulary.places.text import fold, skeleton
from chorsu.vocabulary.places.words import TYPES, kind_of

__all__ = ["Mention", "Reading", "read_place"]

_SEGMENT = re.compile(r"[,;:/()\[\]\n\"«»“”|]|\s[-–—]\s|(?<=\w{4})\.\s")
_LONGEST_REGION = 7
_LONGEST_NAME = 4
_PART = 4
"""Letters a settlement's name must have to be found among other words of its segment."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in the text and what it may be. `whole` is True where the segment holds nothing else but generic words."""

    words: tuple[str, ...]
    hint: str = ""
    whole: bool = False
    segment: int = 0
    settlements: tuple[Settlement, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    districts: tuple[District, ...] = ()
    centres: tuple[Settlement, ...] = ()
    """Settlements that the name, read as a Russian adjective, may be the district of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text names, in the order of the text; `streets` is True where it names a street or a house."""

    regions: tuple[tuple[RegionMatch, int, bool], ...] = ()
    """Match, number of its segment, and whether a word of kind ("oblast") stood with it."""
    mentions: tuple[Mention, ...] = ()
    hints: frozenset[str] = frozenset()
    segments: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _Scan:
    country: str
    regions: list[tuple[RegionMatch, int, bool]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def read_place(text: str, country: str) -> Reading:
    """Everything that the words of a place name, for a reporting country (alpha-2)."""
    segments = tuple(tokens for part in _SEGMENT.split(text) if (tokens := tuple(fold(part).split())))
    scan = _Scan(country)
    for number, tokens in enumerate(segments):
        used = _scan_regions(scan, tokens, number)
        _scan_names(scan, tokens, used, number)
    hints = frozenset(kind for tokens in segments for token in tokens if (kind := kind_of(token)))
    return Reading(tuple(scan.regions), tuple(scan.mentions), hints, segments)


def _scan_regions(scan: _Scan, tokens: tuple[str, ...], number: int) -> set[int]:
    """Find the regions of a segment; the positions of words that belong to a region and to nothing else."""
    used: set[int] = set()
    for size in range(min(len(tokens), _LONGEST_REGION), 0, -1):
        for start in range(len(tokens) - size + 1):
            span = range(start, start + size)
            if used & set(span):
                continue
            part = tokens[start : start + size]
            typed = any(kind_of(token) in {"area", "republic"} for token in part)
            if not typed and size < len(tokens) and len("".join(part)) < _PART:
                continue
            if all(kind_of(token) for token in part) or _is_street(tokens, start, size):
                continue
            match = read_region(part, scan.country)
            if match is None or (not typed and match.how != "name"):
                continue
            if not typed and _starts_or_ends_generic(part):
                continue
            scan.regions.append((match, number, typed))
            if typed:
                used |= set(span)
    return used


def _starts_or_ends_generic(part: tuple[str, ...]) -> bool:
    return len(part) > 1 and kind_of(part[0]) not in {"", "city"} and kind_of(part[-1]) not in {"", "city"}


def _scan_names(scan: _Scan, tokens: tuple[str, ...], used: set[int], number: int) -> None:
    free = [position for position in range(len(tokens)) if position not in used]
    named = [position for position in free if not kind_of(tokens[position])]
    taken: set[int] = set()
    for size in range(min(len(free), _LONGEST_NAME), 0, -1):
        for start in range(len(free) - size + 1):
            span = free[start : start + size]
            if taken & set(span) or any(b - a != 1 for a, b in pairwise(span)):
                continue
            part = tuple(tokens[position] for position in span)
            if _edges_generic(part, whole=size == len(tokens)) or _is_street(tokens, span[0], size):
                continue
            rest = set(named) - set(span)
            mention = _mention(scan.country, part, _hint(tokens, span), number, whole=not rest)
            if mention:
                scan.mentions.append(mention)
                taken |= set(span)


def _edges_generic(part: tuple[str, ...], *, whole: bool) -> bool:
    return not whole and bool(kind_of(part[0]) or kind_of(part[-1]))


def _is_street(tokens: tuple[str, ...], start: int, size: int) -> bool:
    around = [*tokens[max(0, start - 1) : start], *tokens[start + size : start + size + 1]]
    return any(kind_of(token) == "street" for token in around)


def _hint(tokens: tuple[str, ...], span: list[int]) -> str:
    """The kind that the next generic word behind or before the name announces; a word behind wins for "district"."""
    behind = kind_of(tokens[span[-1] + 1]) if span[-1] + 1 < len(tokens) else ""
    before = kind_of(tokens[span[0] - 1]) if span[0] else ""
    if before == "noise" and span[0] > 1:
        before = kind_of(tokens[span[0] - 2])
    for kind in (behind, before):
        if kind in TYPES or kind in {"village", "post", "rail", "air", "water"}:
            return kind
    return ""


def _mention(country: str, part: tuple[str, ...], hint: str, number: int, *, whole: bool) -> Mention | None:
    key = skeleton(" ".join(part))
    if len(key) < 2 or (not whole and not hint and len(key) < _PART):  # noqa: PLR2004 - one letter names nothing
        return None
    found = by_key(key, country)
    posts = crossings_by_key(key, country)
    districts: tuple[District, ...] = ()
    centres: tuple[Settlement, ...] = ()
    if hint == "district" or not found:
        for district_key in district_keys(" ".join(part)):
            districts = districts or districts_by_key(district_key, country)
            if district_key != key or hint == "district":
                centres = centres or by_key(district_key, country)
    if hint != "district" and not (part[-1].endswith(("y", "ya", "iy")) or districts):
        centres = ()
    if not (found or posts or districts or centres):
        return None
    return Mention(part, hint, whole, number, found, posts, districts, centres)
