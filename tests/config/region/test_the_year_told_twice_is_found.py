"""The planted double reports are found, and two equal parcels of one day stay two."""

import csv
import datetime as dt

import pytest

from builders.example_region import UPTO, tables
from chorsu.config.cli import main
from chorsu.config.region.events import load, standing_events

YEAR = 2023


def pairs(tmp_path, *names):
    for table in tables():
        (tmp_path / table.name).write_bytes(table.content)
    out = tmp_path / "pairs.csv"
    assert main(["same", *(str(tmp_path / name) for name in names), "--out", str(out)]) == 0
    with out.open(encoding="utf-8-sig") as stream:
        return [(row["row_a"], row["row_b"], row["verdict"]) for row in csv.DictReader(stream)]


@pytest.fixture
def of_the_year(tmp_path):
    return pairs(tmp_path, f"example-customs-kz-{YEAR}.csv", f"example-police-kz-{YEAR}.csv")


def test_every_event_of_the_double_year_is_paired(of_the_year):
    planted = load()["planted"]["double_year"]["events"]
    assert len(of_the_year) == planted
    assert sum(verdict == "same" for *_, verdict in of_the_year) >= planted * 0.8


def test_each_pair_joins_the_two_agencies(of_the_year):
    for a, b, _verdict in of_the_year:
        assert {a.split(":")[0], b.split(":")[0]} == {
            f"example-customs-kz-{YEAR}.csv",
            f"example-police-kz-{YEAR}.csv",
        }


def test_a_seizure_that_both_sides_of_a_border_report_is_found(tmp_path):
    found = pairs(tmp_path, "example-border-uz-2020.xlsx", "example-drug-control-tj-2020.csv")
    assert len(found) == 1


def test_two_equal_parcels_of_one_day_and_city_stay_two(tmp_path):
    twins = [
        item.event
        for item in standing_events(load(), UPTO)
        if item.agency == "example-police-kg" and item.event.date == dt.date(2023, 8, 21)
    ]
    assert len(twins) == 2
    assert twins[0].quantity == twins[1].quantity
    assert not [verdict for *_, verdict in pairs(tmp_path, "example-police-kg-2023.csv") if verdict == "same"]
