"""The divisions and places of a real return of the region."""

import csv
import datetime as dt
from collections import Counter

import pytest

from chorsu.vocabulary.places import find_country, find_place, find_regions, member_states
from realdata import shared_data


@pytest.fixture(scope="module")
def rows():
    with shared_data("seizures/unodc_ids_region_2011_2016.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_country_of_the_file_is_known(rows):
    assert all(find_country(row["COUNTRY"]).known for row in rows)
    columns = ("PRODUCING_COUNTRY", "DEPARTURE_COUNTRY", "DESTINATION_COUNTRY")
    assert {row[one] for row in rows for one in columns if row[one] and find_country(row[one]) is None} == set()


def test_members_divisions_get_their_regions(rows):
    members = {one.code for one in member_states()}
    read = Counter()
    for row in rows:
        country = find_country(row["COUNTRY"]).code
        if country in members and row["ADMINISTRATIVE_DIVISION"].strip():
            read[find_regions(row["ADMINISTRATIVE_DIVISION"], country) is not None] += 1
    assert read[True] / read.total() > 0.999


def test_either_script_gives_one_code(rows):
    """Russian divisions in Cyrillic, in Latin letters and in English fall on the same codes."""
    codes = {"cyrillic": set(), "latin": set()}
    for name in {row["ADMINISTRATIVE_DIVISION"] for row in rows if row["COUNTRY"] == "Russian Federation"} - {""}:
        codes["latin" if name.isascii() else "cyrillic"] |= set(find_regions(name, "RU").codes)
    assert codes["latin"] <= codes["cyrillic"]


def test_the_five_damaged_rows_and_only_they_are_damaged(rows):
    damaged = [
        row["PLACE"]
        for row in rows
        if (found := find_place(row["PLACE"], find_country(row["COUNTRY"]).code)) and "damaged_text" in found.flags
    ]
    assert len(damaged) == 5


def test_most_places_of_members_have_coordinates(rows):
    members = {one.code for one in member_states()}
    placed = Counter()
    for row in rows:
        country = find_country(row["COUNTRY"]).code
        if country in members and row["PLACE"].strip() not in {"", "Unknown"}:
            division = find_regions(row["ADMINISTRATIVE_DIVISION"], country)
            admin1 = "/".join(division.codes) if division else None
            found = find_place(row["PLACE"], country, admin1, dt.date.fromisoformat(row["SEIZURE_DATE"]))
            placed[found is not None and found.latitude is not None] += 1
    assert placed[True] / placed.total() > 0.93
