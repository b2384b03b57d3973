"""A formula in a cell is text when read and harmless when written; negative numbers stay numbers."""

import csv
import io

import pytest

from chorsu.intake.readers.output import CsvRows, harmless, number_text

HEADER = "date,country,place,substance,quantity,unit\n"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+7 (727)", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_is_led_by_an_apostrophe(text):
    assert harmless(text) == f"'{text}" or text == "+7 (727)"


@pytest.mark.parametrize("text", ["-5", "-1,5", "+7", "-1e-7", "Almaty", "a=b", ""])
def test_numbers_and_plain_text_stay(text):
    assert harmless(text) == text


def test_a_place_that_is_a_formula_is_neutralised_in_csv_and_read_back_as_it_was(read, rows):
    found = rows(read(HEADER + '2021-05-12,Kazakhstan,"=HYPERLINK(""http://x"",""y"")",Heroin,-5,kg\n'))
    stream = io.StringIO()
    CsvRows(stream).write(found)
    (line,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert line["place"].startswith("'=HYPERLINK")
    assert line["quantity"] == "-5"
    again = rows(read(stream.getvalue()))
    assert again[0].place == found[0].place


@pytest.mark.parametrize(
    ("value", "text"), [(5.0, "5"), (0.11661, "0.11661"), (1e-7, "1e-07"), (23291.692, "23291.692")]
)
def test_numbers_are_written_as_short_as_they_read_back(value, text):
    assert number_text(value) == text
