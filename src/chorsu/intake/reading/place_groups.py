"""Names that say one place together ("Vakhsh district, Khatlon region"), roads between two, and the role of each.

Owns the joining of units and the words and case endings that tell from where, through where, to where and at what
place. Must not choose between places of one name: that is `place_choice`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.gazetteer import Site
    from chorsu.intake.reading.place_items import Item, Unit

__all__ = ["Group", "case_of", "fits", "groups_of", "rank"]

_RANKS = {"country": 0, "region": 1, "city": 2, "settlement": 2, "district": 3, "village": 4}
_POINT = 5
_GAP = 3
"""Pieces that may stand between two names of one place."""
_LINKS = frozenset({"of", "the", "in", "د", "په", "в", "во", "дар", "در", "г"})
_SKIPPED = frozenset({"the", "a", "an", "д"})
_VOWELS = frozenset("аеёиоуыэюя")
_WITH, _INSTRUMENTAL = frozenset({"с", "со"}), frozenset({"ом", "ем", "ой", "ей", "ью", "ами", "ями"})
_MOTION_BACK = 40
"""Pieces before a name among which a verb of motion tells that "в" means "to"."""


_OF_PERSONS = frozenset({"person", "single", "pair", "three", "four"})
_ADDRESSEE = 5
"""Words between "consigned to" and the place of the addressee at the most."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that name one place, their role, and whether it is a road between two of them."""

    units: tuple[Unit, ...]
    role: str
    road: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character in the view."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character in the view."""
        return self.units[-1].end

    @property
    def first(self) -> int:
        """Number of the first item."""
        return min(one.first for one in self.units)

    @property
    def last(self) -> int:
        """Number of the last item."""
        return max(one.last for one in self.units)


def rank(kind: str) -> int:
    """How narrow a kind of place is: a country 0, a point 5."""
    return _RANKS.get(kind, _POINT)


def fits(inner: Site, outer: Site) -> bool:
    """Whether one place lies in the other as far as the tables tell."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    if outer.kind == "region":
        return inner.admin1 == outer.admin1 and inner.kind not in {"region", "country"}
    if outer.kind in {"settlement", "district"}:
        return inner.admin1 == outer.admin1 and rank(inner.kind) > rank(outer.kind)
    return False


def groups_of(
    view: View, items: Sequence[Item], units: Sequence[Unit], language: str, held: frozenset[int] = frozenset()
) -> list[Group]:
    """The units joined to groups, in order, each with its role.

    `held` are offsets of units that are parts of other names and join none outside.
    """
    runs: list[list[Unit]] = []
    for unit in units:
        if runs and (runs[-1][-1].start in held) == (unit.start in held) and _joins(view, items, runs[-1], unit):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    found = [Group(tuple(run), "") for run in runs]
    roles = _Roles(view, items, language)
    return [group for line in _lines(items, found) for group in _told(line, roles)]


def _joins(view: View, items: Sequence[Item], run: list[Unit], unit: Unit) -> bool:
    between = items[run[-1].last + 1 : unit.first]
    if _in_brackets(view, between, unit):
        return any(_together(one, unit) for one in run)
    if len(between) > _GAP or not all(one.kind == "comma" or _links(view, one) for one in between):
        return False
    return any(_together(one, unit) or _together(unit, one) for one in run)


def _in_brackets(view: View, between: Sequence[Item], unit: Unit) -> bool:
    """Whether a name stands alone in brackets behind another: "Astara (Azerbaijan)"."""
    opened = len(between) == 1 and view.plain[between[0].start : between[0].end] == " ("
    return opened and view.plain[unit.end : unit.end + 1] in {")", ","}


def _links(view: View, item: Item) -> bool:
    if item.kind not in {"cue", "word"}:
        return False
    return view.plain[item.start : item.end] in _LINKS


def _together(inner: Unit, outer: Unit) -> bool:
    if not inner.sites:
        wide = {one.kind for one in outer.sites} | {outer.kind}
        return bool(outer.sites) and any(rank(kind) < rank(inner.kind) for kind in wide if kind)
    if inner.kind == "village" and outer.kind in {"district", "region"}:  # of one name with villages elsewhere
        return bool(outer.sites)
    return any(fits(a, b) for a in inner.sites for b in outer.sites)


def _lines(items: Sequence[Item], groups: Sequence[Group]) -> list[list[Group]]:
    """Groups that only a dash parts, or the "to" of a road, stand in one line: a road or a route."""
    found: list[list[Group]] = []
    for group in groups:
        before = found[-1][-1] if found else None
        between = items[before.last + 1 : group.first] if before else ()
        road = before is not None and any(unit.kind == "road" for unit in before.units)
        if len(between) == 1 and (between[0].kind == "dash" or (road and "to" in between[0].roles("before"))):
            found[-1].append(group)
        else:
            found.append([group])
    return found


def _told(line: list[Group], roles: _Roles) -> Iterable[Group]:
    if len(line) == 1:
        yield Group(line[0].units, roles.of(line[0]))
        return
    if any(unit.kind == "road" for group in line for unit in group.units):
        units = tuple(unit for group in line for unit in group.units)
        yield Group(units, roles.of(Group(units, "")) or "at", road=True)
        return
    if any(unit.kind == "crossing" for unit in line[0].units) and roles.quoted(line):  # "КПП «Ялама — Самур»"
        yield Group(line[0].units, roles.of(line[0]) or "at")
        return
    if roles.opens_text(line[0]):
        yield Group(line[0].units, "")
        yield from (Group(one.units, roles.of(one)) for one in line[1:])
        return
    yield Group(line[0].units, "from")
    yield from (Group(one.units, "via") for one in line[1:-1])
    yield Group(line[-1].units, "to")


@cache
def _cases(language: str) -> tuple[tuple[str, str], ...]:
    """Endings and the roles that they tell, the longest first."""
    listed = [
        (View(ending).plain, row["role"])
        for row in lexicon.rows(language, "place_cases")
        for ending in lexicon.forms(row["endings"])
    ]
    return tuple(sorted(listed, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _person_words(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in _OF_PERSONS]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def case_of(view: View, items: Sequence[Item], unit: Unit, language: str) -> str:
    """The role that the case ending of a unit's last word tells; empty where it has none, or the language no cases."""
    cases = _cases(language)
    if not cases:
        return ""
    if unit.typed_by != unit.last:
        return next((role for ending, role in cases if unit.ending.endswith(ending)), "") if unit.ending else ""
    written = view.plain[items[unit.last].start : items[unit.last].end]
    long = next((role for ending, role in cases if len(ending) > 1 and written.endswith(ending)), "")
    return long or next((role for ending, role in cases if written.endswith(ending) and role == "to"), "")


class _Roles:
    """The roles of the groups of one text."""

    def __init__(self, view: View, items: Sequence[Item], language: str) -> None:
        self._view, self._items, self._language = view, items, language

    def opens_text(self, group: Group) -> bool:
        """Whether the group is the place line of a report: "DUSHANBE – …"."""
        return group.first == 0

    def quoted(self, line: Sequence[Group]) -> bool:
        """Whether a line stands between quotation marks, perhaps with a word of its kind before them."""
        inside = self._view.plain[line[0].start : line[-1].start]
        return inside.count('"') == 1 and self._view.plain.startswith('"', line[-1].end)

    def of(self, group: Group) -> str:
        """The role of a group; empty where nothing tells it."""
        behind = self._cue(group.last + 1)
        told = behind.roles("after") if behind else ()
        before = self._cue(group.first - 1)
        ahead = before.roles("before") if before else ()
        if "home" in told or "home" in ahead:
            return "to" if before and self._is_addressed(before, group) else "home"
        if "organisation" in ahead:
            return "part of a name"
        if told and not (ahead and told == ("to",)):
            return told[0]
        told_ahead = self._ahead(before, ahead, group) if before else None
        return told_ahead if told_ahead is not None else self._by_case(group) or self._inside(group)

    def _ahead(self, cue: Item, ahead: tuple[str, ...], group: Group) -> str | None:
        """What the cue before a group says; None where it says nothing of its role."""
        if "in" in ahead:
            return self._russian_in(group)
        if ahead == ("from",) and self._is_with(cue, group):
            return ""
        if ahead == ("from",) and self._is_of_a_person(cue, group):
            return "home"
        if self._is_addressed(cue, group):
            return "to"
        if ahead == ("onward",):
            return "to" if self._motion_before(group) else None
        return ahead[0] if ahead else None

    def _inside(self, group: Group) -> str:
        """The role that a preposition between the names of a group tells: "province X in district Y"."""
        for before, unit in pairwise(group.units):
            for item in self._items[before.last + 1 : unit.first]:
                if "at" in item.roles("before"):
                    return "at"
        return ""

    def _cue(self, number: int) -> Item | None:
        """The cue at a number; before a name over articles and words such as "northern"."""
        if not 0 <= number < len(self._items):
            return None
        item = self._items[number]
        while number and (self._text(item) in _SKIPPED or item.place_kind() == "filler"):
            number -= 1
            item = self._items[number]
        return item if item.told and item.kind == "cue" else None

    def _text(self, item: Item) -> str:
        return self._view.plain[item.start : item.end]

    def _by_case(self, group: Group) -> str:
        return case_of(self._view, self._items, group.units[-1], self._language)

    def _is_with(self, cue: Item, group: Group) -> bool:
        """Whether the Russian word for "from" means "with" here: before the instrumental ("on the border with")."""
        return self._text(cue) in _WITH and group.units[0].ending in _INSTRUMENTAL

    def _is_of_a_person(self, cue: Item, group: Group) -> bool:
        """Whether a word for persons stands right before "from" and a country: "two men from Nigeria"."""
        country = any(one.kind == "country" for unit in group.units for one in unit.sites)
        return country and cue.start - 1 in self._persons

    @cached_property
    def _persons(self) -> frozenset[int]:
        """Where words for persons end."""
        return frozenset(one.end for one in _person_words(self._language).find(self._view))

    def _is_addressed(self, cue: Item, group: Group) -> bool:
        """Whether a consignment was sent to somebody there: "consigned to a firm in X", "прислали жителю X".

        In English the word for it stands before the person or the firm, in Russian the person is in the dative and a
        verb of sending before.
        """
        if self._language == "ru":
            return "addressed" in cue.roles("before") and self._motion_before(group)
        at = next((nth for nth in range(group.first - 1, -1, -1) if self._items[nth] is cue), 0) - 1
        for item in self._items[max(0, at - _ADDRESSEE) : at + 1][::-1]:
            if item.kind == "cue" and "addressed" in item.roles("before"):
                return True
            if item.kind not in {"word", "cue"}:
                return False
        return False

    def _russian_in(self, group: Group) -> str:
        """What "в" or "на" means before a name: in it, or into it, by the case of the word that bears it."""
        unit = group.units[0]
        bearer = unit.typed_by if unit.typed_by is not None else unit.last
        written = self._text(self._items[bearer]).split()[0 if bearer == unit.first else -1]
        last = written[-1:]
        if unit.typed_by is not None and self._is_abbreviation(self._items[bearer]):
            return "at"
        if unit.typed_by is not None and (last not in _VOWELS and not written.endswith(("ом", "ой", "ем", "ах", "ях"))):
            return "to" if last == "ь" or len(written) > 3 else "at"  # noqa: PLR2004 - an abbreviation has no case
        if unit.typed_by is not None:
            return "to" if last == "ю" else "at"
        if unit.ending:
            return "to" if unit.ending in {"у", "ю", "ую", "юю"} else "at"
        if last in _VOWELS:
            return "to" if self._motion_before(group) else "at"
        return "to"

    def _is_abbreviation(self, item: Item) -> bool:
        """Whether a word of kind is written in capitals and so bears no case ("на МАПП")."""
        written = self._view.cased[item.start : item.end]
        return written.isupper() and len(written) > 1

    def _motion_before(self, group: Group) -> bool:
        at = group.first - 1
        while at >= 0 and self._items[at].kind != "stop" and at > group.first - _MOTION_BACK:
            if any(what in {"motion", "from", "via"} for table, what, _ in self._items[at].told if table == "role"):
                return any(
                    what == "motion"
                    for one in self._items[max(0, at - _MOTION_BACK) : at + 1]
                    for _, what, _ in one.told
                )
            at -= 1
        return False
