"""A merged label holds for each of its rows; a merged quantity is counted once, or refused where nobody can part it."""

import datetime as dt

import pytest
import xlsxwriter

from chorsu.intake.readers.delimited import Line
from chorsu.intake.readers.merged import Merge, filled
from chorsu.intake.readers.outcomes import Read, Refused, Skipped
from chorsu.intake.readers.tidy import read_table

TODAY = dt.date(2026, 11, 25)
HEADER = ["Дата", "Место", "Вещество", "Количество, кг"]


@pytest.fixture
def outcomes(tmp_path):
    def _read(lines, *merges):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Лист")
            for row, line in enumerate([HEADER, *lines]):
                sheet.write_row(row, 0, line)
            for top, left, bottom, right, value in merges:
                sheet.merge_range(top, left, bottom, right, value)
        return list(read_table(path, today=TODAY))[1:]

    return _read


def test_date_and_place_hold_for_each_row_of_the_merge(outcomes):
    found = outcomes(
        [["", "", "героин", 1], ["", "", "гашиш", 2], ["13.03.2024", "Ош", "опий", 3]],
        (1, 0, 2, 0, "12.03.2024"),
        (1, 1, 2, 1, "Бишкек"),
    )
    rows = [outcome.rows[0] for outcome in found]
    assert [(row.seizure_date.day, row.admin1, row.substance) for row in rows] == [
        (12, "KG-GB", "heroin"),
        (12, "KG-GB", "cannabis-resin"),
        (13, "KG-GO", "opium"),
    ]


def test_a_quantity_over_rows_of_one_substance_is_counted_once(outcomes):
    found = outcomes([["12.03.2024", "Ош", "героин", ""], ["12.03.2024", "Узген", "героин", ""]], (1, 3, 2, 3, 5))
    assert [outcome.rows[0].kg for outcome in found] == [5.0, None]
    assert "no_quantity" in found[1].rows[0].flags


def test_a_quantity_over_rows_of_different_substances_is_refused(outcomes):
    found = outcomes([["12.03.2024", "Ош", "героин", ""], ["12.03.2024", "Ош", "опий", ""]], (1, 3, 2, 3, 5))
    assert [(type(outcome), outcome.reason, outcome.value) for outcome in found] == [
        (Refused, "shared_quantity", "5"),
        (Refused, "shared_quantity", "5"),
    ]


def test_a_total_inside_a_merged_date_is_a_total(outcomes):
    found = outcomes(
        [["", "Ош", "героин", 1], ["", "Ош", "гашиш", 2], ["", "", "Итого", 3]], (1, 0, 3, 0, "12.03.2024")
    )
    assert [type(outcome) for outcome in found] == [Read, Read, Skipped]
    assert found[2].rule == "total"


def test_a_row_with_nothing_of_its_own_is_blank(outcomes):
    found = outcomes([["", "Ош", "героин", 1], [], ["", "Ош", "опий", 2]], (1, 0, 3, 0, "12.03.2024"))
    assert [type(outcome) for outcome in found] == [Read, Skipped, Read]
    assert found[1].rule == "blank"


def test_merges_that_overlap_or_lie_outside_do_no_harm():
    lines = [Line(number, ["a" if number == 1 else "", "b"]) for number in range(1, 5)]
    merges = [Merge(1, 0, 3, 0), Merge(2, 0, 4, 5), Merge(900, 7, 999, 9)]
    assert [line.cells for line in filled(lines, merges)] == [["a", "b"], ["a", "b"], ["a", "b"], ["", "b"]]
