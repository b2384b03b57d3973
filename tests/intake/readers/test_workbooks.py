"""Workbooks: dates are dates, numbers numbers, several sheets are read, and what is no table is said."""

import datetime as dt

import pytest

from chorsu.intake.readers.outcomes import Read, Skipped
from chorsu.intake.readers.tidy import read_table
from chorsu.kernel.errors import InputError

HEADER = ["Дата изъятия", "Страна", "Вещество", "Количество", "Ед. изм."]
TODAY = dt.date(2026, 11, 25)


def test_a_workbook_with_title_and_blank_lines_is_read_from_its_header(workbook):
    lines = [
        ["Сведения об изъятиях за 2021 год"],
        [],
        HEADER,
        [dt.date(2021, 5, 12), "Казахстан", "Героин", 1.234, "кг"],
        [],
        [44330, "Казахстан", "Опий", 1500, "г"],
        ["Итого", "", "", 1501.234],
    ]
    outcomes = list(read_table(workbook({"Лист1": lines}), today=TODAY))
    assert [getattr(outcome, "rule", "read") for outcome in outcomes] == [
        "title", "blank", "header", "read", "blank", "read", "total",
    ]  # fmt: skip
    first, second = (outcome.rows[0] for outcome in outcomes if isinstance(outcome, Read))
    assert (first.seizure_date, first.kg, first.flags) == (dt.date(2021, 5, 12), 1.234, first.flags)
    assert "ambiguous_number" not in first.flags
    assert (second.seizure_date, second.kg) == (dt.date(2021, 5, 14), 1.5)
    assert "date_serial" in second.changes


def test_every_sheet_with_a_table_is_read_and_the_others_are_skipped_by_name(workbook):
    good = [HEADER, [dt.date(2021, 5, 12), "Казахстан", "Героин", 1, "кг"]]
    path = workbook({"Примечания": [["составил отдел"], ["тел."]], "Январь": good, "Февраль": good})
    outcomes = list(read_table(path, today=TODAY))
    assert [outcome.rule for outcome in outcomes if isinstance(outcome, Skipped)] == [
        "other_sheet", "other_sheet", "header", "header",
    ]  # fmt: skip
    assert [outcome.rows[0].sheet for outcome in outcomes if isinstance(outcome, Read)] == ["Январь", "Февраль"]


def test_columns_left_of_the_table_do_not_shift_the_cells(workbook):
    path = workbook({"A": [[], ["", "", *HEADER], ["", "", dt.date(2021, 5, 12), "Казахстан", "Героин", 1, "кг"]]})
    outcome = list(read_table(path, today=TODAY))[-1]
    assert (outcome.row, outcome.rows[0].sources["substance"].column) == (3, 4)


def test_a_formula_gives_its_value(workbook):
    path = workbook({"A": [HEADER, [dt.date(2021, 5, 12), "Казахстан", "Героин", "=1+1", "кг"]]})
    assert list(read_table(path, today=TODAY))[-1].row == 2


def test_a_workbook_without_a_table_of_seizures_says_what_it_saw(workbook):
    path = workbook({"Свод": [["Год", "Вещество", "Всего, кг"], [2021, "Героин", 100]]})
    with pytest.raises(
        InputError, match=r"sheet Свод: row 1: no column of a seizure date, but of a period.*'Год'.*map"
    ):
        list(read_table(path, today=TODAY))


@pytest.mark.parametrize("part", [0.3, 0.5, 0.9, 0.99])
def test_half_a_workbook_is_one_clear_line(workbook, part):
    path = workbook({"A": [HEADER, *[[dt.date(2021, 5, 12), "Казахстан", "Героин", 1, "кг"]] * 50]})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(InputError, match="broken or cut off"):
        list(read_table(path, today=TODAY))


def outcomes_or_line(path):
    """Whether a file is read, or refused in one line."""
    try:
        return bool(list(read_table(path, today=TODAY)))
    except InputError as error:
        return "\n" not in str(error)


@pytest.mark.parametrize("at", range(0, 4000, 400))
def test_a_workbook_with_damaged_bytes_is_read_or_refused_and_never_breaks(workbook, at):
    path = workbook({"A": [HEADER, *[[dt.date(2021, 5, 12), "Казахстан", "Героин", n, "кг"] for n in range(50)]]})
    content = bytearray(path.read_bytes())
    content[at % len(content) : at % len(content) + 40] = b"\xff" * 40
    path.write_bytes(content)
    assert outcomes_or_line(path)
