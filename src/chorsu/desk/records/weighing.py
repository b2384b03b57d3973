"""The panel by which a provider says how a quantity is now known: weighed, then confirmed by a laboratory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.desk.presenting import language
from chorsu.desk.records.wording import STATES, value_label
from chorsu.ui.wording import entered
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    from chorsu.records.models import Lot, Seizure

__all__ = ["Weighing", "weighing_of"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """One lot whose quantity can still be known better: the states open to it and how it is stated now."""

    lot: Lot
    states: list[tuple[str, str]]
    quantity: str
    unit: str
    methods: list[tuple[str, str]]


def weighing_of(seizure: Seizure) -> list[Weighing]:
    """The lots of drugs that no laboratory has confirmed; none of a record that was withdrawn."""
    methods = [(code, manners.label("method", code, language())) for code in manners.manners("method")]
    return [
        Weighing(
            lot,
            [(code, str(STATES[code])) for code in ("weighed", "confirmed") if code != lot.state],
            entered(lot.quantity),
            value_label("unit", lot.unit) if lot.unit else "",
            methods,
        )
        for lot in seizure.lots.all()
        if lot.kind == "drug" and lot.state != "confirmed" and not seizure.withdrawn
    ]
