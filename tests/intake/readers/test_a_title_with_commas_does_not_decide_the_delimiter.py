"""A short table below a title that holds commas, with blank lines: its own delimiter is found."""

import pytest

from chorsu.intake.readers.outcomes import Read
from chorsu.intake.readers.tidy import read_table

ROWS = [["Дата", "Страна", "Наркотик", "Количество", "Единица"], ["13.03.2025", "Узбекистан", "героин", "0,475", "кг"]]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("rows", [1, 2])
def test_few_rows_are_enough(tmp_path, delimiter, rows):
    header, row = (delimiter.join(cells) for cells in ROWS)
    lines = ["Сведения об изъятиях, наркотики, 2025 год", "", header, row, "", *[row] * (rows - 1)]
    path = tmp_path / "few.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    read = [outcome for outcome in read_table(path) if isinstance(outcome, Read)]
    assert [outcome.rows[0].quantity for outcome in read] == [0.475] * rows
