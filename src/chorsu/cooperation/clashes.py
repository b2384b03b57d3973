"""Clashes of a plan: events on the same days, and persons who would be at two of them. Pure: no Django, no database.

Owns the comparison; what the events are, and who may see them, is not known here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.directory.names import alike, read_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from chorsu.directory.names import PersonName

__all__ = ["Clash", "Meeting", "Week", "clashes", "weeks"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is compared of an event: its days, both inside, and the names of its delegation as written."""

    identifier: UUID
    since: dt.date
    until_day: dt.date
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two events that share the days `since` to `until_day`.

    `booked` are persons named at both (as written at the first), `perhaps` those whom a family name alone, or initials
    that fit, make possible.
    """

    first: UUID
    second: UUID
    since: dt.date
    until_day: dt.date
    booked: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """The clashes that begin in one week; `monday` is its first day (ISO 8601)."""

    monday: dt.date
    clashes: tuple[Clash, ...]


def clashes(meetings: Iterable[Meeting]) -> list[Clash]:
    """Every pair of events that share a day, in the order of the first shared day; the earlier event is `first`."""
    ordered = sorted(meetings, key=lambda one: (one.since, one.until_day, one.identifier))
    names = {one.identifier: [(written, read_name(written)) for written in one.people] for one in ordered}
    found: list[Clash] = []
    running: list[Meeting] = []
    for later in ordered:
        running = [one for one in running if one.until_day >= later.since]
        for earlier in running:
            sure, unsure = _at_both(names[earlier.identifier], names[later.identifier])
            last = min(earlier.until_day, later.until_day)
            found.append(Clash(earlier.identifier, later.identifier, later.since, last, sure, unsure))
        running.append(later)
    return sorted(found, key=lambda clash: (clash.since, clash.until_day, clash.first, clash.second))


def weeks(found: Iterable[Clash]) -> list[Week]:
    """The clashes by the week in which their shared days begin."""
    by_monday: dict[dt.date, list[Clash]] = {}
    for clash in found:
        by_monday.setdefault(clash.since - dt.timedelta(days=clash.since.weekday()), []).append(clash)
    return [Week(monday, tuple(by_monday[monday])) for monday in sorted(by_monday)]


def _at_both(
    one: Sequence[tuple[str, PersonName]], other: Sequence[tuple[str, PersonName]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The persons at both, and those who may be: initials beside a family name are "may be", as they fit several."""
    sure, unsure = [], []
    for written, name in one:
        verdicts = {alike(name, second) for _, second in other}
        if "same" in verdicts:
            sure.append(written)
        elif "perhaps" in verdicts:
            unsure.append(written)
    return tuple(dict.fromkeys(sure)), tuple(dict.fromkeys(unsure))
