"""The repair file tells what could not be read, and is handed in again when its cells are corrected."""

import csv
import io

import pytest

from chorsu.intake.readers.outcomes import Refused
from chorsu.intake.readers.repair import REPAIR_COLUMNS, RepairFile

TABLE = (
    "Дата;Страна;Вещество;Количество, г\n"
    "31.02.2021;Казахстан;Героин;500\n"
    "12.05.2021;Казахстан;Опий;много\n"
    "12.05.2021;Казахстан;Опий;=1+1\n"
    '13.05.2021;"Казахстан;Опий;5\n'
)


@pytest.fixture
def repair(read):
    stream = io.StringIO()
    file = RepairFile(stream)
    for outcome in read(TABLE):
        if isinstance(outcome, Refused):
            file.write("table.csv", outcome)
    return stream.getvalue()


def test_each_refused_row_is_one_line_with_row_column_value_reason_and_suggestion(repair):
    lines = list(csv.DictReader(io.StringIO(repair.removeprefix("\ufeff"))))
    assert tuple(lines[0]) == REPAIR_COLUMNS
    told = [(line["row"], line["column"], line["value"], line["reason"]) for line in lines]
    assert told == [
        ("2", "Дата", "31.02.2021", "unreadable_date"),
        ("3", "Количество, г", "много", "unreadable_quantity"),
        ("4", "Количество, г", "'=1+1", "unreadable_quantity"),
        ("5", "", '13.05.2021;"Казахстан;Опий;5', "unclosed_quote"),
    ]
    assert all(line["suggestion"] for line in lines)
    assert lines[0]["unit"] == "г"


def test_corrected_cells_are_read_without_a_map(repair, read, rows):
    corrected = (
        repair.replace(",31.02.2021,Казахстан", ",28.02.2021,Казахстан")
        .replace(",много,г", ',"0,3 кг",г')
        .replace("'=1+1,г", "2,г")
    )
    found = rows(read(corrected))
    assert [(row.substance, row.kg) for row in found] == [
        ("heroin", 0.5),
        ("opium", 0.3),
        ("opium", 0.002),
        ("opium", 0.005),
    ]


def test_an_uncorrected_repair_file_is_refused_row_by_row_as_before(repair, read):
    again = [outcome.reason for outcome in read(repair) if isinstance(outcome, Refused)]
    assert again == ["unreadable_date", "unreadable_quantity", "unreadable_quantity"]
