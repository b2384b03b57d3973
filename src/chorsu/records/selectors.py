"""Reading one record and all that hangs on it, for the viewer of the present transaction.

Row-level security decides what is there; this module adds what no policy says: a recipient is not told who else may see
a record, hence nothing of the acts that changed its audience, nor of those that counted its protected persons anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q

from chorsu.directory.models import User
from chorsu.handling.entries import PROVIDERS_OWN
from chorsu.journal.models import EntryRow
from chorsu.kernel.errors import AbsentError
from chorsu.records.erasures.models import ABOUT_ERASING
from chorsu.records.listing import with_lots
from chorsu.records.models import Link, Report, Seizure, Version

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.handling.rules import Actor

__all__ = [
    "Event",
    "Other",
    "Record",
    "history",
    "link_counts",
    "others",
    "provider_of_record",
    "record",
    "report_names",
]

_MARK = 8
_TYING = (Link.State.SAME, Link.State.CONFIRMED, Link.State.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Other:
    """Another report of the event: the surest claim that ties it, and whether it is the one counted."""

    seizure: Seizure
    link: Link
    counted: bool

    @property
    def derived(self) -> bool:
        """Whether the two were not compared directly."""
        return bool(self.link.via)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history: what happened to which version, when, by whom (where the viewer may know), why.

    For a recipient the versions are numbered as the recipient sees them: a gap would tell of an act withheld.
    """

    kind: str
    version: int
    at: dt.datetime
    by: str
    reason: str
    entry: str
    """Mark of the journal's entry, empty while it waits: never its number, which would tell how much others do."""
    before: Version | None
    """What the record said before, where the act changed that."""


@dataclass(frozen=True, slots=True)
class Record:
    """One seizure with its lots, the name of its file (where the viewer may know), whether the viewer rules it."""

    seizure: Seizure
    file_name: str
    provided: bool


def record(identifier: uuid.UUID, actor: Actor) -> Record:
    """The record with this identifier.

    Raises:
        AbsentError: there is none, or not for this viewer.
    """
    found = with_lots([identifier])
    if not found:
        raise AbsentError
    seizure = found[0]
    names = report_names([seizure.report_id])
    return Record(seizure, names.get(seizure.report_id, ""), seizure.provider_id in actor.provides)


def provider_of_record(identifier: uuid.UUID) -> int | None:
    """The number of the provider of a record that the viewer sees; None for any other."""
    return Seizure.objects.filter(pk=identifier).values_list("provider_id", flat=True).first()


def report_names(reports: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """File names of reports; a report is its provider's own, so a recipient of a record gets none."""
    return dict(Report.objects.filter(pk__in=reports).values_list("pk", "file_name"))


def others(seizure: Seizure) -> list[Other]:
    """The other reports of the event that the viewer sees; the surest claims first, derived ones after direct ones."""
    either = Q(a=seizure) | Q(b=seizure)
    links = Link.objects.filter(either, state__in=_TYING)
    best: dict[uuid.UUID, Link] = {}
    for link in sorted(links, key=_standing):
        best.setdefault(link.b_id if link.a_id == seizure.pk else link.a_id, link)
    dropped = {link.drop_id for link in links if link.state != Link.State.POSSIBLE}
    found = {other.pk: other for other in with_lots(list(best)) if not other.withdrawn}
    return [Other(found[pk], link, pk not in dropped) for pk, link in best.items() if pk in found]


def _standing(link: Link) -> tuple[int, bool, float]:
    return (_TYING.index(Link.State(link.state)) == len(_TYING) - 1, bool(link.via), -link.probability)


def link_counts(seizures: Collection[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """For each seizure: how many other reports of its event the viewer sees, and how many that may be of it."""
    ends = list(seizures)
    same: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    possible: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    links = Link.objects.filter(Q(a__in=ends) | Q(b__in=ends), state__in=_TYING)
    for a, b, state in links.values_list("a_id", "b_id", "state"):
        told = possible if state == Link.State.POSSIBLE else same
        told[a].add(b)
        told[b].add(a)
    return {pk: (len(same[pk]), len(possible[pk] - same[pk])) for pk in ends if same[pk] or possible[pk]}


_BESIDE = {"seizure.sanitised", *ABOUT_ERASING}
"""Acts that leave a record in the version that it had."""


def history(found: Record) -> list[Event]:
    """What happened to a record, the newest first; who did it and to whom it was released, for its provider alone."""
    seizure = found.seizure
    asked = EntryRow.objects.filter(record_id=seizure.pk).order_by("-number")
    entries = list(asked if found.provided else asked.exclude(kind__in=PROVIDERS_OWN))
    kept = {version.version: version for version in Version.objects.filter(seizure=seizure)}
    names = _names(entries) if found.provided else {}
    lines = []
    for entry in entries:
        before = None if entry.kind in _BESIDE else kept.pop(entry.version - 1, None)
        by = names.get(entry.actor_id or 0, "")
        reason = before.reason if before else ""
        lines.append(Event(entry.kind, entry.version, entry.at, by, reason, _mark(entry), before))
    waiting = [
        Event(f"seizure.{version.act}", version.version + 1, version.at, "", version.reason, "", version)
        for version in kept.values()
        if found.provided or f"seizure.{version.act}" not in PROVIDERS_OWN
    ]
    told = sorted([*waiting, *reversed(lines)], key=lambda event: event.version)
    if not found.provided:
        # Its recording, which was the first, may wait to be numbered.
        first = 1 if any(event.kind == "seizure.recorded" for event in told) else 2
        told = [replace(event, version=number) for number, event in enumerate(told, start=first)]
    return told[::-1]


def _mark(entry: EntryRow) -> str:
    """The random end of an act's identifier."""
    mark: str = entry.act_id.hex[-_MARK:]
    return mark


def _names(entries: Collection[EntryRow]) -> dict[int, str]:
    people = User.objects.filter(pk__in={entry.actor_id for entry in entries if entry.actor_id})
    return {user.pk: user.get_full_name() or user.username for user in people}
