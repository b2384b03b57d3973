"""What the live feed shows: journal entries joined with the records that the viewer sees, as rendered rows.

A bulk load makes one line, not thousands. Everything is fetched inside the viewer's transaction, so that row-level
security decides at the moment of delivery.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from chorsu.directory.selectors import principal_names
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import seen_between
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from chorsu.handling.rules import Actor
    from chorsu.journal.models import EntryRow

__all__ = ["Digest", "Item", "newest", "render", "rendered_between"]

DIGEST_FROM = 12
"""Entries of one report in one delivery from which on they become a single line."""
SHOWN_KINDS = ("seizure.recorded", "seizure.corrected", "seizure.released")
"""Kinds of entries that bring a record into the feed; what a viewer no longer sees cannot be delivered anyway."""
STEP = 2_000
"""Entries looked through in one go."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the feed: what happened when to which record."""

    kind: str
    at: dt.datetime
    seizure: Seizure
    provider: str

    @property
    def key(self) -> str:
        """The line's identity: a line with a known key replaces nothing and is not shown again."""
        return f"{self.seizure.pk}-{self.seizure.version}"


@dataclass(frozen=True, slots=True)
class Digest:
    """One line for many records of one report."""

    at: dt.datetime
    count: int
    report: object
    provider: str

    @property
    def key(self) -> str:
        """The line's identity."""
        return f"{self.report}-{self.count}-{self.at.timestamp()}"


def newest(most: int, language: str) -> list[Item]:
    """The newest records that the viewer sees, newest first; called inside the viewer's transaction."""
    names = principal_names(language)
    seizures = Seizure.objects.filter(withdrawn=False).prefetch_related("lots").order_by("-id")[:most]
    return [Item("seizure.recorded", seizure.recorded_at, seizure, names[seizure.provider_id]) for seizure in seizures]


def _lines(entries: Sequence[EntryRow], language: str) -> Iterable[Item | Digest]:
    names = principal_names(language)
    latest = {entry.record_id: entry for entry in entries}
    seizures = Seizure.objects.filter(pk__in=latest, withdrawn=False).prefetch_related("lots")
    by_report: dict[object, list[Seizure]] = defaultdict(list)
    for seizure in seizures:
        by_report[seizure.report_id].append(seizure)
    lines: list[Item | Digest] = []
    for report, members in by_report.items():
        if len(members) >= DIGEST_FROM:
            at = max(latest[member.pk].at for member in members)
            lines.append(Digest(at, len(members), report, names[members[0].provider_id]))
        else:
            lines.extend(
                Item(latest[member.pk].kind, latest[member.pk].at, member, names[member.provider_id])
                for member in members
            )
    return sorted(lines, key=lambda line: line.at)


def render(line: Item | Digest) -> str:
    """One line of the feed as HTML."""
    template = "feed/item.html" if isinstance(line, Item) else "feed/digest.html"
    return render_to_string(template, {"line": line}).strip()


def rendered_between(actor: Actor, after: int, upto: int, language: str) -> list[str]:
    """The lines for what the actor sees of the entries (after, upto], oldest first; opens its own transaction."""
    with translation.override(language), viewing(actor):
        entries = list(seen_between(after, upto).filter(kind__in=SHOWN_KINDS))
        return [render(line) for line in _lines(entries, language)] if entries else []
