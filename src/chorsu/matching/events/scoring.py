"""The Fellegi-Sunter core: weights of the comparisons added to the prior, and the probability that follows.

Owns the arithmetic, and two rules that no sum may overrule. Without agreement in quantity and date there is no claim. And
day, place and manner are what the parcels of one operation have in common: against another parcel only an unlikely
agreement in quantity speaks, most of all inside one list, where a repeated report is rare. Must not choose candidates, nor weigh one pair against another (`pairs` does).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2
from typing import TYPE_CHECKING

from chorsu.matching.events.comparisons import (
    MOST_DIGITS,
    Finding,
    compare_circumstances,
    compare_date,
    compare_mass,
    list_level,
)
from chorsu.matching.events.figures import may_agree
from chorsu.matching.events.weights import level, setting

if TYPE_CHECKING:
    from chorsu.matching.events.background import Background
    from chorsu.matching.events.comparable import Comparable

__all__ = ["ONE_HAND", "Score", "probability", "weigh"]

ONE_HAND = frozenset({"one", "other_spelling", None})
"""Levels of the comparison `list` at which both rows may be one officer's work: two rows of it are two parcels until a
person says otherwise."""

HIGHEST = 60.0


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of a pair: `bits` is log2 of the odds that both rows report one event.

    `likeness` is the sum before it is held against another parcel of the same operation: it ranks rivals.
    """

    findings: tuple[Finding, ...]
    bits: float
    likeness: float
    one_hand: bool
    crowded: bool
    """Further rows of the list tell of the same substance, place and day: the pair is one of several like it."""

    @property
    def odds(self) -> float:
        """Calibrated odds."""
        return _odds(self.bits)

    @property
    def rank(self) -> float:
        """Odds by likeness alone, to share a probability between rivals."""
        return _odds(self.likeness)


def weigh(a: Comparable, b: Comparable, background: Background) -> Score | None:
    """Add the weights of every comparison to the prior; None where quantity, date or a crowd rules a claim out.

    The prior is the chance that a row is reported again at all, spread over the rows it could be: with it, the sum is
    the expected number of true counterparts against the expected number of rows that agree as well by chance.
    """
    if not may_agree(a.figures, b.figures):
        return None
    population = background.of(a, b)
    mass = compare_mass(a, b, population)
    if mass is None or mass.level.name == "other":
        return None
    one_hand = list_level(a, b) in ONE_HAND
    beside = background.beside(a, b) if one_hand else 0
    again = max(population.reported_again(a.year), population.reported_again(b.year))
    rival = setting("one_hand_again") / (1 + beside) if one_hand else 1 / setting("parcel_instead")
    most = log2(rival) + _parcel_bits(mass, a, b)
    if one_hand and most < _least_bits():
        return None
    date = compare_date(a, b, population)
    if date is not None and date.level.name == "far":
        return None
    findings = tuple(f for f in (mass, date, *compare_circumstances(a, b, population)) if f is not None)
    bits = log2(again / max(population.rows, setting("least_rows"))) + sum(finding.bits for finding in findings)
    if one_hand:
        most += _departures(findings)
    return Score(findings, min(bits, most), bits, one_hand, beside > 0)


def _odds(bits: float) -> float:
    return 2.0 ** (setting("slope") * max(-HIGHEST, min(HIGHEST, bits)))


def _parcel_bits(mass: Finding, a: Comparable, b: Comparable) -> float:
    """The weight of the quantity against another parcel of the same operation: such parcels are often equal."""
    if a.figures is None or b.figures is None:
        return mass.bits
    digits = min(len(a.figures.digits), len(b.figures.digits), MOST_DIGITS)
    share = level("mass", f"parcels_{digits}").u
    if mass.level.name == "equal":
        return log2(mass.level.m / max(share, mass.u))
    if mass.level.name.startswith("rounded"):
        return log2(mass.level.m / max(share * level("mass", "parcels_rounded").u, mass.u))
    return mass.bits


@cache
def _least_bits() -> float:
    """Bits below which a pair of one list is not even possible: most pairs of a long list end here, cheaply."""
    odds = setting("possible") / (1 - setting("possible"))
    return log2(odds) / setting("slope")


def _departures(findings: tuple[Finding, ...]) -> float:
    """What speaks against a repeated report inside one list: another day, another place (never above 0)."""
    bits = 0.0
    for finding in findings:
        if finding.level.comparison == "date":
            bits += min(0.0, log2(finding.level.m / level("date", "equal").m))
        elif finding.level.comparison in {"place", "country", "substance"}:
            bits += min(0.0, finding.bits)
    return bits


def probability(odds: float) -> float:
    """The probability of given odds."""
    return odds / (1 + odds)
