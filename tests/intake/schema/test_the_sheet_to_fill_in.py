"""The sheet made from the schema, filled in, is read by the same readers as any other table."""

import datetime as dt
import io
import re
import zipfile
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from chorsu.intake.readers.maps import ROLES
from chorsu.intake.readers.outcomes import Read, Skipped
from chorsu.intake.readers.tables import open_table
from chorsu.intake.readers.tidy import read_table
from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import fields, sheet_fields
from chorsu.intake.schema.template import workbook
from chorsu.kernel.seizures import PERSONS
from chorsu.vocabulary.manners import manners

TODAY = dt.date(2026, 11, 25)


def filled(book, *lines):
    """The workbook with lines written below its example line, as an office program would leave it."""
    given, made = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            data = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                written = "".join(_row(number, line) for number, line in enumerate(lines, start=3))
                data = data.replace(b"</sheetData>", f"{written}</sheetData>".encode())
            archive.writestr(name, data)
    return made.getvalue()


def _row(number, line):
    cells = []
    for place, one in enumerate(sheet_fields()):
        value = line.get(one.code)
        if isinstance(value, (int, float)):
            cells.append(f'<c r="{chr(65 + place)}{number}"><v>{value}</v></c>')
        elif value:
            text = escape(value)
            cells.append(f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


@pytest.fixture(params=["en", "ru"])
def lang(request):
    return request.param


def outcomes(tmp_path, book):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(book)
    return list(read_table(path, today=TODAY))


def test_what_is_chosen_from_the_lists_is_read_as_its_codes(tmp_path, lang):
    line = {
        "sender_key": "17/26",
        "date": "2026-11-24",
        "place": "Термез",
        "substance": lists.label("substances", "cannabis-resin", lang),
        "quantity": 2.5,
        "unit": lists.label("units", "kg", lang),
        "concealment": lists.label("concealment", "car-parts", lang),
        "conveyance": lists.label("conveyance", "commercial-road", lang),
        "installation": lists.label("installation", "checkpoint", lang),
        "origin": lists.label("countries", "AF", lang),
        "packages": 12,
        "state": lists.label("states", "weighed", lang),
        "narrative": "In the spare wheel",
    }
    found = outcomes(tmp_path, filled(workbook(lang=lang, country="UZ"), line))
    (row,) = [row for outcome in found if isinstance(outcome, Read) for row in outcome.rows]
    assert (row.seizure_date, row.substance, row.quantity, row.unit) == (
        dt.date(2026, 11, 24),
        "cannabis-resin",
        2.5,
        "kg",
    )
    assert (row.concealment, row.conveyance, row.installation, row.origin) == (
        "car-parts",
        "commercial-road",
        "checkpoint",
        "AF",
    )
    assert row.place == "Термез" or row.place_id == "1215957"


def test_the_example_line_is_skipped_as_what_it_is_and_an_empty_sheet_holds_nothing(tmp_path, lang):
    found = outcomes(tmp_path, workbook(lang=lang, country="UZ"))
    assert all(isinstance(outcome, Skipped) for outcome in found)
    assert [outcome.rule for outcome in found if outcome.rule not in {"header", "other_sheet"}] == ["example"]


def test_every_header_is_read_as_the_role_that_the_schema_says_or_as_none(tmp_path, lang):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(lang=lang, country="UZ"))
    layout = next(table.layout for table in open_table(path) if table.layout)
    read = {column.header: role for role, column in layout.roles.items()}
    told = {one.headers[lang]: one.role for one in sheet_fields() if one.role}
    assert read == told


def test_lists_and_checks_stand_in_the_workbook_and_the_lists_are_hidden(lang):
    book = zipfile.ZipFile(io.BytesIO(workbook(lang=lang, country="UZ")))
    page = book.read("xl/worksheets/sheet1.xml").decode()
    checks = set(re.findall(r'<dataValidation type="(\w+)"', page))
    assert {"list", "date", "time", "decimal", "whole", "textLength"} <= checks
    assert 'state="hidden"' in book.read("xl/workbook.xml").decode()


def test_no_text_of_the_sheet_is_a_formula(lang):
    book = zipfile.ZipFile(io.BytesIO(workbook(lang=lang, country="UZ")))
    assert not any("<f>" in book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name)


def test_time_purity_and_persons_make_the_round_trip(tmp_path, lang):
    line = {
        "date": "2026-11-24",
        "time": "02:40",
        "place": "Термез",
        "substance": lists.label("substances", "heroin", lang),
        "quantity": 2.5,
        "unit": lists.label("units", "kg", lang),
        "state": lists.label("states", "confirmed", lang),
        "purity": 63.5,
        "persons.detained": 2,
        "persons.minor": 1,
    }
    found = outcomes(tmp_path, filled(workbook(lang=lang, country="UZ"), line))
    (row,) = [row for outcome in found if isinstance(outcome, Read) for row in outcome.rows]
    assert row.details == {
        "time": dt.time(2, 40),
        "state": "confirmed",
        "purity": 63.5,
        "persons": dict.fromkeys(PERSONS, 0) | {"detained": 2, "minor": 1},
        "identifiers": (),
    }
    assert "unknown_detail" not in row.flags


def test_every_status_has_a_column_whose_role_is_known(lang):
    columns = {one.role: one for one in sheet_fields() if one.code.startswith("persons.")}
    assert tuple(columns) == PERSONS == manners("person")
    assert set(columns) <= set(ROLES)
    assert all(one.kind == "count" and one.most == 10_000 for one in columns.values())


def test_what_an_office_program_makes_of_a_time_is_read(tmp_path, lang):
    path = tmp_path / "times.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(
            0, 0, [fields()[code].headers[lang] for code in ("date", "time", "substance", "quantity", "unit")]
        )
        page.write_row(1, 0, ["2026-11-24", "", "heroin", 2, "kg"])
        page.write_datetime(1, 1, dt.time(23, 5), book.add_format({"num_format": "hh:mm"}))
    (row,) = [row for outcome in read_table(path, today=TODAY) if isinstance(outcome, Read) for row in outcome.rows]
    assert row.details["time"] == dt.time(23, 5)
