"""The real file of the region: nothing lost, nearly everything understood, the known oddities flagged and only they."""

import csv
import datetime as dt
from collections import Counter

import pytest

from chorsu.intake.readers.outcomes import Read
from chorsu.intake.readers.tidy import read_table
from realdata import shared_data

TODAY = dt.date(2026, 11, 25)
MEMBERS = {"AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ"}


@pytest.fixture(scope="module")
def raw():
    with shared_data("seizures/unodc_ids_region_2011_2016.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def outcomes():
    return list(read_table(shared_data("seizures/unodc_ids_region_2011_2016.csv"), today=TODAY))


@pytest.fixture(scope="module")
def found(outcomes):
    return [outcome.rows[0] for outcome in outcomes if isinstance(outcome, Read)]


def share(rows, *flags):
    return sum(not set(flags) & set(row.flags) for row in rows) / len(rows)


def test_no_row_is_lost(raw, outcomes, found):
    assert len(outcomes) == len(raw) + 1
    assert [row.source_row for row in found] == list(range(2, len(raw) + 2))


def test_substance_unit_country_and_date_are_known(found):
    assert share(found, "unknown_substance") >= 0.99
    assert share(found, "unknown_unit", "no_unit") >= 0.999
    assert all(row.country and row.seizure_date for row in found)


def test_divisions_of_member_states_have_their_region(raw, found):
    named = [
        row
        for row, line in zip(found, raw, strict=True)
        if row.country in MEMBERS and line["ADMINISTRATIVE_DIVISION"].strip()
    ]
    assert sum(bool(row.admin1) for row in named) >= 0.9 * len(named)


def test_the_slip_of_23_tonnes_is_flagged_and_103_tonnes_of_acetic_anhydride_are_not(raw, found):
    slip = next(row for row, line in zip(found, raw, strict=True) if line["AMOUNT"] == "23291692.0")
    large = next(row for row, line in zip(found, raw, strict=True) if line["AMOUNT"] == "103563.0")
    assert "implausible_quantity" in slip.flags
    assert "implausible_quantity" not in large.flags


def test_the_five_damaged_names_are_flagged_and_no_others(raw, found):
    flagged = [line["PLACE"] for row, line in zip(found, raw, strict=True) if "damaged_text" in row.flags]
    assert len(flagged) == 5
    assert all("115" in place for place in flagged)


def test_few_rows_are_called_implausible(found):
    assert Counter(flag for row in found for flag in row.flags)["implausible_quantity"] <= 10
