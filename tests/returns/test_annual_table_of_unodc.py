"""The annual table of UNODC, every state and year of it; the example of the issue to the gram."""

from decimal import Decimal

import pytest

from builders.returns import numbered
from chorsu.intake.readers.return_sheets import read_sheets
from chorsu.returns.lines import Stated
from chorsu.returns.reconcile import reconcile
from chorsu.returns.tables import whole_plants
from realdata import shared_data

PARTS = ("2029.774", "1663.659", "357.638", "30.727", "1.121")


@pytest.fixture(scope="module")
def sheets():
    return read_sheets(shared_data("seizures/unodc_annual_drug_seizures_2018_2022.csv"))


def test_every_row_is_read(sheets):
    assert (sheets.rows, len(sheets.refused), len(sheets.statements)) == (10_941, 0, 646)
    assert sum(len(one.entries) for one in sheets.statements) == 10_941


def test_tajikistan_2021(sheets):
    said = next(one for one in sheets.statements if (one.country, one.period.code) == ("TJ", "2021"))
    found = reconcile(
        numbered(said),
        stated=[Stated(Decimal("4083.274"), "total", "a", "s")],
        parts=[Stated(Decimal(kg), "part", "a", "s") for kg in PARTS],
    )
    assert round(found.naive, 3) == Decimal("4082.782")
    assert found.once == Decimal("4081.2555")
    assert found.parts_sum == Decimal("4082.919")
    assert round(found.times) == 39
    differences = {(pair.one, pair.other): pair.difference for pair in found.comparisons}
    assert differences == {
        ("naive", "once"): Decimal("1.5264"),
        ("stated", "once"): Decimal("2.0185"),
        ("stated", "parts"): Decimal("0.355"),
        ("parts", "once"): Decimal("1.6635"),
    }


def test_every_row_stands_in_the_sum_once_and_a_total_never_beside_its_parts(sheets):
    for said in sheets.statements:
        rows = numbered(said)
        found, where = reconcile(rows), (said.country, said.period.code)
        by_number = {row.number: row for row in rows}
        totals = {number for held in found.held for number in held.numbers}
        parts = [number for held in found.held for number in held.parts_numbers]
        assert len(parts) == len(set(parts)), where
        assert totals == {row.number for row in rows if row.total}, where
        free = [row.kg for row in rows if row.number not in totals | set(parts) and row.subject not in whole_plants()]
        assert found.once == sum(free) + sum(held.once for held in found.held if not held.inner), where
        assert not any(by_number[number].subject in whole_plants() for number in parts), where
        assert found.naive + found.plants == sum(row.kg for row in rows), where
        assert sum(found.by_group.values()) == found.once, where


def test_every_row_that_says_total_is_taken_for_one(sheets):
    """547 rows "Total …", five "Reported total Cannabis-type", and the 66 of cocaine that say it in brackets."""
    labels = [entry for one in sheets.statements for entry in one.entries if entry.role == "total"]
    assert len(labels) == 547 + 5 + 66
