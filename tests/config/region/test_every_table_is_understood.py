"""The readers take every table of the example region whole; only what was planted to fail, fails."""

from collections import Counter
from datetime import date

import pytest

from builders.example_region import written
from chorsu.config.region.events import load
from chorsu.intake.readers.outcomes import Read, Refused, Skipped


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return list(written(tmp_path_factory.mktemp("region")))


def rows(read):
    return [
        row for _table, outcomes in read for outcome in outcomes if isinstance(outcome, Read) for row in outcome.rows
    ]


def test_about_four_hundred_seizures_in_all_kinds_of_file(read):
    kinds = {table.name.rsplit(".", 1)[1] for table, _ in read}
    assert kinds == {"csv", "xlsx"}
    assert 380 <= len(rows(read)) <= 460


def test_only_the_planted_rows_are_refused(read):
    refused = [
        (table.agency, outcome.value)
        for table, outcomes in read
        for outcome in outcomes
        if isinstance(outcome, Refused)
    ]
    planted = [(slip["agency"], str(slip["date_text"])) for slip in load()["planted"]["slips"] if "date_text" in slip]
    assert sorted(refused) == sorted(planted)


def test_title_header_and_blank_lines_are_skipped_by_name(read):
    for table, outcomes in read:
        rules = Counter(outcome.rule for outcome in outcomes if isinstance(outcome, Skipped))
        assert rules["header"] == 1, table.name
        assert rules["title"] == 1, table.name
        assert set(rules) == {"header", "title", "blank"}, table.name


def test_only_the_slips_are_flagged(read):
    flagged = [(row.seizure_date, row.country, tuple(row.flags)) for row in rows(read) if row.flags]
    assert sorted(flagged) == [
        (date(2021, 9, 17), "UZ", ("unknown_substance",)),
        (date(2024, 3, 11), "RU", ("implausible_quantity",)),
    ]


def test_a_large_true_amount_is_not_flagged(read):
    (tanker,) = [row for row in rows(read) if row.quantity == 7500]
    assert not tanker.flags


def test_each_row_has_the_place_of_its_agency(read):
    states = {agency["code"]: agency["country"] for agency in load()["agencies"]}
    for table, outcomes in read:
        for outcome in outcomes:
            for row in outcome.rows if isinstance(outcome, Read) else ():
                assert row.country == states[table.agency], table.name
                assert row.admin1.startswith(f"{row.country}-"), (table.name, row.place)
                assert row.place_id, (table.name, row.place)


def test_persian_words_have_the_meaning_of_their_russian_twins(read):
    persian = {row.substance for row in rows(read) if row.country == "TJ"}
    assert {"heroin", "opium", "cannabis-resin", "methamphetamine"} <= persian


def test_grams_alone_are_grams(read):
    small = [row for row in rows(read) if row.kg is not None and row.kg < 0.05 and row.kg_basis == "mass"]
    assert len(small) > 40
