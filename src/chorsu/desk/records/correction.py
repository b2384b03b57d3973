"""The form of a correction: the values as they stand, and what an officer sends back as changes.

Owns the names of its fields. What may be changed, and what follows, `records.corrections` knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chorsu.desk.records.wording import FIELDS, value_label
from chorsu.ui.wording import entered
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chorsu.records.models import Lot, Seizure

__all__ = ["Input", "changes_in", "inputs_of"]

_COUNTRIES = ("country", "origin", "departure", "destination")
_MANNERS = ("concealment", "conveyance", "installation", "routing")
_ORDER = (
    "seized_on",
    "place",
    "country",
    "admin1",
    "crime_area",
    *_MANNERS,
    "origin",
    "departure",
    "destination",
    "narrative",
)


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the form: `kind` is date, text, number or select (with options as value, label, chosen)."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[tuple[str, str, bool], ...] = ()


def inputs_of(seizure: Seizure, sent: Mapping[str, str] | None = None) -> list[Input]:
    """The fields with the values as they stand, or as they were sent when something was wrong with them."""
    found: list[Input] = []
    for lot in seizure.lots.all():
        found += _lot_inputs(lot, sent)
    for name in _ORDER:
        value = getattr(seizure, name)
        if name in {"seized_on", "place", "narrative"}:
            found.append(_plain(name, name, str(value), sent))
        else:
            found.append(_select(name, name, value, _codes(name, seizure), sent))
    return found


def _lot_inputs(lot: Lot, sent: Mapping[str, str] | None) -> Iterable[Input]:
    """The fields of a lot by what it is: a substance and its unit, an item, or a sum in its currency."""
    at = f"lots.{lot.number}."
    if lot.kind == "drug":
        yield _select(f"{at}substance", "substance", lot.substance, _all_substances(), sent)
    else:
        items = [code for code in manners.manners("item") if code.partition("-")[0] == lot.kind]
        yield _select(f"{at}item", "item", lot.item, items, sent)
    yield _plain(f"{at}quantity", "quantity", entered(lot.quantity), sent)
    if lot.kind == "cash":
        yield _select(f"{at}currency", "currency", lot.currency, manners.manners("currency"), sent)
        return
    yield _select(f"{at}unit", "unit", lot.unit, _base_units(), sent)
    yield _plain(f"{at}packages", "packages", "" if lot.packages is None else str(lot.packages), sent)
    yield _plain(f"{at}markings", "markings", lot.markings, sent)


def changes_in(seizure: Seizure, sent: Mapping[str, str]) -> dict[str, Any]:
    """What was sent and differs from what stands, in the form that `records.services.correct` takes."""
    changes: dict[str, Any] = {}
    for one in inputs_of(seizure):
        value = sent.get(one.name)
        if value is None or value.strip() == one.value:
            continue
        if one.name.startswith("lots."):
            _lots, number, name = one.name.split(".")
            changes.setdefault("lots", {}).setdefault(int(number), {})[name] = value.strip()
        else:
            changes[one.name] = value.strip()
    return changes


def _plain(name: str, field: str, value: str, sent: Mapping[str, str] | None) -> Input:
    kind = {"seized_on": "date", "quantity": "number", "packages": "number"}.get(field, "text")
    return Input(name, str(FIELDS[field]), kind, sent.get(name, value) if sent else value)


def _select(name: str, field: str, value: str, codes: Iterable[str], sent: Mapping[str, str] | None) -> Input:
    chosen = sent.get(name, value) if sent else value
    named = {code: value_label(field, code) for code in codes}
    if value:
        named.setdefault(value, value_label(field, value))
    options = tuple((code, label, code == chosen) for code, label in sorted(named.items(), key=lambda item: item[1]))
    return Input(name, str(FIELDS[field]), "select", chosen, (("", "—", not chosen), *options))


def _codes(name: str, seizure: Seizure) -> Iterable[str]:
    if name in _COUNTRIES:
        return [one.code for one in places.countries()]
    if name == "admin1":
        return [one.code for one in places.regions(seizure.country)] if seizure.country else []
    return manners.manners(name)


def _all_substances() -> Iterable[str]:
    return [node.code for node in substances.substances()]


def _base_units() -> Iterable[str]:
    return dict.fromkeys(unit.base for unit in units.units())
