"""A filter is read from an address and written back to it, and finds the same rows for lists and for sums."""

import pytest
from django.db import connection
from django.http import QueryDict

from builders.seizures import day, record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import InputError
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.vocabulary.places import find_place

TOWN = find_place("Термез", "UZ").place_id
ROWS = [
    {"substance": "heroin", "quantity": 1.0, "place_id": TOWN},
    {"substance": "opium", "quantity": 2.0, "country": "KZ", "admin1": "KZ-10/KZ-63", "place": "Semey"},
    {"substance": "cannabis-herb", "substance_group": "cannabis", "seizure_date": day("2020-02-29"), "flags": ()},
    [{"substance": "heroin"}, {"substance": "acetic-anhydride", "unit": "l", "kg_basis": "assumed:1.08"}],
    {"substance": None, "substance_group": None, "kg": None, "kg_basis": "", "unit": "tablet"},
]
CASES = {
    "": {2, 3, 4, 5, 6},
    "substance=heroin": {2, 5},
    "substance=opioids": {2, 3, 5},
    "substance=heroin&substance=cannabis": {2, 4, 5},
    "country=KZ": {3},
    "admin1=KZ-10": {3},
    "admin1=KZ-63": {3},
    "admin1=KZ-10%2FKZ-63": {3},
    "admin1=KZ-1": set(),
    "from=2020-01-01&to=2020-02-29": {4},
    "from=2020-03-01": {2, 3, 5, 6},
    "flag=damaged_text&country=KZ": {3},
    "unit=l": {5},
    "basis=assumed": {5},
    "basis=none": {6},
    "q=sem": {3},
    "q=Термез": {2, 4, 5, 6},
    "q=TERMEZ": {2},
    "q=героин": {2, 5},
    "q=100%25": set(),
    "withdrawn=1": set(),
    "conveyance=road&substance=opium": {3},
}


@pytest.fixture
def rows(bank, as_role):
    with as_role("worker"):
        return record(ROWS)


@pytest.mark.parametrize("query", CASES)
def test_a_filter_finds_its_rows_in_lists_and_in_sums(rows, query):
    asked = Filter.from_query(QueryDict(query))
    with viewing(actor("border-officer")), connection.cursor() as cursor:
        assert set(asked.apply(Seizure.objects.all()).values_list("row", flat=True)) == CASES[query]
        condition = asked.where("s", "l")
        cursor.execute(
            "SELECT DISTINCT s.row FROM records_seizure s JOIN records_lot l ON l.seizure_id = s.id"
            f" WHERE {condition.sql}",
            condition.params,
        )
        assert {row for (row,) in cursor.fetchall()} == CASES[query]


@pytest.mark.parametrize("query", CASES)
def test_an_address_reads_back_as_it_was_written(query):
    asked = Filter.from_query(QueryDict(query))
    assert Filter.from_query(QueryDict(asked.as_query())) == asked


def test_sums_ask_each_lot_by_itself(rows):
    condition = Filter(substance=("heroin",)).where("s", "l")
    with viewing(actor("border-officer")), connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.substance FROM records_seizure s JOIN records_lot l ON l.seizure_id = s.id"
            f" WHERE s.row = 5 AND {condition.sql}",
            condition.params,
        )
        assert cursor.fetchall() == [("heroin",)]


def test_a_part_is_taken_off_by_itself():
    asked = Filter(substance=("heroin", "opium"), country=("KZ",))
    assert asked.without("substance", "opium") == Filter(substance=("heroin",), country=("KZ",))


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "provider=one",
        "provider=99999999999",
        "id=1",
        "count=twice",
        "basis=gold",
        "q=%00",
        "country=" + "K" * 300,
        "&".join(f"country={number}" for number in range(500)),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(query):
    with pytest.raises(InputError) as refused:
        Filter.from_query(QueryDict(query))
    assert "\n" not in str(refused.value)
