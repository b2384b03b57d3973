"""Kazakhstan 2011 as it was reported, with pairs labelled by hand (real data, absent on most machines)."""

import csv

import pytest

from chorsu.intake.readers.outcomes import Read
from chorsu.intake.readers.tidy import read_table
from chorsu.matching.events import find_pairs
from realdata import shared_data


@pytest.fixture(scope="module")
def verdicts():
    path = shared_data("seizures/kazakhstan_2011_rows.csv")
    outcomes = read_table(path, id_column="row")
    rows = [
        (row.sources["sender_key"].text, row) for found in outcomes if isinstance(found, Read) for row in found.rows
    ]
    assert len(rows) == 149
    return {frozenset((pair.a, pair.b)): pair.verdict for pair in find_pairs(rows)}


@pytest.fixture(scope="module")
def labelled():
    with shared_data("seizures/kazakhstan_2011_pairs.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def pairs(labelled, label):
    return [frozenset((line["row_a"], line["row_b"])) for line in labelled if line["label"] == label]


def test_every_pair_labelled_same_is_same(verdicts, labelled):
    assert [verdicts.get(pair) for pair in pairs(labelled, "same")] == ["same"] * 11


def test_four_of_five_probable_pairs_are_shown(verdicts, labelled):
    probable = pairs(labelled, "probable")
    assert sum(pair in verdicts for pair in probable) >= 0.8 * len(probable)


def test_no_pair_labelled_different_is_shown(verdicts, labelled):
    assert not [pair for pair in pairs(labelled, "different") if pair in verdicts]


def test_a_row_without_counterpart_is_in_no_pair(verdicts, labelled):
    alone = {line["row_a"] for line in labelled if line["label"] == "no counterpart"}
    assert not [pair for pair in verdicts if pair & alone]


@pytest.mark.parametrize(
    ("a", "b"),
    [("16036", "16037"), ("16125", "16126"), ("16044", "16094"), ("16010", "16011"), ("16023", "16026")],
    ids=["rounded", "swapped digits", "day and month swapped", "cut, in another region", "a day off"],
)
def test_what_a_rule_of_equal_date_and_mass_cannot_find_is_shown(verdicts, a, b):
    assert frozenset((a, b)) in verdicts
