"""Whatever the cells, each row in is accounted for exactly once, and nothing but one clear line is ever raised."""

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chorsu.intake.readers.outcomes import Read, Refused, Skipped
from chorsu.intake.readers.tally import Tally
from chorsu.intake.readers.tidy import read_table
from chorsu.intake.readers.wordlists import codes
from chorsu.kernel.errors import InputError

HEADER = ["Date", "Country", "Administrative division", "Place", "Drug", "Amount", "Unit"]
TELLING = [
    "",
    "-",
    "2021-05-12",
    "12.05.2021",
    "05/06/2021",
    "31.02.2021",
    "1900-01-01",
    "2090-01-01",
    "40554",
    "Kazakhstan",
    "Казахстан",
    "Total",
    "Итого",
    "Heroin",
    "Героин",
    "1",
    "1,5",
    "3 кг 90 г",
    "-5",
    "1e999",
    "nan",
    "kg",
    "г",
    "=1+1",
    "\0",
    "\ufffd",
    '"',
    "Южно-115ская область",
    "Алматинская область и г. Алматы",
    "null",
    "٣",
    "2-3",
    "x" * 300,
]
CELL = st.sampled_from(TELLING) | st.text(max_size=20)
ROWS = st.lists(st.lists(CELL, max_size=9), max_size=12)
QUIET = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(outcomes):
    """Rows are numbered on and on, and every code is a documented one."""
    assert all(later.row == earlier.row + 1 for earlier, later in pairwise(outcomes))
    assert outcomes[0].row == 1
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
        if isinstance(outcome, Read):
            assert outcome.rows
            assert all(row.source_row == outcome.row for row in outcome.rows)
            assert {flag for row in outcome.rows for flag in row.flags} <= set(codes("flag"))
            assert {change for row in outcome.rows for change in row.changes} <= set(codes("change"))
        elif isinstance(outcome, Skipped):
            assert outcome.rule in codes("skip")
        else:
            assert isinstance(outcome, Refused)
            assert outcome.reason in codes("refusal")
    assert tally.rows_in == tally.read + sum(tally.skipped.values()) + sum(tally.refused.values()) == len(outcomes)


def read_or_refusal(path):
    """The outcomes, or the one line that refuses the file."""
    try:
        return list(read_table(path)), ""
    except InputError as error:
        return [], str(error)


@QUIET
@given(ROWS)
def test_cells_that_are_properly_quoted(tmp_path, lines):
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADER, *(line or [""] for line in lines)])
    path = tmp_path / "a.csv"
    path.write_bytes(stream.getvalue().encode("utf-8", errors="surrogatepass"))
    outcomes = list(read_table(path))
    check(outcomes)


@QUIET
@given(st.binary(max_size=400))
def test_bytes_below_a_header(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\n" + content)
    outcomes, refusal = read_or_refusal(path)
    assert "\n" not in refusal
    if not refusal:
        check(outcomes)


@QUIET
@given(st.binary(max_size=400))
def test_bytes_alone_are_read_or_refused_in_one_line(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        list(read_table(path))
    assert "\n" not in str(error.value)
