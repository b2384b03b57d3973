"""Numbers in words are read in the region's languages, and words that are no numbers are left alone."""

import pytest

from chorsu.intake.readers.amounts import lots, unit_of
from chorsu.intake.readers.quantities import read_quantity


def found(text):
    read = read_quantity(text, knows_unit=unit_of)
    return [(lot.quantity, lot.unit) for lot in lots(read.parts, "", None)]


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("полтора килограмма", 1.5, "kg"),
        ("двух с половиной килограммов", 2.5, "kg"),
        ("триста пятьдесят два грамма", 0.352, "kg"),
        ("две тысячи пятьсот граммов", 2.5, "kg"),
        ("один килограмм двести граммов", 1.2, "kg"),
        ("полкило", 0.5, "kg"),
        ("четверть килограмма", 0.25, "kg"),
        ("пять таблеток", 5, "tablet"),
        ("тысяча таблеток", 1000, "tablet"),
        ("1 (один) килограмм", 1, "kg"),
        ("два пакета по 500 г", 1, "kg"),
        ("two kilograms", 2, "kg"),
        ("a kilogram", 1, "kg"),
        ("half a kilo", 0.5, "kg"),
        ("two hundred and fifty grams", 0.25, "kg"),
        ("deux kilogrammes", 2, "kg"),
        ("دو کیلوگرم", 2, "kg"),
        ("ikki yarim kilogramm", 2.5, "kg"),
        ("беш юз грамм", 0.5, "kg"),
        ("екі килограмм", 2, "kg"),
        ("эки килограмм", 2, "kg"),
        ("əlli qram", 0.05, "kg"),
        ("elli gram", 0.05, "kg"),
        ("панҷоҳ грамм", 0.05, "kg"),
    ],
)
def test_a_number_in_words_is_read(text, quantity, unit):
    assert found(text) == [(pytest.approx(quantity), unit)]


@pytest.mark.parametrize("text", ["много", "не взвешено", "кило", "on", "half", "one of them", "и"])
def test_what_is_no_number_is_not_guessed(text):
    read = read_quantity(text, knows_unit=unit_of)
    assert read.reason == "unreadable_quantity" or read.parts[0].unit == ""
