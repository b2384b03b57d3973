"""What the words that a model points at mean: read by our own finders, never by the model. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chorsu.intake.model.telling import Notes, Span, Told
    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.detained import Persons
    from chorsu.intake.reading.places import Where
    from chorsu.intake.reading.pointed import Pointed
    from chorsu.intake.reading.quantities import Amount
    from chorsu.intake.reading.values import Value

__all__ = ["Meant", "Pair", "meant"]

type Pair = tuple[Value[Amount] | None, Value[str] | None]
"""The amount and the substance of a lot."""
_PLACES, _MANNERS, _PERSONS = ("place", "from", "to"), ("concealment", "conveyance"), ("arrested", "wanted")


@dataclass(frozen=True, slots=True)
class Meant:
    """One seizure of a model in our own values; what was not understood is left out."""

    date: Value[When] | None = None
    places: Mapping[str, Value[Where]] = field(default_factory=dict)
    manners: Mapping[str, Value[str]] = field(default_factory=dict)
    persons: Mapping[str, Value[Persons]] = field(default_factory=dict)
    lots: tuple[Pair, ...] = ()

    @property
    def whole_lots(self) -> Iterator[tuple[Value[Amount], Value[str]]]:
        """The lots of which both halves are known."""
        return ((amount, substance) for amount, substance in self.lots if amount and substance)


def meant(told: Told, pointed: Pointed, notes: Notes) -> Meant:
    """The values at the places that a model points at."""
    reader = _Reader(pointed, notes)
    spans = told.spans
    lots = []
    for lot in told.lots:
        amount = reader.heard(pointed.amount(*lot["amount"]), lot["amount"]) if "amount" in lot else None
        substance = reader.heard(pointed.substance(*lot["substance"]), lot["substance"]) if "substance" in lot else None
        if amount or substance:
            lots.append((amount, substance))
    date = reader.heard(pointed.date(*spans["date"]), spans["date"]) if "date" in spans else None
    return Meant(
        date,
        _known({path: reader.heard(pointed.place(*spans[path]), spans[path]) for path in _PLACES if path in spans}),
        _known(
            {path: reader.heard(pointed.manner(path, *spans[path]), spans[path]) for path in _MANNERS if path in spans}
        ),
        _known(
            {path: reader.heard(pointed.persons(path, *spans[path]), spans[path]) for path in _PERSONS if path in spans}
        ),
        tuple(lots),
    )


class _Reader:
    """Notes what was not understood."""

    def __init__(self, pointed: Pointed, notes: Notes) -> None:
        self._text = pointed.text
        self._notes = notes

    def heard[T](self, value: Value[T] | None, span: Span) -> Value[T] | None:
        if value is None:
            self._notes.refuse("its quote is not understood", self._text[slice(*span)])
        return value


def _known[T](values: Mapping[str, Value[T] | None]) -> dict[str, Value[T]]:
    return {path: value for path, value in values.items() if value is not None}
