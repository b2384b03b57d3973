"""A table with its fields in the first column is read as any other; its rows are the columns of the sheet."""

from chorsu.intake.readers.outcomes import Read, Refused, Skipped

TEXT = "Дата;12.03.2024;13.03.2024;31.02.2024;\nВещество;героин;опий;опий;Итого\nКоличество, кг;1,5;2;3;3,5\n"


def test_each_record_is_a_row_numbered_as_its_column(read):
    outcomes = read(TEXT)
    assert [(outcome.row, type(outcome)) for outcome in outcomes] == [
        (1, Skipped), (2, Read), (3, Read), (4, Refused), (5, Skipped),
    ]  # fmt: skip
    assert [outcome.rows[0].kg for outcome in outcomes[1:3]] == [1.5, 2.0]
    assert (outcomes[3].reason, outcomes[4].rule) == ("unreadable_date", "total")


def test_the_header_says_that_the_table_lies_on_its_side(read):
    assert read(TEXT)[0].note == "a table on its side: a row is a column of the sheet, A is 1"


def test_the_source_of_a_value_is_its_field(read):
    cell = read(TEXT)[1].rows[0].sources["quantity"]
    assert (cell.column, cell.header, cell.text) == (2, "Количество, кг", "1,5")


def test_a_table_that_stands_upright_is_not_turned(read):
    outcomes = read("Дата;Вещество;Количество, кг\n12.03.2024;героин;1,5\n")
    assert [outcome.row for outcome in outcomes] == [1, 2]
    assert "side" not in outcomes[0].note
