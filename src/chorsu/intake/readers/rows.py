"""One row of a table to seizure rows: every value tied to its cell, every row read, skipped by a rule or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.readers.amounts import Lot, lots, unit_of
from chorsu.intake.readers.dates import order_of, read_date
from chorsu.intake.readers.locations import empty, locate, route_country
from chorsu.intake.readers.numbers import Numeral, decimal_of
from chorsu.intake.readers.quantities import QuantityRead, read_quantity
from chorsu.intake.readers.wordlists import codes, plain, words
from chorsu.kernel.seizures import Cell, SeizureRow
from chorsu.vocabulary.manners import find_manner
from chorsu.vocabulary.substances import find_substance, substance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from chorsu.intake.readers.delimited import Line
    from chorsu.intake.readers.headers import Column, Layout
    from chorsu.intake.readers.maps import MapFile

__all__ = ["MAX_CELL", "Read", "Refused", "RowReader", "Skipped"]

MAX_CELL = 32_767
"""Signs of a cell, the most that a workbook holds."""
SHOWN = 200
MIN_NUMBERED = 3
FIELDS = {"date": "seizure_date"}
"""Roles whose field is named otherwise."""
MANNERS = ("concealment", "conveyance", "installation", "routing")
ROUTE = ("origin", "departure", "destination")
DAMAGE = re.compile("[\x00\ufffd]")
GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
CYRILLIC = re.compile("[Ѐ-ӿ]")
HOW_CHANGES = {
    "spelling": "substance_spelling",
    "family": "substance_spelling",
    "street": "substance_street",
    "fuzzy": "substance_fuzzy",
}


class Read(NamedTuple):
    """An input row that became one or more seizure rows (several when it holds several kinds of quantity)."""

    row: int
    rows: tuple[SeizureRow, ...]
    sheet: str = ""


class Skipped(NamedTuple):
    """An input row left out by a named rule (a skip code)."""

    row: int
    rule: str
    sheet: str = ""


class Refused(NamedTuple):
    """An input row that cannot be read: the column's header, its text, the reason (a refusal code), what to do.

    `cells` holds the texts of the row's columns by role, for the repair file.
    """

    row: int
    column: str
    value: str
    reason: str
    suggestion: str
    sheet: str = ""
    cells: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Habits:
    """How a table writes: the order of dates and the decimal sign, as its own rows decide them (None: undecided)."""

    order: str | None
    decimal: str | None
    fallback: str


def habits(lines: Sequence[Line], layout: Layout, mapping: MapFile | None) -> Habits:
    """Read the habits of a table off its first rows; what the map says, holds."""
    date = layout.roles["date"].index
    amounts = [column.index for column in layout.quantities]
    dates = (line.cells[date] for line in lines if len(line.cells) > date)
    numbers = (
        line.cells[index]
        for line in lines
        for index in amounts
        if len(line.cells) > index and not isinstance(line.cells[index], Numeral)
    )
    order = mapping.date_order if mapping and mapping.date_order else order_of(dates)
    decimal = mapping.decimal if mapping and mapping.decimal else decimal_of(numbers)
    cyrillic = any(CYRILLIC.search(header) for header in layout.headers)
    return Habits(order, decimal, "," if cyrillic else ".")


class RowReader:
    """Reads the rows below one header. Takes the clock (`today`)."""

    def __init__(
        self, name: str, sheet: str, layout: Layout, habits: Habits, mapping: MapFile | None, today: dt.date
    ) -> None:
        self.name, self.sheet, self.layout, self.habits, self.today = name, sheet, layout, habits, today
        self.country = mapping.country if mapping else None
        self.unit = (mapping.unit or "") if mapping else ""
        self.columns = tuple(layout.roles.items())
        self.header = tuple(plain(header) for header in layout.headers)
        self.vital = {layout.roles[role].index for role in ("substance",) if role in layout.roles} | {
            column.index for column in layout.quantities
        }

    def outcome(self, line: Line) -> Read | Skipped | Refused:
        """What becomes of one row."""
        if line.fault:
            return self._refused(line, "", line.cells[0] if line.cells else "", line.fault)
        texts = {role: _text(line.cells, column.index) for role, column in self.columns}
        if rule := self._skip_rule(line, texts):
            return Skipped(line.number, rule, self.sheet)
        for role, column in self.columns:
            if len(texts[role]) > MAX_CELL:
                return self._refused(line, column.header, texts[role], "cell_too_long")
        if (
            self.layout.width
            and len(line.cells) > self.layout.width
            and any(cell.strip() for cell in line.cells[max(self.layout.width, len(self.layout.headers)) :])
        ):
            return self._refused(line, "", " | ".join(line.cells[self.layout.width :]), "too_many_cells")
        return self._read(line, texts)

    def _skip_rule(self, line: Line, texts: Mapping[str, str]) -> str:
        date = texts["date"]
        if len(date) > 5 and date[0].isdigit() and texts.get("substance"):  # noqa: PLR2004 — plainly a seizure
            return ""
        filled = [
            (index, cell.strip(" \t\0")) for index, cell in enumerate(line.cells) if not empty(cell.strip(" \t\0"))
        ]
        if not filled:
            return "blank"
        if self._is_header(line, filled):
            return "header"
        if _is_total(filled) and not read_date(date, today=self.today).date:
            return "total"
        if len(filled) == 1 and self.layout.width >= MIN_NUMBERED and filled[0][0] not in self.vital:
            text = filled[0][1]
            parts = sum(text.count(sign) for sign in ";\t|") + text.count(",") // 3
            if parts < 2 and len(text) <= SHOWN and not read_date(date, today=self.today).date:  # noqa: PLR2004
                return "title"
        return ""

    def _is_header(self, line: Line, filled: list[tuple[int, str]]) -> bool:
        """The header again, or a row that numbers the columns."""
        date = self.layout.roles["date"]
        again = _text(line.cells, date.index) == date.header and self.header
        if again and tuple(plain(cell) for cell in line.cells[: len(self.header)]) == self.header:
            return True
        numbered = [cell.strip("(). ") for _, cell in filled]
        return len(filled) >= MIN_NUMBERED and numbered == [str(n + 1) for n in range(len(filled))]

    def _refused(self, line: Line, column: str, value: str, reason: str, suggestion: str = "") -> Refused:
        cells = {role: _text(line.cells, column.index)[:MAX_CELL] for role, column in self.columns}
        filled = [(column, _text(line.cells, column.index)) for column in self.layout.quantities]
        filled = [(column, text) for column, text in filled if text]
        if len(filled) > 1:
            cells["quantity"] = "; ".join(f"{text} {column.unit}" for column, text in filled)[:MAX_CELL]
        elif filled and filled[0][0].unit and not cells.get("unit"):
            cells |= {"quantity": filled[0][1][:MAX_CELL], "unit": filled[0][0].unit}
        suggestion = suggestion or codes("refusal")[reason]["en"]
        return Refused(line.number, column, value[:SHOWN], reason, suggestion, self.sheet, cells)

    def _read(self, line: Line, texts: Mapping[str, str]) -> Read | Refused:
        roles = self.layout.roles
        date_text = texts["date"]
        if empty(date_text):
            return self._refused(line, roles["date"].header, date_text, "no_date", "write the date of the seizure")
        date = read_date(_sound(date_text), today=self.today, order=self.habits.order)
        if date.reason:
            return self._refused(line, roles["date"].header, date_text, date.reason, date.suggestion)
        amounts = [(column, _text(line.cells, column.index)) for column in self.layout.quantities]
        amounts = [(column, text) for column, text in amounts if not empty(text)]
        if not amounts and empty(texts.get("substance", "")):
            column = roles.get("substance") or self.layout.quantities[0]
            return self._refused(line, column.header, "", "nothing_seized", "write what was seized, or how much")
        flags, changes = list(date.flags), list(date.changes)
        if any(DAMAGE.search(text) for text in texts.values()):
            flags.append("damaged_text")
        if line.reencoded:
            changes.append("text_reencoded")
        code, group = self._substance(texts.get("substance", ""), flags, changes)
        found: list[tuple[Column | None, Lot]] = []
        for column, text in amounts:
            read = self._quantity(text)
            if read.reason:
                return self._refused(line, column.header, text, read.reason, read.suggestion)
            unit, own = self._unit(column, texts)
            for lot in lots(read.parts, unit, code):
                lot.flags = [*read.flags, *lot.flags]
                lot.changes = [
                    *read.changes,
                    *(["unit_from_header"] if own and lot.unit and not _named(read) else []),
                    *lot.changes,
                ]
                found.append((column, lot))
        if not found:
            found.append((None, Lot(None, None, None, "", ["no_quantity"], [])))
        return self._assembled(line, texts, date.date, (code, group), found, flags, changes)

    def _quantity(self, text: str) -> QuantityRead:
        habits = self.habits
        if isinstance(text, Numeral):
            return read_quantity(text, knows_unit=unit_of)
        return _cached_quantity(_sound(text), habits.decimal, habits.fallback)

    def _unit(self, column: Column, texts: Mapping[str, str]) -> tuple[str, bool]:
        """The unit that serves a number without one, and whether the header or the map gave it."""
        told = texts.get("unit", "")
        if not empty(told):
            return _sound(told), False
        return (column.unit or self.unit), bool(column.unit)

    def _substance(self, text: str, flags: list[str], changes: list[str]) -> tuple[str | None, str | None]:
        match = None if empty(text) else find_substance(_sound(text))
        if match is None or not match.known:
            flags.append("unknown_substance")
        if match is None:
            return None, None
        if change := HOW_CHANGES.get(match.how):
            changes.append(change)
        return match.code, substance(match.code).group

    def _assembled(
        self,
        line: Line,
        texts: Mapping[str, str],
        date: dt.date | None,
        what: tuple[str | None, str | None],
        found: list[tuple[Column | None, Lot]],
        flags: list[str],
        changes: list[str],
    ) -> Read:
        country = _sound(texts.get("country", ""))
        if empty(country) and self.country:
            country = self.country
            changes.append("country_from_map")
        month = date.replace(day=1) if date else None
        where = locate(country, _sound(texts.get("admin1", "")), _sound(texts.get("place", "")), month)
        flags += where.flags
        changes += where.changes
        manners = {kind: self._manner(kind, texts, flags) for kind in MANNERS}
        route = {role: self._route(texts.get(role, ""), flags) for role in ROUTE}
        sources = {
            FIELDS.get(role, role): Cell(column.index, column.header, line.cells[column.index])
            for role, column in self.columns
            if texts[role]
        }
        rows = tuple(
            SeizureRow(
                source_file=self.name,
                source_row=line.number,
                seizure_date=date,
                country=where.country,
                admin1=where.admin1,
                place=where.place,
                place_id=where.place_id,
                latitude=where.latitude,
                longitude=where.longitude,
                substance=what[0],
                substance_group=what[1],
                quantity=lot.quantity,
                unit=lot.unit,
                kg=lot.kg,
                kg_basis=lot.kg_basis,
                **manners,
                **route,
                flags=tuple(dict.fromkeys((*flags, *lot.flags))),
                changes=tuple(dict.fromkeys((*changes, *lot.changes))),
                sheet=self.sheet,
                sources=sources | self._amount_source(line, column),
            )
            for column, lot in found
        )
        return Read(line.number, rows, self.sheet)

    def _amount_source(self, line: Line, column: Column | None) -> dict[str, Cell]:
        """The cell of this lot's quantity, and where its unit stands when that is the same column."""
        if column is None:
            return {}
        cell = Cell(column.index, column.header, line.cells[column.index])
        return {"quantity": cell} if "unit" in self.layout.roles else {"quantity": cell, "unit": cell}

    @staticmethod
    def _manner(kind: str, texts: Mapping[str, str], flags: list[str]) -> str | None:
        text = texts.get(kind, "")
        if empty(text):
            return None
        code = _cached_manner(kind, _sound(text))
        if code is None:
            flags.append("unknown_manner")
        return code

    @staticmethod
    def _route(text: str, flags: list[str]) -> str | None:
        code, understood = route_country(_sound(text))
        if not understood:
            flags.append("unknown_route")
        return code


@lru_cache(maxsize=8192)
def _cached_manner(kind: str, text: str) -> str | None:
    return find_manner(kind, text)


@lru_cache(maxsize=32_768)
def _cached_quantity(text: str, decimal: str | None, fallback: str) -> QuantityRead:
    return read_quantity(text, knows_unit=unit_of, decimal=decimal, fallback=fallback)


def _named(read: QuantityRead) -> bool:
    return any(part.unit for part in read.parts)


def _text(cells: Sequence[str], index: int) -> str:
    """A cell without its margin; empty where the row is shorter."""
    if index >= len(cells):
        return ""
    cell = cells[index]
    return cell if isinstance(cell, Numeral) else cell.strip()


def _sound(text: str) -> str:
    """A cell without null bytes and without the sign that guards a formula in our own exports."""
    if "\0" in text:
        text = text.replace("\0", "").strip()
    return GUARDED.sub("", text) if text[:1] == "'" else text


def _is_total(filled: list[tuple[int, str]]) -> bool:
    """The first cell that is no number begins with a word for a total."""
    text = next((cell for _, cell in filled if re.search(r"[^\W\d_]", cell)), "")
    tokens = plain(text[:SHOWN]).split()
    return any(" ".join(tokens[:length]) in words("total") for length in range(1, min(4, len(tokens)) + 1))
