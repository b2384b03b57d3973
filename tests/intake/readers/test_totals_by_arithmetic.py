"""A row without a date whose quantities are the sum of rows above it is a total, whatever its words; others are not."""

import pytest

from chorsu.intake.readers.outcomes import Refused, Skipped

HEADER = "Дата;Место;Вещество;Количество;Ед"
ROWS = ["12.03.2024;Ош;героин;1,25;кг", "13.03.2024;Ош;опий;500;г"]


def last(read, *lines):
    return read("\n".join([HEADER, *lines, ""]))[-1]


@pytest.mark.parametrize("line", [";По всем постам;;1,75;кг", ";По всем постам;;1750;г", ";;героин и опий;1,75;кг"])
def test_a_sum_proves_itself(read, line):
    assert last(read, *ROWS, line)[:3] == (4, "sum", "")


@pytest.mark.parametrize("line", [";По всем постам;;1,9;кг", ";Ош;героин;1,25;кг", ";Ош;опий;500;г"])
def test_a_row_that_is_no_sum_of_two_rows_is_refused(read, line):
    outcome = last(read, *ROWS, line)
    assert isinstance(outcome, Refused)
    assert outcome.reason == "no_date"


def test_a_row_with_a_date_is_never_a_sum(read):
    assert not isinstance(last(read, *ROWS, "14.03.2024;Ош;героин;1,75;кг"), Skipped)


def test_subtotals_and_the_grand_total_are_both_right(read):
    lines = [*ROWS, ";Итого;;1,75;кг", *ROWS, ";Итого;;1,75;кг", ";ВСЕГО;;3,5;кг"]
    assert [outcome.note for outcome in read("\n".join([HEADER, *lines, ""])) if isinstance(outcome, Skipped)] == [
        ""
    ] * 4


def test_a_total_that_its_rows_do_not_add_up_to_is_said(read):
    total = last(read, *ROWS, "Итого;;;2;кг")
    assert total.rule == "total"
    assert total.note.startswith("the total says 2, the rows above it add up to ")


def test_a_total_in_the_place_of_the_substance_is_skipped_in_spite_of_its_date(read):
    assert last(read, *ROWS, "31.03.2024;;ИТОГО;1,75;кг").rule == "total"
