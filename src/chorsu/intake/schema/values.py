"""`values_from`: what was given for one seizure, checked, and normalised to the rows that a record is made of.

The same for the form, the queue of a device and, later, the API. A submission is a mapping:

    {"date": "2026-11-25", "time": "02:40", "offset": 300,
     "place": {"text": "Термез", "id": "1215957", "latitude": 37.22, "longitude": 67.27}, "installation": "checkpoint",
     "lots": [{"kind": "drug", "substance": "heroin", "substance_text": "героин", "quantity": "1,2", "unit": "kg",
               "state": "confirmed", "purity": "63,5", "packages": "3", "markings": "555"},
              {"kind": "cash", "quantity": "1500", "currency": "USD"}],
     "concealment": "car-parts", "conveyance": "private-road", "origin": "AF", "departure": "", "destination": "",
     "persons": {"detained": "2"}, "sender_key": "17/26", "narrative": "…", "identifiers": "+998 90 123-45-67; …"}

`offset` is that of the device's clock on that day, in minutes east of UTC. Numbers may be text, with a decimal comma.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chorsu.intake.reading.entered import MOST, entered_all
from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import field, fields
from chorsu.intake.schema.lots import ReadLot, read_lot
from chorsu.intake.schema.reading import Reader
from chorsu.intake.schema.tables import rows
from chorsu.intake.schema.where import Where, read_where
from chorsu.kernel.seizures import Cell, SeizureRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.reading.entered import Entered
    from chorsu.intake.schema.problems import Problems

__all__ = ["MOST_LOTS", "Values", "local_time", "values_from", "zone_of"]

MOST_LOTS = 40
_SLACK = dt.timedelta(hours=1)
"""How far a device's clock may run ahead."""
_MOST_OFFSET = 14 * 60
_MINUTES = re.compile(r"[+-]?[0-9]{1,4}")
_CHOICES = ("installation", "concealment", "conveyance", "origin", "departure", "destination")


@dataclass(frozen=True, slots=True)
class Values:
    """A submission that can be recorded: its lots, the cells they point to, and persons by status."""

    lots: tuple[SeizureRow, ...]
    cells: tuple[tuple[str, str], ...]
    persons: Mapping[str, int]


def values_from(
    payload: Mapping[str, Any], *, at: dt.datetime, country: str, lang: str = "en", name: str = ""
) -> Values | Problems:
    """The values of a submission, or what is wrong with which field.

    `at` is the moment of its arrival, `country` the sender's own state (alpha-2, empty for none), `lang` the language
    in which the cells are labelled, `name` what the report will be called.
    """
    reader = Reader()
    date = reader.date(payload.get("date"), "date")
    if date is None:
        reader.wrong("date", "required")
    time = reader.time(payload.get("time"), "time")
    where = read_where(payload, reader, country=country, on=date)
    moment = _moment(date, time, _offset(payload, where.country or country), at, reader)
    lots = _lots(payload, reader, lang)
    chosen = {code: reader.choice(payload.get(code), code, field(code).list) for code in _CHOICES}
    persons = _persons(payload, reader)
    texts = {code: reader.text(payload, field(code), code) for code in ("narrative", "sender_key")}
    identifiers = _identifiers(payload, reader, where.country or country)
    if reader.problems:
        return reader.problems
    cells = _Cells(lang)
    cells.add("date", str(payload.get("date")).strip())
    cells.add("time", time.isoformat("minutes") if time else "")
    cells.add("place", where.said)
    cells.add("position", where.given)
    for code, value in chosen.items():
        cells.add(code, lists.label(field(code).list, value, lang) if value else "")
    for code, text in texts.items():
        cells.add(code, text)
    cells.add("identifiers", "\n".join(one.written for one in identifiers))
    area = lists.crime_area_of({lot.details["kind"] for lot in lots})
    details = {"seized_at": moment, "crime_area": area, **texts, "identifiers": tuple(identifiers)}
    whole = _Whole(name, date, where, chosen, {key: value for key, value in details.items() if value}, cells.sources())
    numbered = len(lots) > 1
    return Values(
        tuple(_row(lot, number if numbered else 0, whole, cells) for number, lot in enumerate(lots, start=1)),
        tuple(cells.cells),
        persons,
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all lots of a seizure share."""

    name: str
    date: dt.date | None
    where: Where
    chosen: Mapping[str, str]
    details: Mapping[str, Any]
    sources: Mapping[str, Cell]


class _Cells:
    """The cells of a submission: label and text of everything told, in the order of the form."""

    _NAMES = {"date": "seizure_date", "position": "latitude", "time": "seized_at"}  # noqa: RUF012 — read only

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.cells: list[tuple[str, str]] = []
        self._by_field: dict[str, Cell] = {}

    def add(self, code: str, text: str, lot: int = 0) -> Cell | None:
        """Keep what was told of a field; nothing for an empty text."""
        if not text:
            return None
        label = field(code).label(self.lang) + (f" {lot}" if lot else "")
        cell = Cell(len(self.cells), label, text)
        self.cells.append((label, text))
        if not lot:
            self._by_field[self._NAMES.get(code, code)] = cell
        return cell

    def sources(self) -> dict[str, Cell]:
        """The cells of the fields of the whole seizure."""
        return dict(self._by_field)


def _row(lot: ReadLot, number: int, whole: _Whole, cells: _Cells) -> SeizureRow:
    own = {code: cell for code, text in lot.told if (cell := cells.add(code, text, number)) is not None}
    where = whole.where
    return SeizureRow(
        source_file=whole.name,
        source_row=1,
        seizure_date=whole.date,
        country=where.country,
        admin1=where.admin1,
        place=where.place,
        place_id=where.place_id,
        latitude=where.latitude,
        longitude=where.longitude,
        **lot.values,
        **{code: value or None for code, value in whole.chosen.items()},  # type: ignore[arg-type] # codes of lists
        flags=tuple(dict.fromkeys((*where.flags, *lot.flags))),
        changes=tuple(dict.fromkeys((*(["position_given"] if where.given else []), *lot.changes))),
        sources={**whole.sources, **own},
        details={**whole.details, **lot.details},
    )


def _lots(payload: Mapping[str, Any], reader: Reader, lang: str) -> list[ReadLot]:
    said = payload.get("lots")
    if not isinstance(said, list) or not said:
        reader.wrong("lots", "no_lots")
        return []
    if len(said) > MOST_LOTS:
        reader.wrong("lots", "too_many_lots", most=MOST_LOTS)
        return []
    found = []
    for number, one in enumerate(said, start=1):
        if not isinstance(one, dict):
            reader.wrong(f"lots.{number}", "not_understood")
            continue
        found.append(read_lot(one, reader, f"lots.{number}", lang))
    return found


def _persons(payload: Mapping[str, Any], reader: Reader) -> dict[str, int]:
    one = fields()["persons"]
    said = reader.mapping(payload, "persons", "persons")
    counted = {}
    for status, value in said.items():
        if status not in lists.codes(one.list):
            reader.wrong("persons", "not_listed", given=str(status))
            continue
        count = reader.count(value, f"persons.{status}", one.most)
        if count:
            counted[status] = count
    return counted


def _identifiers(payload: Mapping[str, Any], reader: Reader, country: str) -> list[Entered]:
    text = reader.text(payload, field("identifiers"), "identifiers")
    found, unread = entered_all(text, country)
    if unread:
        reader.wrong("identifiers", "not_an_identifier", given=unread)
    elif len(found) > MOST:
        reader.wrong("identifiers", "too_many_identifiers", most=MOST)
    return found


def _offset(payload: Mapping[str, Any], country: str) -> dt.timezone | None:
    """The clock of the device; without one, that of a country which has a single one."""
    said = payload.get("offset")
    if isinstance(said, str) and _MINUTES.fullmatch(said):
        said = int(said)
    if isinstance(said, int) and not isinstance(said, bool) and abs(said) <= _MOST_OFFSET:
        return dt.timezone(dt.timedelta(minutes=said))
    return zone_of(country)


def zone_of(country: str) -> dt.timezone | None:
    """The clock of a country that has a single one."""
    known = {row["country"]: int(row["minutes"]) for row in rows("zones.tsv")}
    return dt.timezone(dt.timedelta(minutes=known[country])) if country in known else None


def local_time(at: dt.datetime, country: str) -> dt.datetime:
    """The moment by the clock of a state; by UTC where the state has several clocks."""
    return at.astimezone(zone_of(country) or dt.UTC)


def _moment(
    date: dt.date | None, time: dt.time | None, zone: dt.timezone | None, at: dt.datetime, reader: Reader
) -> dt.datetime | None:
    """The moment of the seizure where day, time and clock are known; none of it may lie in the future."""
    if date is None:
        return None
    latest = at + _SLACK
    last_day = latest.astimezone(zone or dt.timezone(dt.timedelta(minutes=_MOST_OFFSET))).date()
    if date > last_day:
        reader.wrong("date", "in_the_future", given=date.isoformat())
        return None
    if time is None or zone is None:
        return None
    moment = dt.datetime.combine(date, time, tzinfo=zone)
    if moment > latest:
        reader.wrong("time", "in_the_future", given=time.isoformat("minutes"))
        return None
    return moment
