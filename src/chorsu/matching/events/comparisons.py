"""The comparisons of two rows: for each, which level holds and how often chance would give it.

Owns the choice of level and the counting of its u from the background. Must not add up, decide or know thresholds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, log2, radians
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from chorsu.matching.events.dates import compare_dates, swapped_date, typed_dates
from chorsu.matching.events.figures import NEAR_REACH, ROUNDING_REACH, Figures, compare_figures
from chorsu.matching.events.weights import Level, level
from chorsu.vocabulary import substances
from chorsu.vocabulary.places import borders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chorsu.matching.events.background import Population
    from chorsu.matching.events.comparable import Comparable

__all__ = [
    "MOST_DIGITS",
    "Finding",
    "compare_circumstances",
    "compare_date",
    "compare_list",
    "compare_mass",
    "list_level",
]

PAIR = 2
"""Both rows of a pair are left out when the frequency of a value that they share is counted."""

ALIKE = 80
"""Two romanised words are one word in two spellings from this ratio on (Sypatay, Sypataj; Auyl, Aul; Merke, Merki)."""

MOST_DIGITS = 6
NEARBY = 25.0
"""Kilometres within which a village, its district town and its station are one place to two reporters."""

KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Finding:
    """A level that holds, with the share of chance counted for it; `bits` is the weight it adds."""

    level: Level
    u: float

    @property
    def bits(self) -> float:
        """log2 of m over u: positive speaks for one event, negative against."""
        return log2(self.level.m / min(max(self.u, 1e-7), 1.0))


def compare_circumstances(a: Comparable, b: Comparable, population: Population) -> Iterator[Finding]:
    """Every comparison but quantity and date that has something to say; what a row does not state says nothing."""
    for comparison in CIRCUMSTANCES:
        finding = comparison(a, b, population)
        if finding is not None:
            yield finding


def compare_mass(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Quantities in one unit by their figures; in different units only by weight, where both have one."""
    if a.figures is None or b.figures is None:
        return None
    if a.unit != b.unit:
        if a.kg and b.kg and abs(a.kg - b.kg) <= NEAR_REACH * max(a.kg, b.kg):
            found = level("mass", "near")
            return Finding(found, found.u)
        return None
    coarse, fine = (a, b) if a.figures.step >= b.figures.step else (b, a)
    if coarse.figures is None or fine.figures is None:
        return None
    name = compare_figures(coarse.figures, fine.figures)
    if name == "rounded":
        name = f"rounded_{min(len(coarse.figures.digits), 3)}"
    found = level("mass", name)
    if name == "equal":
        return Finding(found, _share_between(coarse, coarse.figures.value, coarse.figures.value, population))
    if name.startswith("rounded"):
        return Finding(found, _share_between(coarse, *_rounded_from(coarse.figures), population))
    if name == "near":
        value = coarse.figures.value
        return Finding(found, _share_between(coarse, value * (1 - NEAR_REACH), value * (1 + NEAR_REACH), population))
    return Finding(found, _slip_share(found, fine.figures))


def _rounded_from(coarse: Figures) -> tuple[float, float]:
    reach = coarse.value * ROUNDING_REACH
    return coarse.value - min(coarse.step / 2, reach), coarse.value + min(coarse.step, reach)


def _share_between(row: Comparable, low: float, high: float, population: Population) -> float:
    values = population.values[row.substance, row.unit]
    strength = level("mass", "strength").u
    expected = _digit_share(row.figures) if low == high else (high - low) / high * level("mass", "spread").u
    others = max(len(values.values) - PAIR, 0)
    seen = max(values.between(low, high) - PAIR, 0)
    return (seen + strength * expected) / (others + strength)


def _digit_share(found: Figures | None) -> float:
    digits = len(found.digits) if found else 1
    return level("mass", f"digits_{min(digits, MOST_DIGITS)}").u


def _slip_share(found: Level, fine: Figures) -> float:
    """A slip can come from as many figures as there are ways to make it; other levels keep the reviewed share."""
    if found.name == "swapped":
        return (len(fine.digits) - 1) * _digit_share(fine)
    if found.name == "one_digit":
        return 9 * len(fine.digits) * _digit_share(fine)
    if found.name in {"unit_slip", "decimal_slip"}:
        return PAIR * _digit_share(fine)
    return found.u


def compare_date(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Dates; the share of a day is counted, so that a day on which much was reported says less."""
    if a.day is None or b.day is None:
        return None
    found = level("date", compare_dates(a.day, b.day))
    if found.name == "far":
        return Finding(found, found.u)
    return Finding(found, sum(population.day_share(day) for day in _days_of(found.name, a.day, b.day)))


def _days_of(name: str, day: int, other: int) -> tuple[int, ...]:
    match name:
        case "equal":
            return (day,)
        case "one_day":
            return (day - 1, day + 1)
        case "days":
            return (day - 3, day - 2, day + 2, day + 3)
        case "week":
            return tuple(day + n for n in (-7, -6, -5, -4, 4, 5, 6, 7))
        case "day_month_swapped":
            return (swapped_date(day) or other,)
        case _:
            return tuple(typed_dates(day))


def compare_substance(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Substances by their distance in the tree."""
    if not a.substance or not b.substance:
        return None
    steps = _distance(a.substance, b.substance)
    if steps == 0:
        found = level("substance", "equal")
        return Finding(found, population.share("substance", a.substance, prior=found.u, without=PAIR))
    if a.group != b.group:
        found = level("substance", "other")
        return Finding(found, found.u)
    found = level("substance", "near" if steps == 1 else "group")
    return Finding(found, population.share("group", a.group, prior=found.u, without=PAIR))


@lru_cache(maxsize=100_000)
def _distance(a: str, b: str) -> int:
    return 0 if a == b else substances.distance(a, b)


def compare_country(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """The reporting country: rows of one are compared within its population, so that agreement is no evidence."""
    if not a.country or not b.country or a.country == b.country:
        return None
    neighbours = b.country in borders.country_neighbours(a.country)
    found = level("country", "neighbour" if neighbours else "other")
    return Finding(found, found.u if population.rows else found.u)


def compare_place(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Places by identity, by a distinctive word in any script, by region, by neighbouring region."""
    if a.place and a.place == b.place:
        return _counted("place", "same", population, a.place)
    word = _shared_word(a.words, b.words)
    if word:
        found = level("place", "word")
        return Finding(found, max(population.share("word", w, prior=found.u, without=1) for w in word))
    if a.at and b.at and _kilometres(a.at, b.at) <= NEARBY:
        found = level("place", "nearby")
        around = (population.share("place", p, prior=found.u, without=1) for p in (a.place, b.place))
        return Finding(found, min(1.0, sum(around)))
    if not a.regions or not b.regions:
        return None
    common = set(a.regions).intersection(b.regions)
    if common:
        found = level("place", "other_in_region" if a.place and b.place else "region")
        return Finding(found, min(1.0, sum(population.share("region", r, prior=found.u, without=PAIR) for r in common)))
    near = _neighbours(a.regions)
    if near.intersection(b.regions):
        found = level("place", "neighbour")
        return Finding(found, min(1.0, sum(population.share("region", r, prior=found.u / 5, without=1) for r in near)))
    found = level("place", "elsewhere")
    return Finding(found, found.u)


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance over short ways, on a plane that is true enough there (error below one in a hundred within 100 km)."""
    north = (a[0] - b[0]) * KM_A_DEGREE
    east = (a[1] - b[1]) * KM_A_DEGREE * cos(radians((a[0] + b[0]) / 2))
    return hypot(north, east)


@lru_cache(maxsize=10_000)
def _neighbours(regions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(n for region in regions for n in borders.neighbours(region)) - set(regions)


@lru_cache(maxsize=200_000)
def _shared_word(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, str] | None:
    best = max(((ratio(x, y), x, y) for x in a for y in b), default=None)
    return (best[1], best[2]) if best and best[0] >= ALIKE else None


def compare_list(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Which list each row comes from: two reports of one event tend to come from different lists."""
    name = list_level(a, b)
    if name is None:
        return None
    found = level("list", name)
    match name:
        case "other_file":
            u = 1 - population.share("file", a.file, prior=0.5, without=1)
        case "other_script":
            u = population.share("script", b.script, prior=found.u, without=1)
        case "other_script_and_unit":
            u = population.share("script", b.script, prior=found.u, without=1)
        case "other_unit":
            u = population.share("unit_word", b.unit_word, prior=found.u, without=1)
        case "one":
            u = population.share("list_unit", (a.file, a.script, a.unit_word), prior=found.u, without=PAIR)
        case _:
            u = found.u
    return Finding(found, max(u, level("list", "least").u))


def list_level(a: Comparable, b: Comparable) -> str | None:
    """How the two rows betray different reporters: file, script, unit, spelling; `one` where nothing does."""
    if a.file != b.file:
        return "other_file"
    if a.script and b.script and a.script != b.script:
        return "other_script" if a.unit_word == b.unit_word else "other_script_and_unit"
    if a.unit_word != b.unit_word:
        return "other_unit"
    if not a.script or not b.script:
        return "one" if a.script == b.script else None
    if a.spelling != b.spelling and ((a.place and a.place == b.place) or _one_region_named(a, b)):
        return "other_spelling"
    return "one"


def _one_region_named(a: Comparable, b: Comparable) -> bool:
    return not a.place and not b.place and bool(a.regions) and a.regions == b.regions


def _counted(comparison: str, name: str, population: Population, value: str) -> Finding:
    found = level(comparison, name)
    return Finding(found, population.share(comparison, value, prior=found.u, without=PAIR))


def _manner(field: str) -> Callable[[Comparable, Comparable, Population], Finding | None]:
    """A comparison of two codes of one field: equal (a rare code weighs more) or different."""

    def compare_codes(a: Comparable, b: Comparable, population: Population) -> Finding | None:
        mine, theirs = getattr(a, field), getattr(b, field)
        if not mine or not theirs:
            return None
        found = level(field, "equal" if mine == theirs else "other")
        share = population.share(field, mine, prior=level(field, "equal").u, without=PAIR)
        return Finding(found, share if mine == theirs else 1 - share)

    return compare_codes


def compare_sources(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Countries the goods came from (origin or departure; lists use the two columns for one another)."""
    if not a.sources or not b.sources:
        return None
    common = set(a.sources).intersection(b.sources)
    shares = [
        population.share("source", c, prior=level("source", "equal").u, without=PAIR) for c in common or b.sources
    ]
    if common:
        return Finding(level("source", "equal"), min(1.0, min(shares)))
    return Finding(level("source", "other"), max(1 - max(shares), level("source", "other").u))


CIRCUMSTANCES = (
    compare_substance,
    compare_country,
    compare_place,
    compare_list,
    compare_sources,
    _manner("destination"),
    _manner("conveyance"),
    _manner("installation"),
    _manner("concealment"),
)
