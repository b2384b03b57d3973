"""Chance, counted: how often rows of different events agree in a day, a mass, a region, by nothing but chance.

Owns the counts from which every u comes (shares of values, so that a rare value weighs more than a common one), kept by
reporting country, because a country's reports are compared with each other first. Must not know pairs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from chorsu.matching.events.weights import setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.matching.events.comparable import Comparable

__all__ = ["ANYWHERE", "Background", "Population", "occasion"]

ANYWHERE = "*"
"""The population of all countries together, for rows of two countries or of none."""

NOISE = 1e-9
DAYS_OF_YEAR = 365


class Population:
    """The counts of one country's rows (or of all)."""

    __slots__ = ("again", "counts", "rows", "values")

    def __init__(self) -> None:
        self.rows = 0
        self.again: dict[int, float] = {}
        """By year: the chance that a row of it is reported once more, where it was estimated."""
        self.counts: Counter[tuple[str, object]] = Counter()
        self.values: defaultdict[tuple[str, str], SortedValues] = defaultdict(SortedValues)

    def add(self, row: Comparable) -> None:
        """Count one row."""
        self.rows += 1
        counts = self.counts
        counts["list", (row.file, row.script)] += 1
        counts["list_unit", (row.file, row.script, row.unit_word)] += 1
        counts["file", row.file] += 1
        counts["script", row.script] += 1
        counts["unit_word", row.unit_word] += 1
        counts["day", row.day] += 1
        counts["substance", row.substance] += 1
        counts["group", row.group] += 1
        counts["place", row.place] += 1
        for region in row.regions:
            counts["region", region] += 1
        for word in row.words:
            counts["word", word] += 1
        for country in row.sources:
            counts["source", country] += 1
        for field in ("concealment", "conveyance", "installation", "destination", "routing"):
            counts[field, getattr(row, field)] += 1
        if row.figures:
            self.values[row.substance, row.unit].add(row.figures.value)

    def day_share(self, day: int) -> float:
        """The share of other rows on one day; the pair's own two rows are left out."""
        strength = setting("day_strength")
        seen = max(self.counts.get(("day", day), 0) - 2, 0)
        return (seen + strength / DAYS_OF_YEAR) / (max(self.rows - 2, 0) + strength)

    def reported_again(self, year: int | None) -> float:
        """The chance that a row of a year is reported once more: estimated, or as the reviewed file has it."""
        return self.again.get(year, setting("reports_again")) if year else setting("reports_again")

    def share(self, field: str, value: object, *, prior: float, without: int = 0) -> float:
        """The share of other rows with this value, drawn towards `prior` where rows are few.

        `without` rows of the pair itself are left out of the count: a pair must not be its own evidence of frequency.
        """
        strength = setting("prior_strength")
        seen = max(self.counts.get((field, value), 0) - without, 0)
        return (seen + strength * prior) / (max(self.rows - without, 0) + strength)


class SortedValues:
    """Quantities of one substance in one unit: appended until they are first asked for, kept sorted from then on."""

    __slots__ = ("settled", "values")

    def __init__(self) -> None:
        self.values: list[float] = []
        self.settled = False

    def add(self, value: float) -> None:
        """Count one quantity."""
        if self.settled:
            insort(self.values, value)
        else:
            self.values.append(value)

    def settle(self) -> None:
        """Sort what was appended."""
        if not self.settled:
            self.values.sort()
            self.settled = True

    def between(self, low: float, high: float) -> int:
        """How many quantities lie from `low` to `high`, both within the noise of floating point."""
        self.settle()
        return bisect_right(self.values, high * (1 + NOISE)) - bisect_left(self.values, low * (1 - NOISE))


class Background:
    """The counts of all rows seen: one population a country, and one of all."""

    def __init__(self, rows: Iterable[Comparable] = ()) -> None:
        self.populations: defaultdict[str, Population] = defaultdict(Population)
        self.occasions: Counter[tuple[object, ...]] = Counter()
        for row in rows:
            self.add(row)

    def add(self, row: Comparable) -> None:
        """Count one row: as live records arrive, chance is counted anew."""
        self.populations[ANYWHERE].add(row)
        self.populations[row.country].add(row)
        self.occasions[occasion(row)] += 1

    def settle(self) -> None:
        """Put the counts in order after many rows were added, so that the first question is as quick as the rest."""
        for population in self.populations.values():
            for values in population.values.values():
                values.settle()

    def of(self, a: Comparable, b: Comparable) -> Population:
        """The population that two rows are compared within."""
        return self.populations[a.country if a.country and a.country == b.country else ANYWHERE]

    def beside(self, a: Comparable, b: Comparable) -> int:
        """How many rows of the same list, other than these two, tell of the same substance, place and day."""
        mine, theirs = occasion(a), occasion(b)
        if mine == theirs:
            return max(self.occasions.get(mine, 0) - 2, 0)
        return max(self.occasions.get(mine, 0), self.occasions.get(theirs, 0), 1) - 1


def occasion(row: Comparable) -> tuple[object, ...]:
    """What the parcels of one operation have in common in one list."""
    return (row.file, row.script, row.country, row.substance, row.day, row.place or row.regions or row.spelling)
