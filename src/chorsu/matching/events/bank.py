"""The bank of comparable rows for the live consumer: one new record against all that is known, in milliseconds.

Owns the keeping together of index and counts as records arrive. Must not store: what it holds can be rebuilt from the
records. Where rows are kept in a database instead, `probe_keys` says what to look up, and `pairs_with` judges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.matching.events.background import Background
from chorsu.matching.events.index import Index
from chorsu.matching.events.pairs import Pair, pairs_with

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.matching.events.comparable import Comparable

__all__ = ["Bank"]


class Bank:
    """All rows seen so far, ready to be asked for the likely doubles of one more."""

    def __init__(self, rows: Iterable[Comparable] = ()) -> None:
        self.index = Index()
        self.background = Background()
        for row in rows:
            self.add(row)
        self.background.settle()

    def __len__(self) -> int:
        return len(self.index)

    def add(self, row: Comparable) -> None:
        """Keep one row and count it."""
        self.index.add(row)
        self.background.add(row)

    def candidates(self, row: Comparable) -> list[Pair]:
        """The pairs of one row with rows of the bank that are worth showing, the surest first; nothing is kept."""
        others = (self.index.rows[number] for number in self.index.near(row))
        return pairs_with(row, [other for other in others if other.id != row.id], self.background)
