"""What the finders read at words that somebody points at.

Owns the choice of the one value that stands there; the finders alone say what the words mean, with all that the text
says around them. So whoever points can neither give a number of their own nor cut one in two.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from chorsu.intake.reading.detained import detained
from chorsu.intake.reading.manners import concealments, conveyances
from chorsu.intake.reading.quantities import amounts
from chorsu.intake.reading.substances import substances
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.detained import Persons
    from chorsu.intake.reading.places import Where
    from chorsu.intake.reading.quantities import Amount
    from chorsu.intake.reading.reading import Reading
    from chorsu.intake.reading.values import Value

__all__ = ["Pointed"]


class Pointed:
    """The values of a reading's text by their place. Each method gives the one value there, or None."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.text = reading.text
        self._setting = reading.setting

    @cached_property
    def _view(self) -> View:
        view = View(self._reading.text)
        return view.masked([view.place(one.start, one.end) for one in self._reading.identifiers])

    @cached_property
    def _amounts(self) -> list[Value[Amount]]:
        return amounts(self._view, self._setting)

    @cached_property
    def _substances(self) -> list[Value[str]]:
        return substances(self._view, self._setting)

    @cached_property
    def _manners(self) -> dict[str, list[Value[str]]]:
        view, setting = self._view, self._setting
        return {"concealment": concealments(view, setting), "conveyance": conveyances(view, setting)}

    @cached_property
    def _persons(self) -> list[Value[Persons]]:
        taken = [self._view.place(one.start, one.end) for one in (*self._reading.dates, *self._amounts)]
        return detained(self._view, self._setting, taken)

    def date(self, start: int, end: int) -> Value[When] | None:
        """A day on which something may have happened."""
        days = (one for one in self._reading.dates if one.value.kind != "period" and one.value.role != "birth")
        return _only(days, start, end)

    def place(self, start: int, end: int) -> Value[Where] | None:
        """A place; the more precise of several beside each other."""
        there = [one for one in self._reading.places if _touches(one, start, end)]
        precise = [one for one in there if one.value.kind != "country"]
        return _only(precise or there, start, end)

    def amount(self, start: int, end: int) -> Value[Amount] | None:
        """An amount that was measured or counted."""
        return _only((one for one in self._amounts if one.value.base[0] > 0), start, end)

    def substance(self, start: int, end: int) -> Value[str] | None:
        """A substance of the vocabulary."""
        return _only(self._substances, start, end)

    def manner(self, path: str, start: int, end: int) -> Value[str] | None:
        """A `concealment` or a `conveyance`."""
        return _only(self._manners[path], start, end)

    def persons(self, what: str, start: int, end: int) -> Value[Persons] | None:
        """A count of persons `arrested` or `wanted`."""
        return _only((one for one in self._persons if one.value.what == what and one.value.number), start, end)


def _touches(one: Value[object], start: int, end: int) -> bool:
    return one.start < end and start < one.end


def _only[T](values: Iterable[Value[T]], start: int, end: int) -> Value[T] | None:
    """The one value that stands there; None where several do, for then nobody knows which is meant."""
    there = [one for one in values if one.start < end and start < one.end]
    return there[0] if len({one.value for one in there}) == 1 else None
