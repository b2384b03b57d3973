"""Matching as a consumer of the journal: new and changed seizures are compared, decided claims are followed up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.journal.consumers import consume
from chorsu.kernel.clock import now
from chorsu.matching.chance import Chance
from chorsu.matching.services import reconsider, settle
from chorsu.records.models import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.journal.models import EntryRow

__all__ = ["match_new_records"]

CONSUMER = "matching"
MOST = 1_000
"""Entries read in one transaction."""
CHANGING = (
    "seizure.recorded",
    "seizure.corrected",
    "seizure.weighed",
    "seizure.confirmed",
    "seizure.marked",
    "seizure.withdrawn",
    "seizure.restored",
)
DECIDING = ("link.confirmed", "link.rejected", "link.reopened")


class _Matcher:
    """The work of the consumer, with the counts of chance that it keeps between batches."""

    def __init__(self) -> None:
        self.chance: Chance | None = None
        self.read = 0

    def __call__(self, entries: Sequence[EntryRow]) -> None:
        """Follow up some entries, in order, inside the consumer's transaction."""
        if self.chance is None or self.chance.stale or entries[0].number <= self.read:
            # Also when the journal begins again: another database stands there now.
            self.chance = None
        changed = {entry.record_id for entry in entries if entry.kind in CHANGING}
        decided = {entry.record_id for entry in entries if entry.kind in DECIDING}
        at = now()
        if changed:
            self.chance = self.chance or Chance.of_the_bank()
            reconsider(changed, self.chance, at)
        if decided:
            ends = Link.objects.filter(pk__in=decided).values_list("a_id", "b_id")
            settle({end for pair in ends for end in pair}, at)
        self.read = entries[-1].number


_matcher = _Matcher()


def match_new_records() -> int:
    """Follow up the next entries of the journal; how many were read."""
    return consume(CONSUMER, _matcher, most=MOST)
