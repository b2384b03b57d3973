"""Comparing changed seizures with the bank: their neighbourhood, the claims that follow, weighed beside their rivals.

Owns which seizures must be looked at so that a verdict is the same whichever report came first: those near the changed
ones, and those near these, because rivals share a probability. Must not store claims.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.matching.events.index import Index
from chorsu.matching.events.pairs import Rivals, judged
from chorsu.matching.events.reasons import written
from chorsu.matching.events.scoring import probability, weigh
from chorsu.matching.events.weights import setting
from chorsu.matching.lookup import keep_keys, near

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from chorsu.matching.chance import Chance
    from chorsu.matching.events.comparable import Comparable
    from chorsu.matching.events.scoring import Score
    from chorsu.matching.lookup import Compared

__all__ = ["Claim", "Judgement", "judge"]

type Ends = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class Claim:
    """What was found of two seizures (a < b): a state (`same` or `possible`), its probability, its reasons.

    `kg` is the weight of the heavier lot compared, 0 where neither has one.
    """

    state: str
    probability: float
    reasons: tuple[str, ...]
    kg: float = 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The claims among `judged`, seizures whose whole neighbourhood was looked at: without a claim, not one event."""

    judged: frozenset[uuid.UUID]
    claims: dict[Ends, Claim]


def judge(changed: Collection[uuid.UUID], linked: Collection[uuid.UUID], chance: Chance) -> Judgement:
    """Compare changed seizures with the bank and with those they are `linked` to by earlier claims.

    Their look-up keys are stored on the way.
    """
    core = chance.shelf.renew(changed)
    for seizure, rows in core.items():
        chance.add(seizure, rows)
    keep_keys(changed, core)
    if not core:
        return Judgement(frozenset(), {})
    around = chance.shelf.load((near(core) | set(linked)) - core.keys())
    beyond = chance.shelf.load(near(around) - core.keys() - around.keys()) if around else {}
    neighbourhood = _Neighbourhood([core, around, beyond])
    claims = neighbourhood.claims(chance, fresh=core.keys(), known=core.keys() | around.keys())
    return Judgement(frozenset(core) | frozenset(around), claims)


class _Neighbourhood:
    """Rows of seizures, numbered, with the seizure of each."""

    def __init__(self, parts: list[Compared]) -> None:
        self.rows: list[Comparable] = []
        self.seizures: list[uuid.UUID] = []
        for part in parts:
            for seizure, rows in part.items():
                self.rows += rows
                self.seizures += [seizure] * len(rows)

    def claims(
        self, chance: Chance, *, fresh: Collection[uuid.UUID], known: Collection[uuid.UUID]
    ) -> dict[Ends, Claim]:
        """The claims with both ends in `known`; of several lots the likest pair speaks for two seizures."""
        edges = self._edges(chance, known)
        numbers = {number for number, seizure in enumerate(self.seizures) if seizure in fresh}
        chance.learn(self.rows, numbers, edges)
        again = ((ends, weigh(self.rows[ends[0]], self.rows[ends[1]], chance.background)) for ends in edges)
        edges = {ends: found for ends, found in again if found}
        best: dict[Ends, Claim] = {}
        by_text = {str(seizure): seizure for seizure in self.seizures}
        heaviest: dict[uuid.UUID, float] = defaultdict(float)
        for seizure, row in zip(self.seizures, self.rows, strict=True):
            heaviest[seizure] = max(heaviest[seizure], row.kg or 0.0)
        for pair in judged(self.rows, edges, Rivals(self.rows, edges)):
            a, b = sorted((by_text[pair.a], by_text[pair.b]))
            if a == b or not pair.verdict or a not in known or b not in known:
                continue
            if (a, b) not in best or best[a, b].probability < pair.probability:
                reasons = tuple(reason for reason in written(pair.reasons).split(";") if reason)
                best[a, b] = Claim(pair.verdict, pair.probability, reasons, max(heaviest[a], heaviest[b]))
        return best

    def _edges(self, chance: Chance, known: Collection[uuid.UUID]) -> dict[tuple[int, int], Score]:
        index, keep = Index(self.rows), setting("keep")
        edges: dict[tuple[int, int], Score] = {}
        for number, row in enumerate(self.rows):
            if self.seizures[number] not in known:
                continue
            for other in index.near(row):
                ends = (min(number, other), max(number, other))
                if self.seizures[number] == self.seizures[other] or ends in edges:
                    continue
                found = weigh(self.rows[ends[0]], self.rows[ends[1]], chance.background)
                if found and probability(found.odds) >= keep:
                    edges[ends] = found
        return edges
