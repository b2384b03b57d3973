"""Invented banks of countable records that grow month by month, and two publishers of figures about them.

`Ours` tells by the method of `records.counted`; `Plain` tells exact counts of every cell and total from a threshold
on, anew each month, as a system would that only hides small numbers.
"""

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field, replace

from chorsu.records.counted.cells import FEWEST, Cell, Countable, told

__all__ = ["STATES", "Ours", "Plain", "World", "regions_of", "regions_with"]

STATES = ("AZ", "KG", "KZ", "RU", "TJ", "TM", "UZ")
QUARTERS = (8096, 8097)
COUNTRIES = ("KZ", "TJ", "UZ")
GROUPS = ("cannabis", "opioids", "stimulants", "precursors")
AGENCIES = 3


@dataclass
class World:
    """A bank: what is countable now, and what each state was ever shown; `step` is one month of its life."""

    seed: int
    now: dict = field(default_factory=dict)
    gone: set = field(default_factory=set)

    def __post_init__(self):
        self.chance = random.Random(self.seed)  # noqa: S311 — invented banks, the same in every run

    def step(self, busy):
        """A month: records come in, some are released, some recalled, some withdrawn or forbidden to count."""
        for _ in range(self.chance.randint(busy // 2, busy)):
            self.insert()
        for one in self.chance.sample(list(self.now.values()), len(self.now) // 20):
            self.now[one.id] = replace(one, shown_to=one.shown_to | {self.chance.choice(STATES)})
        for identifier in self.chance.sample(list(self.now), len(self.now) // 50):
            del self.now[identifier]
            self.gone.add(identifier)

    def insert(self, state=None):
        """One record: few cells have many of them, many have few."""
        weights = [1 / (place + 1) for place in range(len(COUNTRIES) * len(GROUPS))]
        place = self.chance.choices(range(len(weights)), weights)[0]
        cell = Cell(self.chance.choice(QUARTERS), COUNTRIES[place % len(COUNTRIES)], GROUPS[place // len(COUNTRIES)])
        own = state or self.chance.choice(STATES)
        shown = {own, *self.chance.sample(STATES, self.chance.choice((0, 0, 0, 1, 1, 2, 3)))}
        provider = STATES.index(own) * AGENCIES + self.chance.randrange(AGENCIES)
        kg = round(self.chance.lognormvariate(0, 1.5), 3)
        one = Countable(uuid.UUID(int=self.chance.getrandbits(128)), cell, provider, kg, frozenset(shown))
        self.now[one.id] = one


def regions_with(cell):
    """The regions (quarter, country, group; None stands for any) in which a cell lies."""
    whole = (cell.quarter, cell.country, cell.group)
    return [(None, None, None), (cell.quarter, None, None), (cell.quarter, cell.country, None), whole]


def regions_of():
    """Each region that can be asked for, with the regions into which it falls."""
    found = {(None, None, None): [(quarter, None, None) for quarter in QUARTERS]}
    for quarter in QUARTERS:
        found[quarter, None, None] = [(quarter, country, None) for country in COUNTRIES]
        for country in COUNTRIES:
            found[quarter, country, None] = [(quarter, country, group) for group in GROUPS]
            found.update({(quarter, country, group): [] for group in GROUPS})
    return found


class Ours:
    """The method of the product: what was told before stays, what is told now is of records in no figure before."""

    def __init__(self, world):
        self.world, self.figures, self.members = world, [], set()

    def publish(self):
        """The figures of a month: count and kg of each region, None where nothing is told."""
        untold = [one for one in self.world.now.values() if one.id not in self.members]
        fresh = told(untold, STATES, self.world.chance.random)
        self.figures += fresh
        self.members.update(member for figure in fresh for member in figure.members)
        return summed((figure.cell, figure.records, figure.kg or 0.0) for figure in self.figures)


class Plain:
    """A threshold alone: exact counts and sums of whatever has at least ten records."""

    def __init__(self, world):
        self.world = world

    def publish(self):
        """The figures of a month, as `Ours.publish` gives them."""
        found = summed((one.cell, 1, one.kg) for one in self.world.now.values())
        return {region: sums for region, sums in found.items() if sums[0] >= FEWEST}


def summed(parts):
    """Count and kg of each region that has any of the parts."""
    sums = defaultdict(lambda: (0, 0.0))
    for cell, records, kg in parts:
        for region in regions_with(cell):
            sums[region] = (sums[region][0] + records, sums[region][1] + kg)
    return dict(sums)
