"""Sheets of returns: plain ones with Russian headers, workbooks, several states and periods; nothing lost silently."""

from decimal import Decimal

import pytest
import xlsxwriter

from chorsu.intake.readers.return_sheets import read_sheets
from chorsu.intake.schema.template import workbook
from chorsu.kernel.errors import InputError
from chorsu.returns.periods import read_period

RUSSIAN = """Сведения об изъятиях;;
Наименование;Количество;Единица
Всего наркотиков;1 234,567;кг
Опиоиды, всего;100,5;кг
в том числе героин;60,25;кг
Каннабис;;
Марихуана;500,017;кг
Экстази;1200;таблеток
Преступления;345;
не число;много;кг
"""


def read(tmp_path, text, encoding="utf-8", **given):
    path = tmp_path / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    return read_sheets(path, **({"country": "TJ", "period": read_period("2024-Q3")} | given))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_plain_sheet_with_russian_headers(tmp_path, encoding):
    found = read(tmp_path, RUSSIAN, encoding)
    (one,) = found.statements
    assert (one.country, one.period.code) == ("TJ", "2024-Q3")
    assert [(entry.role, entry.subject, entry.value, entry.unit, entry.part_of) for entry in one.entries] == [
        ("stated", "weight", Decimal("1234.567"), "kg", None),
        ("total", "opioids", Decimal("100.5"), "kg", None),
        ("row", "heroin", Decimal("60.25"), "kg", 2),
        ("row", "cannabis-herb", Decimal("500.017"), "kg", None),
        ("row", "mdma", Decimal("1200.0"), "tablet", None),
        ("row", "crimes", Decimal("345.0"), "count", None),
    ]


def test_every_row_is_read_skipped_or_refused(tmp_path):
    found = read(tmp_path, RUSSIAN)
    assert found.rows == 8
    assert [(row.row, row.reason) for row in found.refused] == [(10, "no_number")]
    assert dict(found.skipped) == {"heading": 1}
    assert len(found.statements[0].entries) == 6


def test_columns_of_state_and_period_part_the_returns(tmp_path):
    text = "Period,Country,Substance,Quantity (kg)\n2024 Q1,KAZ,Heroin,1.5\nQ2 2024,Казахстан,Heroin,2\n2024,Nowhere,Opium,1\nlater,KZ,Opium,1\n"
    found = read(tmp_path, text)
    assert [(one.country, one.period.code) for one in found.statements] == [("KZ", "2024-Q1"), ("KZ", "2024-Q2")]
    assert [row.reason for row in found.refused] == ["unknown_country", "unknown_period"]


def test_a_workbook_is_read_sheet_by_sheet(tmp_path):
    path = tmp_path / "returns.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Титул").write(0, 0, "Отчёт")
        sheet = book.add_worksheet("Данные")
        for row, cells in enumerate(
            [["Вещество", "Вес, кг"], ["Героин", 12.5], ["Гашиш", "3 кг 200"], ["Опий", "750 г"]]
        ):
            sheet.write_row(row, 0, cells)
    found = read_sheets(path, country="UZ", period=read_period("2024"))
    (one,) = found.statements
    assert [(entry.subject, entry.value, entry.unit, entry.sheet, entry.row) for entry in one.entries] == [
        ("heroin", Decimal("12.5"), "kg", "Данные", 2),
        ("opium", Decimal("750.0"), "g", "Данные", 4),
    ]
    assert [(row.row, row.reason) for row in found.refused] == [(3, "no_number")]


def test_a_negative_figure_is_refused(tmp_path):
    found = read(tmp_path, "Drug,Kilograms\nHeroin,-5\n")
    assert [row.reason for row in found.refused] == ["negative"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Date,Place\n2024-01-01,Термез\n"])
def test_what_is_no_table_of_returns_is_refused_in_one_line(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_a_figure_that_can_be_read_in_two_ways_is_told_with_both(tmp_path):
    found = read(tmp_path, 'Drug,Kilograms\nHeroin,"1,234"\nOpium,7\n')
    assert found.statements[0].entries[0].value == 1234
    assert [(row.row, row.label, row.text, row.value, row.other) for row in found.doubtful] == [
        (2, "Heroin", "1,234", Decimal(1234), Decimal("1.234"))
    ]


def test_a_column_that_decides_leaves_no_doubt(tmp_path):
    found = read(tmp_path, 'Drug,Kilograms\nHeroin,"1,234"\nOpium,"7,5"\n')
    assert (found.statements[0].entries[0].value, found.doubtful) == (Decimal("1.234"), [])


@pytest.mark.parametrize(("text", "value"), [("1.234", 1234), ('"12,345"', 12345), ("17", 17)])
def test_what_is_counted_is_whole_as_in_the_form(tmp_path, text, value):
    found = read(tmp_path, f"Indicator,Quantity,Unit\nCrimes,{text},\nMDMA,{text},tablets\nHeroin,2.5,kg\n")
    assert [entry.value for entry in found.statements[0].entries] == [value, value, Decimal("2.5")]


def test_half_a_crime_is_refused(tmp_path):
    found = read(tmp_path, "Indicator,Quantity,Unit\nCrimes,1.5,\n")
    assert [row.reason for row in found.refused] == ["no_count"]


def test_every_digit_of_a_text_is_kept(tmp_path):
    (one,) = read(tmp_path, "Drug,Kilograms\nHeroin,128064.123456789\nOpium,12.50\n").statements
    assert [(entry.value, entry.decimals) for entry in one.entries] == [
        (Decimal("128064.123456789"), 9),
        (Decimal("12.50"), 2),
    ]


def test_a_number_of_a_workbook_is_never_in_doubt(tmp_path):
    path = tmp_path / "returns.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["Вещество", "Вес, кг"], ["Героин", 1.234], ["Гашиш", "12,5"]]):
            sheet.write_row(row, 0, cells)
    found = read_sheets(path, country="UZ", period=read_period("2024"))
    assert [entry.value for entry in found.statements[0].entries] == [Decimal("1.234"), Decimal("12.5")]
    assert found.doubtful == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_of_our_own_sheet_to_fill_in_neither_lists_nor_example_are_read_or_counted(tmp_path, lang):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook(lang=lang, country="UZ"))
    found = read_sheets(path, country="UZ", period=read_period("2024"))
    assert (found.statements, found.refused) == ([], [])
    assert dict(found.skipped) == {"example": 1, "other_sheet": 1}  # the guide, which anybody may open


def test_a_hidden_sheet_of_another_name_is_read(tmp_path):
    path = tmp_path / "returns.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Титул").write(0, 0, "Отчёт")
        sheet = book.add_worksheet("Данные")
        sheet.hide()
        sheet.write_row(0, 0, ["Вещество", "Вес, кг"])
        sheet.write_row(1, 0, ["Героин", 12.5])
    found = read_sheets(path, country="UZ", period=read_period("2024"))
    assert [entry.value for entry in found.statements[0].entries] == [Decimal("12.5")]
