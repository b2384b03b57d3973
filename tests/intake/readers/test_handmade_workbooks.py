"""Five workbooks made by hand: each lot is read as a person reads it, each row that nobody can read is refused."""

import datetime as dt
from collections import Counter

import pytest
from tests.builders.handmade import HANDMADE
from tests.intake.readers.test_messy_workbooks import lots_of

from chorsu.intake.readers.outcomes import Read, Refused, Skipped
from chorsu.intake.readers.tidy import read_table

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("made", HANDMADE, ids=lambda made: made.__name__)
def test_a_workbook_made_by_hand_is_read_to_the_last_cell(tmp_path, made):
    lots, refused, rows = made(tmp_path / "book.xlsx")
    outcomes = list(read_table(tmp_path / "book.xlsx", today=TODAY))
    assert lots_of(outcomes) == Counter(lots)
    assert {(outcome.sheet, outcome.row) for outcome in outcomes if isinstance(outcome, Refused)} == refused
    assert Counter(outcome.sheet for outcome in outcomes) == rows
    assert all(isinstance(outcome, (Read, Refused, Skipped)) for outcome in outcomes)


def test_a_sheet_without_seizures_is_named_with_its_reason(tmp_path):
    HANDMADE[-1](tmp_path / "book.xlsx")
    notes = {
        outcome.sheet: outcome.note for outcome in read_table(tmp_path / "book.xlsx") if getattr(outcome, "note", "")
    }
    assert notes["Oylar"].startswith("no column of a seizure date, but of a period")
    assert notes["Izoh"] == "no column of a seizure date"
