"""One lot of a submission: what it is, how much, how that is known. Drugs have a substance, other goods an item."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import field as field_of
from chorsu.vocabulary import substances, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.schema.numbers import Kind
    from chorsu.intake.schema.reading import Reader

__all__ = ["CASH", "DRUG", "ReadLot", "read_lot"]

DRUG, CASH = "drug", "cash"
_OF_A_LABORATORY = "confirmed"
"""The state of a quantity that comes with a purity."""


@dataclass(slots=True)
class ReadLot:
    """What one lot says: `told` are (field, text as given), `values` what is kept, flags and changes as codes."""

    told: list[tuple[str, str]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def read_lot(said: Mapping[str, Any], reader: Reader, path: str, lang: str) -> ReadLot:
    """Read one lot; what is wrong is kept by the reader under `path`."""
    lot = ReadLot()
    kind = reader.choice(said.get("kind"), f"{path}.kind", "goods") or DRUG
    lot.details["kind"] = kind
    if kind == DRUG:
        _substance(said, reader, path, lang, lot)
    else:
        lot.told.append(("kind", lists.label("goods", kind, lang)))
        _item(said, reader, path, lang, lot)
    _amount(said, reader, path, lang, lot)
    _particulars(said, reader, path, lang, lot)
    return lot


def _substance(said: Mapping[str, Any], reader: Reader, path: str, lang: str, lot: ReadLot) -> None:
    most = field_of("substance").most
    text = reader.plain(said.get("substance_text"), f"{path}.substance", most)
    code = reader.plain(said.get("substance"), f"{path}.substance", most)
    if code and code not in lists.codes("substances"):
        text, code = text or code, ""
    if not code and text:
        match = substances.find_substance(text)
        code = match.code if match else ""
    if not code and not text:
        reader.wrong(f"{path}.substance", "required")
        return
    lot.values["substance"] = code or None
    lot.values["substance_group"] = substances.substance(code).group if code else None
    if not code or not substances.substance(code).known:
        lot.flags.append("unknown_substance")
    lot.told.append(("substance", text or lists.label("substances", code, lang)))


def _item(said: Mapping[str, Any], reader: Reader, path: str, lang: str, lot: ReadLot) -> None:
    item = reader.choice(said.get("item"), f"{path}.item", "item")
    if item and item not in lists.items_of(lot.details["kind"]):
        reader.wrong(f"{path}.item", "not_listed", given=lists.label("item", item, lang))
        return
    if item:
        lot.details["item"] = item
        lot.told.append(("item", lists.label("item", item, lang)))


def _amount(said: Mapping[str, Any], reader: Reader, path: str, lang: str, lot: ReadLot) -> None:
    kind, where = lot.details["kind"], f"{path}.quantity"
    usual = lists.units_of(kind)
    code = ""
    if kind != CASH:
        code = usual[0] if len(usual) == 1 else reader.choice(said.get("unit"), f"{path}.unit", "units")
    counted: Kind = "money" if kind == CASH else lists.kind_of(code)
    number = reader.number(said.get("quantity"), where, field_of("quantity").most, counted)
    if number is None:
        reader.wrong(where, "required")
        return
    lot.told.append(("quantity", str(said.get("quantity")).strip()))
    if kind == CASH:
        _money(said, reader, path, lang, lot)
        lot.values["quantity"] = number
    elif code:
        lot.told.append(("unit", lists.label("units", code, lang)))
        _in_base(number, code, lot)
    else:
        reader.wrong(f"{path}.unit", "required")
    if "implausible_quantity" not in lot.flags and not lists.plausible(number, code, money=kind == CASH):
        lot.flags.append("implausible_quantity")


def _money(said: Mapping[str, Any], reader: Reader, path: str, lang: str, lot: ReadLot) -> None:
    currency = reader.choice(said.get("currency"), f"{path}.currency", "currency")
    if not currency:
        reader.wrong(f"{path}.currency", "required")
        return
    lot.details["currency"] = currency
    lot.told.append(("currency", lists.label("currency", currency, lang)))


def _in_base(number: float, code: str, lot: ReadLot) -> None:
    """The quantity in its base unit, and its weight where that is one or a factor is stated."""
    quantity, base = units.to_base(number, units.unit(code))
    substance = lot.values.get("substance")
    lot.values |= {"quantity": quantity, "unit": base}
    if base != code:
        lot.changes.append("unit_converted")
    if lot.details["kind"] != DRUG:
        if base == units.MASS:
            lot.values |= {"kg": quantity, "kg_basis": "mass"}
        return
    if weight := units.kg_equivalent(substance, quantity, base):
        lot.values["kg"], lot.values["kg_basis"] = weight
        if weight[1] != "mass":
            lot.changes.append("kg_assumed")
    most = substances.plausible_max(substance, base) if substance else None
    if most is not None and quantity > most:
        lot.flags.append("implausible_quantity")


def _particulars(said: Mapping[str, Any], reader: Reader, path: str, lang: str, lot: ReadLot) -> None:
    if state := reader.choice(said.get("state"), f"{path}.state", "states"):
        lot.details["state"] = state
        lot.told.append(("state", lists.label("states", state, lang)))
    purity = reader.number(said.get("purity"), f"{path}.purity", field_of("purity").most, "measure")
    if purity is not None and lot.details["kind"] == DRUG:
        if state != _OF_A_LABORATORY:
            reader.wrong(f"{path}.purity", "of_a_laboratory")
        lot.details["purity"] = purity
        lot.told.append(("purity", str(said.get("purity")).strip()))
    packages = reader.count(said.get("packages"), f"{path}.packages", field_of("packages").most)
    if packages:
        lot.details["packages"] = packages
        lot.told.append(("packages", str(packages)))
    if markings := reader.text(said, field_of("markings"), f"{path}.markings"):
        lot.details["markings"] = markings
        lot.told.append(("markings", markings))
