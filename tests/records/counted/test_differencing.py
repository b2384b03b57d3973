"""Subtracting figures from figures tells a reader nothing that the reader could not guess without them.

The attacker is a whole state, with every record that any of its authorities was ever shown; it knows the method and has
learned from other banks of the same kind which differences go with which truths. Attacked are sets of one to nine
records that it was not shown: what a total has beyond its parts, what a month changed, what is in a region beyond its
own. Recovered is a set whose number it says rightly, or whose weight within a hundredth; measured against the same
attacker without the figures. A publisher with a threshold alone must fall to the attack.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from builders.countable_worlds import STATES, Ours, Plain, World, regions_of, regions_with
from chorsu.records.counted.cells import FEWEST

MONTHS, BUSY = 8, 110
LEARNED_FROM, ATTACKED = 60, 20
PAIRS = 1_000
NOTHING = (0, 0.0)


@dataclass(frozen=True)
class Pair:
    """Two answers that differ by few hidden records: what the attacker has of them, and what is true."""

    kind: tuple
    own: int
    difference: int
    truth: int
    kg: float
    difference_kg: float


def sets_of(world):
    """For each state and region, what the state was never shown and what it was, by identifier."""
    found = {state: {region: ({}, {}) for region in regions_of()} for state in STATES}
    for key, one in world.now.items():
        for region in regions_with(one.cell):
            for state in STATES:
                found[state][region][state in one.shown_to][key] = one
    return found


def pair(kind, figures, more, less=((), ())):
    """A pair from two figures: the records, hidden and own, that the first has more, and those that it has less."""
    (hidden, own), (lost, own_lost) = more, less
    return Pair(
        kind,
        len(own) - len(own_lost),
        figures[0][0] - figures[1][0],
        len(hidden) - len(lost),
        weight(hidden) - weight(lost),
        figures[0][1] - figures[1][1] - weight(own) + weight(own_lost),
    )


def weight(records):
    return sum(one.kg for one in records)


def attacked_pairs(publisher, seed):
    """Every pair of answers of one bank's life that differ by one to nine records hidden from the attacker."""
    world = World(seed)
    tells, found, before = publisher(world), [], None
    for _ in range(MONTHS):
        world.step(BUSY)
        figures, sets = tells.publish(), sets_of(world)
        for state in STATES:
            found += within_a_month(figures, sets[state])
            if before is not None:
                found += between_months(before[0], before[1][state], figures, sets[state])
            world.insert(state)  # records of the attacker's own come in, one a month
        before = (figures, sets)
    return [one for one in found if 0 < one.truth < FEWEST]


def within_a_month(figures, sets):
    """Each region beyond what the attacker knows of it, and each total beyond those of its parts that are told."""
    for region, parts in regions_of().items():
        if region not in figures:
            continue
        known = [one.values() for one in sets[region]]
        yield pair((region, "beyond own"), (figures[region], NOTHING), known)
        untold = [part for part in parts if part not in figures]
        if untold:
            told_parts = [figures[part] for part in parts if part in figures]
            rest = (sum(count for count, _ in told_parts), sum(kg for _, kg in told_parts))
            known = [[one for part in untold for one in sets[part][i].values()] for i in (0, 1)]
            yield pair((region, "beyond its parts"), (figures[region], rest), known)


def between_months(figures, sets_before, figures_now, sets_now):
    """What a month changed in each region."""
    for region in regions_of():
        if region not in figures or region not in figures_now:
            continue
        then, here = sets_before[region], sets_now[region]
        fresh = [new_in(these, then[0] | then[1]) for these in here]
        lost = [new_in(these, here[0] | here[1]) for these in then]
        yield pair((region, "between months"), (figures_now[region], figures[region]), fresh, lost)


def new_in(these, those):
    """Those of the first that are not among the second."""
    return [one for key, one in these.items() if key not in those]


class Attacker:
    """Says what a set has from what it learned: with the figures, or by what it knows of its own alone."""

    def __init__(self, known, *, asks):
        self.asks, self.seen = asks, defaultdict(Counter)
        for one in known:
            for key in self.keys(one):
                self.seen[key][one.truth] += 1

    def keys(self, one):
        """What it looks up, the closest likeness first."""
        figures = [(one.kind, one.own, one.difference), (one.kind, one.difference - one.own)] if self.asks else []
        return [*figures, (one.kind, one.own), (one.kind,), one.kind[1:]]

    def says(self, one):
        """The number that was most often true when things looked like this."""
        enough = 5
        key = next(key for key in self.keys(one) if sum(self.seen[key].values()) >= enough or key == one.kind[1:])
        return self.seen[key].most_common(1)[0][0]


def recovered(publisher):
    """Pairs attacked; the shares of counts said rightly with and without the figures; the weights of single records."""
    known = [one for seed in range(LEARNED_FROM) for one in attacked_pairs(publisher, seed)]
    attacked = [one for seed in range(1_000, 1_000 + ATTACKED) for one in attacked_pairs(publisher, seed)]
    shares = []
    for asks in (True, False):
        attacker = Attacker(known, asks=asks)
        shares.append(sum(attacker.says(one) == one.truth for one in attacked) / len(attacked))
    singles = [one for one in attacked if one.truth == 1 and one.kg > 0]
    weighed = sum(abs(one.difference_kg - one.kg) <= one.kg / 100 for one in singles)
    return len(attacked), shares[0], shares[1], weighed, len(singles)


def test_no_difference_of_figures_tells_a_hidden_record():
    pairs, with_figures, without, weighed, singles = recovered(Ours)
    assert pairs >= PAIRS
    assert with_figures <= without + 0.03, f"{with_figures:.3f} with the figures, {without:.3f} without"
    assert weighed <= 0.02 * singles


def test_a_threshold_alone_falls_to_the_attack():
    pairs, with_figures, without, weighed, singles = recovered(Plain)
    assert pairs >= PAIRS
    assert with_figures >= 0.9 > without + 0.3
    assert weighed >= 0.9 * singles
