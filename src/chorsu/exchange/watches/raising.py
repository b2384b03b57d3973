"""Alerts, raised by the worker: a consumer of the journal that asks the watches of every record that is told of.

It follows matching, so that the reports of one event are known as such. An alert is raised once for an event: the
cursor is moved in the transaction that raises it, and a key allows no second. A watch is answered only by what its
authority sees: a record, a lot, a part that is withheld from it does not make it fire.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from chorsu.exchange.watches.asking import Asking, Eyes, Said
from chorsu.exchange.watches.keeping import Keeping
from chorsu.exchange.watches.reports import Reports
from chorsu.exchange.watches.standing import Watches
from chorsu.journal.consumers import consume
from chorsu.kernel.clock import now
from chorsu.records.models import Link

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from chorsu.journal.models import EntryRow

__all__ = ["CONSUMER", "raise_alerts"]

CONSUMER = "watches"
AFTER = "matching"
"""The consumer that is followed."""
MOST = 500
"""Entries read in one transaction."""
TELLING = frozenset(
    f"seizure.{act}"
    for act in (
        "recorded", "corrected", "recounted", "weighed", "confirmed", "marked", "restored", "released", "passed",
        "extended", "permitted",
    )
)  # fmt: skip
"""Kinds of entries after which a record may answer a watch that it did not answer before."""


class _Watching:
    """The work of the consumer, with the watches that it keeps between batches."""

    def __init__(self) -> None:
        self.watches: Watches | None = None
        self.read = 0
        self.eyes = Eyes()
        self.reports = Reports()

    def __call__(self, entries: Sequence[EntryRow]) -> None:
        """Raise what some entries bring, inside the consumer's transaction."""
        directory = any(entry.kind.startswith("directory.") for entry in entries)
        if self.watches is None or entries[0].number != self.read + 1 or directory:
            # Also when another worker read on, or the journal begins again.
            self.watches = Watches()
            self.eyes.forget()
        else:
            self.watches.renew(entry.record_id for entry in entries if entry.kind.startswith("watch."))
        if self.watches.standing:
            self._raise(self.watches, entries, now())
        self.read = entries[-1].number

    def _raise(self, watches: Watches, entries: Sequence[EntryRow], at: dt.datetime) -> None:
        said: defaultdict[uuid.UUID, list[Said]] = defaultdict(list)
        for entry in entries:
            if entry.kind in TELLING:
                said[entry.record_id].append(Said(entry.number, entry.kind, entry.version))
        parted = {entry.record_id for entry in entries if entry.kind == "link.rejected"}
        if not said and not parted:
            return
        self.reports.begin()
        asking = Asking(watches, self.eyes, said.keys(), at)
        keeping = Keeping(asking, self.reports)
        keeping.keep(asking.hits(said))
        ends = Link.objects.filter(pk__in=parted).values_list("a_id", "b_id")
        keeping.part({end for pair in ends for end in pair})
        keeping.store()


_watching = _Watching()


def raise_alerts() -> int:
    """Raise what the next entries of the journal bring; how many were read."""
    return consume(CONSUMER, _watching, most=MOST, after=AFTER)
