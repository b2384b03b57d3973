"""The sheet to fill in: a workbook made from the schema, with lists, checks and an example line, in one language.

What is filled in here is read by the same readers as any other table: the headers are theirs. The example line says in
its first cell that it is one, and is skipped by a rule of the readers.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import Field, sheet_fields
from chorsu.intake.schema.tables import rows
from chorsu.kernel.seizures import PROTECTED
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["ROWS", "workbook"]

ROWS = 500
"""Lines that are prepared with lists and checks; more can be written below them."""
_FIRST = 2
"""Row (from 0) of the first line to fill in: header and example stand above it."""
_WIDTHS = {
    "narrative": 40,
    "place": 28,
    "substance": 28,
    "concealment": 26,
    "conveyance": 26,
    "installation": 26,
    "time": 12,
    "purity": 12,
}
_MOST_QUANTITY = 1e12
_EXAMPLE = {"italic": True, "font_color": "#4B5A64", "bg_color": "#FCF0DA"}
_EARLIEST = dt.date(1961, 1, 1)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The workbook in the making."""

    book: Workbook
    page: Worksheet
    hidden: Worksheet
    lang: str
    country: str
    words: dict[str, str]


def workbook(*, lang: str, country: str = "") -> bytes:
    """The sheet as an XLSX file, in the language `lang`, with the places of the state `country` (alpha-2) to choose."""
    buffer = io.BytesIO()
    words = {row["code"]: row.get(lang) or row["en"] for row in rows("sheet.tsv")}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        made = _Sheet(
            book, book.add_worksheet(words["title"]), book.add_worksheet(words["lists"]), lang, country, words
        )
        _write_columns(made)
        made.hidden.hide()
        _write_guide(made)
    return buffer.getvalue()


def _write_columns(made: _Sheet) -> None:
    head = made.book.add_format({"bold": True, "bg_color": "#0A6670", "font_color": "#FFFFFF", "text_wrap": True})
    example = made.book.add_format(_EXAMPLE)
    example_date = made.book.add_format(_EXAMPLE | {"num_format": "yyyy-mm-dd"})
    formats = {"date": made.book.add_format({"num_format": "yyyy-mm-dd"}), "number": None, "count": None}
    formats["time"] = made.book.add_format({"num_format": "hh:mm"})
    example_time = made.book.add_format(_EXAMPLE | {"num_format": "hh:mm"})
    text = made.book.add_format({"num_format": "@"})
    for column, one in enumerate(sheet_fields()):
        made.page.set_column(column, column, _WIDTHS.get(one.code, 18), formats.get(one.kind, text))
        made.page.write_string(0, column, one.headers.get(made.lang) or one.headers["en"], head)
        value = _example(one, made)
        if isinstance(value, dt.date):
            made.page.write_datetime(1, column, dt.datetime.combine(value, dt.time()), example_date)
        elif isinstance(value, dt.time):
            made.page.write_datetime(1, column, value, example_time)
        else:
            made.page.write(1, column, value, example)
        _check(made, one, column)
    made.page.freeze_panes(1, 1)
    made.page.set_row(0, 32)


def _example(one: Field, made: _Sheet) -> Any:
    """What the example line says in a column."""
    said: dict[str, Any] = {
        "sender_key": made.words["example"],
        "date": dt.date(2026, 3, 14),
        "time": dt.time(2, 40),
        "place": next(iter(_places(made.country, made.lang)), ""),
        "substance": lists.label("substances", lists.frequent()[0], made.lang),
        "quantity": 1.25,
        "unit": lists.label("units", lists.units_of("drug")[1], made.lang),
        "packages": 3,
        "persons.detained": 1,
    }
    if one.code in said:
        return said[one.code]
    return lists.label(one.list, lists.codes(one.list)[0], made.lang) if one.list and one.list != "countries" else ""


def _check(made: _Sheet, one: Field, column: int) -> None:
    """The list or the check of a column."""
    check: dict[str, Any] = {"ignore_blank": True, "error_title": one.headers.get(made.lang, "")[:32]}
    if one.kind == "date":
        check |= {"validate": "date", "criteria": "between", "minimum": _EARLIEST, "maximum": "=TODAY()"}
        check |= {"error_message": made.words["date_wrong"]}
    elif one.kind == "time":
        # A time with its clock is text, which the readers know: it is asked about, not refused.
        check |= {"validate": "time", "criteria": "between", "minimum": dt.time(), "maximum": dt.time(23, 59, 59)}
        check |= {"error_message": made.words["time_wrong"], "error_type": "information"}
    elif one.kind in {"number", "count"}:
        kind = "integer" if one.kind == "count" else "decimal"
        check |= {"validate": kind, "criteria": "between", "minimum": 0, "maximum": one.most or _MOST_QUANTITY}
        check |= {"error_message": made.words["number_wrong"]}
    elif one.list:
        labels = _labels(one, made)
        made.hidden.write_column(0, column, labels)
        letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        source = f"='{made.words['lists']}'!{letter}$1:{letter}${len(labels)}"
        # A word that the list lacks may still be known to the readers: it is asked about, not refused.
        check |= {"validate": "list", "source": source, "error_type": "information"}
        check |= {"error_message": made.words["not_in_list"]}
    else:
        check |= {"validate": "length", "criteria": "<=", "value": one.most, "error_message": made.words["too_long"]}
    help_line = made.words["protected"] if one.role in PROTECTED else one.help(made.lang)
    if help_line:
        check |= {"input_title": one.label(made.lang)[:32], "input_message": help_line[:255]}
    made.page.data_validation(_FIRST, column, _FIRST + ROWS - 1, column, check)


def _labels(one: Field, made: _Sheet) -> list[str]:
    if one.list == "places":
        return _places(made.country, made.lang)
    codes = list(lists.codes(one.list))
    if one.list == "units":
        usual = lists.units_of("drug")
        codes.sort(key=lambda code: usual.index(code) if code in usual else len(usual))
        return [lists.label("units", code, made.lang) for code in codes]
    labels = [lists.label(one.list, code, made.lang) for code in codes]
    return sorted(labels) if one.list in {"substances", "countries"} else labels


def _places(country: str, lang: str) -> list[str]:
    """Crossing points, then settlements of a state, by name; none where no state is given."""
    if not country:
        return [""]
    russian = lang == "ru"
    points = [(one.name_ru if russian else one.name) or one.name for one in places.crossings(country)]
    towns = [(one.name_ru if russian else one.name) or one.name for one in places.settlements(country)]
    return list(dict.fromkeys([*points, *sorted(towns[:1000])]))


def _write_guide(made: _Sheet) -> None:
    """How to fill it in, on a sheet of its own."""
    guide = made.book.add_worksheet(made.words["guide"])
    wrap = made.book.add_format({"text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 110, wrap)
    for number, row in enumerate(row for row in rows("sheet.tsv") if row["code"].startswith("how_")):
        guide.write_string(number, 0, row.get(made.lang) or row["en"])
