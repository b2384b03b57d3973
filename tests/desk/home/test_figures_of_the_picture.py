"""What home makes of the cube: nothing is lost on the way, and the number walks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.desk.home.figures import MOST_GROUPS, MOST_MONTHS, home_figures
from chorsu.records.filters import Filter
from chorsu.records.picture import Cell, Picture
from chorsu.vocabulary.substances import group_codes

GROUPS = ["", *group_codes()]
CELLS = st.builds(
    Cell,
    month=st.integers(2020 * 12, 2026 * 12),
    region=st.sampled_from(["", "KZ", "KZ-61", "RU-SPE/RU-LEN", "UZ-TK"]),
    group=st.sampled_from(GROUPS),
    standing=st.sampled_from(["mass", "assumed", "none", "unknown", "implausible"]),
    dropped=st.booleans(),
    lots=st.integers(1, 9),
    records=st.integers(0, 9),
    kg=st.floats(0, 1e5),
    largest=st.floats(0, 1e5),
)


def figures(cells, counting="reported"):
    asked = Filter(counting=counting)
    seen = Picture(tuple(cells), once=counting == "once")
    return home_figures(asked, seen, lambda rows: f"/records/?{rows.as_query()}", refused=None)


@given(st.lists(CELLS, max_size=30), st.sampled_from(["reported", "once"]))
def test_any_cube_becomes_figures(cells, counting):
    home = figures(cells, counting)
    kept = [cell for cell in cells if not (counting == "once" and cell.dropped)]
    assert home.figures[0].value == sum(cell.records for cell in kept)
    assert sum(row["count"] for row in home.regions["regions"]) == sum(cell.records for cell in kept)


def test_more_groups_than_are_shown_become_one():
    cells = [Cell(24300, "KZ", code, "mass", False, 1, 1, 1.0, 1.0) for code in group_codes()]
    assert len(cells) > MOST_GROUPS
    groups = figures(cells).series["groups"]
    assert len(groups) == MOST_GROUPS + 1
    assert groups[-1]["counts"] == [len(cells) - MOST_GROUPS]


@pytest.mark.parametrize(("counting", "value", "was"), [("reported", 3, None), ("once", 2, 3)])
def test_the_number_walks(counting, value, was):
    cells = [
        Cell(24300, "KZ", GROUPS[1], "mass", False, 2, 2, 4.0, 2.0),
        Cell(24300, "KZ", GROUPS[1], "mass", True, 1, 1, 2.0, 2.0),
    ]
    first = figures(cells, counting).figures[0]
    assert (first.value, first.was) == (value, was)


def test_an_implausible_weight_is_in_no_sum_and_is_said():
    cells = [
        Cell(24300, "KZ", GROUPS[1], "mass", False, 1, 1, 4.0, 4.0),
        Cell(24300, "KZ", GROUPS[1], "implausible", False, 1, 1, 23_000.0, 23_000.0),
    ]
    home = figures(cells)
    assert home.figures[1].value == 4.0
    assert [item.count for item in home.left_out] == [1]
    assert "flag=implausible_quantity" in home.left_out[0].href


def test_months_before_the_series_are_said_to_be_left_out():
    cells = [Cell(24300 - MOST_MONTHS * at, "KZ", GROUPS[1], "mass", False, 1, 1, 1.0, 1.0) for at in (0, 1)]
    home = figures(cells)
    assert len(home.series["months"]) == MOST_MONTHS
    assert [item.count for item in home.series_left_out] == [1]
