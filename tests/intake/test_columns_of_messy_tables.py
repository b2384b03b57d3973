"""The columns of a wide table, and of one on its side, can be shown, confirmed as they are, and read the same again."""

import datetime as dt

import pytest

from chorsu.intake.columns import Columns, SeenColumn, columns_of, corrected, map_from, map_to
from chorsu.intake.dry_run import look_through
from chorsu.intake.readers.tidy import Read, read_table

TODAY = dt.date(2026, 11, 25)
WIDE = "Дата;Место;Изъято;;\n;;героин, кг;гашиш, г;прочее\n12.03.2024;Ош;1,5;300;x\n13.03.2024;Ош;;20;\n"
PAIRS = "Date,Drug 1,Qty 1 (kg),Drug 2,Qty 2 (kg)\n2024-03-12,heroin,1,opium,2\n2024-03-13,heroin,3,,\n"
ON_SIDE = "Дата;12.03.2024;13.03.2024\nМесто;Ош;Узген\nВещество;героин;опий\nКоличество, кг;1,5;2\n"


def lots(path, mapping=None):
    outcomes = read_table(path, mapping, today=TODAY)
    return [
        (row.seizure_date, row.substance, row.kg) for read in outcomes if isinstance(read, Read) for row in read.rows
    ]


@pytest.mark.parametrize("text", [WIDE, ON_SIDE, PAIRS])
def test_a_table_confirmed_as_it_was_recognised_is_read_the_same(tmp_path, text):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    seen = columns_of(path, None, path.name)
    kept = seen.to_json()
    seen = Columns(**{**kept, "columns": [SeenColumn(**column) for column in kept["columns"]]})
    mapping = corrected(seen, {column.number: column.role for column in seen.columns})
    assert lots(path, map_from(map_to(mapping), path.name)) == lots(path) != []


def test_the_substances_of_headers_are_shown_with_their_columns(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(WIDE, encoding="utf-8")
    columns = columns_of(path, None, path.name).columns
    assert [(column.role, column.substance) for column in columns[:4]] == [
        ("date", ""), ("place", ""), ("quantity", "героин"), ("quantity", "гашиш"),
    ]  # fmt: skip


def test_the_dry_run_counts_every_lot_of_a_wide_table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(WIDE, encoding="utf-8")
    look = look_through(path, None, name=path.name, today=TODAY)
    assert (look["rows"], look["read"], look["lots"], look["skipped"]) == (4, 2, 3, {"header": 2})
