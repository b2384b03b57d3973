"""Double reports form clusters; each cluster counts once, by its most precise row.

Owns the closure of pairs to clusters and the choice of the row that speaks for one. Must not score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from chorsu.matching.events.comparable import Comparable
    from chorsu.matching.events.pairs import Pair

__all__ = ["Cluster", "clusters", "most_precise"]

SAME = frozenset({"same"})


@dataclass(frozen=True, slots=True)
class Cluster:
    """Rows that report one event, and the one that speaks for it (all by id)."""

    rows: tuple[str, ...]
    speaker: str


def clusters(pairs: Iterable[Pair], rows: Sequence[Comparable], *, verdicts: Collection[str] = SAME) -> list[Cluster]:
    """Every event once: clusters of the rows linked by pairs with these verdicts; a row with no link is its own."""
    leader = {row.id: row.id for row in rows}
    for pair in pairs:
        if pair.verdict in verdicts:
            first, second = sorted((_top(leader, pair.a), _top(leader, pair.b)))
            leader[second] = first
    members: dict[str, list[Comparable]] = {}
    for row in rows:
        members.setdefault(_top(leader, row.id), []).append(row)
    return [Cluster(tuple(row.id for row in found), most_precise(found).id) for found in members.values()]


def _top(leader: dict[str, str], row_id: str) -> str:
    while leader[row_id] != row_id:
        leader[row_id] = leader[leader[row_id]]
        row_id = leader[row_id]
    return row_id


def most_precise(rows: Sequence[Comparable]) -> Comparable:
    """The row with the most significant digits; among equals a mass as reported, then the fullest, then the first."""
    return max(rows, key=lambda row: (len(row.figures.digits) if row.figures else 0, row.by_weight, row.filled))
