"""What may be told of records that a reader does not see: fixed cells, each large enough against every member state.

Owns the method (decision 14): every record is told in one figure at most, ever, so no two figures overlap and none is
the difference of others; and each figure, taken by itself, hides enough from every state. Pure: no Django, no database.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Collection, Iterable, Sequence

__all__ = ["FEWEST", "FEWEST_PROVIDERS", "STEP", "Cell", "Countable", "Figure", "told"]

FEWEST = 10
"""Records that no officer of a state was ever shown, in every figure, for every state."""
FEWEST_PROVIDERS = 3
"""Providers of those records."""
MOST_OF_A_PROVIDER = 0.75
"""Share of those records, and of their weight, that one provider may have."""
MOST_OF_A_RECORD = 0.5
"""Share of their weight that one record may have."""
STEP = 5
"""Counts are told in steps of this many, from a place that is drawn for each figure."""
_SHARE_OF_A_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the fixed lattice: a quarter (year × 4 + 0…3), a country, a substance group.

    An empty group gathers what no single group of the country tells, an empty country what no country tells.
    """

    quarter: int
    country: str
    group: str

    def wider(self) -> Cell | None:
        """The cell that takes up what is too little for this one; None: it waits for more."""
        if self.group:
            return Cell(self.quarter, self.country, "")
        return Cell(self.quarter, "", "") if self.country else None


@dataclass(frozen=True, slots=True)
class Countable:
    """A record that may be counted: its cell, provider, weight in kg (0 where none is known), who ever saw it.

    `shown_to` are the states of whose authorities any was ever shown the record, whatever has ended or been recalled.
    """

    id: uuid.UUID
    cell: Cell
    provider: int
    kg: float
    shown_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of a cell: about how many records, about how many kg (None: not told), and which they are."""

    cell: Cell
    records: int
    kg: float | None
    members: tuple[uuid.UUID, ...]


def told(untold: Iterable[Countable], states: Collection[str], chance: Callable[[], float]) -> list[Figure]:
    """The figures of records that were in none before, narrow cells first; what is too little waits untold.

    `states` are all member states; `chance` draws from [0, 1) and must not be guessable.
    """
    figures: list[Figure] = []
    waiting = _gathered((one, one.cell) for one in untold if not one.shown_to >= frozenset(states))
    for _level in range(_LEVELS):
        left: list[tuple[Countable, Cell]] = []
        for cell in sorted(waiting, key=_in_order):
            records = waiting[cell]
            if _enough(records, states):
                figures.append(_figure(cell, records, states, chance))
            elif (wider := cell.wider()) is not None:
                left += [(one, wider) for one in records]
        waiting = _gathered(left)
    return figures


_LEVELS = 3


def _in_order(cell: Cell) -> tuple[int, str, str]:
    return cell.quarter, cell.country, cell.group


def _gathered(placed: Iterable[tuple[Countable, Cell]]) -> dict[Cell, list[Countable]]:
    found: dict[Cell, list[Countable]] = defaultdict(list)
    for one, cell in placed:
        found[cell].append(one)
    return found


def _hidden(records: Sequence[Countable], states: Collection[str]) -> list[list[Countable]]:
    """For each state, the records that none of its officers was ever shown."""
    return [[one for one in records if state not in one.shown_to] for state in states]


def _enough(records: Sequence[Countable], states: Collection[str]) -> bool:
    return bool(states) and all(
        len(hidden) >= FEWEST
        and len({one.provider for one in hidden}) >= FEWEST_PROVIDERS
        and _largest_provider(hidden, lambda _: 1.0) <= MOST_OF_A_PROVIDER
        for hidden in _hidden(records, states)
    )


def _weighable(records: Sequence[Countable], states: Collection[str]) -> bool:
    """Whether no state could work out, from the sum and what it knows, about how much one provider or record has."""
    return all(
        sum(one.kg > 0 for one in hidden) >= FEWEST
        and _largest_provider(hidden, lambda one: one.kg) <= MOST_OF_A_PROVIDER
        and max(one.kg for one in hidden) <= MOST_OF_A_RECORD * sum(one.kg for one in hidden)
        for hidden in _hidden(records, states)
    )


def _largest_provider(records: Sequence[Countable], amount: Callable[[Countable], float]) -> float:
    """The share of the provider who has most; 1 where there is nothing."""
    by_provider: dict[int, float] = defaultdict(float)
    for one in records:
        by_provider[one.provider] += amount(one)
    whole = sum(by_provider.values())
    return max(by_provider.values()) / whole if whole else 1.0


def _figure(cell: Cell, records: Sequence[Countable], states: Collection[str], chance: Callable[[], float]) -> Figure:
    count = (len(records) + int(chance() * STEP)) // STEP * STEP
    whole = sum(one.kg for one in records)
    kg = _stepped(whole, _step_of(whole), chance()) if _weighable(records, states) else None
    return Figure(cell, count, kg, tuple(one.id for one in records))


def _stepped(amount: float, step: float, begun: float) -> float:
    """The amount in whole steps, counted from a place that only the draw knows: less than one step away."""
    return step * int(amount / step + begun)


def _step_of(kg: float) -> float:
    """The smallest of 1, 2, 5, 10, 20 … (and their tenths) that is at least a tenth of the weight."""
    exponent = -6
    while True:
        for digit in (1, 2, 5):
            step = digit * 10.0**exponent
            if step >= kg * _SHARE_OF_A_STEP:
                return step
        exponent += 1
