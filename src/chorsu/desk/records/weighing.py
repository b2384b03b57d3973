"""The panel by which a provider says how a quantity is now known: weighed, then confirmed by a laboratory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from chorsu.desk.presenting import language
from chorsu.desk.records.numbers import kind_of_lot, read_number
from chorsu.desk.records.wording import STATES, value_label
from chorsu.ui.wording import entered
from chorsu.vocabulary import manners
from chorsu.vocabulary.units import MASS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.records.models import Lot, Seizure

__all__ = ["Weighing", "values_in", "weighing_of"]

_OF_A_STATE = ("state", "quantity", "purity", "sample", "method", "packages")


@dataclass(frozen=True, slots=True)
class Weighing:
    """One lot whose quantity can still be known better: the states open to it and how it is stated now."""

    lot: Lot
    states: list[tuple[str, str, bool]]
    unit: str
    methods: list[tuple[str, str, bool]]
    sent: dict[str, str]
    """What the fields hold: the quantity as it stands, or all as it was sent when something was wrong."""
    error: str = ""


def weighing_of(seizure: Seizure, sent: Mapping[str, str] | None = None, error: str = "") -> list[Weighing]:
    """The lots of drugs that no laboratory has confirmed; none of a record that was withdrawn.

    `sent` are the fields of a form that was refused, with the line that says why.
    """
    return [
        _weighing(lot, dict(sent) if sent and sent.get("lot") == str(lot.number) else None, error)
        for lot in seizure.lots.all()
        if lot.kind == "drug" and lot.state != "confirmed" and not seizure.withdrawn
    ]


def _weighing(lot: Lot, sent: dict[str, str] | None, error: str) -> Weighing:
    held = sent or {"quantity": entered(lot.quantity)}
    names = {"weighed": STATES["weighed"] if lot.unit == MASS else _("counted"), "confirmed": STATES["confirmed"]}
    return Weighing(
        lot,
        [(code, str(name), code == held.get("state")) for code, name in names.items() if code != lot.state],
        value_label("unit", lot.unit) if lot.unit else "",
        [
            (code, manners.label("method", code, language()), code == held.get("method"))
            for code in manners.manners("method")
        ],
        held,
        error if sent else "",
    )


def values_in(seizure: Seizure, sent: Mapping[str, str]) -> dict[str, Any]:
    """What the form of a lot says, in the form that `records.services.state_quantity` takes; empty fields say nothing.

    Raises:
        InputError: a number that cannot be read, or can be read in two ways.
    """
    values: dict[str, Any] = {name: sent[name] for name in _OF_A_STATE if sent.get(name)}
    lot = next((one for one in seizure.lots.all() if str(one.number) == sent.get("lot")), None)
    if lot is None:
        return values
    for name in ("quantity", "purity", "packages"):
        if values.get(name) and values[name] != entered(getattr(lot, name)):
            kind = {"quantity": kind_of_lot(lot, lot.unit), "purity": "measure", "packages": "count"}[name]
            values[name] = read_number(values[name], name, kind)
        elif name in values:
            values[name] = getattr(lot, name)
    return values
