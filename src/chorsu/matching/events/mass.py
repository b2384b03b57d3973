"""The comparison of quantities: by their figures in one unit, by weight in two.

Owns the level `mass` and its chance: the share of counted quantities that would agree as well, so that a rare exact
figure weighs much and a round one little. Must not know dates, places or lists.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from chorsu.matching.events.figures import NEAR_REACH, ROUNDING_REACH, Figures, compare_figures
from chorsu.matching.events.finding import PAIR, Finding
from chorsu.matching.events.weights import Level, level

if TYPE_CHECKING:
    from chorsu.matching.events.background import Population
    from chorsu.matching.events.comparable import Comparable

__all__ = ["compare_mass", "parcel_bits"]

MOST_DIGITS = 6
"""Significant digits of the last row of the reviewed shares; more are as rare."""

ROUNDED_DIGITS = 3
FIGURES = 9
"""Other figures that one wrong digit can be."""


def compare_mass(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Quantities in one unit by their figures; in different units only by weight, where both have one."""
    if a.figures is None or b.figures is None:
        return None
    if a.unit != b.unit:
        return _by_weight(a, b)
    mine, theirs = (a.figures, b.figures) if a.figures.step >= b.figures.step else (b.figures, a.figures)
    name = compare_figures(mine, theirs)
    if name == "rounded":
        name = f"rounded_{min(len(mine.digits), ROUNDED_DIGITS)}"
    found = level("mass", name)
    low_high = _range(name, mine)
    if low_high is None:
        return Finding(found, _slip_share(found, theirs))
    return Finding(found, _share_between(a, mine, *low_high, population))


def _by_weight(a: Comparable, b: Comparable) -> Finding | None:
    if a.kg and b.kg and abs(a.kg - b.kg) <= NEAR_REACH * max(a.kg, b.kg):
        found = level("mass", "near")
        return Finding(found, found.u)
    return None


def _range(name: str, coarse: Figures) -> tuple[float, float] | None:
    """The quantities that would agree with `coarse` at this level; None for slips, which make no range."""
    value = coarse.value
    if name == "equal":
        return value, value
    if name.startswith("rounded"):
        reach = value * ROUNDING_REACH
        return value - min(coarse.step / 2, reach), value + min(coarse.step, reach)
    return (value * (1 - NEAR_REACH), value * (1 + NEAR_REACH)) if name == "near" else None


def _share_between(row: Comparable, coarse: Figures, low: float, high: float, population: Population) -> float:
    """The share of quantities of this substance and unit from `low` to `high`, drawn towards the reviewed share."""
    values = population.values[row.substance, row.unit]
    strength = level("mass", "strength").u
    expected = _digit_share(coarse) if low == high else (high - low) / high * level("mass", "spread").u
    others = max(len(values.values) - PAIR, 0)
    seen = max(values.between(low, high) - PAIR, 0)
    return (seen + strength * expected) / (others + strength)


def _digit_share(found: Figures) -> float:
    return level("mass", f"digits_{min(len(found.digits), MOST_DIGITS)}").u


def _slip_share(found: Level, fine: Figures) -> float:
    """A slip can come from as many figures as there are ways to make it; other levels keep the reviewed share."""
    if found.name == "swapped":
        return (len(fine.digits) - 1) * _digit_share(fine)
    if found.name == "one_digit":
        return FIGURES * len(fine.digits) * _digit_share(fine)
    if found.name in {"unit_slip", "decimal_slip"}:
        return PAIR * _digit_share(fine)
    return found.u


def parcel_bits(mass: Finding, a: Comparable, b: Comparable) -> float:
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
