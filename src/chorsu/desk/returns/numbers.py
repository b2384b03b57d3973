"""The numbers of the form of a return: read by the rule of sheets, its rows being the column; and written into fields.

What a field shows of a figure that stands is that figure, to the last digit, until somebody writes over it. What can be
read in two ways is told with both (`doubts_of`), so that the page asks before anything is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from chorsu.desk.presenting import language
from chorsu.intake.readers.figures import FigureRead, is_counted, is_whole, read_figure
from chorsu.intake.readers.numbers import decimal_of
from chorsu.kernel.errors import InputError
from chorsu.returns.contents import written
from chorsu.returns.stating import in_measure

if TYPE_CHECKING:
    from decimal import Decimal

    from chorsu.desk.returns.values import FormRow, Values
    from chorsu.returns.models import Figure, Return

__all__ = ["Doubt", "doubts_of", "figures_before", "read_row", "read_threshold", "sign_of", "typed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that can be read in two ways: what it is of, its text and unit, how it was read, how else it can be."""

    label: str
    text: str
    unit: str
    value: Decimal
    other: Decimal


def typed(value: Decimal) -> str:
    """A number with every digit that was stated, and the decimal sign of the reader's language."""
    return written(value).replace(".", "," if language() == "ru" else ".")


def figures_before(before: Return | None) -> dict[str, Figure]:
    """The figures of a return as it stands, by the number that their rows of the form carry."""
    return {str(figure.number): figure for figure in before.figures.all()} if before else {}


def sign_of(values: Values) -> str | None:
    """The decimal sign on which the figures of a form agree; None where they do not say."""
    return decimal_of(row.value for row in values.filled)


def unchanged(row: FormRow, before: Figure) -> bool:
    """Whether the field of a figure still holds what it was filled with."""
    return before.value is not None and row.value == typed(before.value)


def read_row(row: FormRow, before: Figure | None, sign: str | None) -> FigureRead | None:
    """The figure of a row; None where none is written.

    Raises:
        InputError: it is no number, negative, beyond all measure, or no count where one is due.
    """
    if before is not None and before.value is not None and unchanged(row, before):
        return FigureRead(before.value)
    heading = before.subgroup_text if before else ""
    found = _read(row.value, sign, counted=is_counted(row.label, row.unit, heading))
    if found and found.value != found.value.to_integral_value() and is_whole(row.label, row.unit, heading):
        raise InputError("is no count", where=row.value[:50], to_do="write a whole number")
    return found


def read_threshold(text: str, before: Decimal | None = None) -> FigureRead | None:
    """The weight of a threshold; None where none is written.

    Raises:
        InputError: it is no weight.
    """
    if before is not None and text == typed(before):
        return FigureRead(before)
    return _read(text, None)


def _read(text: str, sign: str | None, *, counted: bool = False) -> FigureRead | None:
    if not text.strip():
        return None
    found = read_figure(text, sign, counted=counted)
    if found is None:
        raise InputError("is not a number", where=text[:50], to_do="write it like 12.5")
    in_measure(found.value, text)
    return found


def doubts_of(values: Values, before: Return | None = None) -> list[Doubt]:
    """The numbers of a form that can be read in two ways.

    Raises:
        InputError: as for reading them.
    """
    kept, sign = figures_before(before), sign_of(values)
    found = [
        Doubt(row.label, row.value, row.unit, read.value, read.other)
        for row in values.filled
        if (read := read_row(row, kept.get(row.place), sign)) and read.other is not None
    ]
    return found + threshold_doubt(values, before)


def threshold_doubt(values: Values, before: Return | None = None) -> list[Doubt]:
    """The threshold, where it can be read in two ways."""
    text = values.text("threshold_kg")
    read = read_threshold(text, before.threshold_kg if before else None)
    if read is None or read.other is None:
        return []
    return [Doubt(gettext("Threshold, kg"), text, "kg", read.value, read.other)]
