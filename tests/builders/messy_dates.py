"""Dates as messy tables write them; each writer gives the day that a reader must find."""

__all__ = ["write_date"]

import datetime as dt

from tests.builders.messy_words import SOLAR_MONTHS

EPOCH = dt.date(1899, 12, 30)
PLAIN = "%d.%m.%Y"
TRAPS = {
    "_range_in_figures": "date_ranges",
    "_range_named": "date_ranges",
    "_month_named": "months_only",
    "_month_in_figures": "months_only",
}
"""Form → its trap; the other forms are those of `mixed_dates`."""


def write_date(table, row, day):
    """Write a day into a table's column of dates, in a form of the workbook's traps; the day that must be read."""
    forms = [_dotted]
    if "mixed_dates" in table.traps:
        forms = [_dotted, _iso, _slashed, _dashed, _named, _serial, _timed, _short, _solar, _solar_named]
    if "date_ranges" in table.traps:
        forms += [_range_in_figures, _range_named]
    if "months_only" in table.traps:
        forms += [_month_named, _month_in_figures]
    form = table.chance.choice(forms)
    if form is not _dotted:
        table.laid(TRAPS.get(form.__name__, "mixed_dates"))
    text, found = form(day, table.words)
    table.put(row, "date", text)
    return found


def _dotted(day, _):
    return day.strftime(PLAIN), day


def _iso(day, _):
    return day.isoformat(), day


def _slashed(day, _):
    day = day.replace(day=13 + day.day % 16)
    return day.strftime("%d/%m/%Y"), day


def _dashed(day, _):
    day = day.replace(day=13 + day.day % 16)
    return day.strftime("%d-%m-%Y"), day


def _named(day, words):
    return f"{day.day} {words.months[day.month - 1]} {day.year}", day


def _serial(day, _):
    return (day - EPOCH).days, day


def _timed(day, _):
    return day.strftime("%d.%m.%Y 14:30"), day


def _short(day, _):
    return day.strftime("%d.%m.%y"), day


def _solar(day, _):
    year, month, date = _to_solar(day)
    return f"{year}/{month:02}/{date:02}", day


def _solar_named(day, _):
    year, month, date = _to_solar(day)
    return f"{date} {SOLAR_MONTHS[month - 1]} {year}", day


def _to_solar(day):
    """Solar Hijri from the 2820-year rule of leap years, by counting on from Nowruz of 1399 (20 March 2020)."""
    year, left = 1399, (day - dt.date(2020, 3, 20)).days
    while left >= (length := 366 if year in {1399, 1403, 1408} else 365):
        year, left = year + 1, left - length
    month = left // 31 if left < 186 else 6 + (left - 186) // 30
    return year, month + 1, (left % 31 if left < 186 else (left - 186) % 30) + 1


def _range_in_figures(day, _):
    last = day + dt.timedelta(days=2)
    return f"{day.strftime(PLAIN)}-{last.strftime(PLAIN)}", day


def _range_named(day, words):
    day = day.replace(day=1 + day.day % 20)
    return f"{day.day}-{day.day + 3} {words.months[day.month - 1]} {day.year}", day


def _month_named(day, words):
    return f"{words.months[day.month - 1]} {day.year}", day.replace(day=1)


def _month_in_figures(day, _):
    return day.strftime("%m.%Y"), day.replace(day=1)
