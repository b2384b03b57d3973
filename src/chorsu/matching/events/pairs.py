"""Pairs of rows that report one event, each with probability, verdict and reasons.

Owns the weighing of pairs against each other: in another list a row has one counterpart, so rivals share its
probability, and a row that has a better counterpart there keeps only what its own likeness to that one gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.matching.events.background import Background, occasion
from chorsu.matching.events.comparable import Comparable, comparable
from chorsu.matching.events.index import Index
from chorsu.matching.events.reasons import Reason
from chorsu.matching.events.repeated import twins
from chorsu.matching.events.scoring import Score, probability, weigh
from chorsu.matching.events.weights import setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from chorsu.kernel.seizures import SeizureRow

__all__ = ["Pair", "Rivals", "find_pairs", "judged", "pairs_of", "pairs_with", "score"]

BETTER = 2.0
"""Times by which the odds of a counterpart must exceed another's to be called better; below, the two are rivals."""

CLEARLY = 0.9
"""Share from which one counterpart is clearly the better one; below it, rivals are equals."""

FEW = range(2, 7)
"""Equal parcels that are paired off in their order; more are a flood, of which nothing is claimed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, by id, that may report one event; `verdict` is `same`, `possible` or empty (not worth showing)."""

    a: str
    b: str
    probability: float
    verdict: str
    reasons: tuple[Reason, ...]


def score(a: Comparable, b: Comparable, background: Background | None = None) -> Pair | None:
    """Two rows by themselves, without rivals; None where quantity or date rules one event out.

    With no background, chance is what the reviewed files believe.
    """
    found = weigh(a, b, background or Background())
    return _pair(a, b, found, 1.0, ()) if found else None


def find_pairs(
    rows: Iterable[tuple[str, SeizureRow]], *, progress: Callable[[int, int], None] | None = None
) -> list[Pair]:
    """Every pair worth showing among rows given with their ids, in the order of the rows.

    `progress` is called now and then with the number of rows done and of all.
    """
    return pairs_of([comparable(row_id, row) for row_id, row in rows], progress=progress)


def pairs_of(rows: Sequence[Comparable], *, progress: Callable[[int, int], None] | None = None) -> list[Pair]:
    """As `find_pairs`, for rows already made comparable."""
    background = Background(rows)
    edges = _edges(rows, background, progress)
    estimate_again(rows, edges, background)
    again = ((ends, weigh(rows[ends[0]], rows[ends[1]], background)) for ends in edges)
    edges = {ends: found for ends, found in again if found}
    copies = dict.fromkeys(twins(rows))
    copied = {number for pair in copies for number in pair}
    plain = {(i, j): found for (i, j), found in edges.items() if not (found.one_hand and i in copied and j in copied)}
    found = judged(rows, plain, Rivals(rows, edges))
    return [*found, *(_copy(rows[i], rows[j]) for i, j in copies)]


def judged(rows: Sequence[Comparable], edges: Mapping[tuple[int, int], Score], rivals: Rivals) -> list[Pair]:
    """The pairs worth showing of weighed edges (by row numbers), each beside its rivals."""
    pairs = (_pair(rows[i], rows[j], found, *rivals.factor(i, j)) for (i, j), found in sorted(edges.items()))
    return [pair for pair in pairs if pair.verdict]


def pairs_with(row: Comparable, others: Sequence[Comparable], background: Background) -> list[Pair]:
    """The pairs of one row with others (found by its `probe_keys`) that are worth showing, the surest first."""
    rows = [row, *others]
    edges = {(0, n): found for n in range(1, len(rows)) if (found := _kept(row, rows[n], background))}
    ends = [n for _, n in edges]
    for place, j in enumerate(ends):
        edges.update({(j, k): found for k in ends[place + 1 :] if (found := _kept(rows[j], rows[k], background))})
    rivals = Rivals(rows, edges)
    judged = (_pair(rows[n], row, edges[0, n], *rivals.factor(0, n)) for n in ends)
    return sorted((pair for pair in judged if pair.verdict), key=lambda pair: -pair.probability)


def _kept(a: Comparable, b: Comparable, background: Background) -> Score | None:
    found = weigh(a, b, background)
    return found if found and probability(found.odds) >= setting("keep") else None


def _edges(
    rows: Sequence[Comparable], background: Background, progress: Callable[[int, int], None] | None
) -> dict[tuple[int, int], Score]:
    index = Index(rows)
    edges: dict[tuple[int, int], Score] = {}
    for number, row in enumerate(rows):
        for other in index.near(row):
            if other < number:
                found = _kept(rows[other], row, background)
                if found:
                    edges[other, number] = found
        if progress and number % 500 == 0:
            progress(number, len(rows))
    if progress:
        progress(len(rows), len(rows))
    return edges


def estimate_again(rows: Sequence[Comparable], edges: Mapping[tuple[int, int], Score], background: Background) -> None:
    """Set, for each country and year, how often its rows are reported again: one step of expectation-maximisation.

    Parcels of one operation count once. Drawn towards the reviewed share where rows are few, and held within reviewed
    bounds: a quiet year must bring more evidence than a year that was reported twice.
    """
    rivals = Rivals(rows, edges)
    count: Counter[tuple[str, int | None]] = Counter()
    again: defaultdict[tuple[str, int | None], float] = defaultdict(float)
    for country, year in {occasion(row): (row.country, row.year) for row in rows}.values():
        count[country, year] += 1
    for (i, j), found in edges.items():
        if not found.one_hand:
            chance = probability(found.odds) * rivals.factor(i, j)[0]
            for row in (rows[i], rows[j]):
                again[row.country, row.year] += chance
    strength, usual = setting("again_strength"), setting("reports_again")
    for (country, year), occasions in count.items():
        share = (again[country, year] + strength * usual) / (occasions + strength)
        bounded = min(max(share, setting("again_least")), setting("again_most"))
        if year is not None:
            background.populations[country].again[year] = bounded


class Rivals:
    """The edges of each row, to see which others of the same list claim the same counterpart."""

    def __init__(self, rows: Sequence[Comparable], edges: Mapping[tuple[int, int], Score]) -> None:
        self.rows = rows
        self.edges = edges
        self.neighbours: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in edges:
            self.neighbours[i].append(j)
            self.neighbours[j].append(i)

    def factor(self, i: int, j: int) -> tuple[float, tuple[Reason, ...]]:
        """What remains of a pair's probability beside its rivals, and the note that says so."""
        if self._edge(i, j).one_hand:
            return 1.0, ()
        if self._paired_off(i, j) is False:
            return 0.0, ()
        return min(self._beside(i, j), self._beside(j, i), key=lambda found: found[0])

    def _paired_off(self, i: int, j: int) -> bool | None:
        """Whether `i` and `j` fall to each other where both lists have as many rows alike; None where they have not.

        Two equal parcels that both lists report are two events: which row of one is which of the other cannot be told
        and need not be, so they are paired in their order.
        """
        theirs, mine = self._alike(i, j), self._alike(j, i)
        if len(mine) not in FEW or len(mine) != len(theirs) or any(self._alike(k, j) != theirs for k in mine):
            return None
        return mine.index(i) == theirs.index(j)

    def _alike(self, i: int, j: int) -> list[int]:
        """The rows of `j`'s list that fit `i` exactly as well as `j` does, by id."""
        rank = self._edge(i, j).rank
        fits = (k for k in self.neighbours[i] if k == j or (self._one_list(j, k) and self._edge(i, k).rank == rank))
        return sorted(fits, key=lambda k: self.rows[k].id)

    def _beside(self, i: int, j: int) -> tuple[float, tuple[Reason, ...]]:
        """The factor for `j` among the rows of its list that `i` could be matched to.

        What is left to `j` is its share, and the chance that it reports once more what its best rival `k` reports:
        from their likeness, or, where `k` is the better counterpart, as often as third reports were seen.
        """
        mine = self._edge(i, j).rank
        paired = set(self._alike(i, j)) if self._paired_off(i, j) else {j}
        others = [(self._edge(i, k).rank, k) for k in self.neighbours[i] if k not in paired and self._one_list(j, k)]
        if not others:
            return 1.0, ()
        best, k = max(others)
        share = mine / (mine + sum(rank for rank, _ in others))
        if share >= CLEARLY:
            return share, ()
        between = self.edges.get((min(j, k), max(j, k)))
        again = probability(between.odds) if between else 0.0
        is_better = best >= mine * BETTER
        if is_better:
            again = max(again, setting("third_report") / len(self._alike(i, j)))
        return share + (1 - share) * again, (Reason("note_better" if is_better else "note_rival"),)

    def _edge(self, i: int, j: int) -> Score:
        return self.edges[min(i, j), max(i, j)]

    def _one_list(self, j: int, k: int) -> bool:
        a, b = self.rows[j], self.rows[k]
        return a.file == b.file and a.script == b.script


def _pair(a: Comparable, b: Comparable, found: Score, factor: float, notes: tuple[Reason, ...]) -> Pair:
    chance = probability(found.odds) * factor
    if found.one_hand and chance > setting("one_hand_most"):
        chance, notes = setting("one_hand_most"), (*notes, Reason("note_capped"))
    if found.crowded:
        notes = (*notes, Reason("note_rival"))
    verdict = "same" if chance >= setting("same") else "possible" if chance >= setting("possible") else ""
    if verdict == "same" and notes:
        verdict = "possible"
    reasons = tuple(Reason(f.level.code, round(f.bits, 2)) for f in found.findings)
    return Pair(a.id, b.id, chance, verdict, reasons + notes)


def _copy(a: Comparable, b: Comparable) -> Pair:
    """A row of a list that is there twice, with its copy: likely, and still for a person to judge."""
    return Pair(a.id, b.id, setting("one_hand_most"), "possible", (Reason("note_repeated"), Reason("note_capped")))
