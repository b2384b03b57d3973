"""The working calendar of a state: which days are worked, and in which time zone a day begins and ends.

Days off come from the package `holidays` (public holidays, weekends and the working days that a government moves onto
them). Days that a government decrees at short notice are given beside it, as `closed` and `opened`.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import holidays

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.zones import zone_of

__all__ = ["Calendar", "calendar_of"]

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days as a state works them. `country` is ISO 3166-1 alpha-2, or empty for Monday to Friday without holidays."""

    zone: ZoneInfo
    country: str = ""
    closed: frozenset[dt.date] = frozenset()
    opened: frozenset[dt.date] = frozenset()

    def is_working(self, day: dt.date) -> bool:
        """Whether the day is worked; what is decreed (`opened`, `closed`) goes before the calendar."""
        if day in self.opened:
            return True
        if day in self.closed:
            return False
        known = _days_off(self.country) if self.country else None
        return day.weekday() < _SATURDAY if known is None else known.is_working_day(day)

    def day_of(self, moment: dt.datetime) -> dt.date:
        """The local day of an aware moment."""
        return moment.astimezone(self.zone).date()

    def end_of(self, day: dt.date) -> dt.datetime:
        """The moment (UTC) at which a local day is over: the first of the next day, wherever clocks jump."""
        midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self.zone)
        return midnight.astimezone(dt.UTC)


@functools.cache
def _days_off(country: str) -> holidays.HolidayBase | None:
    """The public holidays of a country, each year worked out when it is first asked for; None where none are known."""
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None


def calendar_of(country: str, *, zone: str = "") -> Calendar:
    """The calendar of a state, or of no state (empty); `zone` names another time zone than its capital's.

    Raises:
        InputError: there is no such time zone.
    """
    try:
        return Calendar(ZoneInfo(zone) if zone else zone_of(country), country)
    except (KeyError, ValueError, OSError):
        raise InputError("is no time zone", where=zone, to_do="name one of the IANA database, as Asia/Almaty") from None
