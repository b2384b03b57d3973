"""Which rows are compared at all: look-up keys that two reports of one event share.

Owns the keys, as text, so that a database can store them (`blocking_keys`) and be asked for them (`probe_keys`) with
one indexed look-up. Must not score. Keys cover: same day or a day apart with equal, rounded, or slipped unit (`d`); the
same three figures or more on any day, for mistyped dates (`x`); four figures or more in any country (`w`); and digits
that changed places (`s`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.matching.events.dates import swapped_date

if TYPE_CHECKING:
    from chorsu.matching.events.comparable import Comparable

__all__ = ["blocking_keys", "probe_keys"]

RARE = 4
"""Significant digits from which a quantity alone leads to its double."""

TELLING = 3
"""Significant digits from which a quantity leads to its double within one country and substance."""


def blocking_keys(row: Comparable) -> tuple[str, ...]:
    """The keys a row is stored under (at most four); none for a row without a quantity."""
    if row.figures is None:
        return ()
    stem, digits = _stem(row), row.figures.digits
    keys = [] if row.day is None else [f"d|{stem}|{row.day}|{digits[0]}"]
    keys.extend(_any_day_keys(row, stem, digits))
    if row.day is not None and len(digits) >= TELLING:
        keys.append(_swap_key(stem, row.day, digits))
    return tuple(keys)


def probe_keys(row: Comparable) -> tuple[str, ...]:
    """The keys to look up for a row: its own and those its double may be stored under."""
    if row.figures is None:
        return ()
    stem, digits = _stem(row), row.figures.digits
    keys = list(_any_day_keys(row, stem, digits))
    if row.day is None:
        return tuple(keys)
    swapped = swapped_date(row.day)
    days = [row.day, row.day - 1, row.day + 1, *([swapped] if swapped else [])]
    first = int(digits[0])
    keys += [f"d|{stem}|{day}|{(first + near - 1) % 9 + 1}" for day in days for near in (0, -1, 1)]
    keys += [f"d|{stem}|{row.day + far}|{first}" for far in (-3, -2, 2, 3)]
    if len(digits) >= TELLING:
        keys += [_swap_key(stem, day, digits) for day in days]
    return tuple(keys)


def _stem(row: Comparable) -> str:
    return f"{row.country}|{row.group}|{row.unit}"


def _any_day_keys(row: Comparable, stem: str, digits: str) -> tuple[str, ...]:
    if len(digits) >= RARE:
        return (f"x|{stem}|{digits}", f"w|{row.group}|{row.unit}|{digits}|{row.day}")
    return (f"x|{stem}|{digits}",) if len(digits) >= TELLING else ()


def _swap_key(stem: str, day: int, digits: str) -> str:
    return f"s|{stem}|{day}|{''.join(sorted(digits.rstrip('0')))}"
