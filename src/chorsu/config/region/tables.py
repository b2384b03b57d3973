"""The tables in which the example agencies hand in: each in its own hand, script, format and encoding.

Pure: from reported events to files in memory. Title lines, blank lines, decimal commas and Persian script are there on
purpose; every title says that the data are synthetic.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.config.region.events import Event, Reported

__all__ = ["TableFile", "one_report", "yearly_tables"]

_GRAMS = 1_000
_MADE = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
"""When every workbook says that it was made: the same events give the same bytes."""
_COLUMNS = (
    "date",
    "country",
    "admin1",
    "place",
    "substance",
    "quantity",
    "unit",
    "concealment",
    "conveyance",
    "origin",
    "destination",
)


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file of one agency: its name, its bytes, and to whom the agency releases it."""

    agency: str
    officer: str
    name: str
    content: bytes
    audience: tuple[str, ...]


def yearly_tables(region: dict[str, Any], reported: Iterable[Reported]) -> list[TableFile]:
    """One table an agency and year."""
    grouped: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for item in reported:
        grouped[item.agency, item.event.date.year].append(item.event)
    agencies = {agency["code"]: agency for agency in region["agencies"]}
    return [
        _table(region, agencies[code], events, f"{code}-{year}", region["titles"], year)
        for (code, year), events in sorted(grouped.items(), key=lambda item: (item[0][1], item[0][0]))
    ]


def one_report(region: dict[str, Any], item: Reported, number: int) -> TableFile:
    """The small table with which an agency reports one new seizure."""
    agency = next(agency for agency in region["agencies"] if agency["code"] == item.agency)
    year = item.event.date.year
    return _table(region, agency, [item.event], f"{agency['code']}-live-{number:05d}", region["titles"], year)


def _table(  # noqa: PLR0913, PLR0917 — what a table is made of
    region: dict[str, Any],
    agency: dict[str, Any],
    events: Sequence[Event],
    name: str,
    titles: dict[str, str],
    year: int,
) -> TableFile:
    hand = agency.get("headers", agency["hand"])
    header = [region["headers"][hand][column] for column in _COLUMNS]
    rows = [_cells(region, agency, event) for event in sorted(events, key=lambda event: event.date)]
    title = titles[hand].format(year=year) + f" · {name}"
    lines = [[title], [], header, *rows[: len(rows) // 2], [], *rows[len(rows) // 2 :]]
    content, ending = _written(agency["format"], lines)
    return TableFile(agency["code"], agency["officer"], f"{name}.{ending}", content, tuple(agency["audience"]))


def _cells(region: dict[str, Any], agency: dict[str, Any], event: Event) -> list[str]:
    hand = agency["hand"]
    admin1, place = agency["places"][event.place % len(agency["places"])]
    quantity, unit = event.quantity, event.unit
    if unit == "kg" and (agency["unit"] == "g" or quantity < region["grams_below_kg"]):
        quantity, unit = round(quantity * _GRAMS, 3), "g"
    manners = "en" if hand == "en" else "ru"
    return [
        event.date_text or _date(event, hand),
        _country(region, agency["country"], hand),
        admin1,
        place,
        event.text or _word(region["words"][hand][event.substance], event.wording),
        _number(quantity, hand),
        region["units"][hand][unit],
        region["hiding"][event.hiding][manners],
        region["transport"][event.transport][manners],
        _country(region, event.origin, hand),
        _country(region, event.destination, hand),
    ]


def _date(event: Event, hand: str) -> str:
    return event.date.isoformat() if hand == "en" else f"{event.date:%d.%m.%Y}"


def _country(region: dict[str, Any], code: str, hand: str) -> str:
    word: str = region["countries"][code][hand] if code else ""
    return word


def _word(words: Sequence[str], wording: int) -> str:
    return words[wording % len(words)]


def _number(quantity: float, hand: str) -> str:
    text = f"{quantity:.3f}".rstrip("0").rstrip(".")
    return text if hand == "en" else text.replace(".", ",")


def _written(kind: str, lines: list[list[str]]) -> tuple[bytes, str]:
    if kind == "xlsx":
        return _workbook(lines), "xlsx"
    delimiter, encoding = {
        "csv": (",", "utf-8-sig"),
        "csv-cp1251": (";", "cp1251"),
        "tsv-utf16": ("\t", "utf-16"),
    }[kind]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    return text.getvalue().encode(encoding), "csv"


def _workbook(lines: list[list[str]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet("Data")
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            sheet.write_string(number, column, text)
    book.close()
    return target.getvalue()
