"""Chance, counted over the data bank, kept in the memory of the matching process and brought up to date as it works.

Owns the sampling of a large bank, and the running estimate of how often the reports of a country and year are made
twice. Must not compare reports itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.matching.events.background import Background
from chorsu.matching.events.pairs import Rivals
from chorsu.matching.events.scoring import Score, probability
from chorsu.matching.events.weights import setting
from chorsu.matching.lookup import Shelf, comparables_of
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from chorsu.matching.events.comparable import Comparable

__all__ = ["Chance"]

MOST_COUNTED = 200_000
"""Seizures counted one by one; of a larger bank every second, third … is counted for two, three …"""
_READ = 2_000

type _Tally = tuple[str, int]

_AGAIN = """
    SELECT s.country, extract(year FROM s.seized_on)::int, sum(k.probability)
    FROM records_link k JOIN records_seizure s ON s.id IN (k.a_id, k.b_id)
    WHERE cardinality(k.via) = 0 AND k.state <> 'rejected' AND NOT 'note_capped' = ANY (k.reasons)
    GROUP BY 1, 2
"""


class Chance:
    """The counts of a bank. Made by `of_the_bank`, it knows every seizure up to the identifier `upto`."""

    def __init__(self) -> None:
        self.background = Background()
        self.shelf = Shelf()
        self.upto: uuid.UUID | None = None
        self.counted = 0
        self.added = 0
        self._seen: Counter[_Tally] = Counter()
        self._again: defaultdict[_Tally, float] = defaultdict(float)

    @classmethod
    def of_the_bank(cls) -> Chance:
        """Count the bank as the worker sees it."""
        chance = cls()
        bank = Seizure.objects.filter(withdrawn=False)
        total = bank.count()
        step = total // MOST_COUNTED + 1
        seizures = bank.order_by("id").prefetch_related("lots")
        for number, seizure in enumerate(seizures.iterator(chunk_size=_READ)):
            if number % step == 0:
                rows = comparables_of(seizure, seizure.lots.all())
                chance.count(rows)
                chance.shelf.put(seizure.pk, rows)
            chance.upto = seizure.pk
        chance.counted = total
        if step > 1:
            chance._multiply(step)
        with connection.cursor() as cursor:
            cursor.execute(_AGAIN)
            for country, year, again in cursor.fetchall():
                chance._again[country, year] = again
        for tally in chance._seen:
            chance._settle(tally)
        return chance

    @property
    def stale(self) -> bool:
        """Whether so much came since that the bank should be counted anew."""
        return self.added > max(self.counted, MOST_COUNTED // 100)

    def count(self, rows: Sequence[Comparable]) -> None:
        """Count the rows of one seizure."""
        for row in rows:
            self.background.add(row)
            if row.year is not None:
                self._seen[row.country, row.year] += 1

    def add(self, seizure: uuid.UUID, rows: Sequence[Comparable]) -> None:
        """Count a seizure that came after the bank was counted."""
        if self.upto is None or seizure > self.upto:
            self.count(rows)
            self.added += 1

    def learn(self, rows: Sequence[Comparable], fresh: set[int], edges: Mapping[tuple[int, int], Score]) -> None:
        """Reckon how often reports of a country and year are made again, from the edges of the rows `fresh`."""
        rivals, touched = Rivals(rows, edges), set()
        for (i, j), found in edges.items():
            if found.one_hand or not {i, j} & fresh:
                continue
            chance = probability(found.odds) * rivals.factor(i, j)[0]
            for row in (rows[i], rows[j]):
                if row.year is not None:
                    self._again[row.country, row.year] += chance
        touched = {(rows[i].country, year) for i in fresh if (year := rows[i].year) is not None}
        for tally in touched:
            self._settle(tally)

    def _settle(self, tally: _Tally) -> None:
        country, year = tally
        strength, usual = setting("again_strength"), setting("reports_again")
        share = (self._again[tally] + strength * usual) / (self._seen[tally] + strength)
        bounded = min(max(share, setting("again_least")), setting("again_most"))
        self.background.populations[country].again[year] = bounded

    def _multiply(self, step: int) -> None:
        for population in self.background.populations.values():
            population.rows *= step
            for key in population.counts:
                population.counts[key] *= step
            for values in population.values.values():
                values.values *= step
                values.settled = False
        for tally in self._seen:
            self._seen[tally] *= step
