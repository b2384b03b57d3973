"""Which recommendations may be repetitions of one another, by their wording, and the groups that decisions make.

Owns the comparison of wordings; a person decides. Pure: no Django, no database. Texts are compared within one alphabet:
the same recommendation in two languages is not proposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from chorsu.vocabulary.text import stemmed, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

__all__ = ["ALIKE", "Proposal", "Wording", "proposals", "roots", "similarity"]

ALIKE = 0.5
"""From this similarity a repetition is proposed: half of the weight of two texts is in common."""
_LEAST = 3
"""Telling words that two texts must share: fewer are a subject in common, not a recommendation."""
_CONTAINED = 0.85
"""What a text that lies wholly within a longer one is worth; less than an equal one, as the longer says more."""
_COMMONEST = 400
"""A word that stands in more recommendations than this finds no pairs: others will."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A recommendation as it is compared; `apart` are those of which somebody decided that it is no repetition."""

    identifier: UUID
    text: str
    apart: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`later` may repeat `earlier`; `score` from 0 to 1."""

    earlier: UUID
    later: UUID
    score: float


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stemmed(tokens(text)).split() if len(stem) >= _SHORT)


def similarity(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """How much of the weight of two texts is in common (Dice, words weighed by their rarity), from 0 to 1."""
    shared = one & other
    if len(shared) < _LEAST:
        return 1.0 if one == other and one else 0.0
    common, first, second = (sum(weights.get(stem, 1.0) for stem in stems) for stems in (shared, one, other))
    return max(2 * common / (first + second), _CONTAINED * common / min(first, second))


def proposals(
    wordings: Sequence[Wording], joined: Mapping[UUID, UUID] | None = None, *, of: UUID | None = None
) -> list[Proposal]:
    """The pairs that may be one recommendation, the surest first; none that is joined already or decided apart.

    `wordings` stand in the order of their recording; `joined` says the root of each, where somebody joined it. With
    `of` only the pairs of that record: one comparison with each other record instead of all with all.
    """
    known = joined or {}
    stems = [_stems(one.text) for one in wordings]
    weights = _weights(stems)
    found = []
    for earlier, later in _near(wordings, stems, of):
        one, other = wordings[earlier], wordings[later]
        if known.get(one.identifier, one.identifier) == known.get(other.identifier, other.identifier):
            continue
        if other.identifier in one.apart or one.identifier in other.apart:
            continue
        score = similarity(stems[earlier], stems[later], weights)
        if score >= ALIKE:
            found.append(Proposal(one.identifier, other.identifier, round(score, 3)))
    return sorted(found, key=lambda proposal: (-proposal.score, proposal.earlier, proposal.later))


def _near(wordings: Sequence[Wording], stems: Sequence[frozenset[str]], of: UUID | None) -> Iterator[tuple[int, int]]:
    """The pairs of places, the earlier first, whose texts share enough words to be compared."""
    if of is not None:
        mine = [place for place, one in enumerate(wordings) if one.identifier == of]
        yield from (
            (min(here, place), max(here, place)) for here in mine for place in range(len(stems)) if here != place
        )
        return
    by_stem: dict[str, list[int]] = defaultdict(list)
    for later, own in enumerate(stems):
        shared = Counter(place for stem in own for place in by_stem[stem] if len(by_stem[stem]) <= _COMMONEST)
        least = min(_LEAST, len(own)) - sum(len(by_stem[stem]) > _COMMONEST for stem in own)
        yield from ((earlier, later) for earlier, count in shared.items() if count >= least)
        for stem in own:
            by_stem[stem].append(later)


def _weights(stems: Sequence[frozenset[str]]) -> dict[str, float]:
    """The weight of each stem: 1 for one that every text has, more the rarer it is (smoothed inverse frequency)."""
    counts = Counter(stem for found in stems for stem in found)
    return {stem: 1 + log((1 + len(stems)) / (1 + count)) for stem, count in counts.items()}


def roots(joined_to: Iterable[tuple[UUID, UUID | None]]) -> dict[UUID, UUID]:
    """The first record of each group: from every record to the one that its chain of joins leads to.

    A chain that leads to a record that is not given (the viewer does not see it) ends before it. Of a ring, which can
    close through what an officer does not see, the record given first is the root of all.
    """
    links = dict(joined_to)
    places = {identifier: place for place, identifier in enumerate(links)}
    found: dict[UUID, UUID] = {}
    for start in links:
        chain = {start: 0}
        here = start
        while (following := links.get(here)) is not None and following in links and following not in chain:
            chain[following] = len(chain)
            here = following
        ring = list(chain)[chain[following] :] if following in chain else [here]
        found[start] = min(ring, key=places.__getitem__)
    return found
