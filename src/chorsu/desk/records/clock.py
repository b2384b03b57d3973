"""By which clock the time of a seizure was told: by it the time is shown, and corrected.

The clock is the one noted with a correction; else it follows from the time as it was given, where a cell holds it; else
it is that of the country, where that has a single one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from chorsu.intake.schema.reading import Reader
from chorsu.intake.schema.values import zone_of
from chorsu.records.corrections import CLOCK
from chorsu.records.rows import cell_of
from chorsu.ui.wording import time_of_day

if TYPE_CHECKING:
    from chorsu.records.models import Seizure

__all__ = ["CLOCKS", "clock_label", "clock_of", "time_there"]

_WIDEST, _STEP = dt.timedelta(hours=14), dt.timedelta(minutes=15)
"""How far clocks stand from UTC, and by which steps (IANA time zone database)."""
_BETWEEN = (-570, -210, 210, 270, 330, 345, 390, 570, 630, 765)
"""Clocks in use that stand at no whole hour, in minutes east of UTC (IANA time zone database)."""
CLOCKS = tuple(sorted([*range(-12 * 60, 14 * 60 + 1, 60), *_BETWEEN]))
"""The clocks that can be chosen, in minutes east of UTC."""


def clock_of(seizure: Seizure) -> dt.tzinfo | None:
    """The clock of a seizure's time; None where it is not known."""
    noted = next((change for change in seizure.changes if change.startswith(CLOCK)), "")
    if noted:
        return dt.timezone(dt.timedelta(minutes=int(noted.removeprefix(CLOCK))))
    cell = cell_of(seizure, "seized_at")
    given = Reader().time(cell.text, "time") if cell else None
    if given is not None and seizure.seized_at is not None:
        apart = dt.datetime.combine(seizure.seized_on, given, tzinfo=dt.UTC) - seizure.seized_at
        if abs(apart) <= _WIDEST and not apart % _STEP:
            return dt.timezone(apart)
    return zone_of(seizure.country)


def time_there(seizure: Seizure, moment: dt.datetime, day: dt.date) -> str:
    """A moment by the clock at the place, with that clock: "02:40 UTC+05:00"; its day only where that is another."""
    there = moment.astimezone(clock_of(seizure) or dt.UTC)
    other = "" if there.date() == day else f"{there.date().isoformat()} "
    return f"{other}{time_of_day(there)}"


def clock_label(minutes: int) -> str:
    """A clock as it is written: "UTC+05:00"."""
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
