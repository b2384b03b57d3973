"""Quantities in one cell: units beside numbers, parts of one quantity, several kinds, intervals and hedges."""

import pytest

HEADER = "date,substance,quantity,unit\n"


@pytest.fixture
def lots(read, rows):
    def _lots(quantity, unit="", substance="heroin", header=HEADER):
        return rows(read(f'{header}2021-05-12,{substance},"{quantity}",{unit}\n'))

    return _lots


@pytest.mark.parametrize(
    ("quantity", "kg"),
    [
        ("3 кг 90 г", 3.09),
        ("3kg 90g", 3.09),
        ("1,5 кг.", 1.5),
        ("18 099,47 grams", 18.09947),
        ("5 кг (пять)", 5),
        ("5 (пять) кг", 5),
        ("3,5 kg (3500 g)", 3.5),
        ("весом 5 кг", 5),
        ("5 кг нетто", 5),
        ("10 000 г", 10),
        ("2 кг, 3 кг", 5),
        ("۳ کیلوگرم", 3),
    ],
)
def test_number_and_unit_in_one_cell_become_kilograms(lots, quantity, kg):
    (row,) = lots(quantity)
    assert (row.kg, row.kg_basis, row.unit) == (kg, "mass", "kg")


@pytest.mark.parametrize(
    ("quantity", "kg", "flag"),
    [
        ("2-3 кг", 2, "range_quantity"),
        ("от 2 до 3 кг", 2, "range_quantity"),
        ("2 kg – 3 kg", 2, "range_quantity"),
        ("около 5 кг", 5, "approximate_quantity"),
        ("more than 5 kg", 5, "approximate_quantity"),
        ("~5 кг", 5, "approximate_quantity"),
        ("2 пакета по 500 г", 1, "ambiguous_number"),
        ("-5 кг", -5, "negative_quantity"),
        ("0 кг", 0, "zero_quantity"),
    ],
)
def test_what_is_not_exact_is_flagged(lots, quantity, kg, flag):
    (row,) = lots(quantity)
    assert row.kg == kg
    assert flag in row.flags


def test_quantities_of_two_kinds_become_two_rows_of_one_source_row(lots):
    mass, tablets = lots("2 кг 300 г и 15 таблеток")
    assert (mass.quantity, mass.unit, tablets.quantity, tablets.unit) == (2.3, "kg", 15, "tablet")
    assert mass.source_row == tablets.source_row == 2
    assert "lots_split" in mass.changes


def test_thousands_in_words_multiply(lots):
    (row,) = lots("2 тыс. таблеток")
    assert (row.quantity, row.unit) == (2000, "tablet")


def test_the_unit_of_the_cell_goes_before_that_of_the_column(lots):
    assert lots("500 g", unit="kg")[0].kg == 0.5


def test_an_unknown_unit_keeps_the_number_and_is_flagged(lots):
    (row,) = lots("5", unit="zorkmid")
    assert (row.quantity, row.unit, row.kg) == (5, None, None)
    assert "unknown_unit" in row.flags


def test_a_number_without_any_unit_is_kept_and_flagged(lots):
    (row,) = lots("5")
    assert (row.quantity, row.unit) == (5, None)
    assert "no_unit" in row.flags


@pytest.mark.parametrize(
    "header", ["Количество, кг", "Вес (кг)", "Масса в килограммах", "Amount_kg", "Quantity [kg]", "Килограмм"]
)
def test_the_unit_may_stand_in_the_header(read, rows, header):
    (row,) = rows(read(f'Дата;Вещество;"{header}"\n12.05.2021;Героин;1,5\n'))
    assert row.kg == 1.5
    assert "unit_from_header" in row.changes


def test_a_column_for_each_unit_gives_a_row_for_each_that_is_filled(read, rows):
    text = "Дата;Вещество;Количество, кг;Количество, таблеток\n12.05.2021;МДМА;0,5;20\n13.05.2021;МДМА;;30\n"
    assert [(row.source_row, row.quantity, row.unit) for row in rows(read(text))] == [
        (2, 0.5, "kg"),
        (2, 20, "tablet"),
        (3, 30, "tablet"),
    ]


@pytest.mark.parametrize("quantity", ["много", "3 кг 90", "1 2", "2011-05-05"])
def test_a_quantity_that_cannot_be_read_refuses_the_row(read, quantity):
    outcome = read(f"{HEADER}2021-05-12,heroin,{quantity},\n")[-1]
    assert (outcome.reason, outcome.column, outcome.value) == ("unreadable_quantity", "quantity", quantity)
    assert outcome.suggestion


@pytest.mark.parametrize("quantity", ["", "-", "н/д", "нет данных", "N/A"])
def test_a_missing_quantity_is_read_and_flagged(lots, quantity):
    (row,) = lots(quantity)
    assert row.quantity is None
    assert "no_quantity" in row.flags
