"""The Fellegi-Sunter core: weights of the comparisons added to the prior, and the probability that follows.

Owns the arithmetic, and two rules that no sum may overrule. Without agreement in quantity and date there is no claim: rows
that agree in all else are the parcels of one operation. And inside one list agreement in date, place and manner is what
such parcels have in common; only an unlikely agreement in quantity speaks for a repeated report there. Must not choose candidates, nor weigh one pair against another (`pairs` does).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2
from typing import TYPE_CHECKING

from chorsu.matching.events.comparisons import Finding, compare_circumstances, compare_date, compare_mass, list_level
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
    """The sum of a pair: `bits` is log2 of the odds that both rows report one event."""

    findings: tuple[Finding, ...]
    bits: float
    one_hand: bool
    crowded: bool
    """Further rows of the list tell of the same substance, place and day: the pair is one of several like it."""

    @property
    def odds(self) -> float:
        """Calibrated odds."""
        return 2.0 ** (setting("slope") * max(-HIGHEST, min(HIGHEST, self.bits)))


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
    one_hand, most, beside = list_level(a, b) in ONE_HAND, HIGHEST, 0
    if one_hand:
        beside = background.beside(a, b)
        most = log2(setting("one_hand_again") / (1 + beside)) + mass.bits
        if most < _least_bits():
            return None
    date = compare_date(a, b, population)
    if date is not None and date.level.name == "far":
        return None
    findings = tuple(f for f in (mass, date, *compare_circumstances(a, b, population)) if f is not None)
    again = max(population.reported_again(a.year), population.reported_again(b.year))
    bits = log2(again / max(population.rows, setting("least_rows"))) + sum(finding.bits for finding in findings)
    if one_hand:
        bits = min(bits, most + _departures(findings))
    return Score(findings, bits, one_hand, beside > 0)


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
