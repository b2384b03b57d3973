"""What was seized in one row: its substances and lots, from the cells of substance, quantity and unit, or the headers.

Owns how those cells decide together. What a quantity says is `quantities`', how much that is `amounts`'.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.readers.amounts import Lot, lots, unit_of
from chorsu.intake.readers.locations import empty
from chorsu.intake.readers.mixtures import SEPARATORS, Portion, listed, portions, states_amount
from chorsu.intake.readers.numbers import Numeral
from chorsu.intake.readers.quantities import QuantityRead, read_quantity
from chorsu.intake.readers.wordlists import plain, words
from chorsu.vocabulary.substances import find_substance, substance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chorsu.intake.readers.headers import Column, Layout

__all__ = ["Item", "Seized", "SeizedReader", "Unreadable"]

HOW_CHANGES = {
    "spelling": "substance_spelling",
    "family": "substance_spelling",
    "street": "substance_street",
    "fuzzy": "substance_fuzzy",
}
ONE_EACH = "write each substance with its quantity beside it: heroin 1.2 kg; hashish 300 g"
AGREES = 1e-6
"""Relative difference within which a total beside its parts is taken to agree."""


@dataclass(slots=True)
class Item:
    """One lot with its substance (codes; None where unknown)."""

    lot: Lot
    substance: str | None = None
    group: str | None = None
    flags: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    column: Column | None = None
    """The column that its quantity was read from."""
    named_in: Column | None = None
    """The column that names its substance, where a row has several such columns."""
    from_header: bool = False
    """Whether the header of that column names the substance."""
    written: float | None = None
    """The number as written, where the quantity is one number; for sums."""


class Unreadable(NamedTuple):
    """Why a row's quantities cannot be read: header and text of the cell, refusal code, what to do."""

    header: str
    text: str
    reason: str
    suggestion: str


type Seized = list[Item] | Unreadable


class SeizedReader:
    """Reads what was seized in the rows of one table. `sound` frees a text of what is no part of it."""

    def __init__(
        self,
        layout: Layout,
        *,
        decimal: str | None,
        fallback: str,
        told: tuple[str, str],
        sound: Callable[[str], str],
    ) -> None:
        self.layout, self.decimal, self.fallback, self.sound = layout, decimal, fallback, sound
        self.told_substance, self.told_unit = told
        self.substance_column = layout.roles.get("substance")
        self.unit_column = layout.roles.get("unit")

    def read(self, cells: Sequence[str], texts: Mapping[str, str]) -> Seized:
        """The lots of a row; `texts` are its cells by role."""
        if self.layout.pairs:
            return self._in_pairs(cells)
        amounts = [(column, text) for column in self.layout.quantities if not empty(text := _at(cells, column.index))]
        named = texts.get("substance", "")
        if not amounts and empty(named):
            column = self.substance_column or self.layout.quantities[0]
            return Unreadable(column.header, "", "nothing_seized", "write what was seized, or how much")
        if several := self._several(texts, amounts):
            return several
        if not amounts and self.substance_column and states_amount(self.sound(named)):
            return Unreadable(self.substance_column.header, named, "unreadable_quantity", ONE_EACH)
        items: list[Item] = []
        for column, text in amounts:
            found = self._column(column, text, texts)
            if isinstance(found, Unreadable):
                return found
            items += found
        if self.layout.wide and any(item.lot.quantity for item in items):
            items = [item for item in items if item.lot.quantity != 0]
        return items or [_item(self._substance(named), Lot(None, None, None, "", ["no_quantity"], []), None)]

    def _in_pairs(self, cells: Sequence[str]) -> Seized:
        """The lots of a row that has several substances in columns of their own."""
        items: list[Item] = []
        for pair in self.layout.pairs:
            text, name = _at(cells, pair.quantity.index), _at(cells, pair.substance.index)
            if empty(text) and empty(name):
                continue
            texts = {"substance": name, "unit": _at(cells, pair.unit.index) if pair.unit else ""}
            none = Lot(None, None, None, "", ["no_quantity"], [])
            found = (
                [_item(self._substance(name), none, None)] if empty(text) else self._column(pair.quantity, text, texts)
            )
            if isinstance(found, Unreadable):
                return found
            for item in found:
                item.named_in = pair.substance
            items += found
        first = self.layout.pairs[0].substance
        return items or Unreadable(first.header, "", "nothing_seized", "write what was seized, or how much")

    def _column(self, column: Column, text: str, texts: Mapping[str, str]) -> Seized:
        """The lots of one quantity; the substance is the row's, or the header's where the row names none."""
        read = self._quantity(text)
        if read.reason:
            return Unreadable(column.header, text, read.reason, read.suggestion)
        named = texts.get("substance", "")
        own = column.substance if empty(named) or self.layout.wide else ""
        match = self._substance(own or named, from_header=bool(own))
        unit, from_header = self._unit(column, texts)
        from_header = from_header and not any(part.unit for part in read.parts)
        read, found = self._plausible(text, read, unit, match.code)
        items = []
        for lot in found:
            lot.flags = [*read.flags, *lot.flags]
            lot.changes = [*read.changes, *(["unit_from_header"] if from_header and lot.unit else []), *lot.changes]
            item = _item(match, lot, column)
            item.written = read.parts[0].value if len(read.parts) == 1 else None
            item.from_header = bool(own)
            items.append(item)
        return items

    def _several(self, texts: Mapping[str, str], amounts: Sequence[tuple[Column, str]]) -> list[Item]:
        """The lots of a row that names several substances, each with its quantity, in one cell; else nothing."""
        named = texts.get("substance", "")
        if len(amounts) > 1 or (amounts and isinstance(amounts[0][1], Numeral) and not _speaks(named)):
            return []
        column, text = amounts[0] if amounts else (None, "")
        inside = portions(self.sound(named), self.decimal, self.fallback) if _speaks(named) else ()
        if inside and (len(inside) > 1 or (not amounts and not _is_strength(inside[0]))):
            items = self._portions(inside, self.substance_column)
            if column and not self._agrees(items, column, text, texts):
                for item in items:
                    item.flags.append("quantities_differ")
            return items
        beside = portions(self.sound(text), self.decimal, self.fallback) if column and _speaks(text) else ()
        if len(beside) > 1 or (beside and empty(named)):
            return self._portions(beside, column)
        names = listed(self.sound(named)) if column and not empty(named) else ()
        return self._paired(names, column, text, texts) if names and column else []

    def _portions(self, found: Sequence[Portion], column: Column | None) -> list[Item]:
        items = []
        for portion in found:
            match = self._substance(portion.name)
            for lot in lots(portion.parts, "", match.code):
                lot.flags = [*portion.flags, *lot.flags]
                lot.changes = [*portion.changes, *lot.changes]
                item = _item(match, lot, column)
                item.changes += ["substances_split"] if len(found) > 1 else []
                items.append(item)
        return items

    def _paired(self, names: Sequence[str], column: Column, text: str, texts: Mapping[str, str]) -> list[Item]:
        """Substances and quantities listed in the same order, one for one."""
        pieces = [piece for piece in SEPARATORS.split(text) if piece.strip()]
        units = [piece for piece in SEPARATORS.split(texts.get("unit", "")) if piece.strip()]
        if len(pieces) != len(names) or len(units) not in {0, 1, len(names)}:
            return []
        items = []
        for nth, (name, piece) in enumerate(zip(names, pieces, strict=True)):
            read = self._quantity(piece.strip())
            if read.reason:
                return []
            match = self._substance(name)
            unit = units[nth if len(units) > 1 else 0] if units else self._unit(column, {})[0]
            for lot in lots(read.parts, unit, match.code):
                lot.flags, lot.changes = [*read.flags, *lot.flags], [*read.changes, *lot.changes]
                item = _item(match, lot, column)
                item.changes.append("substances_split")
                items.append(item)
        return items

    def _agrees(self, items: Sequence[Item], column: Column, text: str, texts: Mapping[str, str]) -> bool:
        """Whether the quantity beside the parts is their sum."""
        read = self._quantity(text)
        whole = [] if read.reason else lots(read.parts, self._unit(column, texts)[0], None)
        if len(whole) != 1 or whole[0].quantity is None:
            return False
        total = sum(item.lot.quantity or 0.0 for item in items)
        same_unit = {item.lot.unit for item in items} == {whole[0].unit}
        return same_unit and abs(total - whole[0].quantity) <= AGREES * max(abs(total), 1.0)

    def _substance(self, text: str, *, from_header: bool = False) -> _Substance:
        changes: tuple[str, ...] = ("substance_from_header",) if from_header else ()
        if empty(text) and self.told_substance:
            text, changes = self.told_substance, ("substance_from_map",)
        found = _known("" if empty(text) else self.sound(text))
        return found._replace(changes=(*changes, *found.changes))

    def _quantity(self, text: str) -> QuantityRead:
        if isinstance(text, Numeral):
            return read_quantity(text, knows_unit=unit_of)
        return _cached_quantity(self.sound(text), self.decimal, self.fallback)

    def _plausible(self, text: str, read: QuantityRead, unit: str, of: str | None) -> tuple[QuantityRead, list[Lot]]:
        """The lots of a quantity; where thousands are beyond belief and a decimal sign is not, those of the decimal."""
        found = lots(read.parts, unit, of)
        if isinstance(text, Numeral) or not _implausible(found):
            return read, found
        decimal = _cached_quantity(self.sound(text), None, ",")
        differently = [] if decimal.reason else lots(decimal.parts, unit, of)
        return (decimal, differently) if differently and not _implausible(differently) else (read, found)

    def _unit(self, column: Column, texts: Mapping[str, str]) -> tuple[str, bool]:
        """The unit that serves a number without one, and whether the header or the map gave it."""
        told = texts.get("unit", "")
        if not empty(told):
            return self.sound(told), False
        own = column.unit or self.layout.unit
        return own or self.told_unit, bool(own)


def _item(match: _Substance, lot: Lot, column: Column | None) -> Item:
    return Item(lot, match.code, match.group, list(match.flags), list(match.changes), column)


class _Substance(NamedTuple):
    code: str | None
    group: str | None
    flags: tuple[str, ...]
    changes: tuple[str, ...]


@lru_cache(maxsize=16_384)
def _known(text: str) -> _Substance:
    """Codes of a written substance, with the flag of an unknown one."""
    match = find_substance(text) if text else None
    if match is None:
        return _Substance(None, None, ("unknown_substance",), ())
    change = HOW_CHANGES.get(match.how)
    flags = () if match.known else ("unknown_substance",)
    return _Substance(match.code, substance(match.code).group, flags, (change,) if change else ())


@lru_cache(maxsize=32_768)
def _cached_quantity(text: str, decimal: str | None, fallback: str) -> QuantityRead:
    return read_quantity(text, knows_unit=unit_of, decimal=decimal, fallback=fallback)


def _speaks(text: str) -> bool:
    """Whether a text has room for a name and a quantity: letters and something between them."""
    return len(text) > 3 and not isinstance(text, Numeral) and any(sign in " \n,;(" or sign.isdigit() for sign in text)  # noqa: PLR2004


def _is_strength(portion: Portion) -> bool:
    """Whether the only quantity beside a name may be the strength of a dose ("tramadol 50 mg")."""
    return all(plain(part.unit) in words("strength") for part in portion.parts)


def _implausible(found: Sequence[Lot]) -> bool:
    return any("implausible_quantity" in lot.flags for lot in found)


def _at(cells: Sequence[str], index: int) -> str:
    if index >= len(cells):
        return ""
    cell = cells[index]
    return cell if isinstance(cell, Numeral) else cell.strip()
