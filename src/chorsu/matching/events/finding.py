"""A finding: the level of a comparison that holds for two rows, and how often chance would give it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from chorsu.matching.events.weights import Level, level

if TYPE_CHECKING:
    from chorsu.matching.events.background import Population

__all__ = ["PAIR", "Finding", "shared_value"]

PAIR = 2
"""Both rows of a pair are left out when the frequency of a value that they share is counted."""

LEAST_SHARE = 1e-7


@dataclass(frozen=True, slots=True)
class Finding:
    """A level that holds, with the share of chance counted for it; `bits` is the weight it adds."""

    level: Level
    u: float

    @property
    def bits(self) -> float:
        """log2 of m over u: positive speaks for one event, negative against."""
        return log2(self.level.m / min(max(self.u, LEAST_SHARE), 1.0))


def shared_value(comparison: str, name: str, population: Population, value: str) -> Finding:
    """The finding that both rows have one value, which is the stronger the rarer the value is."""
    found = level(comparison, name)
    return Finding(found, population.share(comparison, value, prior=found.u, without=PAIR))
