"""A number that an officer writes on the pages of a record: read by the rule of the form of a seizure, or refused.

Owns no rule of its own (`intake.schema.numbers`). A field that still holds what it was filled with was not written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.schema.fields import field
from chorsu.intake.schema.lists import kind_of
from chorsu.intake.schema.reading import Reader
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from chorsu.intake.schema.numbers import Kind
    from chorsu.records.models import Lot

__all__ = ["DOUBTFUL", "kind_of_lot", "read_number"]

DOUBTFUL = "can be read in two ways"
_WRONG = {
    "doubtful_number": (DOUBTFUL, "write one digit more, or leave the sign out"),
    "not_whole": ("is no count", "write a whole number"),
    "not_positive": ("is no quantity", "check the number and the unit"),
    "too_much": ("is no quantity", "check the number and the unit"),
}


def kind_of_lot(lot: Lot, unit: str) -> Kind:
    """How the quantity of a lot is written: money, a count, or what is weighed and measured."""
    return "money" if lot.kind == "cash" else kind_of(unit)


def read_number(text: str, name: str, kind: Kind) -> float:
    """The number of a field.

    Raises:
        InputError: nothing stands there, or no number, or one that can be read in two ways.
    """
    reader = Reader()
    found = reader.number(text, name, field(name).most, kind)
    if found is not None:
        return found
    problem = reader.problems.get(name)
    if problem is None:
        raise InputError("is not a number", where=name, to_do="write it like 12.5")
    what, to_do = _WRONG.get(problem.code, ("is not a number", "write it like 12.5"))
    raise InputError(what, where=problem.given if what == DOUBTFUL else name, to_do=to_do)
