"""Which watches a batch of entries answers, each asked with the eyes of its own authority.

Owns that nothing unseen makes a watch fire, and that what was there before the watch is no news to it.
"""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from chorsu.directory.authorities import authority as actor_of_authority
from chorsu.exchange.watches.criteria import answers
from chorsu.exchange.watches.telling import load, marked_by_content, told_by_content
from chorsu.handling.rules import NOBODY, Act, decide
from chorsu.journal.models import EntryRow
from chorsu.records.models import Seizure, Version

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from chorsu.exchange.watches.criteria import Told
    from chorsu.exchange.watches.standing import Standing, Watches
    from chorsu.exchange.watches.telling import Whole
    from chorsu.handling.rules import Actor, Marking

__all__ = ["RECORDED", "Asking", "Eyes", "Hit", "Said"]

RECORDED = "seizure.recorded"
_EYES_SECONDS = 10.0


class Said(NamedTuple):
    """An entry that tells of a record: its number, kind, and the version that it made."""

    number: int
    kind: str
    version: int


class Hit(NamedTuple):
    """A watch, and the identifier of a record that answers it."""

    watch: Standing
    record: uuid.UUID


class Eyes:
    """The actor that an officer without any role is at each authority; asked for anew once a while."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[float, Actor]] = {}

    def of(self, authority: int) -> Actor:
        """The actor of an authority; nobody where it is no more."""
        asked, known = self._known.get(authority, (0.0, NOBODY))
        if asked < time.monotonic() - _EYES_SECONDS:
            found = actor_of_authority(authority)
            known = NOBODY if found is None else found.actor
            self._known[authority] = (time.monotonic(), known)
        return known

    def forget(self) -> None:
        """Ask for all of them anew: the directory has changed."""
        self._known.clear()


class Asking:
    """One batch: its records as they stand now, and what each authority sees of them."""

    def __init__(self, watches: Watches, eyes: Eyes, records: Collection[uuid.UUID], at: dt.datetime) -> None:
        self.watches, self.at = watches, at
        self._eyes = eyes
        self.whole: dict[uuid.UUID, Whole] = load(records)
        self._markings: dict[uuid.UUID, Marking] = {pk: one.seizure.marking for pk, one in self.whole.items()}
        self._sees: dict[tuple[int, uuid.UUID], bool] = {}

    def know(self, records: Collection[uuid.UUID]) -> None:
        """Learn how further records are marked, also withdrawn ones."""
        unknown = [one for one in records if one not in self._markings]
        self._markings |= {one.pk: one.marking for one in Seizure.objects.filter(pk__in=unknown)}

    def sees(self, authority: int, record: uuid.UUID) -> bool:
        """Whether an authority sees a record that is known here."""
        key = (authority, record)
        if key not in self._sees:
            marking = self._markings.get(record)
            self._sees[key] = marking is not None and self._may_see(authority, marking)
        return self._sees[key]

    def seen_by(self, authority: int) -> Callable[[uuid.UUID], bool]:
        """Whether an authority sees a record."""
        return lambda record: self.sees(authority, record)

    def reaches(self, authority: int) -> Callable[[Marking], bool]:
        """Whether a marking lets an authority see."""
        return lambda marking: self._may_see(authority, marking)

    def _may_see(self, authority: int, marking: Marking) -> bool:
        return decide(self._eyes.of(authority), marking, Act.SEE, self.at).allowed

    def hits(self, said: Mapping[uuid.UUID, Sequence[Said]]) -> list[Hit]:
        """The watches that these records answer now and did not before, in the order in which they were told."""
        found: list[Hit] = []
        later: defaultdict[uuid.UUID, list[Standing]] = defaultdict(list)
        for record in said:
            for watch in self._answered(record):
                if watch.over(self.at):
                    continue
                if any(one.kind == RECORDED and one.number > watch.since for one in said[record]):
                    found.append(Hit(watch, record))
                elif said[record][-1].number > watch.since:
                    later[record].append(watch)
        return found + [Hit(watch, record) for record, watch in self._news(said, later)]

    def _answered(self, record: uuid.UUID) -> Iterator[Standing]:
        """The watches that a record answers as their authority sees it."""
        whole = self.whole.get(record)
        if whole is None:
            return
        seen: dict[int, Told] = {}
        for pk, _reasons in self.watches.index.hits(whole.told()):
            watch = self.watches.standing[pk]
            if not self.sees(watch.authority, record):
                continue
            if whole.narrowed:
                if watch.authority not in seen:
                    seen[watch.authority] = whole.told(self._eyes.of(watch.authority), self.at)
                if not answers(self.watches.asked[pk], seen[watch.authority]):
                    continue
            yield watch

    def _news(
        self, said: Mapping[uuid.UUID, Sequence[Said]], later: Mapping[uuid.UUID, Sequence[Standing]]
    ) -> Iterator[tuple[uuid.UUID, Standing]]:
        """Of records that were changed: those that came after the watch, or did not answer it before the change."""
        if not later:
            return
        entries = EntryRow.objects.filter(record_id__in=later, kind=RECORDED)
        recorded = dict(entries.values_list("record_id", "number"))
        for record, watches in later.items():
            for watch in watches:
                if recorded.get(record, 0) > watch.since:
                    yield record, watch
                    continue
                first = next(one for one in said[record] if one.number > watch.since)
                if not self._answered_before(watch, record, first.version):
                    yield record, watch

    def _answered_before(self, watch: Standing, record: uuid.UUID, version: int) -> bool:
        """Whether the version before this one answered a watch, and its authority saw it."""
        rows = Version.objects.filter(seizure=record, version=version - 1)
        before = rows.values_list("content", flat=True).first()
        told = None if before is None else told_by_content(before)
        if before is None or told is None:
            return before is None
        reached = self._may_see(watch.authority, marked_by_content(before))
        return reached and bool(answers(self.watches.asked[watch.pk], told))
