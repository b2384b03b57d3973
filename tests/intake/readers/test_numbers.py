"""Numbers with any thousands and decimal signs; the column decides, the doubtful are flagged, the noise is dropped."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.readers.numbers import Numeral, decimal_of, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18 099,47", 18099.47),
        ("18\u00a0099,47", 18099.47),
        ("18\u202f099", 18099),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1'234'567.8", 1234567.8),
        ("0,103", 0.103),
        ("0.11660999999999999", 0.11661),
        ("1e-07", 1e-7),
        ("\u22125", -5),
        (".5", 0.5),
        ("۱۲٫۵", 12.5),
        ("٣", 3),
    ],
)
def test_a_number_is_read(text, value):
    read = read_number(text)
    assert (read.value, read.flags) == (value, ())


@pytest.mark.parametrize("text", ["", "много", "12,34,5", "1 2", "1e999", "5.", "nan", "inf", "0x10", "1_000", "²"])
def test_what_is_no_number_is_not_read(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "decimal", "value", "flagged"),
    [
        ("1,234", ",", 1.234, False),
        ("1,234", ".", 1234, False),
        ("1.234", ",", 1234, False),
        ("1.234", None, 1.234, True),
    ],
)
def test_one_sign_before_three_digits_is_read_as_the_column_decides(text, decimal, value, flagged):
    read = read_number(text, decimal)
    assert (read.value, "ambiguous_number" in read.flags) == (value, flagged)


def test_without_a_decision_the_comma_is_decimal_in_russian_tables_alone():
    assert read_number("1,234", None, ",").value == 1.234
    assert read_number("1,234", None, ".").value == 1234
    assert read_number("1.234", None, ",").value == 1.234


def test_the_column_decides_by_its_clear_numbers():
    assert decimal_of(["0.5", "1.234"]) == "."
    assert decimal_of(["18 099,47"]) == ","
    assert decimal_of(["1,234", "2.345"]) is None
    assert decimal_of(["0.5", "0,5"]) is None


def test_a_number_of_a_workbook_is_never_in_doubt():
    assert read_number(Numeral("1.234"), ",").value == 1.234


@given(st.floats(min_value=1e-9, max_value=1e12))
def test_what_python_writes_is_read_back_to_twelve_digits(value):
    assert math.isclose(read_number(repr(value), ".").value, value, rel_tol=1e-11)
