"""Where: every place of a text, resolved as far as the tables and the words around allow, with what it is there for.

Owns the decision whether a name is a place here at all. A place that stays open keeps its alternatives; one that no
table knows keeps its words, and the region that the text is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chorsu.intake.reading.phrases import stems
from chorsu.intake.reading.place_choice import Around, around, ranked, regions_named
from chorsu.intake.reading.place_groups import Group, fits, groups_of, rank
from chorsu.intake.reading.scenes import scene_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.agencies import Agency
    from chorsu.intake.reading.gazetteer import Site
    from chorsu.intake.reading.place_items import Item, Unit
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Where", "places"]

_DASH = re.compile(r"\s?[—-]\s?\w")
_LARGE, _TOWN, _SMALL = 100_000, 30_000, 10_000
"""People that make a name a place where nothing around says so; where the script has no capitals; beside a role."""
_SHORT = 4
_CLOSE = 1.5
"""Weight within which another reading is kept as an alternative."""
_MOST_ALTERNATIVES = 3
_SURE, _LIKELY, _OPEN, _INHERITED = 0.95, 0.85, 0.6, 0.5
_ROUTE = frozenset({"from", "via", "to", "home"})
_ELSEWHERE = 0.4
"""Share of the weight of a country for places of a route, which often lie in another."""
_PART = "part of a name"
_NO_REGION = frozenset({"road", "sea", "river", "country", "street"})
_WITH_ARTICLE = frozenset({"country", "sea", "region", "port"})
"""Kinds of places before whose English name an article may stand."""
_KINDS = {"city": "settlement", "village": "settlement", "water": "river"}


type _About = tuple[Around, frozenset[str]]
"""What a text speaks of: weights of countries, and the regions named."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place and its role.

    Attributes:
        kind: `country`, `region`, `district`, `settlement`, `crossing`, `airport`, `station`, `port`, `road`, `sea`,
            `river`, `street`, `market`.
        name_en: English name, or as written where no table knows it.
        country: ISO 3166-1 alpha-2; empty where open.
        iso: today's ISO 3166-2 code; empty for a country, a sea, a road between regions, and where open.
        id: the vocabulary's id of the place; empty for an unknown one.
        latitude, longitude: degrees (WGS 84), None where unknown.
        role: `at`, `from`, `via`, `to`, `home` (of a person), `held` (where somebody is jailed, tried or treated
            afterwards), `part of a name` (of an agency, a firm, a street), or empty.
    """

    kind: str
    name_en: str
    country: str = ""
    iso: str = ""
    id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    role: str = ""


def places(
    view: View,
    setting: Setting,
    agencies: Sequence[Value[Agency]] | None = None,
    family_names: frozenset[str] = frozenset(),
) -> list[Value[Where]]:
    """Every place in the order of the text. `agencies` are those of the same view; they are found when not given.

    `family_names`: words in lower case, and their stems, by which the text names persons; alone they are no places.
    """
    from chorsu.intake.reading.agencies import agencies as find_agencies

    scene = scene_of(view, setting.language)
    services = find_agencies(view, setting) if agencies is None else agencies
    named = [view.place(one.start, one.end) for one in services]
    lands = around(
        scene.roles(),
        [one.value.country for one in services if one.value.country],
        setting.country,
        setting.language,
        view.plain,
    )
    found = []
    held = _held(scene.units, named)
    about = (lands, regions_named(scene.units))
    groups = groups_of(view, scene.items, scene.units, setting.language, held) if held else scene.groups
    for group in groups:
        if family_names and all(_is_person(view, unit, family_names, setting.language) for unit in group.units):
            continue
        inside = group.units[0].start in held
        placed = _placed(view, scene.items, group, about, inside=inside)
        if placed:
            found.append((group, *placed))
    return _with_region(view, found)


def _is_person(view: View, unit: Unit, family_names: frozenset[str], language: str) -> bool:
    word = view.plain[unit.start : unit.end].rpartition(" ")[2]
    return not unit.kind and not family_names.isdisjoint(stems(word, language))


def _held(units: Sequence[Unit], named: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Offsets of the units that are part of an agency's name; units and names in the order of the text."""
    found = set()
    at = 0
    for unit in units:
        while at < len(named) and named[at][1] <= unit.start:
            at += 1
        if at < len(named) and named[at][0] < unit.end:
            found.add(unit.start)
    return frozenset(found)


def _placed(
    view: View, items: Sequence[Item], group: Group, about: _About, *, inside: bool
) -> tuple[Where, float, tuple[Where, ...]] | None:
    """The place of a group, how sure, and what else it may be; None where it is no place."""
    quoted = any(not unit.kind and _quoted(view, unit) for unit in group.units) and not _begins_way(view, group)
    role = _PART if inside or quoted or any(unit.kind == "street" for unit in group.units) else group.role
    if group.road:
        return _road(view, group, about)
    if not inside and not any(_believed(view, items, unit, group) for unit in group.units):
        return None
    best = [(unit, ranked(unit, [one for one in group.units if one is not unit], *about)) for unit in group.units]
    narrow, weighed = max(best, key=lambda pair: (_narrowness(*pair), pair[0].start))
    if narrow.kind == "water":
        return Where("river", narrow.written, role=role), _LIKELY, ()
    if not weighed or _elsewhere(narrow, group):
        return _unknown(narrow, [sites[0][1] for _, sites in best if sites], role)
    top, site = weighed[0]
    others = [one for weight, one in weighed[1:] if weight > top - _CLOSE and not _same(one, site)]
    if narrow.kind == "village" and _is_of_the_region(narrow, about[1]):
        (region,) = about[1]
        return Where("settlement", narrow.written, region[:2], region, role=role), _OPEN, (_where(site, "", role),)
    where = _where(site, narrow.kind, role)
    confidence = _OPEN if others else _SURE if narrow.kind or len(group.units) > 1 else _LIKELY
    return where, confidence, tuple(_where(one, narrow.kind, role) for one in others[:_MOST_ALTERNATIVES])


def _elsewhere(narrow: Unit, group: Group) -> bool:
    """Whether a village of an unknown name is meant: the known ones lie outside the district told beside it."""
    outer = [one for one in group.units if one is not narrow and one.kind in {"district", "region"} and one.sites]
    if narrow.kind != "village" or not outer:
        return False
    return not any(fits(site, wide) for site in narrow.sites for one in outer for wide in one.sites)


def _is_of_the_region(unit: Unit, regions: frozenset[str]) -> bool:
    """Whether a village of no size known, and known elsewhere only, is rather one of the only region of the text."""
    small = all(one.people < _SMALL or one.country not in {region[:2] for region in regions} for one in unit.sites)
    return len(regions) == 1 and small and not any(one.admin1 in regions for one in unit.sites)


def _same(one: Site, other: Site) -> bool:
    return (one.country, one.admin1) == (other.country, other.admin1)


def _narrowness(unit: Unit, weighed: Sequence[tuple[float, Site]]) -> int:
    return rank(weighed[0][1].kind if weighed and not unit.kind else unit.kind or "region")


def _where(site: Site, kind: str, role: str) -> Where:
    shown = _KINDS.get(kind, kind) if kind and kind not in {"market", "region", "country"} else site.kind
    if shown == "district" and site.kind == "settlement":
        return Where("district", site.name, site.country, site.admin1, "", site.latitude, site.longitude, role)
    return Where(shown, site.name, site.country, site.admin1, site.place_id, site.latitude, site.longitude, role)


def _unknown(unit: Unit, outer: Sequence[Site], role: str) -> tuple[Where, float, tuple[Where, ...]]:
    """A name in no table: in the region of the names around it where there are such."""
    kind = _KINDS.get(unit.kind, unit.kind)
    around_it = max(outer, key=lambda one: rank(one.kind), default=None)
    where = Where(kind, unit.written, role=role)
    if around_it:
        where = replace(where, country=around_it.country, iso=around_it.admin1)
    return where, _LIKELY if around_it else _OPEN, ()


def _road(view: View, group: Group, about: _About) -> tuple[Where, float, tuple[Where, ...]]:
    ends = [sites[0][1] for unit in group.units if (sites := ranked(unit, (), *about))]
    isos, countries = {one.admin1 for one in ends}, {one.country for one in ends}
    name = " – ".join(one.name for one in ends)
    iso = isos.pop() if len(isos) == 1 else ""
    country = countries.pop() if len(countries) == 1 else ""
    return Where("road", name or view.cased[group.start : group.end], country, iso, role=group.role), _LIKELY, ()


def _with_region(view: View, found: list[tuple[Group, Where, float, tuple[Where, ...]]]) -> list[Value[Where]]:
    """Unknown places take the region that the text names last before them, or else next, or else a person's."""
    values = []
    before: Where | None = None
    after = _regions_after([where for _, where, _, _ in found])
    homes = {(one.iso, one.country): one for _, one, _, _ in found if one.role == "home" and one.iso}
    home = next(iter(homes.values())) if len(homes) == 1 else None
    for number, (group, where, confidence, others) in enumerate(found):
        open_region = not where.iso and not where.id and where.kind not in _NO_REGION
        source = (before or after[number] or home) if open_region else None
        closer = _told_in_brackets(view, found, number)
        if closer:
            where = replace(where, iso=closer.iso)  # noqa: PLW2901 - the same place
        if _tells_region(where):
            before = where
        if source:
            where = replace(where, iso=source.iso, country=source.country)  # noqa: PLW2901 - the same place
            confidence = min(confidence, _INHERITED)  # noqa: PLW2901 - the same place
        values.append(view.value(where, group.start, _with_quote(view, group), confidence, others))
    return values


def _told_in_brackets(
    view: View, found: Sequence[tuple[Group, Where, float, tuple[Where, ...]]], number: int
) -> Where | None:
    """The district or region that a bracket right behind a place says it lies in, where the tables put it elsewhere."""
    (group, where, *_), behind = found[number], found[number + 1 : number + 2]
    if not behind or where.kind in _NO_REGION or not where.iso:
        return None
    other, told = behind[0][:2]
    opened = view.plain[_with_quote(view, group) : other.start] == " (" and view.plain.startswith(")", other.end)
    wider = told.kind in {"district", "region"} and told.country == where.country and told.iso not in {"", where.iso}
    return told if opened and wider else None


def _tells_region(where: Where) -> bool:
    return bool(where.iso) and where.role in {"at", _PART, ""}


def _regions_after(found: Sequence[Where]) -> list[Where | None]:
    """For each place the next one behind it that tells a region."""
    nearest: list[Where | None] = [None] * len(found)
    following: Where | None = None
    for number in range(len(found) - 1, -1, -1):
        nearest[number] = following
        if _tells_region(found[number]):
            following = found[number]
    return nearest


def _with_quote(view: View, group: Group) -> int:
    """The end of a group, with the quotation mark that closes one opened in it."""
    opened = view.plain.count('"', group.start, group.end) % 2 == 1
    return group.end + (1 if opened and view.plain.startswith('"', group.end) else 0)


def _begins_way(view: View, group: Group) -> bool:
    """Whether a group is the first end of a way between quotation marks: "поезд «Ташкент – Самара»"."""
    return group.role == "from" and _DASH.match(view.plain, group.end) is not None


def _quoted(view: View, unit: Unit) -> bool:
    return view.plain[max(0, unit.start - 1) : unit.start] == '"'


def _believed(view: View, items: Sequence[Item], unit: Unit, group: Group) -> bool:
    """Whether a name is a place here: a word says so, or it is too large to be anything else."""
    if unit.kind or len(group.units) > 1:
        return True
    if view.plain.endswith(" the ", 0, unit.start) and not any(one.kind in _WITH_ARTICLE for one in unit.sites):
        return False  # a river: "across the Panj"
    large = any(
        one.kind in {"country", "region", "sea"} or one.place_id == one.admin1 or (one.own and one.people >= _LARGE)
        for one in unit.sites
    )
    if not view.cased[unit.start].isupper():
        return large or bool(group.role and any(one.people >= _TOWN for one in unit.sites))
    if _beside_a_name(view, items, unit):
        return large and bool(group.role)
    if large:
        return True
    told = bool(group.role) and unit.end - unit.start >= _SHORT
    return told and any(
        one.people >= _LARGE or (one.own and (one.people >= _SMALL or one.kind != "settlement")) for one in unit.sites
    )


def _beside_a_name(view: View, items: Sequence[Item], unit: Unit) -> bool:
    """Whether a word with a capital letter stands next to it that is no place: then it may be a person's name."""
    after = items[unit.last + 1] if unit.last + 1 < len(items) else None
    before = items[unit.first - 1] if unit.first else None
    opens = unit.first <= 1 or items[unit.first - 2].kind == "stop"
    follows = after is not None and after.kind == "word" and view.cased[after.start].isupper()
    leads = before is not None and before.kind == "word" and view.cased[before.start].isupper() and not opens
    return follows or leads
