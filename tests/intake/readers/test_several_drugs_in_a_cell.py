"""Several drugs in one cell become a row each, with its own quantity; what cannot be parted is refused, never summed."""

import pytest

from chorsu.intake.readers.outcomes import Refused

HEADER = "Дата;Место;Вещество;Количество;Ед. изм."


def lots(rows):
    return [(row.substance, row.quantity, row.unit) for row in rows]


@pytest.mark.parametrize(
    "cell",
    [
        "героин 1,2 кг, гашиш 300 г",
        "1,2 кг героина и 300 г гашиша",
        "героин – 1,2 кг; гашиш – 0,3 кг",
        "героин 1.2кг+гашиш 300гр",
        "1) героин 1,2 кг 2) гашиш 300 г",
        "героин (1,2 кг), гашиш (300 г)",
        "героин массой 1 кг 200 г, а также гашиш весом 300 г",
        "героин 1,2 кг. Гашиш 300 г.",
        "1,2 кг героина, гашиш триста граммов",
        "героин 1,2 кг гашиш 300 г",
    ],
)
def test_each_substance_has_its_own_quantity(read, rows, cell):
    found = rows(read(f'{HEADER}\n12.03.2024;Ош;"{cell}";;\n'))
    assert lots(found) == [("heroin", 1.2, "kg"), ("cannabis-resin", 0.3, "kg")]
    assert {row.source_row for row in found} == {2}
    assert all("substances_split" in row.changes for row in found)


def test_the_same_holds_in_the_column_of_the_quantity(read, rows):
    text = f'{HEADER}\n12.03.2024;Ош;;"героин 1,2 кг, гашиш 300 г";\n'
    assert lots(rows(read(text))) == [("heroin", 1.2, "kg"), ("cannabis-resin", 0.3, "kg")]


def test_a_table_may_have_one_column_for_both(read, rows):
    text = 'Дата;Место;Изъято\n12.03.2024;Ош;"героин 1,2 кг, гашиш 300 г"\n13.03.2024;Ош;опий 5 г\n'
    assert lots(rows(read(text))) == [("heroin", 1.2, "kg"), ("cannabis-resin", 0.3, "kg"), ("opium", 0.005, "kg")]


def test_lists_in_two_cells_go_together_one_for_one(read, rows):
    text = f"{HEADER}\n12.03.2024;Ош;героин, гашиш;1,2 кг, 300 г;\n"
    assert lots(rows(read(text))) == [("heroin", 1.2, "kg"), ("cannabis-resin", 0.3, "kg")]


def test_a_name_that_is_not_known_keeps_its_quantity(read, rows):
    found = rows(read(f'{HEADER}\n12.03.2024;Ош;"героин 1 кг, кемарин 2 кг";;\n'))
    assert lots(found) == [("heroin", 1.0, "kg"), (None, 2.0, "kg")]
    assert "unknown_substance" in found[1].flags


@pytest.mark.parametrize(("beside", "flagged"), [("1,5", False), ("2", True)])
def test_a_total_beside_the_parts_is_checked(read, rows, beside, flagged):
    found = rows(read(f'{HEADER}\n12.03.2024;Ош;"героин 1,2 кг, гашиш 300 г";{beside};кг\n'))
    assert sum(row.kg for row in found) == pytest.approx(1.5)
    assert ["quantities_differ" in row.flags for row in found] == [flagged, flagged]


def test_a_strength_is_no_quantity(read, rows):
    found = rows(read("Date,Drug,Quantity,Unit\n2024-03-12,Tramadol 50 mg,200,tablets\n2024-03-12,Tramadol 50 mg,,\n"))
    assert lots(found) == [("tramadol", 200.0, "tablet"), ("tramadol", None, None)]


def test_amounts_that_cannot_be_parted_are_refused(read):
    outcome = read(f'{HEADER}\n12.03.2024;Ош;"героин или опий 3 кг, всего 5 кг";;\n')[1]
    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.column) == ("unreadable_quantity", "Вещество")


def test_several_pairs_of_columns_are_all_read(read, rows):
    text = "Date,Drug 1,Qty 1 (kg),Drug 2,Qty 2 (kg)\n2024-03-12,heroin,1,opium,2\n2024-03-13,heroin,3,,\n"
    assert lots(rows(read(text))) == [("heroin", 1.0, "kg"), ("opium", 2.0, "kg"), ("heroin", 3.0, "kg")]
