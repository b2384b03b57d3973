"""Which reports are large to whom: of those, all records that answer a watch are one alert.

A report is as large as what an authority sees of it, so that nobody learns how much of it there is besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from chorsu.handling.models import MARKING_COLUMNS
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from chorsu.handling.rules import Marking

__all__ = ["DIGEST_FROM", "Reports"]

DIGEST_FROM = 50
"""Records of one report that an authority sees from which on all that answer a watch are one alert."""
_MOST_KNOWN = 100_000


class Reports:
    """What is known of reports from one batch to the next: which are large. That one is small is asked each time."""

    def __init__(self) -> None:
        self._large: set[tuple[uuid.UUID, int]] = set()
        self._small: set[tuple[uuid.UUID, int]] = set()
        self._markings: dict[uuid.UUID, list[tuple[Marking, int]]] = {}

    def begin(self) -> None:
        """Forget what may have changed since the last batch."""
        self._small.clear()
        self._markings.clear()
        if len(self._large) > _MOST_KNOWN:
            self._large.clear()

    def is_large(self, report: uuid.UUID, authority: int, sees: Callable[[Marking], bool]) -> bool:
        """Whether an authority sees many records of a report; `sees` says it of one marking."""
        key = (report, authority)
        if key not in self._large and key not in self._small:
            seen = sum(number for marking, number in self._marked(report) if sees(marking))
            (self._large if seen >= DIGEST_FROM else self._small).add(key)
        return key in self._large

    def _marked(self, report: uuid.UUID) -> list[tuple[Marking, int]]:
        """How many records of a report stand under each marking; of a report with few records none."""
        if report not in self._markings:
            rows = Seizure.objects.filter(report=report, withdrawn=False).order_by()
            few = rows[:DIGEST_FROM].count() < DIGEST_FROM
            counted = () if few else rows.values_list(*MARKING_COLUMNS).annotate(number=Count("pk"))
            self._markings[report] = [
                (Seizure(**dict(zip(MARKING_COLUMNS, columns, strict=True))).marking, number)
                for *columns, number in counted
            ]
        return self._markings[report]
