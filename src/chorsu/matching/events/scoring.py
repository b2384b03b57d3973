"""The Fellegi-Sunter core: weights of the comparisons added to the prior, and the probability that follows.

Owns the arithmetic, and two rules that no sum may overrule. Without agreement in quantity and date there is no claim.
And day, place and manner are what the parcels of one operation have in common: against another parcel only an unlikely
agreement in quantity speaks, most of all inside one list, where a repeated report is rare. Must not choose candidates,
nor weigh one pair against another (`pairs` does).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2
from typing import TYPE_CHECKING

from chorsu.matching.events.circumstances import compare_circumstances
from chorsu.matching.events.dates import compare_date
from chorsu.matching.events.figures import may_agree
from chorsu.matching.events.lists import is_one_hand
from chorsu.matching.events.mass import compare_mass, parcel_bits
from chorsu.matching.events.weights import level, setting

if TYPE_CHECKING:
    from chorsu.matching.events.background import Background
    from chorsu.matching.events.comparable import Comparable
    from chorsu.matching.events.finding import Finding

__all__ = ["Score", "probability", "weigh"]

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
    the expected number of true counterparts against the expected number of rows that agree as well by chance. The order
    of the two rows changes nothing.
    """
    if not may_agree(a.figures, b.figures):
        return None
    if b.id < a.id:
        a, b = b, a
    population = background.of(a, b)
    mass = compare_mass(a, b, population)
    one_hand = is_one_hand(a, b)
    if mass is None or mass.level.name == "other" or (one_hand and mass.level.name == "near"):
        return None
    beside = background.beside(a, b) if one_hand else 0
    again = max(population.reported_again(a.year), population.reported_again(b.year))
    rival = setting("one_hand_again") / (1 + beside) if one_hand else 1 / setting("parcel_instead")
    most = log2(rival) + parcel_bits(mass, a, b)
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
    return float(2.0 ** (setting("slope") * max(-HIGHEST, min(HIGHEST, bits))))


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
