"""One figure of a return as it is written, in a field of the form or a cell of a sheet: exact, and read by one rule.

Which sign is decimal is what the column says (`numbers.decimal_of`; of a form the column is its rows). In what is
counted one sign before three digits parts thousands. Where nothing decides, the figure is read and the other reading is
told: nothing is stored before a person has seen how it was read. Pure: no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.readers.numbers import read_exact
from chorsu.intake.schema.lists import kind_of
from chorsu.kernel.errors import ChorsuError
from chorsu.returns.labels import read_label
from chorsu.returns.stating import COUNT
from chorsu.returns.tables import indicator

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["FigureRead", "is_counted", "is_whole", "read_figure"]


@dataclass(frozen=True, slots=True)
class FigureRead:
    """The figure, and where nothing says which sign is decimal, the other one that the same signs can mean."""

    value: Decimal
    other: Decimal | None = None


def read_figure(text: str, decimal: str | None, *, counted: bool = False) -> FigureRead | None:
    """The figure that a whole text is, or None; `decimal` is the sign that its column has decided on."""
    plain = read_exact(text)
    if plain is None:
        return None
    value, doubtful = plain
    if not doubtful:
        return FigureRead(value)
    readings = [found[0] for sign in (".", ",") if (found := read_exact(text, sign))]
    least, most = min(readings, key=abs), max(readings, key=abs)
    if len(readings) == 1:
        return FigureRead(least)
    if counted:
        return FigureRead(most)
    if decimal is None:
        return FigureRead(value, least if value == most else most)
    decided = read_exact(text, decimal)
    return FigureRead(decided[0]) if decided else None


def is_counted(label: str, unit: str, heading: str = "") -> bool:
    """Whether what is named so, in this unit, is counted: persons, crimes, tablets; weights and volumes are not."""
    if is_whole(label, unit, heading):
        return True
    try:
        return bool(unit) and kind_of(unit) == "count"
    except ChorsuError:
        return False


def is_whole(label: str, unit: str, heading: str = "") -> bool:
    """Whether of what is named so there is no half: persons and crimes; a tablet may be broken."""
    said = read_label(label, heading)
    return unit == COUNT or (said.kind == "indicator" and indicator(said.subject).unit == COUNT)
