"""A number in one field is read by what is counted, the same on the device and here; what can be two is not guessed."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.readers.numbers import fold
from chorsu.intake.schema.numbers import written

CASES = Path(__file__).with_name("numbers.tsv")
"""What is written, and what it is as a measure, as a count, as money; `form.test.mjs` reads the same file."""
KINDS = ("measure", "count", "money")


def cases():
    with CASES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield from ((row["text"], kind, row[kind]) for kind in KINDS)


@pytest.mark.parametrize(("text", "kind", "expected"), list(cases()))
def test_each_case_is_read_as_the_table_says(text, kind, expected):
    read = written(fold(text), kind)
    assert (read.code or read.value) == (expected if expected.isidentifier() else float(expected))


@given(st.text(alphabet="0123456789.,' +-x", max_size=14), st.sampled_from(KINDS))
def test_anything_is_a_number_or_a_code_and_never_both(text, kind):
    read = written(fold(text), kind)
    assert (read.value is None) == bool(read.code)
    assert (read.readings is not None) == (read.code == "doubtful_number")


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999), st.sampled_from(",."))
def test_a_weight_with_three_digits_after_its_one_sign_is_never_guessed_and_one_digit_more_says_it(before, after, sign):
    text = f"{before}{sign}{after:03}"
    doubtful = written(text, "measure")
    assert doubtful.code == "doubtful_number"
    assert written(f"{text}0", "measure").value == doubtful.readings[0]
    assert written(text.replace(sign, ""), "measure").value == doubtful.readings[1] == written(text, "count").value
