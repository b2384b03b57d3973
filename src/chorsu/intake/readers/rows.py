"""One row of a table to seizure rows: every value tied to its cell, every row read, skipped by a rule or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chorsu.intake.readers.dates import order_of, read_date
from chorsu.intake.readers.details import read_details
from chorsu.intake.readers.locations import empty, locate, route_country, section_of
from chorsu.intake.readers.merged import SHARED
from chorsu.intake.readers.numbers import Numeral, decimal_of
from chorsu.intake.readers.outcomes import Outcome, Read, Refused, Skipped
from chorsu.intake.readers.seized import Item, SeizedReader, Unreadable
from chorsu.intake.readers.skipping import MARGIN, skip_rule
from chorsu.intake.readers.sums import Sums
from chorsu.intake.readers.wordlists import codes, header_languages, plain, signs
from chorsu.kernel.seizures import Cell, SeizureRow
from chorsu.vocabulary.manners import find_manner
from chorsu.vocabulary.places import find_country

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from chorsu.intake.readers.delimited import Line
    from chorsu.intake.readers.headers import Layout
    from chorsu.intake.readers.maps import MapFile

__all__ = ["Habits", "RowReader", "Setting", "habits", "refused_line"]

MAX_CELL = 32_767
"""Signs of a cell, the most that a workbook holds."""
SHOWN = 200
FIELDS = {"date": "seizure_date", "id": "sender_key"}
"""Roles whose field is named otherwise."""
MANNERS = ("concealment", "conveyance", "installation", "routing")
ROUTE = ("origin", "departure", "destination")
DAMAGE = re.compile("[\x00\ufffd]")
GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")
CYRILLIC = re.compile("[Ѐ-ӿ]")
UNDATED = frozenset({"no_date", "unreadable_date"})


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
    numbers = (line.cells[index] for line in lines for index in amounts if len(line.cells) > index)
    order = mapping.date_order if mapping and mapping.date_order else order_of(dates)
    texts = (number for number in numbers if not isinstance(number, Numeral))
    decimal = mapping.decimal if mapping and mapping.decimal else decimal_of(texts)
    return Habits(order, decimal, "," if _comma_is_decimal(layout) else ".")


def _comma_is_decimal(layout: Layout) -> bool:
    """Whether a header is of a language that writes decimals with a comma: in Cyrillic, or by its own words."""
    texts = [text for line in (*layout.header_lines, layout.headers) for text in line]
    if any(CYRILLIC.search(text) for text in texts):
        return True
    return any(header_languages().get(plain(text)) in signs("decimal_comma") for text in texts)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all rows of one table: file, sheet, layout, habits, map, and the clock (`today`)."""

    name: str
    sheet: str
    layout: Layout
    habits: Habits
    mapping: MapFile | None
    today: dt.date


@dataclass(slots=True)
class _Draft:
    """What has been read of one row so far."""

    line: Line
    texts: Mapping[str, str]
    date: dt.date | None
    flags: list[str]
    changes: list[str]
    items: list[Item] = field(default_factory=list)


def refused_line(line: Line, sheet: str) -> Refused:
    """A line that cannot be parted into cells."""
    return Refused(line.number, "", line.raw[:SHOWN], line.fault, codes("refusal")[line.fault]["en"], sheet)


class RowReader:
    """Reads the rows below one header."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.layout, self.sheet, self.today = setting.layout, setting.sheet, setting.today
        self.columns = tuple(setting.layout.roles.items())
        self.width = max(setting.layout.width, len(setting.layout.headers))
        self.country = (setting.mapping.country or "") if setting.mapping else ""
        self.substance = (setting.mapping.substance or "") if setting.mapping else ""
        self.unit = (setting.mapping.unit or "") if setting.mapping else ""
        told, written = (self.substance, self.unit), setting.habits
        self.seized = SeizedReader(
            self.layout, decimal=written.decimal, fallback=written.fallback, told=told, sound=_sound
        )
        self.sums = Sums()
        self.section: dict[str, Cell] = {}
        """What the last line alone above rows says for them: the cell of their region, or of their country."""

    def outcome(self, line: Line) -> Outcome:
        """What becomes of one row."""
        if line.fault:
            return self._at_fault(line)
        texts = {role: _text(line.cells, column.index) for role, column in self.columns}
        if rule := skip_rule(line, self.layout, texts, self.today):
            if rule == "title":
                self._begin_section(line)
            return Skipped(line.number, rule, self.sheet, self._checked(line, texts) if rule == "total" else "")
        for role, column in self.columns:
            if len(texts[role]) > MAX_CELL:
                return self._refused(line, column.header, texts[role], "cell_too_long")
        if self.layout.width and len(line.cells) > self.width and any(map(str.strip, line.cells[self.width :])):
            return self._refused(line, "", " | ".join(line.cells[self.width :]), "too_many_cells")
        read = self._read(line, texts)
        if isinstance(read, Refused) and read.reason in UNDATED and self._is_sum(line, texts):
            return Skipped(line.number, "sum", self.sheet)
        return read

    def _begin_section(self, line: Line) -> None:
        """A line alone that names a region or a country says it of the rows below, until the next such line."""
        column, text = next((at, cell) for at, cell in enumerate(line.cells) if not empty(cell.strip(MARGIN)))
        within = self.section.get("country")
        country = find_country(within.text) if within else find_country(self.country) if self.country else None
        role = section_of(_sound(text.strip(MARGIN)), country.code if country and country.known else "")
        header = self.layout.headers[column] if column < len(self.layout.headers) else ""
        if role == "admin1":
            self.section = {name: cell for name, cell in self.section.items() if name == "country"}
        else:
            self.section = {}
        if role:
            self.section[role] = Cell(column, header, text)

    def _at_fault(self, line: Line) -> Refused:
        cells = self._cells(line)
        if line.fault != SHARED:
            return refused_line(line, self.sheet)._replace(cells=cells)
        column = self.layout.quantities[0]
        return self._refused(line, column.header, _text(line.cells, column.index), SHARED)

    def _checked(self, line: Line, texts: Mapping[str, str]) -> str:
        """What a row of totals says that the rows above it do not add up to; empty where it agrees or says nothing."""
        found = self.seized.read(line.cells, texts)
        return "" if isinstance(found, Unreadable) else self.sums.checked(found)

    def _is_sum(self, line: Line, texts: Mapping[str, str]) -> bool:
        """Whether a row without a date is the sum of rows above it, whatever its words."""
        found = self.seized.read(line.cells, texts)
        return not isinstance(found, Unreadable) and self.sums.proves(found)

    def _refused(self, line: Line, column: str, value: str, reason: str, suggestion: str = "") -> Refused:
        suggestion = suggestion or codes("refusal")[reason]["en"]
        return Refused(line.number, column, value[:SHOWN], reason, suggestion, self.sheet, self._cells(line))

    def _cells(self, line: Line) -> dict[str, str]:
        """The texts of a row by role, with the unit of the header beside the quantity, for the repair file."""
        cells = {role: _text(line.cells, column.index)[:MAX_CELL] for role, column in self.columns}
        cells["country"] = cells.get("country") or self.country
        cells["substance"] = cells.get("substance") or self.substance
        filled = [(column, text) for column in self.layout.quantities if (text := _text(line.cells, column.index))]
        if self.layout.wide:
            portions = (f"{column.substance or cells['substance']} {text} {column.unit}" for column, text in filled)
            cells["substance"] = "; ".join(portions)[:MAX_CELL]
        elif len(filled) > 1:
            cells["quantity"] = "; ".join(f"{text} {column.unit}" for column, text in filled)[:MAX_CELL]
        elif filled and not cells.get("unit"):
            cells |= {"quantity": filled[0][1][:MAX_CELL], "unit": filled[0][0].unit or self.unit}
        return cells

    def _read(self, line: Line, texts: Mapping[str, str]) -> Read | Refused:
        date_column = self.layout.roles["date"]
        if empty(texts["date"]):
            return self._refused(line, date_column.header, texts["date"], "no_date", "write the date of the seizure")
        date = read_date(_sound(texts["date"]), today=self.today, order=self.setting.habits.order)
        if date.reason:
            return self._refused(line, date_column.header, texts["date"], date.reason, date.suggestion)
        draft = _Draft(line, texts, date.date, list(date.flags), list(date.changes))
        if any(DAMAGE.search(text) for text in texts.values()):
            draft.flags.append("damaged_text")
        if line.reencoded:
            draft.changes.append("text_reencoded")
        found = self.seized.read(line.cells, texts)
        if isinstance(found, Unreadable):
            return self._refused(line, *found)
        draft.items = found
        self.sums.add(found)
        return self._assembled(draft)

    def _assembled(self, draft: _Draft) -> Read:
        texts, line = draft.texts, draft.line
        country = _sound(texts.get("country", ""))
        if empty(country) and "country" in self.section:
            country = _sound(self.section["country"].text.strip(MARGIN))
            draft.changes.append("country_from_section")
        elif empty(country) and self.country:
            country = self.country
            draft.changes.append("country_from_map")
        month = draft.date.replace(day=1) if draft.date else None
        division = _sound(texts.get("admin1", ""))
        if empty(division) and "admin1" in self.section:
            division = _sound(self.section["admin1"].text.strip(MARGIN))
            draft.changes.append("region_from_section")
        where = locate(country, division, _sound(texts.get("place", "")), month)
        draft.flags += where.flags
        draft.changes += where.changes
        manners: dict[str, Any] = {kind: _manner(kind, texts, draft.flags) for kind in MANNERS}
        route: dict[str, Any] = {role: _route(texts.get(role, ""), draft.flags) for role in ROUTE}
        sources = self._sources(draft)
        details, flags = read_details(texts, where.country or "")
        draft.flags += flags
        rows = tuple(
            SeizureRow(
                source_file=self.setting.name,
                source_row=line.number,
                seizure_date=draft.date,
                country=where.country,
                admin1=where.admin1,
                place=where.place,
                place_id=where.place_id,
                latitude=where.latitude,
                longitude=where.longitude,
                substance=item.substance,
                substance_group=item.group,
                quantity=item.lot.quantity,
                unit=item.lot.unit,
                kg=item.lot.kg,
                kg_basis=item.lot.kg_basis,
                **manners,
                **route,
                flags=tuple(dict.fromkeys((*draft.flags, *item.flags, *item.lot.flags))),
                changes=tuple(dict.fromkeys((*draft.changes, *item.changes, *item.lot.changes))),
                sheet=self.sheet,
                sources=sources | self._item_sources(line, item),
                details=details,
            )
            for item in draft.items
        )
        return Read(line.number, rows, self.sheet, line.cells, self.layout.headers)

    def _sources(self, draft: _Draft) -> dict[str, Cell]:
        return {
            FIELDS.get(role, role): Cell(column.index, column.header, draft.line.cells[column.index])
            for role, column in self.columns
            if draft.texts[role]
        }

    def _item_sources(self, line: Line, item: Item) -> dict[str, Cell]:
        """The cells of a lot: its quantity, its unit where no column says it, its substance where the header does."""
        column = item.column
        if column is None:
            return {}
        cell = Cell(column.index, column.header, line.cells[column.index])
        found = {"quantity": cell} if _text(line.cells, self._unit_index()) else {"quantity": cell, "unit": cell}
        named = self.layout.roles.get("substance")
        if item.named_in:
            found["substance"] = Cell(item.named_in.index, item.named_in.header, line.cells[item.named_in.index])
        elif item.from_header:
            found["substance"] = Cell(column.index, column.header, column.header)
        elif item.substance and not (named and _text(line.cells, named.index)):
            found["substance"] = cell
        return found

    def _unit_index(self) -> int:
        column = self.layout.roles.get("unit")
        return column.index if column else MAX_CELL


def _manner(kind: str, texts: Mapping[str, str], flags: list[str]) -> str | None:
    text = texts.get(kind, "")
    if empty(text):
        return None
    code = _cached_manner(kind, _sound(text))
    if code is None:
        flags.append("unknown_manner")
    return code


def _route(text: str, flags: list[str]) -> str | None:
    code, understood = route_country(_sound(text))
    if not understood:
        flags.append("unknown_route")
    return code


@lru_cache(maxsize=8192)
def _cached_manner(kind: str, text: str) -> str | None:
    return find_manner(kind, text)


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
