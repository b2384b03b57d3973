"""The named causes of a difference between two figures, each with its amount where it can be computed.

Owns what can be said of a difference and how certain it is. Pure: no Django, no database. A cause that is `certain`
follows from the rows themselves; the others would explain so much if they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from chorsu.returns.lines import NOTHING, Ours, Stated

if TYPE_CHECKING:
    from chorsu.returns.reconcile import Reconciliation

__all__ = ["CAUSES", "Cause", "between_rows", "of_events", "of_parts", "of_stated"]

CAUSES = (
    "total_holds_parts",
    "total_short",
    "rows_repeated",
    "class_beside_members",
    "plants_excluded",
    "rounding",
    "rows_unweighed",
    "part_missing",
    "added_as_they_stand",
    "threshold",
    "double_reports",
    "late_reports",
    "unknown_units",
    "assumed_factors",
    "implausible",
    "provisional",
    "plants_of_events",
    "unspecified",
)
"""Every cause that there is; pages have a sentence for each."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: its code, its amount in kg with the sign of the difference (None: cannot be computed), how many.

    `certain`: it follows from the figures; else it is so much at most, or if it holds.
    """

    code: str
    kg: Decimal | None = None
    count: int = 0
    certain: bool = False


def between_rows(found: Reconciliation) -> tuple[Cause, ...]:
    """Why the rows as they stand come to more than each substance once."""
    causes = [Cause("total_holds_parts", found.naive - found.once, len(found.held), certain=True)]
    short = [held for held in found.held if held.short]
    if short:
        causes.append(Cause("total_short", sum((held.short for held in short), NOTHING), len(short)))
    return tuple(causes)


def of_stated(found: Reconciliation, one: Stated) -> tuple[Cause, ...]:
    """What could explain that a stated total differs from the rows, each substance once."""
    difference = one.kg - found.once
    twice = found.naive - found.once
    rounding = _rounding((one.decimals, 1), (found.decimals, found.rows))
    causes = []
    if 0 < twice <= difference + (rounding.kg or NOTHING):
        causes.append(Cause("added_as_they_stand", twice, len(found.held)))
    causes += _of_rows(found, difference)
    causes.append(rounding)
    if found.plants and difference > found.plants / 2:
        causes.append(Cause("plants_excluded", found.plants, len(found.plants_numbers)))
    return tuple(causes)


def _of_rows(found: Reconciliation, difference: Decimal) -> list[Cause]:
    """Rows that may be counted otherwise elsewhere."""
    causes = []
    numbers, extra = found.repeated
    if extra and difference < 0:
        causes.append(Cause("rows_repeated", -extra, len(numbers)))
    numbers, most = found.overlapping
    if most and difference < 0:
        causes.append(Cause("class_beside_members", -most, len(numbers)))
    if found.unweighed and difference > 0:
        causes.append(Cause("rows_unweighed", None, len(found.unweighed)))
    return causes


def of_parts(found: Reconciliation, one: Stated) -> tuple[Cause, ...]:
    """What could explain that the parts of authorities do not come to the stated total."""
    causes = [_rounding((one.decimals, 1), *((part.decimals, 1) for part in found.parts))]
    difference = one.kg - found.parts_sum
    if difference > 0:
        causes.insert(0, Cause("part_missing", difference, len(found.parts)))
    return tuple(causes)


def _rounding(*figures: tuple[int, int]) -> Cause:
    """Each figure is off by half of its last place at most; given as (decimals, how many figures)."""
    most = sum((count * Decimal(5).scaleb(-decimals - 1) for decimals, count in figures), NOTHING)
    return Cause("rounding", most, sum(count for _, count in figures))


def of_events(found: Reconciliation, official: Decimal) -> tuple[Cause, ...]:
    """What could explain that the official figure differs from our sum of events."""
    ours = found.ours
    if ours is None:
        return ()
    causes = []
    if official > ours.kg:
        causes += _missing_with_us(ours)
        unspecified = sum((held.unspecified for held in found.held if not held.inner), NOTHING)
        if unspecified:
            causes.append(Cause("unspecified", unspecified, len(found.held)))
    else:
        causes += _more_with_us(ours)
    if ours.plants or ours.plants_lots:
        causes.append(Cause("plants_of_events", NOTHING, ours.plants_lots, certain=True))
    return tuple(causes)


def _missing_with_us(ours: Ours) -> list[Cause]:
    """Official figure above ours: what we leave out or were never told."""
    causes = [Cause("threshold", None)]
    if ours.twice:
        causes.append(Cause("double_reports", ours.twice, ours.twice_reports))
    if ours.unweighed:
        causes.append(Cause("unknown_units", None, ours.unweighed))
    if ours.assumed:
        causes.append(Cause("assumed_factors", ours.assumed, ours.assumed_lots))
    if ours.provisional_lots:
        causes.append(Cause("provisional", ours.provisional or None, ours.provisional_lots))
    if ours.implausible_lots:
        causes.append(Cause("implausible", ours.implausible or None, ours.implausible_lots))
    return causes


def _more_with_us(ours: Ours) -> list[Cause]:
    """Our sum above the official figure: what the return does not hold."""
    causes = []
    if ours.late:
        causes.append(Cause("late_reports", -ours.late, ours.late_events))
    if ours.below:
        causes.append(Cause("threshold", -ours.below, ours.below_events))
    return causes
