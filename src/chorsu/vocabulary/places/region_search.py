"""Reading of a region's name as reports write it: any script, case ending, abbreviation, former or joint name.

Owns the indexes over the names of `regions` and the order in which they are asked: the whole name, its core without
words such as "oblast", a stem, two names joined, a name inside other words, one letter amiss. Must not know
settlements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from chorsu.vocabulary.places.countries import find_country
from chorsu.vocabulary.places.regions import former_regions, parted_after, region, regions, territories, today
from chorsu.vocabulary.places.tables import parts, read_table
from chorsu.vocabulary.places.text import fold, is_spelt_alike, skeleton, stem, strip_adjective
from chorsu.vocabulary.places.words import TYPES, canonical, kind_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

__all__ = ["RegionMatch", "bears_name", "find_regions", "is_spelt_so", "read_region", "region_keys"]

_JOINT = re.compile(r"\s+(?:и|and|i|va|ва|және|жана|we|və)\s+|\s*[/&+;]\s*", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_INSIDE = 4
"""Letters the core of a name must have to be found inside other words."""
_LONGEST = 7
"""Words in the longest name looked for inside other words."""
_SLIP, _SLIPS = 5, 9
"""Letters from which one slip and two slips of the pen are forgiven."""
_LONG_WORDS = ("oblast", "region", "province", "respublika", "district", "territory")
"""Generic words that no name of a place is a letter away from."""
_MEANT = {
    "city": ("city",),
    "republic": ("republic", "area"),
    "area": ("area", "republic", "district", "city"),
    "district": ("district",),
    "": ("city", "area", "district", "republic"),
}
"""For the kind that the words say: the kinds of region that may be meant, the likeliest first."""


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """What a text was read as: one code, or several for a division that names several regions at once."""

    codes: tuple[str, ...]
    how: str
    """`code`, `name`, `stem`, `joint`, `inside` or `fuzzy`."""
    former: bool = False
    """The text names only a region that is no more, or was larger on the day."""
    country_differs: bool = False
    """ISO lists the region under another country than reported."""
    territory: bool = False
    """The reviewed table of territories says that the reporting country reports this region as its own."""
    alternatives: tuple[str, ...] = ()
    """Other regions that the same words may mean (Tashkent: the city, or the region around it)."""

    @property
    def flags(self) -> tuple[str, ...]:
        """Codes for the column `flags`: former_region, joint_region, territory_differs, place_elsewhere."""
        named = (
            ("former_region", self.former),
            ("joint_region", len(self.codes) > 1),
            ("territory_differs", self.territory),
            ("place_elsewhere", self.country_differs and not self.territory),
        )
        return tuple(flag for flag, on in named if on)


@dataclass(frozen=True, slots=True)
class _Named:
    codes: tuple[str, ...]
    kind: str
    former: bool


_Written = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[_Named, ...], ...]]


@dataclass(frozen=True, slots=True)
class _Index:
    full: dict[str, tuple[_Named, ...]]
    core: dict[str, tuple[_Named, ...]]
    stems: dict[str, tuple[_Named, ...]]
    written: tuple[_Written, _Written]
    """Letters, sounds and bearers of each core: adjectives cut, and as they stand."""


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(strip_adjective(_canonical(token)) for token in fold(text).split())


@lru_cache(maxsize=8192)
def _canonical(token: str) -> str:
    """One spelling for a generic word, also where a letter of a long one is amiss ("obalst")."""
    if kind_of(token) or len(token) < _SLIP:
        return canonical(token)
    near = [word for word in _LONG_WORDS if OSA.distance(token, word, score_cutoff=1) <= 1]
    return near[0] if near else token


def _core(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if kind_of(token) not in TYPES and kind_of(token) != "noise")


def _class(tokens: Iterable[str]) -> str:
    """The kind of region that the words say: city, republic, district, area, or nothing."""
    found = [kind for token in tokens if (kind := kind_of(token)) in TYPES]
    if "republic" in found:
        return "republic"
    return found[0] if found else ""


def region_keys(text: str) -> tuple[str, str]:
    """The keys of a region's name: with its words of kind, and without them."""
    tokens = _tokens(text)
    return skeleton(" ".join(tokens)), skeleton(" ".join(_core(tokens)))


def _names(country: str) -> Iterable[tuple[str, _Named]]:
    own = [*regions(country), *(one for one in regions() if one.code in territories().get(country, ()))]
    for one in own:
        for name in (one.name_en, one.name_ru, *one.names):
            yield name, _Named((one.code,), one.kind, former=False)
    for gone in former_regions():
        if gone.country == country:
            for name in (gone.name_en, gone.name_ru, *gone.names):
                yield name, _Named((gone.kept,), "area", former=True)
    for row in read_table("joint_regions.tsv"):
        if row["country"] == country:
            yield row["name"], _Named(parts(row["codes"]), "area", former=False)


@cache
def _index(country: str) -> _Index:
    full: dict[str, list[_Named]] = defaultdict(list)
    core: dict[str, list[_Named]] = defaultdict(list)
    stems: dict[str, list[_Named]] = defaultdict(list)
    letters: dict[tuple[tuple[str, str], tuple[str, str]], str] = {}
    for name, named in _names(country):
        whole, bare = region_keys(name)
        _add(full, whole, named)
        if bare:
            _add(core, bare, named)
            _add(stems, stem(bare), named)
            letters[_spellings(name)] = bare
    frozen = [{key: tuple(found) for key, found in part.items()} for part in (full, core, stems)]
    bearers = tuple(frozen[1][bare] for bare in letters.values())
    cut, as_is = (
        (tuple(pair[way][0] for pair in letters), tuple(pair[way][1] for pair in letters), bearers) for way in (0, 1)
    )
    return _Index(frozen[0], frozen[1], frozen[2], (cut, as_is))


def _add(index: dict[str, list[_Named]], key: str, named: _Named) -> None:
    if key and named not in index[key]:
        index[key].append(named)


def _pick(found: tuple[_Named, ...], kind: str) -> tuple[_Named, tuple[str, ...]] | None:
    """The one region meant by words of a kind, and what else they may mean; None when that stays open."""
    living = tuple(one for one in found if not one.former) or found
    for wanted in _MEANT[kind]:
        same = tuple(one for one in living if one.kind == wanted)
        if len({one.codes for one in same}) == 1:
            others = tuple(sorted({code for one in living for code in one.codes} - set(same[0].codes)))
            if not kind and wanted == "area" and any(one.kind == "republic" for one in living):
                return None  # "Altai" alone is two regions
            return same[0], others
        if same:
            return None
    return None


def _ask(tokens: tuple[str, ...], country: str) -> RegionMatch | None:
    """The region whose whole name these words are."""
    index = _index(country)
    bare = skeleton(" ".join(_core(tokens)))
    kind = _class(tokens)
    whole = index.full.get(skeleton(" ".join(tokens)), ())
    asked = [("name", whole, kind)]
    if bare and len(bare) > 1:
        asked.append(("name", _living(index.core.get(bare, ()), kind), kind))
        if len(bare) >= _INSIDE:
            asked.append(("stem", _living(index.stems.get(stem(bare), ()), kind), kind))
    if len({one.codes for one in whole}) == 1:
        return _match((whole[0], ()), "name", country)  # the whole name, whatever kind its words seem to say
    for how, found, wanted in asked:
        picked = _pick(found, wanted) if found else None
        if picked:
            return _match(picked, how, country)
    return None


def _living(found: tuple[_Named, ...], kind: str) -> tuple[_Named, ...]:
    """Without a word for an area, part of a former region's name is more likely a town's ("Uralsk")."""
    return found if kind in {"area", "republic"} else tuple(one for one in found if not one.former)


def _match(picked: tuple[_Named, tuple[str, ...]], how: str, country: str) -> RegionMatch:
    named, others = picked
    differs = any(not code.startswith(f"{country}-") for code in named.codes)
    return RegionMatch(
        codes=tuple(sorted(named.codes)),
        how=how,
        former=named.former,
        country_differs=differs,
        territory=differs and all(code in territories().get(country, ()) for code in named.codes),
        alternatives=others,
    )


def read_region(tokens: tuple[str, ...], country: str) -> RegionMatch | None:
    """The region whose whole name the folded words are, nothing before or behind; for readers of longer texts."""
    return _ask(tuple(strip_adjective(canonical(token)) for token in tokens), country)


def bears_name(code: str, key: str) -> bool:
    """Whether a region of today bears the name of this key, words of kind aside: Herat does, as its town does."""
    one = region(code)
    return any(key == region_keys(name)[1] for name in (one.name_en, one.name_ru, *one.names))


def is_spelt_so(text: str, match: RegionMatch) -> bool:
    """Whether a text is spelt as some name of what it was read as, and does not only sound so: Xyzzy is not Khizi."""
    if match.how == "code":
        return True
    letters, codes = _spellings(text)[0][0], set(match.codes)
    names = (
        name for country in {code[:2] for code in codes} for name, named in _names(country) if codes == {*named.codes}
    )
    return any(is_spelt_alike(letters, _spellings(name)[0][0]) for name in names)


def find_regions(text: str, country: str | None = None, at: dt.date | None = None) -> RegionMatch | None:
    """The region or regions that a division names.

    `country` is the reporting country (alpha-2); without it, a region is found where only one country has the name.
    `at` is the day of the report: a region from which others were parted since is then `former`. Today's codes only:
    a former region gives its successor or the part that kept its name. None where the words leave it open.
    """
    match = _find(text, country)
    if match and at and len(match.codes) == 1 and parted_after(match.codes[0], at):
        return replace(match, former=True)
    return match


@lru_cache(maxsize=16384)
def _find(text: str, country: str | None) -> RegionMatch | None:
    by_code = _by_code(text.strip(), country)
    if by_code:
        return by_code
    tokens = _tokens(text)
    if not tokens:
        return None
    if country is None:
        return _anywhere(tokens)
    return (
        _ask(tokens, country)
        or _joint(text, country)
        or _nearly(text, country)
        or _inside(tokens, country)
        or _abroad(tokens, country)
    )


def _by_code(text: str, country: str | None) -> RegionMatch | None:
    code = today(text) if _CODE.fullmatch(text) else None
    if code is None:
        return None
    differs = country is not None and region(code).country != country
    own = territories().get(country or "", frozenset())
    return RegionMatch((code,), "code", former=False, country_differs=differs, territory=differs and code in own)


def _joint(text: str, country: str) -> RegionMatch | None:
    """Two or more names joined by "and": every part must be a region's whole name."""
    pieces = [piece for piece in _JOINT.split(text) if fold(piece)]
    if len(pieces) < 2:  # noqa: PLR2004 - one piece is nothing joined
        return None
    matches = [_ask(_tokens(piece), country) for piece in pieces]
    found = [match for match in matches if match]
    codes = tuple(sorted({code for match in found for code in match.codes}))
    if len(found) != len(matches) or not codes:
        return None
    return RegionMatch(
        codes,
        "joint",
        former=all(match.former for match in found),
        country_differs=any(match.country_differs for match in found),
        territory=any(match.territory for match in found),
    )


def _inside(tokens: tuple[str, ...], country: str) -> RegionMatch | None:
    """The longest name that stands among other words and says by a word of kind, or by its length, what it is."""
    for size in range(min(len(tokens) - 1, _LONGEST), 0, -1):
        found: dict[tuple[str, ...], RegionMatch] = {}
        for start in range(len(tokens) - size + 1):
            part = tokens[start : start + size]
            bare = skeleton(" ".join(_core(part)))
            said = _class(part) in {"area", "republic"}
            if (len(bare) < _INSIDE and not (bare and said)) or (size == 1 and kind_of(part[0])):
                continue
            if _class(part) in {"area", "republic", "city"} or not _class(tokens):
                match = _ask(part, country)
                if match and match.how == "name":
                    found.setdefault(match.codes, match)
        if len(found) == 1:
            return replace(next(iter(found.values())), how="inside")
        if found:
            return None
    return None


def _nearly(text: str, country: str) -> RegionMatch | None:
    """The only region within a slip of the pen or two, measured on the letters and on the sounds; None on a tie."""
    tokens = _tokens(text)
    kind = _class(tokens)
    asked = _spellings(text)
    if kind == "district" or len(asked[0][0]) < _SLIP:
        return None
    best: dict[tuple[str, ...], tuple[int, tuple[_Named, tuple[str, ...]]]] = {}
    for mine, (letters, sounds, bearers) in zip(asked, _index(country).written, strict=True):
        allowed = 1 if len(mine[0]) < _SLIPS else 2
        cutoff = 2 * allowed + 1
        for theirs, by_letter, at in process.extract(
            mine[0], letters, scorer=OSA.distance, score_cutoff=cutoff, limit=None
        ):
            by_sound = OSA.distance(mine[1], sounds[at])
            apart = int(by_letter) + by_sound
            if abs(len(theirs) - len(mine[0])) > allowed or min(by_letter, by_sound) > allowed or apart > cutoff:
                continue
            picked = _pick(_living(bearers[at], kind), kind)
            if picked and apart < best.get(picked[0].codes, (apart + 1, picked))[0]:
                best[picked[0].codes] = (apart, picked)
    ranked = sorted(best.values(), key=lambda pair: pair[0])
    if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return _match(ranked[0][1], "fuzzy", country)


def _spellings(text: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Letters and sounds of the core of a name: adjectives cut, and as they stand."""
    cut = _core(_tokens(text))
    whole = _core(_canonical(token) for token in fold(text).split())
    return ("".join(cut), skeleton(" ".join(cut))), ("".join(whole), skeleton(" ".join(whole)))


def _abroad(tokens: tuple[str, ...], country: str) -> RegionMatch | None:
    """A region of another country, named in full or with its country behind ("Красноярский край РФ")."""
    named = find_country(tokens[-1]) if len(tokens) > 1 else None
    if named and named.known and named.code != country:
        match = _ask(tokens[:-1], named.code)
        return _away(match, country) if match else None
    match = _anywhere(tokens)
    return _away(match, country) if match and match.how == "name" and _class(tokens) != "city" else None


def _away(match: RegionMatch, country: str) -> RegionMatch:
    own = territories().get(country, frozenset())
    return replace(match, country_differs=True, territory=all(code in own for code in match.codes))


def _anywhere(tokens: tuple[str, ...]) -> RegionMatch | None:
    """The region that bears this name in one country only."""
    if len(skeleton(" ".join(_core(tokens)))) < _INSIDE:
        return None
    found = [match for code in _countries() if (match := _ask(tokens, code))]
    codes = {match.codes for match in found}
    return replace(found[0], country_differs=False, territory=False) if len(codes) == 1 else None


@cache
def _countries() -> tuple[str, ...]:
    return tuple(sorted({one.country for one in regions()}))
